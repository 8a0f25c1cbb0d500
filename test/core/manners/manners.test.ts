import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lines, says } from './notes.ts';

suite('status', () => {
  test('401 without a challenge, and with one', () => {
    assert.match(says('GET https://api.test/me\n\n401', 'challenge-missing') ?? '', /401 without `WWW-Authenticate`/);
    assert.match(says('GET https://api.test/me\n\n407', 'challenge-missing') ?? '', /407 without `Proxy-Authenticate`/);
    assert.equal(says('GET https://api.test/me\n\n401\nwww-authenticate: Bearer', 'challenge-missing'), undefined);
    assert.equal(says('GET https://api.test/me\n\n403', 'challenge-missing'), undefined);
  });

  test('the two refusals mixed up, where the cause is sure', () => {
    const scope =
      'GET https://api.test/me\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n401\nWWW-Authenticate: Bearer error="insufficient_scope", scope="a:b"';
    assert.match(says(scope, 'status-mistaken') ?? '', /401 where 403 is meant/);
    const expired =
      'GET https://api.test/me\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n403\n\n{"message":"The token has expired"}';
    assert.match(says(expired, 'status-mistaken') ?? '', /403 where 401 is meant/);
    const nothing = 'GET https://api.test/me\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n403\n\nForbidden';
    assert.equal(says(nothing, 'status-mistaken'), undefined);
  });

  test('429 and 419', () => {
    const many =
      'GET https://api.test/me\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n403\n\n{"message":"Rate limit exceeded, too many requests"}';
    assert.match(says(many, 'status-mistaken') ?? '', /403` where 429 is meant/);
    assert.match(says('POST https://app.test/form\n\n419', 'status-mistaken') ?? '', /419 is not a registered status/);
  });

  test('403 to somebody whom signing in would help', () => {
    const anonymous = 'GET https://api.test/me\n\n403\n\n{"detail":"Authentication credentials were not provided."}';
    assert.match(says(anonymous, 'login-would-help') ?? '', /403 to a caller without credentials/);
    assert.equal(says('GET https://api.test/me\n\n403\n\nForbidden', 'login-would-help'), undefined);
  });

  test('a refusal behind another status', () => {
    const body = '\n\n{"error":"token_expired","message":"The token has expired"}';
    const request = 'GET https://api.test/me\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n';
    assert.match(says(`${request}404${body}`, 'hidden-refusal') ?? '', /comes as 404/);
    assert.match(says(`${request}200${body}`, 'hidden-refusal') ?? '', /status of a success/);
    assert.match(says(`${request}302\nLocation: /login${body}`, 'hidden-refusal') ?? '', /as a redirect/);
    assert.match(
      says(`${request}400 Bad Request${body}`, 'hidden-refusal') ?? '',
      /`400 Bad Request`, where `401` is meant/,
    );
    assert.equal(says(`${request}401${body}`, 'hidden-refusal'), undefined);
  });

  test('400 is right for credentials that cannot be read', () => {
    const twice =
      'GET https://api.test/me\nAuthorization: Bearer Bearer abcdefghijklmnopqrstuv\n\n400 Bad Request\n\n{"error":"invalid_request","message":"Malformed authorization header"}';
    assert.equal(says(twice, 'hidden-refusal'), undefined);
  });

  test('a token endpoint answers 400 by its own rules', () => {
    const call =
      'POST https://id.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=abcdefghijkl\n\n400\nContent-Type: application/json\n\n{"error":"invalid_grant","error_description":"Token expired"}';
    assert.equal(says(call, 'hidden-refusal'), undefined);
  });
});

suite('caches', () => {
  const refusal = (fields: string) => `GET https://api.test/me\n\n401\nWWW-Authenticate: Bearer\n${fields}`;

  test('a refusal that may be kept, or was', () => {
    assert.match(says(refusal('Cache-Control: public, max-age=600'), 'cacheable') ?? '', /for `600` seconds/);
    assert.match(says(refusal('Expires: Sun, 22 Nov 2099 19:04:11 GMT'), 'cacheable') ?? '', /until `Sun, 22 Nov 2099/);
    assert.match(says(refusal('Age: 42'), 'cacheable') ?? '', /`42` seconds old/);
  });

  test('one that may not', () => {
    for (const it of [
      'Cache-Control: no-store',
      'Cache-Control: max-age=0',
      'Age: 0',
      'Expires: 0',
      'Expires: Thu, 01 Jan 1970 00:00:00 GMT',
      'X: y',
    ])
      assert.equal(says(refusal(it), 'cacheable'), undefined, it);
  });
});

test('a challenge over plain http, but not on this computer', () => {
  const challenge = (url: string) => `GET ${url}\n\n401\nWWW-Authenticate: Basic realm="x"`;
  assert.match(
    says(challenge('http://intranet.test/'), 'challenge-over-http') ?? '',
    /asks for `Basic` credentials over plain http/,
  );
  for (const url of ['https://intranet.test/', 'http://localhost:3000/', 'http://127.0.0.1/', 'http://[::1]:80/'])
    assert.equal(says(challenge(url), 'challenge-over-http'), undefined, url);
});

suite('CORS', () => {
  const from = (fields: string, answer = '') =>
    `GET https://api.test/me\nOrigin: https://app.test\n${fields}\n\n401\nWWW-Authenticate: Bearer\n${answer}`;

  test('a refusal that a browser hides', () => {
    assert.match(says(from(''), 'cors-missing') ?? '', /no `Access-Control-Allow-Origin`.*`https:\/\/app\.test`/);
    assert.match(
      says(from('', 'Access-Control-Allow-Origin: https://other.test'), 'cors-missing') ?? '',
      /allows `https:\/\/other\.test` and not/,
    );
    assert.match(says(from('Cookie: a=b', 'Access-Control-Allow-Origin: *'), 'cors-missing') ?? '', /every origin/);
    assert.match(
      says(from('Cookie: a=b', 'Access-Control-Allow-Origin: https://app.test'), 'cors-missing') ?? '',
      /Allow-Credentials: true/,
    );
  });

  test('one that it shows', () => {
    assert.equal(says(from('', 'Access-Control-Allow-Origin: *'), 'cors-missing'), undefined);
    assert.equal(says(from('', 'Access-Control-Allow-Origin: https://app.test'), 'cors-missing'), undefined);
    assert.equal(says(from('Sec-Fetch-Mode: navigate'), 'cors-missing'), undefined);
    assert.equal(says('GET https://api.test/me\nOrigin: https://api.test:443\n\n401', 'cors-missing'), undefined);
    assert.equal(says('GET https://api.test/me\n\n401', 'cors-missing'), undefined);
  });

  test('a preflight that is asked for credentials', () => {
    const preflight =
      'OPTIONS https://api.test/me\nOrigin: https://app.test\nAccess-Control-Request-Method: PUT\n\n401\nWWW-Authenticate: Bearer';
    assert.match(says(preflight, 'preflight-refused') ?? '', /preflight for `PUT` was answered `401`/);
    assert.equal(says('OPTIONS https://api.test/me\n\n401', 'preflight-refused'), undefined);
  });
});

test('a refusal in order gets no note', () => {
  assert.deepEqual(
    lines(
      'GET https://api.test/me\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n403 Forbidden\nWWW-Authenticate: Bearer error="insufficient_scope", scope="a:b"\nCache-Control: no-store\nContent-Type: application/problem+json\n\n{"title":"Forbidden","status":403,"detail":"This needs the scope a:b."}',
    ),
    [],
  );
});
