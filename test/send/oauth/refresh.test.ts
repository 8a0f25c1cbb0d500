import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenSession } from '../../../src/core/auth/session.ts';
import { Secret } from '../../../src/core/secret.ts';
import { refresh, signIn } from '../../../src/send/oauth/index.ts';
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
