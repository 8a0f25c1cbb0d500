import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenSession } from '../../../src/core/auth/session.ts';
import { Secret } from '../../../src/core/secret.ts';
import { refresh, signIn } from '../../../src/send/oauth/index.ts';
import { fakeServer } from './fakeServer.ts';
import { failure, hostOf, obtained, options, provider, refusal, sentForm, sessionOf, signInWith } from './signIns.ts';

test('a server that rotates gives a new refresh token; the old one is refused from then on, and with it the new one', async (t) => {
  const { issuer } = await provider(t, { rotation: true });
  const it = signInWith({ issuer, endpoints: {}, scopes: ['openid', 'read'] });
  const session = sessionOf(it, await signIn(it, {}, hostOf().host, options()));

  const first = obtained(await refresh(it, session, options()));
  const fresh = first.tokens.refreshToken?.reveal();
  assert.ok(fresh);
  assert.notEqual(fresh, session.tokens.refreshToken?.reveal());
  assert.notEqual(first.tokens.accessToken.reveal(), session.tokens.accessToken.reveal());
  assert.deepEqual(first.tokens.scopes, session.tokens.scopes);
  assert.equal(sentForm(first, '/token').get('scope'), null);

  const again = refusal(await refresh(it, session, options()));
  assert.equal(again.response.status, 400);
  assert.equal(JSON.parse(again.response.body?.text ?? '').error, 'invalid_grant');
  // The reuse tells the server that one of the two was stolen.
  assert.equal((await refresh(it, { ...session, tokens: first.tokens }, options())).kind, 'refused');
});

test('a server that does not rotate: the old refresh token is kept', async (t) => {
  const { issuer } = await provider(t, { rotation: false });
  const it = signInWith({ issuer, endpoints: {} });
  let session: TokenSession = sessionOf(it, await signIn(it, {}, hostOf().host, options()));
  const given = session.tokens.refreshToken?.reveal();
  for (let time = 0; time < 2; time++) {
    const { tokens } = obtained(await refresh(it, session, options()));
    assert.equal(tokens.refreshToken?.reveal(), given);
    assert.notEqual(tokens.accessToken.reveal(), session.tokens.accessToken.reveal());
    session = { ...session, tokens };
  }
});

test('a session without a refresh token says what to do, and nothing is sent', async () => {
  const it = signInWith({ endpoints: { token: 'https://issuer.invalid/token' } });
  const tokens = { accessToken: new Secret('any token of the tests'), tokenType: 'Bearer', scopes: [], receivedAt: 0 };
  const end = failure(
    await refresh(
      it,
      {
        kind: 'tokens',
        key: { id: 'tests' },
        obtainedAt: 0,
        origins: [],
        tokens,
        asked: {},
        grant: '',
        clientId: '',
        configuration: '',
      },
      options(),
    ),
  );
  assert.equal(end.code, 'not-configured');
  assert.match(end.message, /^The session of "tests" has no refresh token\. Sign in again;/);
  assert.deepEqual(end.calls, []);
});

test('a server that sends neither refresh token, ID token nor scope: the old ones are kept', async (t) => {
  const { origin } = await fakeServer(t, () => ({
    body: { access_token: 'new', token_type: 'Bearer', expires_in: 9 },
  }));
  const it = signInWith({ endpoints: { token: `${origin}/token` } });
  const tokens = {
    accessToken: new Secret('old'),
    tokenType: 'Bearer',
    refreshToken: new Secret('kept'),
    idToken: new Secret('kept too'),
    scopes: ['read', 'write'],
    expiresIn: 1,
    receivedAt: 0,
  };
  const session = sessionOf(it, { kind: 'obtained', tokens, calls: [] });
  const got = obtained(await refresh(it, session, options()));
  assert.equal(got.tokens.accessToken.reveal(), 'new');
  assert.equal(got.tokens.refreshToken?.reveal(), 'kept');
  assert.equal(got.tokens.idToken?.reveal(), 'kept too');
  assert.deepEqual(got.tokens.scopes, ['read', 'write']);
  assert.equal(got.tokens.expiresIn, 9);

  const more = obtained(await refresh(it, session, options(), { scopes: ['admin'], audience: 'orders' }));
  const sent = sentForm(more, '/token');
  assert.deepEqual([sent.get('scope'), sent.get('audience')], ['read write admin', 'orders']);
});

test('a key that cannot be read any more: sign in again', async () => {
  const it = signInWith({ endpoints: { token: 'https://issuer.example/token' } });
  const tokens = {
    accessToken: new Secret('at'),
    tokenType: 'DPoP',
    refreshToken: new Secret('rt'),
    scopes: [],
    receivedAt: 0,
    dpopKey: new Secret('{}'),
  };
  const end = failure(await refresh(it, sessionOf(it, { kind: 'obtained', tokens, calls: [] }), options()));
  assert.equal(end.message, 'The key that the tokens of "tests" are bound to cannot be read any more. Sign in again.');
});
