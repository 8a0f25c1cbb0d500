import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { fieldValue } from '../../../src/core/exchange.ts';
import { Secret } from '../../../src/core/secret.ts';
import { refresh, signIn, userInfo } from '../../../src/send/oauth/index.ts';
import { resource } from './provider.ts';
import {
  confidential,
  failure,
  hostOf,
  obtained,
  options,
  provider,
  sentForm,
  sessionOf,
  signInWith,
} from './signIns.ts';

test('pushed beforehand where the metadata offers it: the browser carries a reference only', async (t) => {
  for (const par of ['offered', 'required'] as const) {
    const { issuer } = await provider(t, { par });
    const { host, opened } = hostOf();
    const it = signInWith({ issuer, endpoints: {}, client: confidential, scopes: ['openid', 'read'] });
    const got = obtained(await signIn(it, {}, host, options()));
    assert.deepEqual([...new URL(opened[0] ?? '').searchParams.keys()], ['client_id', 'request_uri']);
    assert.equal(sentForm(got, '/request').get('scope'), 'openid read');
    assert.deepEqual(got.tokens.scopes, ['openid', 'read']);
  }
});

test('pushed to the configured endpoint, though no metadata is read', async (t) => {
  const { issuer } = await provider(t, { par: 'required' });
  const { host, opened } = hostOf();
  const endpoints = {
    authorization: `${issuer}/auth`,
    token: `${issuer}/token`,
    pushedAuthorization: `${issuer}/request`,
  };
  const got = obtained(await signIn(signInWith({ endpoints }), {}, host, options()));
  assert.ok(opened[0]?.includes('request_uri='));
  assert.deepEqual(
    got.calls.map((it) => new URL(it.request.url).pathname),
    ['/request', '/token'],
  );
  assert.equal(got.issuer, undefined);
});

test('bound to a key: proofs go along, the server has its nonce at the second try, and refreshing uses the same key', async (t) => {
  const { issuer } = await provider(t, { dpopNonce: true, par: 'offered' });
  const it = signInWith({ issuer, endpoints: {}, dpop: true });
  const got = obtained(await signIn(it, {}, hostOf().host, options()));
  assert.equal(got.tokens.tokenType, 'DPoP');
  const key = JSON.parse(got.tokens.dpopKey?.reveal() ?? '');
  assert.deepEqual(Object.keys(key), ['kty', 'crv', 'x', 'y', 'd']);
  assert.equal(key.crv, 'P-256');
  assert.ok(!JSON.stringify(got.tokens).includes(key.d));

  // Pushed and asked for tokens: the nonce is learned at the first of four requests.
  assert.deepEqual(
    got.calls.map((call) => [new URL(call.request.url).pathname, call.response.status]),
    [
      ['/.well-known/openid-configuration', 200],
      ['/request', 400],
      ['/request', 201],
      ['/token', 200],
    ],
  );
  const proof = fieldValue(got.calls.at(-1)?.request.headers ?? [], 'DPoP') ?? '';
  assert.equal(decodeJwt(proof).htu, `${issuer}/token`);
  assert.equal(decodeProtectedHeader(proof).typ, 'dpop+jwt');
  assert.ok(decodeJwt(proof).nonce);

  const again = obtained(await refresh(it, sessionOf(it, got), options()));
  assert.equal(again.tokens.dpopKey?.reveal(), got.tokens.dpopKey?.reveal());
  assert.equal(again.tokens.tokenType, 'DPoP');

  const told = await userInfo(it, again.tokens.accessToken, options(), again.tokens.dpopKey);
  assert.equal(told.kind === 'told' && told.json.sub, 'ada');
  const stolen = await userInfo(it, again.tokens.accessToken, options());
  assert.equal(stolen.kind, 'refused');
});

test('for a resource: the token is for it, now and after a refresh; what a refusal asked for goes before the configured one', async (t) => {
  const { issuer } = await provider(t);
  const it = signInWith({ issuer, endpoints: {}, scopes: ['openid', 'read'], resources: [resource] });
  const { host, opened } = hostOf();
  const got = obtained(await signIn(it, {}, host, options()));
  assert.deepEqual(new URL(opened[0] ?? '').searchParams.getAll('resource'), [resource]);
  assert.equal(decodeJwt(got.tokens.accessToken.reveal()).aud, resource);

  const again = obtained(await refresh(it, sessionOf(it, got), options()));
  assert.equal(decodeJwt(again.tokens.accessToken.reveal()).aud, resource);

  const other = 'https://api.example/invoices';
  const asked = obtained(await signIn(it, { resource: other }, hostOf().host, options()));
  assert.equal(decodeJwt(asked.tokens.accessToken.reveal()).aud, other);
  const session = { ...sessionOf(it, asked), asked: { resource: other } };
  const renewed = obtained(await refresh(it, session, options()));
  assert.equal(decodeJwt(renewed.tokens.accessToken.reveal()).aud, other);
});

