import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, HeaderField } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import { Secret } from '../../src/core/secret.ts';
import { plain } from '../../src/core/text.ts';
import { callViews, firstAttemptView } from '../../src/vscode/sidebar/attempts.ts';

const now = Date.UTC(2026, 10, 22, 22, 4, 11);
const old = jwt({ sub: 'ada', exp: now / 1000 - 600 }, 'a');
const fresh = jwt({ sub: 'ada', exp: now / 1000 + 600 }, 'z');

test('the first attempt says why, what was renewed, and which fields changed', () => {
  const first = exchange(401, { Accept: '*/*', Authorization: `Bearer ${old}` });
  const second = exchange(200, { Accept: '*/*', Authorization: `Bearer ${fresh}`, 'X-Trace': 'abc' });
  const view = firstAttemptView(
    { exchange: first, report: explain(first, now), renewed: 'the token of ada' },
    second,
    [],
  );
  assert.equal(view.status, 401);
  assert.equal(plain(view.headline), 'The token has expired');
  assert.match(plain(view.reasons[0]?.summary ?? { parts: [] }), /expired `?10 minutes/);
  assert.equal(view.renewed, 'the token of ada');
  const [authorization, trace, ...others] = view.changed;
  assert.equal(authorization?.name, 'Authorization');
  assert.notEqual(authorization?.before, authorization?.after);
  assert.match(authorization?.before ?? '', /^Bearer \S{4}…\S{4}$/);
  assert.deepEqual(trace, { name: 'X-Trace', before: 'not sent', after: 'abc' });
  assert.deepEqual(others, []);
});

test('secrets that mask alike are told to be others', () => {
  const view = firstAttemptView(
    { exchange: exchange(403, { 'X-CSRF-Token': 'short-1' }), renewed: 'the answer of login' },
    exchange(200, { 'X-CSRF-Token': 'short-2' }),
    [],
  );
  assert.deepEqual(view.changed, [{ name: 'X-CSRF-Token', before: '••••', after: 'another value' }]);
});

test('calls for tokens are shown without a secret, and none of it can be revealed', () => {
  const secret = 'client-secret-planted-0123';
  const call: Exchange = {
    ...exchange(
      200,
      { Authorization: `Basic ${btoa(`app:${secret}`)}` },
      'https://issuer.example/token?code=planted-code-0123456',
    ),
    request: {
      method: 'POST',
      url: 'https://issuer.example/token',
      httpVersion: 'HTTP/1.1',
      headers: fields({ Authorization: `Basic ${btoa(`app:${secret}`)}` }),
      body: {
        text: `grant_type=refresh_token&refresh_token=planted-refresh-012345&client_secret=${secret}&code=planted-code-0123456&code_verifier=planted-verifier-0123456`,
        size: 90,
        mimeType: 'application/x-www-form-urlencoded',
      },
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      headers: [],
      body: {
        text: JSON.stringify({ access_token: fresh, refresh_token: 'planted-rotated-012345', id_token: old }),
        size: 300,
        mimeType: 'application/json',
      },
    },
  };
  const views = callViews([{ name: 'token of ada', exchange: call }], [new Secret('planted-known-012345')]);
  const text = JSON.stringify(views);
  for (const it of [secret, 'planted-', btoa(`app:${secret}`), fresh, old]) assert.ok(!text.includes(it), it);
  assert.equal(views[0]?.name, 'token of ada');
  assert.equal(views[0]?.exchange.requestBody?.secret, false);
  assert.ok(views[0]?.exchange.requestHeaders.every((it) => !it.secret));
});

test('a poll that waits for the person is no trouble', () => {
  const poll = (error: string): Exchange => {
    const it = exchange(400, {});
    return {
      ...it,
      response: { ...it.response, body: { text: `{"error": "${error}"}`, size: 30, mimeType: 'application/json' } },
    };
  };
  const calls = ['authorization_pending', 'slow_down', 'expired_token'].map((it) => ({
    name: 'x',
    exchange: poll(it),
  }));
  assert.deepEqual(
    callViews(calls, []).map((it) => it.pending),
    [true, true, undefined],
  );
});

test('of many calls the last ones are shown', () => {
  const ran = Array.from({ length: 30 }, (_, i) => ({ name: `call ${i}`, exchange: exchange(200, {}) }));
  assert.deepEqual(
    callViews(ran, []).map((it) => it.name),
    ran.slice(20).map((it) => it.name),
  );
});

function exchange(status: number, headers: Record<string, string>, url = 'https://api.example/me'): Exchange {
  return {
    request: { method: 'GET', url, httpVersion: 'HTTP/1.1', headers: fields(headers) },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: fields(status === 401 ? { 'WWW-Authenticate': 'Bearer error="invalid_token"' } : {}),
    },
    sentAt: now,
    earlier: [],
    dropped: [],
    source: 'sent',
  };
}

function fields(values: Record<string, string>): HeaderField[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function jwt(claims: object, fill: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(claims)}.${Buffer.alloc(32, fill).toString('base64url')}`;
}
