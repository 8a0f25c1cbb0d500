import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { Secret } from '../../../src/core/secret.ts';
import { signIn } from '../../../src/send/oauth/index.ts';
import { fakeServer, type Reply } from './fakeServer.ts';
import { describe, failure, hostOf, obtained, options, refusal, settings, signInWith } from './signIns.ts';

const canary = 'canary-51d2e84b063f9a7c';
const client = { id: 'c', secret: new Secret(canary), authentication: 'client_secret_post' } as const;

async function tokensFrom(t: TestContext, reply: Reply | ((origin: string) => Reply), timeoutMs = 5000) {
  const { origin, came } = await fakeServer(t, (_, at) => (typeof reply === 'function' ? reply(at) : reply));
  const it = signInWith({ endpoints: { token: `${origin}/token` }, grant: 'client_credentials', client, scopes: [] });
  const got = await signIn(it, {}, hostOf().host, options({ settings: { ...settings, timeoutMs } }));
  assert.ok(!describe(got).includes(canary), 'the secret stays out of words');
  return { got, came, origin };
}

const notOAuth: readonly (readonly [string, Reply, RegExp])[] = [
  [
    'a page',
    { headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><title>Log in</title>' },
    /^http:\/\/127\.0\.0\.1:\d+\/token answered 200 with HTML; expected JSON with an access_token\. Compare the address/,
  ],
  ['a page that is called JSON', { body: '<html><body>no</body></html>' }, /answered 200 with HTML;/],
  ['text that is called JSON', { body: '{"access_token": "abc' }, /with text that is called JSON and is none;/],
  ['JSON that is no object', { body: '["access_token"]' }, /with text that is called JSON and is none;/],
  ['nothing', { body: '' }, /answered 200 with an empty body;/],
  [
    'another JSON',
    { body: { ok: true, user: 'x' } },
    /answered 200 with JSON that has no access_token; it has ok, user\./,
  ],
  ['a token that is no text', { body: { access_token: { a: 1 } } }, /has an access_token that is no text;/],
  [
    'a failure of its own',
    { status: 500, body: { error: 'server' }.error },
    /answered 500 with text that is called JSON and is none; .* The server failed itself; try again/,
  ],
  [
    'a page not found',
    { status: 404, headers: { 'Content-Type': 'text/html' }, body: '<html>' },
    /answered 404 with HTML/,
  ],
  ['a status of no protocol', { status: 999, body: {} }, /answered 999 with other JSON than expected/],
];

for (const [name, reply, says] of notOAuth) {
  test(`a token endpoint that answers ${name}`, async (t) => {
    const { got } = await tokensFrom(t, reply);
    const end = failure(got);
    assert.equal(end.code, 'not-oauth');
    assert.match(end.message, says);
    assert.ok(end.exchange && end.exchange === end.calls.at(-1));
  });
}

const refusals: readonly (readonly [string, Reply])[] = [
  ['an OAuth error', { status: 400, body: { error: 'invalid_client' } }],
  ['an OAuth error with 200, as GitHub does', { body: { error: 'bad_verification_code', error_description: 'no' } }],
  [
    'an OAuth error as a form',
    {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'error=invalid_grant&error_description=x',
    },
  ],
  ['an OAuth error with 500', { status: 500, body: { error: 'server_error' } }],
  ['an error of its own', { status: 400, body: { errorCode: 'E0000011', errorSummary: 'Invalid token provided' } }],
  ['a refusal that is a page', { status: 401, headers: { 'Content-Type': 'text/html' }, body: '<html>no</html>' }],
  ['a rate limit', { status: 429, headers: { 'Retry-After': '30' }, body: '' }],
];

for (const [name, reply] of refusals) {
  test(`a token endpoint that answers ${name} has refused`, async (t) => {
    const { got } = await tokensFrom(t, reply);
    assert.equal(refusal(got), got.calls.at(-1));
  });
}

const lenient: readonly (readonly [string, object, { expiresIn?: number; tokenType?: string; scopes?: string[] }])[] = [
  ['the lifetime as text', { token_type: 'bearer', expires_in: '3599' }, { expiresIn: 3599, tokenType: 'bearer' }],
  ['a lifetime of words', { token_type: 'Bearer', expires_in: 'an hour' }, {}],
  ['a lifetime below zero', { token_type: 'Bearer', expires_in: -5 }, {}],
  ['no type', { expires_in: 60 }, { expiresIn: 60 }],
  ['a type of its own', { token_type: 'bot' }, { tokenType: 'bot' }],
  [
    'scopes with commas',
    { token_type: 'bearer', scope: 'repo,gist' },
    { tokenType: 'bearer', scopes: ['repo', 'gist'] },
  ],
  ['scopes as a list', { token_type: 'Bearer', scope: ['a', 'b'] }, { scopes: ['a', 'b'] }],
  ['an empty scope', { token_type: 'Bearer', scope: '' }, {}],
  ['a refresh token that is none', { token_type: 'Bearer', refresh_token: null }, {}],
];

for (const [name, more, expected] of lenient) {
  test(`a token endpoint that answers with ${name} gave a token`, async (t) => {
    const { got } = await tokensFrom(t, { body: { access_token: 'at', ...more } });
    const { tokens } = obtained(got);
    assert.equal(tokens.accessToken.reveal(), 'at');
    assert.equal(tokens.tokenType, expected.tokenType ?? 'Bearer');
    assert.equal(tokens.expiresIn, expected.expiresIn);
    assert.deepEqual(tokens.scopes, expected.scopes ?? []);
    assert.equal(tokens.refreshToken, undefined);
  });
}

for (const status of [301, 302, 307, 308]) {
  test(`a token endpoint that redirects with ${status}: the credentials do not follow`, async (t) => {
    const other = await fakeServer(t, () => ({ body: { access_token: 'stolen', token_type: 'Bearer' } }));
    const location = `${other.origin}/token?x=1`;
    const { got, origin } = await tokensFrom(t, { status, headers: { Location: location } });
    const end = failure(got);
    assert.equal(end.code, 'redirect-refused');
    assert.equal(
      end.message,
      `${origin}/token answered ${status} and leads to ${other.origin}/token. What it was sent holds credentials, which never follow a redirect. Write the address it leads to into the configuration, if that is the right one.`,
    );
    assert.equal(end.exchange?.response.status, status);
    assert.equal(other.came.length, 0);
  });
}

test('a token endpoint that answers without an end, or never', async (t) => {
  const huge = failure((await tokensFrom(t, { body: { access_token: 'a'.repeat(2_000_000) } })).got);
  assert.equal(huge.code, 'protocol');
  assert.match(huge.message, /is larger than 1 MB; the connection was closed\. Its status was 200\.$/);

  const silent = failure((await tokensFrom(t, undefined, 150)).got);
  assert.equal(silent.code, 'timeout-headers');
  assert.deepEqual(silent.calls, []);
});

test('deeply nested JSON is an answer like any other', async (t) => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const { got } = await tokensFrom(t, { body: `{"access_token": "at", "token_type": "Bearer", "more": ${deep}}` });
  assert.equal(obtained(got).tokens.accessToken.reveal(), 'at');
});

