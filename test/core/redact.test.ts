import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskField, maskUrl } from '../../src/core/mask.ts';
import { maskSecretsIn } from '../../src/core/redact.ts';
import { isSecretName, isTokenName } from '../../src/core/secretNames.ts';
import { makeJwt } from './jwt/makeJwt.ts';

const jwt = makeJwt({ sub: '7' });
const made = 'q7Zt2Kp9Xw4Lm8Rb3Vn6';

test('secrets in running text are shown by their ends', () => {
  const rows: [value: string, shown: string][] = [
    [`the token ${jwt} expired`, `the token eyJh…${jwt.slice(-4)} expired`],
    [jwt.replaceAll('.', '%2E'), `eyJh…${jwt.slice(-4)}`],
    [`Authorization: Bearer ${made}`, 'Authorization: Bearer q7Zt…3Vn6'],
    [`curl -H 'X-Api-Key: ${made}'`, "curl -H 'X-Api-Key: q7Zt…3Vn6'"],
    [`ghp_${made}`, 'ghp_…3Vn6'],
    ['AKIAIOSFODNN7EXAMPLE', 'AKIA…MPLE'],
    [`see sk_live_${made}.`, 'see sk_l…Vn6.'],
    [`https://a.test/?access_token=${made}&page=2`, 'https://a.test/?access_token=q7Zt…3Vn6&page=2'],
    [`https://a.test/cb?code=${made}&state=xyz`, 'https://a.test/cb?code=q7Zt…3Vn6&state=xyz'],
    ['https://me:hunter2@a.test/', 'https://me:••••@a.test/'],
    ['redis://:hunter2@localhost:6379', 'redis://:••••@localhost:6379'],
    ['{"password":"hunter2","user":"me"}', '{"password":"••••","user":"me"}'],
    [`{"refresh_token": "${made}"}`, '{"refresh_token": "q7Zt…3Vn6"}'],
    ['grant_type=password&username=me&password=hunter2', 'grant_type=password&username=me&password=••••'],
    [`Cookie: sid=${made}; theme=dark`, 'Cookie: sid=q7Zt…3Vn6; theme=••••'],
    ['Set-Cookie: sid=abc; Path=/; HttpOnly', 'Set-Cookie: sid=••••; Path=/; HttpOnly'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----!',
      '-----BEGIN RSA PRIVATE KEY-----••••-----END RSA PRIVATE KEY-----!',
    ],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', '-----BEGIN PRIVATE KEY-----••••'],
  ];
  for (const [value, shown] of rows) assert.equal(maskSecretsIn(value), shown);
});

test('what is no secret stays as it is', () => {
  const rows = [
    'The access token expired',
    'invalid_token',
    'Bearer error="invalid_token", error_description="The access token expired at 2026-11-22T19:04:11Z"',
    'Bearer realm="https://auth.test/token",service="registry.test"',
    'Basic authentication required',
    'Bearer authentication is needed',
    'token: expired',
    'code=invalid_token',
    '{"error":{"code":"InvalidAuthenticationToken","token_type":"Bearer","expires_in":3600}}',
    'read:user repo admin:org user:email',
    'https://graph.microsoft.com/User.Read openid profile',
    'api://7f1c1d1e-55aa-4b2b-9c3d-0123456789ab',
    '7f1c1d1e-55aa-4b2b-9c3d-0123456789ab',
    'key-vault-prod01.internal.example.com',
    'sk-learn-models2.example.com',
    'secret_of_success_2_the_sequel',
    'https://api.example.com:8443/v2/tokens/types?page=2&sort=created_at',
    'me@example.com',
    'password={{password}}',
    'Authorization: Bearer undefined',
    'token_use is id',
    '2026-11-22 19:04:11 UTC',
    'arn:aws:iam::123456789012:role/deploy-role',
    'X-Amz-SignedHeaders=host;x-amz-date',
    '-----BEGIN CERTIFICATE-----',
    'WWW-Authenticate: Digest realm="a", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
  ];
  for (const value of rows) assert.equal(maskSecretsIn(value), value);
});

