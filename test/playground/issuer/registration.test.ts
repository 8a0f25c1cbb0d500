import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { offeredSignIn } from '../../../src/core/auth/offeredSignIn.ts';
import { readSignIn } from '../../../src/core/auth/readSignIn.ts';
import { explainRefusals } from '../../../src/core/explainAll.ts';
import { type Playground, startPlayground } from '../../../src/playground/index.ts';
import { protectedResource, register, signIn } from '../../../src/send/oauth/index.ts';
import { send } from '../../../src/send/send.ts';
import { options } from '../../send/oauth/signIns.ts';
import { fillIn } from './browser.ts';

describe('registering', () => {
  let playground: Playground;
  before(async () => {
    playground = await startPlayground();
  });
  after(() => playground.close());

  async function ask(metadata: object): Promise<[number, Record<string, unknown>]> {
    const body = JSON.stringify(metadata);
    const answer = await fetch(`${playground.origin}/oauth/register`, { method: 'POST', body });
    return [answer.status, (await answer.json()) as Record<string, unknown>];
  }

  test('from a refusal without a token to one that works, knowing nothing before', async () => {
    const url = `${playground.origin}/me`;
    const refused = await send({ method: 'GET', url, headers: [] }, options());
    assert.ok(refused.kind === 'answered');
    const report = explainRefusals([refused.exchange], Date.now())[0]?.report;
    const fix = report?.findings[0]?.fixes.find((it) => it.kind === 'action' && it.action.do === 'sign-in');
    assert.ok(fix?.kind === 'action' && fix.action.do === 'sign-in' && fix.action.metadata !== undefined);

    const found = await protectedResource(fix.action.metadata, url, options());
    assert.ok(found.kind === 'resource', JSON.stringify(found.kind));
    const [issuer = ''] = found.authorizationServers;
    const registered = await register(issuer, ['http://127.0.0.1/callback'], options());
    assert.ok(registered.kind === 'registered', registered.kind);
    const offer = offeredSignIn({ ...found, issuer, clientId: registered.clientId });
    const read = readSignIn({ ...offer, origin: '', file: '', line: 1 });
    assert.ok('signIn' in read);
    const host = {
      openBrowser: async (page: string) => {
        const answer = await fillIn(playground, await fetch(page), { person: 'ada' });
        await fetch(answer.headers.get('location') ?? '');
        return true;
      },
      showDeviceCode: async () => undefined,
      confirm: async () => true,
    };
    const got = await signIn(read.signIn, {}, host, options());
    assert.ok(got.kind === 'obtained', JSON.stringify(got));
    const value = `Bearer ${got.tokens.accessToken.reveal()}`;
    const second = await send({ method: 'GET', url, headers: [{ name: 'Authorization', value }] }, options());
    assert.equal(second.kind === 'answered' && second.exchange.response.status, 200);
  });

  test('what is not for a program on a computer is refused by name', async () => {
    const native = { redirect_uris: ['http://127.0.0.1/callback'], token_endpoint_auth_method: 'none' };
    assert.equal((await ask(native))[0], 201);
    const web = { ...native, redirect_uris: ['https://shop.test/callback'] };
    assert.deepEqual((await ask(web))[1], {
      error: 'invalid_redirect_uri',
      error_description: 'https://shop.test/callback leads to no program on a computer',
    });
    assert.equal(
      (await ask({ ...native, token_endpoint_auth_method: 'client_secret_basic' }))[1].error,
      'invalid_client_metadata',
    );
    assert.equal((await ask({}))[1].error, 'invalid_client_metadata');
  });

  test('a made-up id is no client', async () => {
    const form = new URLSearchParams({
      client_id: `registered-${'a'.repeat(16)}.${'b'.repeat(43)}`,
      grant_type: 'refresh_token',
    });
    const answer = await fetch(`${playground.origin}/oauth/token`, { method: 'POST', body: form });
    assert.equal(((await answer.json()) as { error: string }).error, 'invalid_client');
  });
});
