import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeIds } from '../../../src/core/causeIds.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { servers } from '../../../src/core/servers/index.ts';
import { exchange, now } from '../../check.ts';

test('servers have ids of their own, marks, and signs for known causes', () => {
  assert.equal(new Set(servers.map((it) => it.id)).size, servers.length);
  for (const { id, recognize, signs } of servers) {
    assert.notEqual(Object.keys(recognize).length, 0, `${id} cannot be recognized`);
    assert.notEqual(signs.length, 0, `${id} has no signs`);
    for (const sign of signs) assert.ok(causeIds.includes(sign.cause), `${id}: ${sign.cause}`);
  }
});

test('what signs say is in our style: no full stop, no "invalid", a fix that begins with a verb', () => {
  for (const { id, signs } of servers) {
    for (const { shows, fix } of signs) {
      for (const words of [shows, fix]) assert.doesNotMatch(words ?? '', /\.$|\bplease\b|\bsimply\b|\binvalid\b/i, id);
      assert.match(fix ?? 'Send it', /^[A-Z][a-z]+ /, id);
    }
  }
});

/** One answer each, written from the vendor's documentation. */
const known: readonly (readonly [id: string, cause: string, wire: string])[] = [
  [
    'kubernetes',
    'role-missing',
    'GET https://k8s.test/api/v1/pods\nAuthorization: Bearer abcdefghijkl\n\n403\nAudit-Id: a\n\n{"kind":"Status","message":"pods is forbidden: User \\"jane\\" cannot list resource \\"pods\\"","reason":"Forbidden","code":403}',
  ],
  [
    'entra-id',
    'step-up-required',
    'POST https://login.microsoftonline.com/t/oauth2/v2.0/token\n\ngrant_type=password&username=a&password=b&client_id=c\n\n400\n\n{"error":"invalid_grant","error_description":"AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication","error_codes":[50076]}',
  ],
  [
    'slack',
    'scope-missing',
    'POST https://slack.com/api/chat.postMessage\nAuthorization: Bearer xoxb-1-2-abcdefghijkl\n\n200\n\n{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"channels:read"}',
  ],
  [
    'stripe',
    'api-key-invalid',
    'GET https://api.stripe.com/v1/charges\nAuthorization: Bearer sk_test_abcdefghijklmnop\n\n401\n\n{"error":{"message":"Invalid API Key provided: sk_test_****mnop","type":"invalid_request_error"}}',
  ],
  [
    'openai',
    'network-blocked',
    'POST https://api.openai.com/v1/responses\nAuthorization: Bearer sk-abcdefghijklmnopqrst\n\n403\n\n{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported"}}',
  ],
  [
    'keycloak',
    'account-blocked',
    'POST https://keycloak.test/realms/a/protocol/openid-connect/token\n\ngrant_type=password&username=a&password=b&client_id=c\n\n400\n\n{"error":"invalid_grant","error_description":"Account is not fully set up"}',
  ],
  [
    'jenkins',
    'csrf-failed',
    'POST https://ci.test/job/a/build\nAuthorization: Basic YTpi\n\n403\nX-Jenkins: 2.440\n\n<html><title>Error 403 No valid crumb was included in the request</title></html>',
  ],
  [
    'supabase',
    'token-expired',
    'GET https://a.supabase.co/rest/v1/todos\nAuthorization: Bearer abcdefghijkl\n\n401\n\n{"code":"PGRST303","message":"JWT expired"}',
  ],
  [
    'mongodb-atlas',
    'network-blocked',
    'GET https://cloud.mongodb.com/api/atlas/v2/groups\nAuthorization: Bearer abcdefghijkl\n\n403\n\n{"errorCode":"IP_ADDRESS_NOT_ON_ACCESS_LIST","detail":"IP address 203.0.113.5 is not allowed to access this resource."}',
  ],
  [
    'npm',
    'step-up-required',
    'PUT https://registry.npmjs.org/a\nAuthorization: Bearer npm_abcdefghijklmnop\n\n401\nWWW-Authenticate: OTP\n',
  ],
];

for (const [id, cause, wire] of known) {
  test(`${id}: ${cause}`, () => {
    const facts = readFacts(exchange(wire), now * 1000);
    assert.ok(
      facts.servers.some((it) => it.id === id),
      `recognized ${facts.servers.map((it) => it.id).join(', ') || 'nobody'}`,
    );
    assert.equal(facts.stated, cause);
  });
}
