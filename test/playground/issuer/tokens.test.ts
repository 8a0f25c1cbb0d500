import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Playground, startPlayground } from '../../../src/playground/index.ts';
import { app, type Body, bearer, type Fields, post, refusal, token } from './browser.ts';

const basic = (id: string, secret: string) => ({
  Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const short = basic('short-lived', 'short-lived-secret-1');
const vic = { grant_type: 'password', username: 'vic', password: 'view-only' };
const ada = { grant_type: 'password', username: 'ada', password: 'analytical-engine' };

describe('the token endpoint', () => {
  let playground: Playground;
  let late = 0;
  before(async () => {
    playground = await startPlayground({ clock: () => Date.now() + late });
  });
  after(() => playground.close());

  const own = { ...app, grant_type: 'client_credentials' };
  const refusals: readonly (readonly [name: string, form: Fields, headers: Fields, says: RegExp])[] = [
    ['no client', { grant_type: 'password' }, {}, /^401 invalid_client: .*client_id is missing/],
    ['an unknown client', { ...own, client_id: 'nobody' }, {}, /^401 invalid_client: The client nobody is not known/],
    ['a wrong secret', { ...own, client_secret: 'x' }, {}, /^401 invalid_client: The client secret does not match/],
    ['no secret', { client_id: 'example-app' }, {}, /^401 invalid_client: .*client_secret_post; none was used/],
    [
      'another method',
      { client_id: 'short-lived', client_secret: 'short-lived-secret-1' },
      {},
      /^401 invalid_client: .*client_secret_basic; client_secret_post was used/,
    ],
    [
      'a secret of a public client',
      { client_id: 'example-spa', client_secret: 'x' },
      {},
      /invalid_client: .*none; client_secret_post was used/,
    ],
    ['two methods', own, short, /^400 invalid_request: The client authenticates twice/],
    ['no grant type', app, {}, /^400 invalid_request: grant_type is missing/],
    [
      'an unknown grant type',
      { ...app, grant_type: 'toString' },
      {},
      /^400 unsupported_grant_type: authorization_code,/,
    ],
    [
      'a grant of others',
      { client_id: 'example-spa', grant_type: 'client_credentials' },
      {},
      /^400 unauthorized_client: The client example-spa is not registered for the grant client_credentials/,
    ],
    ['a scope of nobody', { ...own, scope: 'moon:read' }, {}, /invalid_scope: The scope moon:read is not known/],
    [
      'a scope of others',
      { ...own, scope: 'reports:read reports:write' },
      {},
      /^400 invalid_scope: The scope reports:write is not allowed for the client example-app/,
    ],
    [
      'an unknown resource',
      { ...own, resource: 'https://x.example' },
      {},
      /^400 invalid_target: .*https:\/\/x\.example/,
    ],
    ['a wrong password', { ...app, ...vic, password: 'x' }, {}, /^400 invalid_grant: User name or password is wrong/],
  ];
  for (const [name, form, headers, says] of refusals) {
    test(`${name}: ${says.source}`, async () => assert.match(await refusal(playground, form, headers), says));
  }

  test('id and secret may be form-encoded inside Basic, as the standard has it', async () => {
    const [status] = await token(
      playground,
      { grant_type: 'client_credentials' },
      basic('short%2Dlived', 'short%2Dlived%2Dsecret%2D1'),
    );
    assert.equal(status, 200);
  });

  test('a used refresh token ends its whole family, access tokens too', async () => {
    const [, first] = await token(playground, { ...app, ...vic });
    const refresh = (refresh_token: string) => ({ ...app, grant_type: 'refresh_token', refresh_token });
    const [, second] = await token(playground, refresh(first.refresh_token));
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.equal((await bearer(playground, '/me', second.access_token)).status, 200);
    assert.match(
      await refusal(playground, refresh(first.refresh_token)),
      /^400 invalid_grant: The refresh token was already used; all tokens of its sign-in were revoked/,
    );
    assert.match(await refusal(playground, refresh(second.refresh_token)), /invalid_grant: .*was revoked/);
    assert.equal((await bearer(playground, '/me', second.access_token)).status, 401);
  });

  test('short-lived: its tokens end after 20 seconds, and its refresh token goes on', async () => {
    const [, first] = await token(playground, vic, short);
    assert.equal(first.expires_in, 20);
    late += 21_000;
    const over = await bearer(playground, '/me', first.access_token);
    assert.match(over.headers.get('www-authenticate') ?? '', /The token expired at/);
    for (let time = 0; time < 2; time++) {
      const again = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
      const [status, renewed] = await token(playground, again, short);
      assert.equal(status, 200);
      assert.equal(renewed.refresh_token, undefined);
      assert.equal((await bearer(playground, '/me', renewed.access_token)).status, 200);
    }
  });

  test('a refresh token is for its client, for the scopes it has, and for eight hours', async () => {
    const [, { refresh_token }] = await token(playground, { ...app, ...ada });
    const refresh = { ...app, grant_type: 'refresh_token', refresh_token };
    assert.match(
      await refusal(playground, { grant_type: 'refresh_token', refresh_token }, short),
      /invalid_grant: .*another client/,
    );
    assert.match(await refusal(playground, { ...refresh, scope: 'openid' }), /invalid_scope: The scope openid/);
    assert.match(await refusal(playground, { ...refresh, refresh_token: 'x' }), /invalid_grant: .*not known/);
    const [, narrowed] = await token(playground, { ...refresh, scope: 'reports:read' });
    assert.equal(narrowed.scope, 'reports:read');
    late += 8 * 3600 * 1000;
    assert.match(
      await refusal(playground, { ...refresh, refresh_token: narrowed.refresh_token }),
      /invalid_grant: .*has expired/,
    );
  });

  test('client credentials bring no refresh token', async () => {
    const [, given] = await token(playground, own);
    assert.deepEqual([given.refresh_token, given.scope], [undefined, 'reports:read']);
  });

  test('revoking a refresh token ends its family; an access token, itself only', async () => {
    const [, given] = await token(playground, { ...app, ...vic });
    const revoke = (it: string, client: Fields = app) => post(playground, '/oauth/revoke', { ...client, token: it });
    assert.equal((await revoke(given.access_token, { client_id: 'example-spa' })).status, 400);
    assert.equal((await revoke(given.access_token, {})).status, 401);
    await revoke(given.access_token);
    assert.equal((await bearer(playground, '/me', given.access_token)).status, 401);
    const [, renewed] = await token(playground, {
      ...app,
      grant_type: 'refresh_token',
      refresh_token: given.refresh_token,
    });
    assert.equal((await revoke(renewed.refresh_token)).status, 200);
    assert.equal((await bearer(playground, '/me', renewed.access_token)).status, 401);
    assert.equal((await revoke('never heard of')).status, 200);
  });

  test('introspection tells what is active', async () => {
    const [, given] = await token(playground, { ...app, ...vic });
    const ask = async (it: string, client: Fields = app) => {
      const answer = await post(playground, '/oauth/introspect', { ...client, token: it });
      return (await answer.json()) as Body;
    };
    const active = await ask(given.access_token);
    assert.deepEqual([active.active, active.sub, active.token_type], [true, 'vic', 'Bearer']);
    assert.equal((await ask(given.refresh_token)).active, true);
    playground.issuer.revoke(given.access_token);
    assert.deepEqual(await ask(given.access_token), { active: false });
    assert.equal((await ask(given.refresh_token, { client_id: 'example-spa' })).error, 'invalid_client');
  });

  test('a token is exchanged for one of another API, and says who acts', async () => {
    const [, given] = await token(playground, { ...app, ...ada });
    const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange';
    const type = 'urn:ietf:params:oauth:token-type:access_token';
    const asked = { ...app, grant_type, subject_token: given.access_token, subject_token_type: type };
    const [status, exchanged] = await token(playground, { ...asked, audience: 'urn:playground:billing' });
    assert.deepEqual([status, exchanged.issued_token_type], [200, type]);
    assert.equal((await bearer(playground, '/invoices', exchanged.access_token)).status, 200);
    assert.equal((await bearer(playground, '/me', exchanged.access_token)).status, 401);
    assert.match(await refusal(playground, { ...asked, subject_token: 'x' }), /invalid_request: subject_token: /);
    assert.match(await refusal(playground, { ...asked, subject_token_type: 'x' }), /invalid_request: .*x; urn:/);
  });

  test('a token for the wrong API is refused with the way to the right one', async () => {
    const [, given] = await token(playground, own);
    const refused = await bearer(playground, '/invoices', given.access_token);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    assert.match(challenge, /The audience is urn:playground:api, this API wants urn:playground:billing/);
    const place = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
    const { resource } = (await (await fetch(place)).json()) as { resource: string };
    assert.equal(resource, `${playground.origin}/invoices`);
    const [, right] = await token(playground, { ...own, resource });
    assert.equal((await bearer(playground, '/invoices', right.access_token)).status, 200);
  });

  test('every endpoint that the metadata names is there', async () => {
    const about = await fetch(`${playground.origin}/.well-known/openid-configuration`);
    const metadata = (await about.json()) as Readonly<Record<string, unknown>>;
    const endpoints = Object.entries(metadata).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
    assert.equal(endpoints.length, 10);
    for (const [name, url] of endpoints) {
      const statuses = await Promise.all([fetch(String(url)), fetch(String(url), { method: 'POST' })]);
      assert.ok(
        statuses.some((it) => it.status !== 404),
        name,
      );
    }
  });
});
