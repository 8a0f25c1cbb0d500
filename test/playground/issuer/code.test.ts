import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type Playground, startPlayground } from '../../../src/playground/index.ts';
import {
  app,
  bearer,
  broughtBack,
  type Fields,
  fillIn,
  open,
  pkce,
  post,
  redirectUri,
  refusal,
  signIn,
  spa,
  token,
} from './browser.ts';

describe('the authorization code grant', () => {
  let playground: Playground;
  let late = 0;
  before(async () => {
    playground = await startPlayground({ clock: () => Date.now() + late });
  });
  after(() => playground.close());

  const redeem = { grant_type: 'authorization_code', redirect_uri: redirectUri };

  test('code and PKCE lead to tokens: state, iss and nonce come back, the scopes are what the person may', async () => {
    const { verifier, query } = pkce();
    const scope = 'openid profile reports:read';
    const back = await signIn(playground, { ...spa, ...query, scope, state: 's1', nonce: 'n1' }, 'vic');
    assert.equal(back.state, 's1');
    assert.equal(back.iss, playground.origin);
    const [status, given] = await token(playground, {
      ...redeem,
      ...spa,
      code: back.code ?? '',
      code_verifier: verifier,
    });
    assert.equal(status, 200);
    assert.equal(given.scope, 'openid profile');
    const keys = createRemoteJWKSet(new URL(`${playground.origin}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(given.id_token, keys, { issuer: playground.origin, audience: 'example-spa' });
    assert.deepEqual([payload.sub, payload.nonce], ['vic', 'n1']);
    assert.equal((await bearer(playground, '/me', given.access_token)).status, 200);
    const about = (await (await bearer(playground, '/oauth/userinfo', given.access_token)).json()) as Fields;
    assert.equal(about.sub, 'vic');
  });

  test('a page that is safe and has no script', async () => {
    const page = await open(playground, { ...spa, ...pkce().query, scope: 'openid', login_hint: '"><script>x' });
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:51234;/);
    const text = await page.text();
    assert.doesNotMatch(text, /<script/);
    assert.match(text, /&lt;script&gt;x/);
  });

  for (const uri of [
    'http://127.0.0.1:9/',
    'http://[::1]:40000/callback',
    'http://localhost:8080/stable-0123/callback?vscode-reqid=1',
    'vscode://why401.why401/signed-in?windowId=1',
    'vscode-insiders://why401.why401/signed-in',
    'code-oss://why401.why401/signed-in',
  ]) {
    test(`the browser may be sent back to ${uri}`, async () => {
      const page = await open(playground, { ...spa, ...pkce().query, redirect_uri: uri });
      const back = (await fillIn(playground, page, { person: 'ada' })).headers.get('location') ?? '';
      assert.ok(back.startsWith(uri.split('?')[0] ?? ''));
      assert.match(back, /[?&]code=/);
    });
  }

  for (const uri of [
    'https://evil.example/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://127.0.0.1:9/elsewhere',
    'http://127.0.0.1:9/callback/elsewhere',
    'http://127.0.0.1@evil.example/callback',
    'https://127.0.0.1/callback',
    'http://127.0.0.1/callback#x',
    'javascript:alert(1)',
    '',
  ]) {
    test(`a page, and no redirect, for ${uri || 'no redirect_uri'}`, async () => {
      const page = await open(playground, { ...spa, ...pkce().query, redirect_uri: uri });
      assert.equal(page.status, 400);
      assert.equal(page.headers.get('location'), null);
      assert.match(await page.text(), /The redirect_uri is .*Registered for example-spa/s);
    });
  }

  test('an unknown client is told so on a page', async () => {
    const page = await open(playground, { client_id: 'nobody' });
    assert.equal(page.status, 400);
    assert.match(await page.text(), /The client nobody is not known/);
  });

  const sentBack: readonly (readonly [Fields, RegExp])[] = [
    [{ ...spa }, /invalid_request: code_challenge is missing/],
    [
      { ...spa, ...pkce().query, code_challenge_method: 'plain' },
      /invalid_request: code_challenge_method S256 is expected/,
    ],
    [{ ...spa, ...pkce().query, response_type: 'token' }, /unsupported_response_type: .*not token/],
    [{ ...spa, ...pkce().query, scope: 'openid moon:read' }, /invalid_scope: The scope moon:read is not known/],
    [{ ...spa, ...pkce().query, resource: 'https://other.example' }, /invalid_target: .*https:\/\/other\.example/],
    [{ ...spa, ...pkce().query, prompt: 'none' }, /login_required: Nobody is signed in/],
    [{ ...app, max_age: 'soon' }, /invalid_request: max_age is a number of seconds, not soon/],
  ];
  for (const [parameters, said] of sentBack) {
    test(`sent back with ${said.source.slice(0, 40)}`, async () => {
      const back = broughtBack(await open(playground, { ...parameters, state: 's2' }));
      assert.match(`${back.error}: ${back.error_description}`, said);
      assert.deepEqual([back.state, back.iss], ['s2', playground.origin]);
    });
  }

  test('whoever declines sends access_denied back; a sign-in that is done cannot be done again', async () => {
    const page = await open(playground, { ...app, state: 's3' });
    const copy = page.clone();
    assert.equal(broughtBack(await fillIn(playground, page, { decline: 'yes' })).error, 'access_denied');
    assert.equal((await fillIn(playground, copy, { person: 'ada' })).status, 400);
  });

  test('name and password serve too; a wrong one and a disabled account stay on the page', async () => {
    const page = () => open(playground, app);
    const wrong = await fillIn(playground, await page(), { username: 'vic', password: 'x' });
    assert.deepEqual([wrong.status, /nobody of that name/.test(await wrong.text())], [403, true]);
    const disabled = await fillIn(playground, await page(), { username: 'dora', password: 'left-in-may' });
    assert.match(await disabled.text(), /dora was disabled/);
    const right = await fillIn(playground, await page(), { username: 'vic', password: 'view-only' });
    assert.ok(broughtBack(right).code);
  });

  test('each way in which a code does not fit has words of its own', async () => {
    const { verifier, query } = pkce();
    const { code = '' } = await signIn(playground, { ...spa, ...query });
    const asked = { ...redeem, ...spa, code, code_verifier: verifier };
    const said = (changed: Fields) => refusal(playground, { ...asked, ...changed });
    assert.match(await said({ code: 'x' }), /invalid_grant: .*not known/);
    assert.match(await said({ code_verifier: pkce().verifier }), /invalid_grant: The code_verifier does not match/);
    const { code_verifier: _, ...without } = asked;
    assert.match(await refusal(playground, without), /invalid_grant: The code_verifier is missing/);
    assert.match(
      await said({ redirect_uri: 'http://127.0.0.1:9/callback' }),
      /invalid_grant: The redirect_uri is http:\/\/127\.0\.0\.1:9\/callback, the authorization request had http:\/\/127\.0\.0\.1:51234\/callback/,
    );
    assert.match(await refusal(playground, { ...asked, ...app }), /invalid_grant: .*another client/);
    late += 61_000;
    assert.match(await said({}), /invalid_grant: The authorization code has expired/);
  });

  test('a code that comes twice ends what it led to', async () => {
    const { code = '' } = await signIn(playground, app);
    const [, given] = await token(playground, { ...redeem, ...app, code });
    assert.equal((await bearer(playground, '/me', given.access_token)).status, 200);
    assert.match(await refusal(playground, { ...redeem, ...app, code }), /invalid_grant: .*already used/);
    assert.equal((await bearer(playground, '/me', given.access_token)).status, 401);
  });

  test('a second factor opens the vault for five minutes', async () => {
    const stepUp = { ...app, acr_values: 'urn:playground:two-factor', max_age: '300' };
    const second = await fillIn(playground, await open(playground, stepUp), { person: 'vic' });
    const shown = /class="code">(\d{6})</.exec(await second.clone().text())?.[1] ?? '';
    const wrong = await fillIn(playground, second, { code: 'other' });
    assert.equal(wrong.status, 403);
    const { code = '' } = broughtBack(await fillIn(playground, wrong, { code: shown }));
    const [, given] = await token(playground, { ...redeem, ...app, code });
    assert.equal((await bearer(playground, '/vault', given.access_token)).status, 200);
    late += 301_000;
    const stale = await bearer(playground, '/vault', given.access_token);
    assert.match(
      stale.headers.get('www-authenticate') ?? '',
      /insufficient_user_authentication.*more than 300 seconds/,
    );
  });

  test('a browser that is signed in stays so until it signs out, or more is asked for', async () => {
    const done = await fillIn(playground, await open(playground, app), { person: 'ada' });
    const headers = { Cookie: (done.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    const silent = (more: Fields = {}) => open(playground, { ...app, prompt: 'none', ...more }, headers);
    assert.ok(broughtBack(await silent()).code);
    assert.equal(broughtBack(await silent({ login_hint: 'vic' })).error, 'login_required');
    assert.equal(broughtBack(await silent({ acr_values: 'urn:playground:two-factor' })).error, 'login_required');
    const page = await open(playground, app, headers);
    assert.ok(broughtBack(await fillIn(playground, page, { known: 'ada' }, headers)).code);
    assert.doesNotMatch(await (await open(playground, { ...app, prompt: 'login' }, headers)).text(), /Stay signed in/);
    late += 10_000;
    assert.equal(broughtBack(await silent({ max_age: '5' })).error, 'login_required');
    const out = new URLSearchParams({ client_id: 'example-app', post_logout_redirect_uri: redirectUri, state: 's4' });
    const left = await fetch(`${playground.origin}/oauth/logout?${out}`, { headers, redirect: 'manual' });
    assert.equal(left.headers.get('location'), `${redirectUri}?state=s4`);
    assert.equal(broughtBack(await silent()).error, 'login_required');
    assert.match(await (await fetch(`${playground.origin}/oauth/logout`)).text(), /signed out/);
    const elsewhere = await post(playground, '/oauth/logout', { post_logout_redirect_uri: 'https://evil.example/' });
    assert.equal(elsewhere.status, 400);
  });

  test('a request that was pushed ahead serves once, to its client', async () => {
    const { verifier, query } = pkce();
    const pushed = await post(playground, '/oauth/par', {
      ...spa,
      ...query,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      state: 's5',
    });
    assert.equal(pushed.status, 201);
    const { request_uri } = (await pushed.json()) as { request_uri: string };
    const begin = (client_id: string) =>
      fetch(`${playground.origin}/oauth/authorize?${new URLSearchParams({ client_id, request_uri })}`);
    assert.equal((await begin('example-app')).status, 400);
    const back = broughtBack(await fillIn(playground, await begin('example-spa'), { person: 'ada' }));
    assert.equal(back.state, 's5');
    const [status] = await token(playground, { ...redeem, ...spa, code: back.code ?? '', code_verifier: verifier });
    assert.equal(status, 200);
    assert.match(await (await begin('example-spa')).text(), /invalid_request_uri/);
    const wrong = await post(playground, '/oauth/par', {
      ...app,
      response_type: 'code',
      redirect_uri: 'https://x.example/',
    });
    assert.equal(((await wrong.json()) as Fields).error, 'invalid_request');
  });
});
