import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { signIn } from '../../../src/send/oauth/index.ts';
import { fakeServer } from './fakeServer.ts';
import { failure, hostOf, obtained, options, signInWith } from './signIns.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256');

/** A server whose ID tokens a test writes; its pages let everybody in. */
async function withIdToken(
  t: TestContext,
  claims: (right: JWTPayload & { nonce: string }) => JWTPayload | string,
  { metadata = {}, ask = {}, knowsIssuer = true } = {},
) {
  let nonce = '';
  const { origin } = await fakeServer(t, async ({ path }, at) => {
    if (path.startsWith('/.well-known/openid-configuration')) {
      return {
        body: { issuer: at, authorization_endpoint: `${at}/auth`, token_endpoint: `${at}/token`, ...metadata },
      };
    }
    const now = Math.floor(Date.now() / 1000);
    const made = claims({ iss: at, aud: 'public', sub: 'ada', iat: now, exp: now + 300, nonce });
    const token =
      typeof made === 'string' ? made : await new SignJWT(made).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    return { body: { access_token: 'at', token_type: 'Bearer', id_token: token } };
  });
  const { host } = hostOf(undefined, {
    async openBrowser(url) {
      const asked = new URL(url).searchParams;
      nonce = asked.get('nonce') ?? '';
      await fetch(`${asked.get('redirect_uri')}?code=c&state=${asked.get('state')}`);
      return true;
    },
  });
  const it = signInWith(
    knowsIssuer
      ? { issuer: origin, endpoints: {} }
      : { endpoints: { authorization: `${origin}/auth`, token: `${origin}/token` } },
  );
  return { origin, got: await signIn(it, ask, host, options()) };
}

const es256 = { metadata: { id_token_signing_alg_values_supported: ['ES256'] } };

test('an ID token as it should be', async (t) => {
  obtained((await withIdToken(t, (it) => it, es256)).got);
  // Without metadata, each algorithm will do; without an issuer, there is none to compare.
  obtained((await withIdToken(t, (it) => it)).got);
  obtained((await withIdToken(t, (it) => ({ ...it, iss: 'https://whoever.example' }), { knowsIssuer: false })).got);
});