test('cancelled while the token endpoint is silent', async (t) => {
  const abort = new AbortController();
  const { origin } = await fakeServer(t, () => {
    abort.abort();
    return undefined;
  });
  const it = signInWith({ endpoints: { token: `${origin}/token` }, grant: 'client_credentials', client });
  const got = await signIn(it, {}, hostOf().host, options({ signal: abort.signal }));
  assert.equal(got.kind, 'cancelled');
});

test('nobody there', async () => {
  const it = signInWith({ endpoints: { token: 'http://127.0.0.1:1/token' }, grant: 'client_credentials', client });
  const end = failure(await signIn(it, {}, hostOf().host, options()));
  assert.equal(end.code, 'refused');
  assert.deepEqual(end.calls, []);
});

test('only https, or http on this computer: nothing is sent elsewhere', async () => {
  for (const [token, says] of [
    [
      'http://issuer.example/token',
      /^http:\/\/issuer\.example\/token is plain http, where everybody on the way can read/,
    ],
    ['ftp://issuer.example/token', /^ftp:\/\/issuer\.example\/token has the scheme ftp; only https/],
    ['/token', /^\/token is no absolute URL; expected https:/],
    [
      `https://u:${canary}@issuer.example/token`,
      /^The URL with the host issuer\.example holds a user name or password/,
    ],
  ] as const) {
    const it = signInWith({ endpoints: { token }, grant: 'client_credentials', client });
    const end = failure(await signIn(it, {}, hostOf().host, options()));
    assert.equal(end.code, 'not-configured', end.message);
    assert.match(end.message, says);
    assert.ok(!end.message.includes(canary));
    assert.deepEqual(end.calls, []);
  }
});

test('an authorization URL that no browser should open', async () => {
  for (const authorization of [
    'http://issuer.example/auth',
    'file:///etc/passwd',
    'vscode://x/y',
    'javascript:alert(1)',
  ]) {
    const { host, opened } = hostOf();
    const it = signInWith({ endpoints: { authorization, token: 'https://issuer.example/token' } });
    const end = failure(await signIn(it, {}, host, options()));
    assert.equal(end.code, 'not-configured');
    assert.match(end.message, / It stands as authorization URL of the sign-in "tests"; nothing was sent\.$/);
    assert.deepEqual(opened, []);
  }
});

test('what comes back shows no secret where it is printed', async (t) => {
  const { got } = await tokensFrom(t, { body: { access_token: canary, token_type: 'Bearer', refresh_token: canary } });
  const { tokens } = obtained(got);
  assert.ok(!JSON.stringify(tokens).includes(canary));
  assert.ok(!inspect(tokens, { depth: 9 }).includes(canary));
});