test('what a refusal asked for stands in the authorization request, beside the configured scopes', async (t) => {
  const { issuer } = await provider(t);
  const { host, opened } = hostOf();
  const it = signInWith({
    issuer,
    endpoints: {},
    scopes: ['openid', 'read'],
    parameters: [
      { name: 'ui_locales', value: 'de', in: 'authorization' },
      { name: 'tenant', value: 'blue', in: 'everywhere' },
      { name: 'only', value: 'here', in: 'token' },
    ],
  });
  const got = obtained(
    await signIn(
      it,
      {
        scopes: ['write', 'read'],
        acrValues: 'strong',
        maxAge: 0,
        claims: '{"id_token":{"auth_time":{"essential":true}}}',
        audience: 'orders',
        prompt: 'login',
      },
      host,
      options(),
    ),
  );
  const asked = Object.fromEntries(new URL(opened[0] ?? '').searchParams);
  assert.equal(asked.scope, 'openid read write');
  assert.equal(asked.acr_values, 'strong');
  assert.equal(asked.max_age, '0');
  assert.equal(asked.claims, '{"id_token":{"auth_time":{"essential":true}}}');
  assert.equal(asked.audience, 'orders');
  assert.equal(asked.prompt, 'login');
  assert.equal(asked.ui_locales, 'de');
  assert.equal(asked.tenant, 'blue');
  assert.equal(asked.only, undefined);
  const sent = sentForm(got, '/token');
  assert.deepEqual([sent.get('tenant'), sent.get('only'), sent.get('ui_locales')], ['blue', 'here', null]);
  assert.deepEqual(got.tokens.scopes, ['openid', 'read', 'write']);
});

test('a registered redirect URL with localhost and a port is listened to on both loopback addresses', async (t) => {
  const { issuer } = await provider(t);
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const redirectUri = `http://localhost:${port}/callback`;
  const got = obtained(await signIn(signInWith({ issuer, endpoints: {}, redirectUri }), {}, hostOf().host, options()));
  assert.equal(sentForm(got, '/token').get('redirect_uri'), redirectUri);
});

test('a redirect URL that cannot be listened to says why', async (t) => {
  const endpoints = { authorization: 'https://issuer.example/a', token: 'https://issuer.example/t' };
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  t.after(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  for (const [redirectUri, says] of [
    [`http://127.0.0.1:${port}/callback`, /^Port \d+ on 127\.0\.0\.1 is used by another program/],
    [
      'https://app.example/callback',
      /^The redirect URL https:\/\/app\.example\/callback does not lead to this computer/,
    ],
    ['http://app.example/callback', /does not lead to this computer/],
    ['not an address', /does not lead to this computer/],
    ['http://127.0.0.1/callback?a=1', /has a query or a fragment/],
  ] as const) {
    const end = failure(await signIn(signInWith({ endpoints, redirectUri }), {}, hostOf().host, options()));
    assert.equal(end.code, 'not-configured');
    assert.match(end.message, says);
  }
});

test('PKCE as the file asks for it: none, or with its own verifier; a verifier that cannot be one is not sent', async (t) => {
  const { issuer } = await provider(t);
  const without = hostOf();
  const it = signInWith({ issuer, endpoints: {}, client: confidential, pkce: { method: 'none' } });
  const got = obtained(await signIn(it, {}, without.host, options()));
  assert.ok(!without.opened[0]?.includes('code_challenge'));
  assert.equal(sentForm(got, '/token').get('code_verifier'), null);

  const verifier = new Secret('0123456789-0123456789.0123456789_0123456789~');
  const fixed = obtained(await signIn({ ...it, pkce: { method: 'S256', verifier } }, {}, hostOf().host, options()));
  assert.equal(sentForm(fixed, '/token').get('code_verifier'), verifier.reveal());

  const plain = hostOf(undefined, { openBrowser: async () => false });
  const declined = await signIn({ ...it, pkce: { method: 'plain', verifier } }, {}, plain.host, options());
  assert.equal(declined.kind, 'cancelled');

  const short = { ...it, pkce: { method: 'S256' as const, verifier: new Secret('too short') } };
  const end = failure(await signIn(short, {}, hostOf().host, options()));
  assert.match(end.message, /has 9 characters or some that it cannot have; expected 43 to 128/);
});
