import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FixAction } from '../../src/core/cause.ts';
import { explain } from '../../src/core/explain.ts';
import { plain } from '../../src/core/text.ts';
import { exchange, jwt, now } from '../check.ts';

/** The first fix of the best finding: its title and what it does. */
function firstFix(wire: string): readonly [string, FixAction | undefined] {
  const fix = explain(exchange(wire), now * 1000).findings[0]?.fixes[0];
  assert.ok(fix, 'no fix');
  return [plain(fix.title), fix.kind === 'action' ? fix.action : undefined];
}

const bearer = `Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', scope: 'reports:read', exp: 3600 })}`;

test('a scope that the challenge names is asked for besides the others', () => {
  const wire = `
    POST https://api.example/reports
    ${bearer}

    403
    WWW-Authenticate: Bearer error="insufficient_scope", scope="reports:read reports:write"
  `;
  assert.deepEqual(firstFix(wire), [
    'Sign in again and ask for `reports:write`',
    { do: 'sign-in', ask: { scopes: ['reports:write'] } },
  ]);
});

test('a scope that a field of the body names', () => {
  const wire = `
    POST https://api.example/reports
    ${bearer}

    403

    {"error":"insufficient_scope","required_scopes":["reports:write"]}
  `;
  assert.deepEqual(firstFix(wire)[1], { do: 'sign-in', ask: { scopes: ['reports:write'] } });
});

test('a scope that may stand anywhere in a sentence is advice only', () => {
  const wire = `
    POST https://api.example/reports
    ${bearer}

    403

    {"message":"Missing scope reports:write"}
  `;
  assert.deepEqual(firstFix(wire), ['Request a token with `reports:write` besides `reports:read`', undefined]);
});

test('of scopes one of which will do, none is asked for', () => {
  const wire = `
    POST https://api.example/repos
    Authorization: Bearer gho_abcdefghijklmnopqrstuvwxyz0123456789

    403
    X-OAuth-Scopes: gist
    X-Accepted-OAuth-Scopes: admin:org, repo
  `;
  assert.equal(firstFix(wire)[1], undefined);
});

test('the level and age of RFC 9470', () => {
  const wire = `
    POST https://api.example/pay
    ${bearer}

    401
    WWW-Authenticate: Bearer error="insufficient_user_authentication", acr_values="myACR phr", max_age="300"
  `;
  assert.deepEqual(firstFix(wire), [
    'Sign in again and ask for the level `myACR phr` and a sign-in of the last `300` seconds',
    { do: 'sign-in', ask: { acrValues: 'myACR phr', maxAge: 300 } },
  ]);
});

test('the claims of insufficient_claims, decoded', () => {
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
  const wire = `
    GET https://graph.microsoft.com/v1.0/me
    ${bearer}

    401
    WWW-Authenticate: Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${btoa(claims)}"
  `;
  const [title, action] = firstFix(wire);
  assert.equal(title, `Sign in again and ask for the claims \`${claims}\``);
  assert.deepEqual(action, { do: 'sign-in', ask: { claims } });
});

test('the claims of a refused refresh, in the body', () => {
  const claims = '{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}';
  const wire = `
    POST https://login.microsoftonline.com/common/oauth2/v2.0/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=refresh_token&refresh_token=1.AXoA7Kq2ZpLm9QwErTy&client_id=app1

    400

    ${JSON.stringify({ error: 'interaction_required', error_description: 'AADSTS50076: you must use multi-factor authentication', suberror: 'basic_action', claims })}
  `;
  const best = explain(exchange(wire), now * 1000).findings[0];
  const actions = best?.fixes.flatMap((it) => (it.kind === 'action' ? [it.action] : []));
  assert.deepEqual(actions, [{ do: 'sign-in', ask: { claims } }]);
});

test('claims that are no JSON are not handed on', () => {
  const wire = `
    GET https://api.example/me
    ${bearer}

    401
    WWW-Authenticate: Bearer error="insufficient_claims", claims="bm90IGpzb24="
  `;
  assert.equal(firstFix(wire)[1], undefined);
});

test('the audience that the API expects', () => {
  const wire = `
    GET https://orders.example/orders
    Authorization: Bearer ${jwt({ aud: 'https://billing.example', sub: 'u1', exp: 3600 })}

    401

    {"message":"jwt audience invalid. expected: https://orders.example"}
  `;
  assert.deepEqual(firstFix(wire), [
    'Sign in again and ask for a token for `https://orders.example`',
    { do: 'sign-in', ask: { audience: 'https://orders.example' } },
  ]);
});

test('metadata that the challenge names', () => {
  const wire = `
    GET https://mcp.example/mcp

    401
    WWW-Authenticate: Bearer resource_metadata="https://mcp.example/.well-known/oauth-protected-resource", scope="files:read"
  `;
  assert.deepEqual(firstFix(wire), [
    'Sign in as `mcp.example` describes it, and ask for `files:read`',
    {
      do: 'sign-in',
      ask: { scopes: ['files:read'] },
      metadata: 'https://mcp.example/.well-known/oauth-protected-resource',
    },
  ]);
});

for (const url of ['http://mcp.example/meta', 'javascript:alert(1)', 'file:///etc/passwd', 'https://a b/']) {
  test(`metadata at ${url} is not followed`, () => {
    const wire = `
      GET https://mcp.example/mcp

      401
      WWW-Authenticate: Bearer resource_metadata="${url}"
    `;
    assert.notEqual(firstFix(wire)[1]?.do, 'sign-in');
  });
}
