import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { emptyMemory, remember } from '../../../src/core/check/hostMemory.ts';
import { jwt } from '../../check.ts';
import { findings, taught } from './checked.ts';

const me = 'GET https://api.acme.io/v1/me\nAuthorization: Bearer {{token}}\n';
const token = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
  jwt({ exp: 3600, iat: 0, scope: 'read', ...claims }, header);

/** An answer to a request with a token. */
const answer = (sent: string, status: string, path = '/v1/me') =>
  `GET https://api.acme.io${path}\nAuthorization: Bearer ${sent}\n\n${status}\n`;
const refusal = 'WWW-Authenticate: Bearer error="invalid_token", error_description="The audience is invalid"';

suite('what earlier answers taught', () => {
  const orders = token({ aud: 'orders' });
  const billing = token({ aud: 'billing' });

  test('nothing learned, nothing said', () => {
    assert.deepEqual(findings(me, { values: { token: billing } }), []);
  });

  test('an audience that was refused for that', () => {
    const lessons = taught(answer(billing, `401\n${refusal}`));
    assert.deepEqual(findings(me, { values: { token: token({ aud: 'billing', jti: 'another' }) }, lessons }), [
      'error token-wrong-audience stated at "{{token}}": `api.acme.io` will refuse the token of `{{token}}`: its audience is `billing`, which was refused for that now.',
    ]);
    assert.deepEqual(findings(me, { values: { token: orders }, lessons }), []);
    const since = [...lessons, ...taught(answer(billing, '200'))];
    assert.deepEqual(findings(me, { values: { token: billing }, lessons: since }), [], 'taken since');
  });

  test('another audience than the ones it took, at the same API alone', () => {
    const lessons = taught(answer(orders, '200'));
    assert.deepEqual(findings(me, { values: { token: billing }, lessons }), [
      'warning token-wrong-audience likely at "{{token}}": `api.acme.io` will probably refuse the token of `{{token}}`: its audience is `billing`, and the tokens it took there had `orders`.',
    ]);
    assert.deepEqual(findings(me.replace('/v1/me', '/v1/invoices'), { values: { token: billing }, lessons }), []);
    assert.deepEqual(findings(me.replace('api.acme', 'other.acme'), { values: { token: billing }, lessons }), []);
  });

  test('another issuer', () => {
    const lessons = taught(answer(token({ iss: 'https://id.acme.io/' }), '200'));
    const found = findings(me, { values: { token: token({ iss: 'https://id.elsewhere.io' }) }, lessons });
    assert.match(found[0] ?? '', /^warning token-wrong-issuer likely .*its issuer is `https:\/\/id\.elsewhere\.io`/);
    assert.deepEqual(findings(me, { values: { token: token({ iss: 'https://id.acme.io' }) }, lessons }), []);
  });

  test('a kind that was refused, and one that was taken', () => {
    const id = token({ aud: 'app', at_hash: 'h', scope: undefined });
    assert.match(findings(me, { values: { token: id } })[0] ?? '', /^warning token-wrong-type likely/);
    assert.deepEqual(findings(me, { values: { token: id }, lessons: taught(answer(id, '200')) }), []);
    const lessons = [
      { kind: 'refused', host: 'api.acme.io', area: 'me', claim: 'use', values: ['id'], at: 1795374000 } as const,
    ];
    assert.match(
      findings(me, { values: { token: id }, lessons })[0] ?? '',
      /^error token-wrong-type stated .*refused for that 4 minutes ago/,
    );
  });

  test('the metadata of the protected resource', () => {
    const lessons = taught(
      'GET https://api.acme.io/.well-known/oauth-protected-resource\n\n200\nContent-Type: application/json\n\n{"resource": "https://api.acme.io", "authorization_servers": ["https://id.acme.io"]}',
    );
    const found = findings(me, {
      values: { token: token({ aud: 'billing', iss: 'https://id.elsewhere.io' }) },
      lessons,
    });
    assert.match(found[0] ?? '', /the host's own metadata names `https:\/\/api\.acme\.io`\.$/);
    const issuer = findings(me, {
      values: { token: token({ aud: 'https://api.acme.io/', iss: 'https://id.elsewhere.io' }) },
      lessons,
    });
    assert.match(issuer[0] ?? '', /token-wrong-issuer .*metadata names `https:\/\/id\.acme\.io`\.$/);
  });

  test('a key that the issuer does not publish', () => {
    const lessons = taught(
      'GET https://id.acme.io/.well-known/openid-configuration\n\n200\nContent-Type: application/json\n\n{"issuer": "https://id.acme.io", "jwks_uri": "https://id.acme.io/keys"}',
      'GET https://id.acme.io/keys\n\n200\nContent-Type: application/json\n\n{"keys": [{"kty": "RSA", "kid": "a"}, {"kty": "RSA", "kid": "b"}]}',
    );
    const given = (kid: string) => ({ values: { token: token({ iss: 'https://id.acme.io' }, { kid }) }, lessons });
    assert.deepEqual(findings(me, given('a')), []);
    assert.deepEqual(findings(me, given('c')), [
      'warning token-key-unknown likely at "{{token}}": `api.acme.io` will probably refuse the token of `{{token}}`: it names the key `c`, and its issuer `https://id.acme.io` publishes `a` and `b`.',
    ]);
  });

  test('the scheme that it asked for', () => {
    const lessons = taught('GET https://api.acme.io/v1/me\n\n401\nWWW-Authenticate: Bearer realm="x"');
    const basic = 'GET https://api.acme.io/v1/me\nAuthorization: Basic vic {{password}}\n';
    assert.deepEqual(findings(basic, { lessons }), [
      'warning scheme-not-accepted likely at "Basic vic {{password}}": `api.acme.io` will probably refuse `Basic`: it asked for `Bearer` now.',
    ]);
    for (const obtained of ['oauth2 client_credentials kc', 'openid', 'Bearer {{$auth.token("admin")}}'])
      assert.deepEqual(findings(basic.replace('Basic vic {{password}}', obtained), { lessons }), [], obtained);
    const took = [...lessons, ...taught('GET https://api.acme.io/v1/me\nAuthorization: Basic dmljOnZpYw==\n\n200')];
    assert.deepEqual(findings(basic, { lessons: took }), [], 'taken since');
    const bare = findings(me.replace('Bearer ', ''), { values: { token: orders }, lessons });
    assert.match(bare[0] ?? '', /^error scheme-missing stated .*asks for Bearer\.$/);
  });

  test('the same lesson twice is one, and the newer', () => {
    const lesson = { kind: 'asks', host: 'a.test', area: '', schemes: ['Basic'], at: 1 } as const;
    const memory = remember(remember(emptyMemory, [lesson]), [{ ...lesson, at: 2 }]);
    assert.deepEqual(memory.lessons, [{ ...lesson, at: 2 }]);
    assert.equal(remember(memory, []), memory);
  });
});