const wrong: readonly (readonly [string, (it: JWTPayload & { nonce: string }) => JWTPayload | string, RegExp])[] = [
  [
    'another nonce',
    (it) => ({ ...it, nonce: 'of another sign-in, replayed' }),
    /: its nonce is of a…ayed, expected .{4}….{4}, so it answers another sign-in\. /,
  ],
  ['no nonce', ({ nonce: _, ...it }) => it, /: it has no nonce\. /],
  [
    'another audience',
    (it) => ({ ...it, aud: 'other' }),
    /: its aud is other, expected public\. The audience of an ID/,
  ],
  [
    'another issuer',
    (it) => ({ ...it, iss: 'https://evil.example' }),
    /: its iss is https:\/\/evil\.example, expected http/,
  ],
  [
    'an end that is over',
    (it) => ({ ...it, exp: 1_700_000_000 }),
    /: it expired at 2023-11-14 22:13:20 UTC; this computer's clock shows 20/,
  ],
  ['a beginning to come', (it) => ({ ...it, nbf: 4_000_000_000 }), /: it is valid from 2096-10-02 07:06:40 UTC on;/],
  ['no subject', ({ sub: _, ...it }) => it, /: it has no sub\. /],
  ['several audiences without azp', (it) => ({ ...it, aud: ['public', 'other'] }), /: its aud is \["public","other"\]/],
  ['no form', () => 'this-is-no-token', /: it is no JSON Web Token: three parts/],
  ['encryption', () => 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d', /: it is encrypted, or has critical header fields/],
];

for (const [name, claims, says] of wrong) {
  test(`an ID token with ${name} is not accepted, nor what came with it`, async (t) => {
    const end = failure((await withIdToken(t, claims, es256)).got);
    assert.equal(end.code, 'not-oauth');
    assert.match(end.message, says);
    assert.match(end.message, /^The ID token was not accepted: .* The tokens that came with it were not kept\.$/);
    assert.equal(end.exchange, end.calls.at(-1));
  });
}

test('an ID token signed otherwise than the metadata says', async (t) => {
  const { got } = await withIdToken(t, (it) => it, { metadata: { id_token_signing_alg_values_supported: ['RS256'] } });
  assert.match(failure(got).message, /: it is signed by ES256, expected \["RS256"\]\. /);
});

test('a fresh sign-in was asked for: the time it took does not count against it', async (t) => {
  const now = Math.floor(Date.now() / 1000);
  const fresh = await withIdToken(t, (it) => ({ ...it, auth_time: now }), { ...es256, ask: { maxAge: 0 } });
  obtained(fresh.got);
  const old = await withIdToken(t, (it) => ({ ...it, auth_time: now - 3600 }), { ...es256, ask: { maxAge: 0 } });
  assert.match(failure(old.got).message, /: the person signed in at .* UTC, which is longer ago than was asked for/);
  const unsaid = await withIdToken(t, (it) => it, { ...es256, ask: { maxAge: 60 } });
  assert.match(failure(unsaid.got).message, /: it has no auth_time\. /);
});

test('the issuer of many tenants: the token names its own', async (t) => {
  const tenant = '11111111-2222-3333-4444-555555555555';
  let theirs = tenant;
  const { origin } = await fakeServer(t, async ({ path }, at) => {
    if (path === '/common/v2.0/.well-known/openid-configuration') {
      return {
        body: { issuer: `${at}/{tenantid}/v2.0`, authorization_endpoint: `${at}/auth`, token_endpoint: `${at}/token` },
      };
    }
    const now = Math.floor(Date.now() / 1000);
    const iss = `${at}/${theirs}/v2.0`;
    const claims = { iss, tid: tenant, aud: 'public', sub: 'ada', iat: now, exp: now + 300, nonce };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    return { body: { access_token: 'at', token_type: 'Bearer', id_token: token } };
  });
  let nonce = '';
  const { host } = hostOf(undefined, {
    async openBrowser(url) {
      const asked = new URL(url).searchParams;
      nonce = asked.get('nonce') ?? '';
      await fetch(`${asked.get('redirect_uri')}?code=x&state=${asked.get('state')}`);
      return true;
    },
  });
  const it = signInWith({ issuer: `${origin}/common/v2.0`, endpoints: {} });
  assert.equal(obtained(await signIn(it, {}, host, options())).issuer, `${origin}/common/v2.0`);
  theirs = 'another-tenant';
  assert.match(
    failure(await signIn(it, {}, host, options())).message,
    /: its iss is .*another-tenant\/v2\.0, expected/,
  );
});

/** An implicit server: everything comes in the address. */
async function implicitly(t: TestContext, change: (it: JWTPayload) => JWTPayload, signingKey = privateKey) {
  const { origin } = await fakeServer(t, async ({ path }, at) =>
    path === '/jwks'
      ? { body: { keys: [await exportJWK(publicKey)] } }
      : { body: { issuer: at, authorization_endpoint: `${at}/auth`, jwks_uri: `${at}/jwks` } },
  );
  const { host } = hostOf(undefined, {
    async openBrowser(url) {
      const asked = new URL(url).searchParams;
      const now = Math.floor(Date.now() / 1000);
      const digest = await crypto.subtle.digest('SHA-256', Buffer.from('at'));
      const claims = change({
        iss: origin,
        aud: 'public',
        sub: 'ada',
        iat: now,
        exp: now + 300,
        nonce: asked.get('nonce'),
        at_hash: Buffer.from(digest.slice(0, 16)).toString('base64url'),
      });
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(signingKey);
      await fetch(asked.get('redirect_uri') ?? '', {
        method: 'POST',
        body: `access_token=at&token_type=Bearer&expires_in=60&id_token=${token}&state=${asked.get('state')}`,
      });
      return true;
    },
  });
  return signIn(signInWith({ issuer: origin, endpoints: {}, grant: 'implicit' }), {}, host, options());
}

test('an ID token that came through the browser is verified: signature, nonce, the access token beside it', async (t) => {
  const got = obtained(await implicitly(t, (it) => it));
  assert.equal(got.tokens.accessToken.reveal(), 'at');
  assert.equal(got.tokens.expiresIn, 60);
  const other = await generateKeyPair('ES256');
  for (const [end, says] of [
    [await implicitly(t, (it) => it, other.privateKey), /: its signature is not that of a key at http.*\/jwks\. /],
    [await implicitly(t, (it) => ({ ...it, at_hash: 'other' })), /: its at_hash is that of another access token/],
    [await implicitly(t, (it) => ({ ...it, nonce: 'other' })), /: its nonce is ••••, expected/],
  ] as const) {
    assert.match(failure(end).message, says);
  }
});
