import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HttpRequest } from '../../../src/core/exchange.ts';
import { findTokens, findTokensInText } from '../../../src/core/jwt/find.ts';
import { makeJwt } from './makeJwt.ts';

const jwt = makeJwt({ sub: '7' });
const key = `ghp_${'a1B2'.repeat(9)}`;

function request(
  headers: Record<string, string>,
  url = 'https://api.test/',
  body?: string,
  mimeType = '',
): HttpRequest {
  return {
    method: 'GET',
    url,
    httpVersion: 'HTTP/1.1',
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    ...(body === undefined ? {} : { body: { text: body, size: body.length, mimeType } }),
  };
}

/** Label and kind of each. */
function short(it: HttpRequest): string[] {
  return findTokens(it).map(({ label, token }) => `${label}: ${token.kind}`);
}

test('tokens are found wherever they travel', () => {
  const rows: [HttpRequest, string[]][] = [
    [request({ Authorization: `Bearer ${jwt}` }), ['the Authorization header: jws']],
    [request({ authorization: 'Bearer opaque1234' }), ['the authorization header: opaque']],
    [request({ Authorization: jwt }), ['the Authorization header: jws']],
    [request({ Authorization: `Basic ${btoa(`me:${key}`)}` }), ['the Authorization header: opaque']],
    [request({ Authorization: `Basic ${btoa('me:password')}` }), []],
    [request({ Authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request' }), []],
    [request({ 'X-Api-Key': 'k3y-9f' }), ['the X-Api-Key header: opaque']],
    [request({ 'X-Access-Token': `Bearer ${jwt}` }), ['the X-Access-Token header: jws']],
    [request({ DPoP: jwt }), ['the DPoP header: jws']],
    [request({ 'X-Forwarded-For': '10.0.0.1', Accept: '*/*' }), []],
    [request({ 'X-CSRF-Token': 'abc' }), []],
    [request({ 'Sec-WebSocket-Protocol': `v1, bearer.${jwt}` }), ['the Sec-WebSocket-Protocol header: jws']],
    [request({ Cookie: `a=1; session=${jwt}; theme=dark` }), ['the cookie session: jws']],
    [request({}, `https://api.test/?access_token=${jwt}&page=2`), ['the query parameter access_token: jws']],
    [request({}, 'https://api.test/?token=k3y-9f#access_token=x'), ['the query parameter token: opaque']],
    [
      request(
        {},
        'https://api.test/',
        `grant_type=refresh_token&refresh_token=${jwt}`,
        'application/x-www-form-urlencoded',
      ),
      ["the body's field refresh_token: jws"],
    ],
    [
      request({}, 'https://api.test/', JSON.stringify({ data: [{ jwt }], token_type: 'x' }), 'application/json'),
      ["the body's field jwt: jws"],
    ],
    [request({ 'Content-Type': 'application/json' }, 'https://api.test/', '{"token":'), []],
  ];
  for (const [it, labels] of rows) assert.deepEqual(short(it), labels);
});

test('the place is where to jump to', () => {
  const [token] = findTokens(request({}, `https://api.test/?t=${jwt}`));
  assert.deepEqual(token?.at, { in: 'url', part: 'query', name: 't' });
  assert.equal(token?.secret.reveal(), jwt);
  assert.equal(JSON.stringify(token).includes(jwt), false);
});

test('tokens in running text have their span', () => {
  const text = `Log in with "${jwt}" or ${jwt}. Not with eyJ or eyJhbGciOi, nor xeyJhbGciOiJIUzI1NiJ9.eyJ9.`;
  const found = findTokensInText(text);
  assert.deepEqual(
    found.map((it) => it.raw),
    [jwt, jwt],
  );
  for (const { span, raw } of found) assert.equal(text.slice(span.start, span.end), raw);
});

test('a token without a signature keeps its last dot', () => {
  const unsigned = `${jwt.split('.').slice(0, 2).join('.')}.`;
  assert.equal(findTokensInText(`see ${unsigned} there`)[0]?.raw, unsigned);
});

test('long text without a token is read once', () => {
  for (const unit of ['eyJ', 'eyJhbGciOi.', 'eyJ-', '.', 'eyJhbGciOiJ ']) findTokensInText(unit.repeat(300_000));
});

test('any request is read without an exception', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom(jwt, `Bearer ${jwt}`, '%', '{"a":', '[[[[', 'Basic %'));
  fc.assert(
    fc.property(fc.array(value), value, value, (values, url, body) => {
      const names = ['Authorization', 'Cookie', 'Token', 'X-Y', 'Content-Type'];
      const headers = Object.fromEntries(values.map((it, i) => [names[i % names.length] ?? '', it]));
      for (const it of findTokens(request(headers, `https://a.test/?${url}`, body, 'application/json')))
        assert.ok(0 < it.secret.length);
    }),
  );
});
