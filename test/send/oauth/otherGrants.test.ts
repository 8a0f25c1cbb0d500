import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../../src/core/secret.ts';
import { introspect, signIn } from '../../../src/send/oauth/index.ts';
import { person } from './person.ts';
import { account } from './provider.ts';
import {
  confidential,
  failure,
  hostOf,
  obtained,
  options,
  provider,
  refusal,
  sentForm,
  signInWith,
} from './signIns.ts';

test('password: asked first, then sent; a wrong one is refused', async (t) => {
  const { issuer } = await provider(t);
  const questions: string[] = [];
  const { host } = hostOf(undefined, {
    async confirm(question) {
      questions.push(question);
      return true;
    },
  });
  const it = signInWith({
    issuer,
    endpoints: {},
    grant: 'password',
    client: confidential,
    username: account.username,
    password: new Secret(account.password),
  });
  const got = obtained(await signIn(it, {}, host, options()));
  assert.deepEqual(questions, [
    `The sign-in "tests" sends the password of ada to ${issuer} (password grant). OAuth 2.1 has removed this grant, since the client sees the password. Send it?`,
  ]);
  const told = await introspect(it, got.tokens.accessToken, options());
  assert.equal(told.kind === 'told' && told.json.sub, 'ada');

  const exchange = refusal(await signIn({ ...it, password: new Secret('wrong') }, {}, host, options()));
  assert.equal(JSON.parse(exchange.response.body?.text ?? '').error, 'invalid_grant');

  const no = hostOf(undefined, { confirm: async () => false });
  const declined = await signIn(it, {}, no.host, options());
  assert.equal(declined.kind, 'cancelled');
  assert.ok(declined.calls.every((call) => call.request.method === 'GET'));

  const { password: _, ...without } = it;
  assert.match(failure(await signIn(without, {}, host, options())).message, /lacks a user name or a password\.$/);
});

test('token exchange: another token for the one there is', async (t) => {
  const { issuer } = await provider(t);
  const first = obtained(await signIn(signInWith({ issuer, endpoints: {} }), {}, hostOf().host, options()));
  const it = signInWith({
    issuer,
    endpoints: {},
    grant: 'token_exchange',
    client: confidential,
    scopes: ['openid'],
    audience: 'orders',
    exchange: {
      subjectToken: first.tokens.accessToken,
      subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
    },
    parameters: [{ name: 'requested_token_type', value: 'urn:ietf:params:oauth:token-type:access_token', in: 'token' }],
  });
  const got = obtained(await signIn(it, {}, hostOf().host, options()));
  assert.notEqual(got.tokens.accessToken.reveal(), first.tokens.accessToken.reveal());
  const sent = sentForm(got, '/token');
  assert.equal(sent.get('audience'), 'orders');
  assert.equal(sent.get('requested_token_type'), 'urn:ietf:params:oauth:token-type:access_token');
  const told = await introspect(it, got.tokens.accessToken, options());
  assert.equal(told.kind === 'told' && told.json.sub, 'ada');

  const { exchange: _, ...without } = it;
  assert.match(failure(await signIn(without, {}, hostOf().host, options())).message, /but has no subject token\.$/);
});

test('implicit, as a browser would: the page at the return hands on what stands behind #', async (t) => {
  const { issuer } = await provider(t);
  const someone = person();
  const { host, opened, visits } = hostOf({
    ...someone,
    async signIn(url) {
      const page = await someone.signIn(url);
      const back = new URL(page.url);
      // What the script of that page does.
      await fetch(`${back.origin}${back.pathname}`, { method: 'POST', body: back.hash.slice(1) });
      return page;
    },
  });
  const it = signInWith({ issuer, endpoints: {}, grant: 'implicit', client: { id: 'old', authentication: 'none' } });
  const got = obtained(await signIn(it, {}, host, options()));
  await Promise.all(visits);
  assert.equal(new URL(opened[0] ?? '').searchParams.get('response_type'), 'id_token token');
  assert.equal(new URL(opened[0] ?? '').searchParams.get('code_challenge'), null);
  assert.ok(got.tokens.idToken);
  assert.equal(got.tokens.expiresIn, 3600);
  assert.deepEqual(
    got.calls.map((call) => new URL(call.request.url).pathname),
    ['/.well-known/openid-configuration', '/jwks'],
  );
  assert.match(
    failure(await signIn({ ...it, dpop: true }, {}, host, options())).message,
    /Use the authorization code\.$/,
  );
});

test('mock: the token of the file, and nothing is sent', async () => {
  const token = new Secret('a-token-from-the-file');
  const it = signInWith({ endpoints: {}, grant: 'mock', mock: { token, idToken: token }, scopes: ['read'] });
  const got = obtained(await signIn(it, {}, hostOf().host, options({ now: () => 7 })));
  assert.deepEqual(got.calls, []);
  assert.equal(got.tokens.accessToken, token);
  assert.equal(got.tokens.idToken, token);
  assert.equal(got.tokens.receivedAt, 7);
  assert.deepEqual(got.tokens.scopes, ['read']);
  const { mock: _, ...without } = it;
  assert.match(failure(await signIn(without, {}, hostOf().host, options())).message, /is a mock, but has no token\.$/);
});
