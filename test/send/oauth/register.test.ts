import assert from 'node:assert/strict';
import { test } from 'node:test';
import { register, signIn } from '../../../src/send/oauth/index.ts';
import { hostOf, obtained, options, provider, signInWith } from './signIns.ts';

const redirectUris = ['http://127.0.0.1/callback'];

test('a client that was registered a moment ago signs in', async (t) => {
  const { issuer } = await provider(t, { registration: true });
  const registered = await register(issuer, redirectUris, options());
  assert.ok(registered.kind === 'registered', JSON.stringify(registered.kind));
  assert.deepEqual(
    registered.calls.map((it) => `${it.request.method} ${it.response.status}`),
    ['GET 200', 'POST 201'],
  );
  const { host } = hostOf();
  const client = { id: registered.clientId, authentication: 'none' as const };
  const got = obtained(
    await signIn(signInWith({ issuer, endpoints: {}, client, scopes: ['openid'] }), {}, host, options()),
  );
  assert.equal(got.tokens.tokenType, 'Bearer');
});

test('a server that registers nobody says so, and a refusal is shown whole', async (t) => {
  const closed = await provider(t);
  assert.equal((await register(closed.issuer, redirectUris, options())).kind, 'no-endpoint');
  const open = await provider(t, { registration: true });
  const refused = await register(open.issuer, ['http://example.test/callback'], options());
  assert.ok(refused.kind === 'refused', refused.kind);
  assert.match(refused.exchange.response.body?.text ?? '', /invalid_redirect_uri/);
});
