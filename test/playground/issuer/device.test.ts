import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Playground, startPlayground } from '../../../src/playground/index.ts';
import { bearer, type Fields, post, refusal, token } from './browser.ts';

const cli = { client_id: 'example-cli' };

describe('the device authorization grant', () => {
  let playground: Playground;
  let late = 0;
  before(async () => {
    playground = await startPlayground({ clock: () => Date.now() + late });
  });
  after(() => playground.close());

  async function begin(form: Fields = {}) {
    const answer = await post(playground, '/oauth/device_authorization', { ...cli, ...form });
    assert.equal(answer.status, 200);
    const given = (await answer.json()) as Fields;
    const poll = {
      ...cli,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: given.device_code ?? '',
    };
    return { given, poll };
  }

  test('the code is entered in a browser, and the device gets its tokens', async () => {
    const { given, poll } = await begin({ scope: 'openid reports:read' });
    assert.match(await refusal(playground, poll), /^400 authorization_pending: /);
    const page = await (await fetch(given.verification_uri_complete ?? '')).text();
    assert.ok(page.includes(`value="${given.user_code}"`));
    const typed = (given.user_code ?? '').toLowerCase().replace('-', '');
    assert.equal((await post(playground, '/device', { user_code: typed, person: 'ada' })).status, 200);
    late += 2000;
    const [status, tokens] = await token(playground, poll);
    assert.equal(status, 200);
    assert.ok(tokens.id_token && tokens.refresh_token);
    assert.equal((await bearer(playground, '/reports', tokens.access_token)).status, 200);
    late += 2000;
    assert.match(await refusal(playground, poll), /^400 invalid_grant: .*already used/);
  });

  test('asking too often slows down, for good', async () => {
    const { poll } = await begin();
    await refusal(playground, poll);
    assert.match(await refusal(playground, poll), /^400 slow_down: Ask every 7 seconds/);
    late += 5000;
    assert.match(await refusal(playground, poll), /^400 slow_down: Ask every 12 seconds/);
    late += 12_000;
    assert.match(await refusal(playground, poll), /^400 authorization_pending: /);
  });

  test('declined, expired, unknown: each is said', async () => {
    const declined = await begin();
    await post(playground, '/device', { user_code: declined.given.user_code ?? '', decline: 'yes' });
    assert.match(await refusal(playground, declined.poll), /^400 access_denied: /);
    const { given, poll } = await begin();
    late += 601_000;
    assert.match(await refusal(playground, poll), /^400 expired_token: /);
    const old = await post(playground, '/device', { user_code: given.user_code ?? '', person: 'ada' });
    assert.deepEqual([old.status, /has expired/.test(await old.text())], [400, true]);
    assert.match(await refusal(playground, { ...poll, device_code: 'x' }), /^400 invalid_grant: .*not known/);
    const other = await post(playground, '/oauth/device_authorization', { client_id: 'example-spa' });
    assert.equal(((await other.json()) as Fields).error, 'unauthorized_client');
    const scope = await post(playground, '/oauth/device_authorization', { ...cli, scope: 'moon:read' });
    assert.equal(((await scope.json()) as Fields).error, 'invalid_scope');
  });
});
