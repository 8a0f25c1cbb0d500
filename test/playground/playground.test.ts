import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Playground, startPlayground } from '../../src/playground/index.ts';

/** The playground speaks as a well-made API does, whoever asks: here, plain fetch. */
describe('the playground', () => {
  let playground: Playground;
  before(async () => {
    playground = await startPlayground();
  });
  after(() => playground.close());

  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(playground.origin + path, { method: 'POST', body: new URLSearchParams(form), headers });

  const client = { client_id: 'example-app', client_secret: 'example-app-secret-1' };

  test('a token of its issuer is let in, and its keys verify it', async () => {
    const granted = await post('/oauth/token', { ...client, grant_type: 'client_credentials' });
    assert.equal(granted.status, 200);
    const { access_token } = (await granted.json()) as { access_token: string };
    const answer = await fetch(`${playground.origin}/reports`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    assert.equal(answer.status, 200);
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    const metadata = (await (await fetch(`${playground.origin}/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    const { payload } = await jwtVerify(access_token, createRemoteJWKSet(new URL(metadata.jwks_uri)), {
      issuer: playground.origin,
    });
    assert.equal(payload.sub, 'example-app');
  });

  test('refresh tokens rotate, and a second use is refused', async () => {
    const first = await post('/oauth/token', {
      ...client,
      grant_type: 'password',
      username: 'vic',
      password: 'view-only',
    });
    const { refresh_token } = (await first.json()) as { refresh_token: string };
    assert.equal((await post('/oauth/token', { ...client, grant_type: 'refresh_token', refresh_token })).status, 200);
    const again = await post('/oauth/token', { ...client, grant_type: 'refresh_token', refresh_token });
    assert.equal(again.status, 400);
    assert.deepEqual(await again.json(), {
      error: 'invalid_grant',
      error_description: 'The refresh token was already used; all tokens of its sign-in were revoked',
    });
  });

  test('a revoked token is refused', async () => {
    const token = await playground.issuer.mint({ subject: 'vic', expiresIn: 600 });
    const me = () => fetch(`${playground.origin}/me`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal((await me()).status, 200);
    await post('/oauth/revoke', { ...client, token });
    const refused = await me();
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /error="invalid_token".*revoked/);
  });

  test('the session wants its CSRF token', async () => {
    const login = await post('/session', { username: 'ada', password: 'analytical-engine' });
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { csrf } = (await login.json()) as { csrf: string };
    assert.equal((await post('/account/profile', {}, { Cookie: cookie })).status, 403);
    assert.equal((await post('/account/profile', {}, { Cookie: cookie, 'X-CSRF-Token': csrf })).status, 200);
  });

  test('an anti-forgery token that was replaced is refused as old', async () => {
    const login = await post('/session', { username: 'ada', password: 'analytical-engine' });
    const headers = { Cookie: (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    const { csrf } = (await login.json()) as { csrf: string };
    assert.equal((await post('/session/rotate-csrf', {}, headers)).status, 200);
    const refused = await post('/account/profile', {}, { ...headers, 'X-CSRF-Token': csrf });
    assert.deepEqual([refused.status, /was replaced/.test(await refused.text())], [403, true]);
  });

  test('a session can begin over: by its minutes, or left open the first time', async () => {
    const account = async (form: Record<string, string>) => {
      const login = await post('/session', { username: 'ada', password: 'analytical-engine', ...form });
      const Cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      return (await fetch(`${playground.origin}/account`, { headers: { Cookie } })).status;
    };
    assert.equal(await account({ minutes: '0' }), 401);
    assert.equal(await account({ state: 'left-open' }), 401);
    assert.equal(await account({ state: 'left-open' }), 200);
    assert.equal(await account({}), 200);
  });

  test('it listens on loopback only and reads no endless body', async () => {
    assert.match(playground.origin, /^http:\/\/127\.0\.0\.1:/);
    const answer = await fetch(`${playground.origin}/session`, { method: 'POST', body: 'x'.repeat(200_000) }).catch(
      () => undefined,
    );
    if (answer) assert.equal(answer.status, 413);
  });

  test('a taken port is an error that names the port', async () => {
    await assert.rejects(
      startPlayground({ port: playground.port }),
      (error: NodeJS.ErrnoException) => error.code === 'EADDRINUSE',
    );
  });
});
