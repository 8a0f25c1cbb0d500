import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../../src/core/secret.ts';
import { endSessionUrl, introspect, refresh, revoke, signIn, userInfo } from '../../../src/send/oauth/index.ts';
import { fakeServer } from './fakeServer.ts';
import { person } from './person.ts';
import { confidential, hostOf, obtained, options, provider, sentForm, sessionOf, signInWith } from './signIns.ts';

test('taken back: the refresh token first, and both are worth nothing afterwards', async (t) => {
  const { issuer } = await provider(t);
  const it = signInWith({ issuer, endpoints: {}, client: confidential, scopes: ['openid', 'profile'] });
  const session = sessionOf(it, await signIn(it, {}, hostOf().host, options()));
  const { accessToken } = session.tokens;

  const before = await introspect(it, accessToken, options());
  assert.ok(before.kind === 'told');
  assert.equal(before.json.active, true);
  assert.equal(before.json.client_id, 'app-1.local');
  const who = await userInfo(it, accessToken, options());
  assert.equal(who.kind === 'told' && who.json.name, 'The account ada');

  const gone = await revoke(it, session, options());
  assert.ok(gone.kind === 'revoked');
  assert.deepEqual(gone.what, ['refresh_token', 'access_token']);
  const hints = gone.calls.filter((call) => call.request.method === 'POST').map((call) => call.request.body?.text);
  assert.match(hints[0] ?? '', /token_type_hint=refresh_token/);
  assert.match(hints[1] ?? '', /token_type_hint=access_token/);

  const after = await introspect(it, accessToken, options());
  assert.equal(after.kind === 'told' && after.json.active, false);
  assert.equal((await userInfo(it, accessToken, options())).kind, 'refused');
  assert.equal((await refresh(it, session, options())).kind, 'refused');
});

test('the address of signing out at the issuer, and what it does', async (t) => {
  const { issuer } = await provider(t);
  const someone = person();
  const it = signInWith({ issuer, endpoints: {} });
  const { host, opened } = hostOf(someone);
  const session = sessionOf(it, await signIn(it, {}, host, options()));
  const end = await endSessionUrl(it, session, options());
  assert.ok(end.kind === 'url');
  const url = new URL(end.url);
  assert.equal(`${url.origin}${url.pathname}`, `${issuer}/session/end`);
  assert.equal(url.searchParams.get('id_token_hint'), session.tokens.idToken?.reveal());
  assert.equal(url.searchParams.get('client_id'), 'public');

  const page = await someone.visit(end.url);
  const xsrf = /name="xsrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  await someone.visit(`${issuer}/session/end/confirm`, new URLSearchParams({ xsrf, logout: 'yes' }));
  assert.match((await someone.visit(opened[0] ?? '')).html, /placeholder="Enter any login"/, 'signed out');
});

test('a server that offers neither', async (t) => {
  const { origin } = await fakeServer(t, (_, at) => ({ body: { issuer: at, token_endpoint: `${at}/token` } }));
  const it = signInWith({ issuer: origin, endpoints: {} });
  const tokens = { accessToken: new Secret('at'), tokenType: 'Bearer', scopes: [], receivedAt: 0 };
  const session = sessionOf(it, { kind: 'obtained', tokens, calls: [] });
  assert.equal((await revoke(it, session, options())).kind, 'no-endpoint');
  assert.equal((await endSessionUrl(it, session, options())).kind, 'no-endpoint');
  const nothing = signInWith({ endpoints: {} });
  assert.equal((await revoke(nothing, session, options())).kind, 'no-endpoint');
});

test('a server that cannot revoke access tokens, one that refuses, and one that fails', async (t) => {
  const answers: { status: number; body: unknown }[] = [];
  const { origin } = await fakeServer(t, () => answers.shift());
  const it = signInWith({ endpoints: { revocation: `${origin}/revoke` } });
  const tokens = {
    accessToken: new Secret('at'),
    refreshToken: new Secret('rt'),
    tokenType: 'Bearer',
    scopes: [],
    receivedAt: 0,
  };
  const session = sessionOf(it, { kind: 'obtained', tokens, calls: [] });

  answers.push({ status: 200, body: '' }, { status: 400, body: { error: 'unsupported_token_type' } });
  const half = await revoke(it, session, options());
  assert.deepEqual(half.kind === 'revoked' && half.what, ['refresh_token']);

  answers.push({ status: 401, body: { error: 'invalid_client' } });
  const refused = await revoke(it, session, options());
  assert.equal(refused.kind, 'refused');
  assert.equal(refused.calls.length, 1);

  answers.push({ status: 503, body: 'busy' });
  const failed = await revoke(it, session, options());
  assert.match(
    failed.kind === 'failed' ? failed.message : '',
    /answered 503 with .*; expected 200\. The server failed itself/,
  );
});

test('an introspection that says nothing, and a signed userinfo', async (t) => {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const { origin } = await fakeServer(t, ({ path }) =>
    path === '/userinfo'
      ? { headers: { 'Content-Type': 'application/jwt' }, body: `${part({ alg: 'RS256' })}.${part({ sub: 'ada' })}.x` }
      : { body: { active: 'yes' } },
  );
  const it = signInWith({
    endpoints: { token: `${origin}/t`, introspection: `${origin}/i`, userinfo: `${origin}/userinfo` },
  });
  const told = await introspect(it, new Secret('at'), options());
  assert.match(told.kind === 'failed' ? told.message : '', /answered JSON whose active is neither true nor false/);
  assert.equal(new URLSearchParams(told.calls[0]?.request.body?.text).get('token'), 'at');
  const who = await userInfo(it, new Secret('at'), options());
  assert.deepEqual(who.kind === 'told' && who.json, { sub: 'ada' });
});

test('form of what is sent stays that of the standard', async (t) => {
  const { issuer } = await provider(t);
  const it = signInWith({ issuer, endpoints: {}, grant: 'client_credentials', client: confidential, scopes: [] });
  const got = obtained(await signIn(it, {}, hostOf().host, options()));
  assert.deepEqual([...sentForm(got, '/token').keys()], ['grant_type']);
});