test('names of secrets', () => {
  const secret =
    'Authorization Proxy-Authorization Cookie Set-Cookie X-Api-Key apikey api_key access_token accessToken refresh_token client_secret password passwd X-Auth-Token Ocp-Apim-Subscription-Key x-functions-key X-CSRF-Token sessionid JSESSIONID PHPSESSID DPoP Private-Token X-Amz-Security-Token X-Vault-Token X-Hub-Signature-256 private_key X-Auth-Key otp client_assertion code sig _csrf X-XSRF-TOKEN sid connect.sid'.split(
      ' ',
    );
  const open =
    'token_type expires_in Content-Type Accept X-Request-Id Idempotency-Key Access-Control-Request-Headers Access-Control-Allow-Credentials nonce state scope grant_type client_id token_endpoint password_expires_at sort keyword page author Sec-WebSocket-Key next_page_token_count secret_name cache_key etag X-RateLimit-Remaining session_lifetime'.split(
      ' ',
    );
  for (const name of secret) assert.equal(isSecretName(name), true, name);
  for (const name of open) assert.equal(isSecretName(name), false, name);
});

test('names of tokens', () => {
  for (const name of ['access_token', 'X-Auth-Token', 'id_token', 'jwt', 'X-Api-Key', 'apikey', 'DPoP'])
    assert.equal(isTokenName(name), true, name);
  for (const name of [
    'password',
    'csrf_token',
    'token_type',
    'next_page_token',
    'Postman-Token',
    'authenticity_token',
    'Cookie',
    'X-CSRF-Token',
  ])
    assert.equal(isTokenName(name), false, name);
});

test('a canary does not survive, wherever it stands', () => {
  const made = fc
    .tuple(
      fc.constantFrom('a9', 'Zk3'),
      fc.string({ unit: fc.constantFrom(...'abcdefghkmnpqrstuvwxyzABCDEFGH23456789'), minLength: 24, maxLength: 60 }),
    )
    .map((it) => it.join(''));
  const canary = fc.oneof(
    made.map((it) => ({ value: it, bare: false })),
    made.map((it) => ({ value: makeJwt({ sub: it }), bare: true })),
    made.map((it) => ({ value: `ghp_${it}`, bare: true })),
    made.map((it) => ({ value: `xoxb-1234-${it}`, bare: true })),
  );
  const places: ((it: string) => string)[] = [
    (it) => maskField('Authorization', `Bearer ${it}`),
    (it) => maskField('Authorization', it),
    (it) => maskField('Cookie', `a=1; sid=${it}`),
    (it) => maskField('X-Api-Key', it),
    (it) => maskUrl(`https://a.test/x?page=1&access_token=${it}#x`),
    (it) => maskUrl(`https://u:${it}@a.test/`),
    (it) => maskSecretsIn(`failed with Authorization: Bearer ${it}, sorry`),
    (it) => maskSecretsIn(`GET /x?api_key=${it} HTTP/1.1`),
    (it) => maskSecretsIn(`{"a":{"client_secret":"${it}"}}`),
    (it) => maskSecretsIn(JSON.stringify(JSON.stringify({ access_token: it }))),
    (it) => maskSecretsIn(`Set-Cookie: session=${it}; Path=/`),
    (it) => maskSecretsIn(`postgres://app:${it}@db.test/x`),
    (it) => maskSecretsIn(`password='${it}'`),
  ];
  const anywhere: ((it: string) => string)[] = [
    (it) => maskSecretsIn(`(${it})`),
    (it) => maskSecretsIn(`<b>${it}</b>`),
    (it) => maskField('X-Other', it),
  ];
  fc.assert(
    fc.property(canary, ({ value, bare }) => {
      for (const show of bare ? [...places, ...anywhere] : places) {
        const shown = show(value);
        // No more than the first and last four, so no run of nine characters of it.
        for (let i = 0; i + 9 <= value.length; i++) assert.ok(!shown.includes(value.slice(i, i + 9)), shown);
      }
    }),
    { numRuns: 200 },
  );
});

test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(jwt, made, 'password=', 'Bearer ', '://a:', '@', '{"token":"'),
      (text, piece) => {
        const once = maskSecretsIn(`${piece}${text}${piece}`);
        assert.equal(maskSecretsIn(once), once);
      },
    ),
  );
});

test('long hostile text is read in linear time', () => {
  for (const unit of [
    'eyJ',
    'a=',
    'token=a',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    '://a:',
    'Bearer ',
    'cookie: a=',
    'sk-',
    '"a":"',
    'ghp_',
    'aaaa.',
    ' ',
  ]) {
    assert.equal(typeof maskSecretsIn(unit.repeat(200_000)), 'string');
  }
});
