import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../../../src/send/oauth/index.ts';
import { hostOf, obtained, options, provider, sentForm, signInWith } from './signIns.ts';

test('a code, and tokens for it: with PKCE, state, nonce, and the issuer in the answer', async (t) => {
  const { issuer } = await provider(t);
  const { host, opened, visits } = hostOf();
  const it = signInWith({ issuer, endpoints: {}, scopes: ['openid', 'profile'] });
  const got = obtained(await signIn(it, {}, host, options()));
  const page = (await visits[0]) as { status: number; html: string; headers: Headers; url: string };

  assert.equal(got.issuer, issuer);
  assert.equal(got.tokens.tokenType, 'Bearer');
  assert.deepEqual(got.tokens.scopes, ['openid', 'profile']);
  assert.equal(got.tokens.expiresIn, 3600);
  assert.ok(got.tokens.refreshToken && got.tokens.idToken);
  assert.ok(Math.abs((got.tokens.serverDate ?? 0) - got.tokens.receivedAt) < 60_000);
  assert.equal(got.tokens.dpopKey, undefined);

  const asked = new URL(opened[0] ?? '').searchParams;
  assert.equal(asked.get('response_type'), 'code');
  assert.equal(asked.get('code_challenge_method'), 'S256');
  assert.equal(asked.get('code_challenge')?.length, 43);
  assert.equal(asked.get('state')?.length, 43);
  assert.equal(asked.get('nonce')?.length, 43);
  assert.match(asked.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/callback$/);

  assert.deepEqual(
    got.calls.map((call) => `${call.request.method} ${call.request.url} ${call.response.status}`),
    [`GET ${issuer}/.well-known/openid-configuration 200`, `POST ${issuer}/token 200`],
  );
  const sent = sentForm(got, '/token');
  assert.equal(sent.get('code_verifier')?.length, 43);
  assert.equal(sent.get('redirect_uri'), asked.get('redirect_uri'));
  assert.equal(sent.get('client_id'), 'public');

  assert.equal(page.status, 200);
  assert.match(page.html, /You can close this page\./);
  assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
  assert.ok(!page.html.includes('<script'));
  await assert.rejects(fetch(page.url), 'nobody listens any more');
});
