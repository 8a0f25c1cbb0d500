import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { suite, test } from 'node:test';
import express from 'express';
import { answers } from '../../../src/core/better/answers.ts';
import { betterRefusal } from '../../../src/core/better/betterRefusal.ts';
import { writeBetterRefusal } from '../../../src/core/better/writeBetterRefusal.ts';
import { causeIds } from '../../../src/core/causeIds.ts';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { printRefusal } from '../../../src/core/print/refusalCode.ts';
import { exchange, jwt, now } from '../../check.ts';

const facts = (wire: string) => readFacts(exchange(wire), now * 1000);

const scope = `
  GET https://api.test/orders
  Authorization: Bearer ${jwt({ sub: 'vic', scope: 'orders:read' })}
  Origin: https://app.test

  401 Unauthorized
  WWW-Authenticate: Bearer realm="shop", error="insufficient_scope", scope="orders:write"

  {"message":"It's not allowed \\\\ here"}
`;

suite('what ought to be sent', () => {
  test('a missing scope is a 403 that names the scope', () => {
    assert.equal(
      writeBetterRefusal(diagnose(facts(scope), causes), 'http'),
      `HTTP/1.1 403 Forbidden
WWW-Authenticate: Bearer realm="shop", error="insufficient_scope", error_description="The access token lacks a scope", scope="orders:write"
Cache-Control: no-store
Access-Control-Allow-Origin: https://app.test
Access-Control-Expose-Headers: WWW-Authenticate
Vary: Origin
Content-Type: application/problem+json

{
  "type": "https://api.test/problems/scope-missing",
  "title": "Not allowed for this app",
  "status": 403,
  "detail": "Your app may not do this on your behalf. Allow it, and try again."
}
`,
    );
  });

  test('the scheme is the one asked for, else the one used, else Bearer', () => {
    const challenge = (wire: string) =>
      betterRefusal(facts(wire), 'credentials-missing')?.fields.find((it) => it.name === 'WWW-Authenticate')?.value;
    assert.equal(challenge('GET https://api.test/\n\n403'), 'Bearer realm="api.test"');
    assert.equal(
      challenge('GET https://api.test/\n\n401\nWWW-Authenticate: Basic realm="a"'),
      'Basic realm="a", charset="UTF-8"',
    );
    assert.equal(
      challenge('GET https://api.test/\nAuthorization: DPoP abcdefghijklmnop\n\n403'),
      'DPoP realm="api.test"',
    );
    assert.equal(
      challenge('GET https://api.test/\nX-Team-Key: abcdefghijklmnop\n\n403'),
      'ApiKey realm="api.test", header="X-Team-Key"',
    );
    assert.match(
      challenge('GET https://api.test/\nCookie: sessionid=abcdefghijklmnop\n\n403') ?? '',
      /^Cookie realm="api\.test", form-action="\/login"$/,
    );
  });

  test('a token endpoint keeps to its own form', () => {
    const call = facts(
      'POST https://id.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=abcdefgh\n\n401\n\nno',
    );
    assert.deepEqual(betterRefusal(call, 'token-revoked')?.body, {
      error: 'invalid_grant',
      error_description: 'The refresh token was revoked or used before',
    });
    assert.equal(betterRefusal(call, 'token-revoked')?.status, 400);
    assert.equal(betterRefusal(call, 'client-invalid')?.status, 401);
  });

  test('every cause but unknown has an answer that keeps to the standards', () => {
    const it = facts('GET http://api.test/\n\n403');
    for (const id of causeIds) {
      const refusal = betterRefusal(it, id);
      if (id === 'unknown') {
        assert.equal(refusal, undefined);
        continue;
      }
      assert.ok(refusal, id);
      const names = refusal.fields.map((field) => field.name);
      assert.equal(names.includes('WWW-Authenticate'), refusal.status === 401 || id === 'scope-missing', id);
      assert.equal(names.includes('Proxy-Authenticate'), refusal.status === 407, id);
      assert.equal(names.includes('Retry-After'), refusal.status === 429 || refusal.status === 503, id);
      assert.ok(names.includes('Cache-Control'), id);
      assert.equal(refusal.body.status, refusal.status, id);
      assert.match(answers[id].detail, /^[A-Z].*[.]$/, id);
      assert.doesNotMatch(answers[id].detail, /token|scope|header|401|403/i, `${id}: an end user reads it`);
    }
  });

  test('no secret of the exchange goes into it', () => {
    const secret = 'k3y-abcdefghijklmnop';
    const echo = facts(
      `GET https://api.test/\nAuthorization: Bearer ${secret}\n\n401\nWWW-Authenticate: Bearer realm="${secret}", error="invalid_token"`,
    );
    for (const form of ['http', 'express', 'laravel'] as const) {
      const written = writeBetterRefusal(diagnose(echo, causes), form);
      assert.ok(written);
      assert.doesNotMatch(written, /abcdefghijkl/);
    }
  });
});

suite('as code', () => {
  const hostile = 'it\'s \\ "quoted" </script> \u2028 {$x} $y';
  const refusal = betterRefusal(facts(scope), 'scope-missing');
  assert.ok(refusal);
  const odd = { ...refusal, body: { ...refusal.body, detail: hostile } };

  test('Express sends what the message says', async () => {
    const handler = new Function(`${printRefusal(odd, 'express')}return scopeMissing;`)();
    const app = express().use(handler);
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/orders`);
    const body = await response.json();
    server.close();
    assert.equal(response.status, 403);
    assert.deepEqual(body, odd.body);
    for (const { name, value } of refusal.fields) assert.ok(response.headers.get(name)?.startsWith(value), name);
  });

  test('PHP reads what is written for Laravel', (t) => {
    const code = `<?php function response() { return new class { function json(...$it) { return $it; } }; }
      function refuse() { ${printRefusal(odd, 'laravel')} } echo json_encode(refuse());`;
    const php = spawnSync('php', ['-n'], { input: code, encoding: 'utf8' });
    if (php.error) return t.skip('no PHP on this machine: install php-cli to run it');
    assert.equal(php.status, 0, php.stdout + php.stderr);
    assert.deepEqual(JSON.parse(php.stdout), [
      odd.body,
      403,
      Object.fromEntries(odd.fields.map((it) => [it.name, it.value])),
    ]);
  });
});
