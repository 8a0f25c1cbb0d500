import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { retryCode } from '../../src/core/client/retryCode.ts';
import type { RetryRecipe } from '../../src/core/client/retryRecipe.ts';
import { startPlayground } from '../../src/playground/index.ts';
import { countingServer } from './countingServer.ts';
import { folder } from './writtenClients.ts';

const run = promisify(execFile);
const harness = new URL('laravel.php', import.meta.url).pathname;
const packages = ['container', 'config', 'encryption', 'cache', 'filesystem', 'http'];
const skip = missing();

/** Why PHP cannot run what is written for Laravel here; false where it can. */
function missing(): string | false {
  const needed = packages.map((it) => `Illuminate/${it.slice(0, 1).toUpperCase()}${it.slice(1)}/autoload.php`);
  const code = `foreach (${JSON.stringify([...needed, 'GuzzleHttp/autoload.php'])} as $it) if (!stream_resolve_include_path($it)) echo "$it ";
    if (!extension_loaded('curl')) echo 'curl';`;
  const php = spawnSync('php', ['-r', code], { encoding: 'utf8' });
  if (!php.error && php.status === 0 && php.stdout === '') return false;
  const names = packages.map((it) => `php-illuminate-${it}`).join(' ');
  return `PHP, Laravel's HTTP client or Guzzle is not on this machine (${php.error ? 'no php' : php.stdout.trim()}): apt-get install -y --no-install-recommends php-cli php-curl php-guzzlehttp-guzzle ${names}`;
}

interface Outcome {
  readonly status?: number;
  readonly body?: unknown;
  readonly thrown?: string;
  readonly message?: string;
  readonly shown?: string;
}

interface Task {
  readonly requests?: readonly {
    readonly url: string;
    readonly method?: string;
    readonly body?: unknown;
    readonly stream?: string;
    readonly token?: string;
  }[];
  readonly together?: readonly string[];
  readonly keep?: readonly unknown[];
  readonly key?: string;
}

/** An application with the written provider; each call is a process of its own, all share its cache. */
async function application(
  t: TestContext,
  recipe: RetryRecipe,
  environment: Readonly<Record<string, string>> = secrets,
) {
  const path = await folder(t);
  const code = retryCode(recipe, 'laravel');
  await writeFile(join(path, 'Provider.php'), code);
  await writeFile(join(path, 'services.php'), `<?php return [\n${configuration(code)}\n];`);
  const provider = /^class (\w+)/m.exec(code)?.[1];
  const macro = /Http::macro\('(\w+)'/.exec(code)?.[1];
  const php = async (task: Task): Promise<readonly Outcome[]> => {
    const options = { env: { ...process.env, ...environment }, maxBuffer: 1e7 };
    const { stdout } = await run('php', [harness, JSON.stringify({ ...task, folder: path, provider, macro })], options);
    return JSON.parse(stdout);
  };
  const get = async (url: string): Promise<Outcome> => (await php({ requests: [{ url }] }))[0] ?? {};
  return { path, php, get };
}

/** What the provider's comment says to put into config/services.php. */
function configuration(code: string): string {
  const lines = code.slice(code.indexOf('config/services.php:')).split('\n').slice(2);
  return lines
    .slice(0, lines.indexOf(' */'))
    .map((it) => it.replace(/^ \* {5}/, ''))
    .join('\n');
}

const secrets = { SHOP_CLIENT_SECRET: 'canary secret&1', SHOP_USERNAME: 'vic', SHOP_PASSWORD: 'canary-password-1' };

function recipeFor(server: { readonly origin: string }, more: Partial<RetryRecipe> = {}): RetryRecipe {
  return {
    id: 'shop',
    apiOrigin: server.origin,
    tokenEndpoint: `${server.origin}/token`,
    clientId: 'example-app',
    authentication: 'client_secret_basic',
    grant: 'client_credentials',
    scopes: ['orders:read', 'orders:write'],
    resources: [],
    ...more,
  };
}

const twenty = Array.from({ length: 20 }, (_, at) => `/orders/${at}`);

suite('the code for Laravel', { skip }, () => {
  async function signedIn(t: TestContext, more: Partial<RetryRecipe> = {}) {
    const server = await countingServer(t);
    const app = await application(t, recipeFor(server, { grant: 'refresh_token', ...more }));
    const { accessToken, refreshToken } = server.signIn();
    await app.php({ keep: [accessToken, 3600, refreshToken] });
    return { server, ...app };
  }

  test('20 processes without a token: one is asked for', async (t) => {
    const server = await countingServer(t);
    const { get } = await application(t, recipeFor(server));
    const outcomes = await Promise.all(twenty.map(get));
    assert.deepEqual(
      outcomes,
      twenty.map(() => ({ status: 200, body: { ok: true } })),
    );
    assert.equal(server.token.length, 1);
    assert.equal(server.api.length, 20);
  });

  test('20 processes with a token that has ended: one renewal, each sent once more', async (t) => {
    const { server, get } = await signedIn(t);
    server.end();
    server.holdRefusals(20);
    const outcomes = await Promise.all(twenty.map(get));
    assert.deepEqual(
      outcomes.map((it) => it.status),
      twenty.map(() => 200),
    );
    assert.equal(server.token.length, 1);
    assert.equal(server.api.length, 40);
    assert.equal((await get('/me')).status, 200);
    assert.equal(server.token.length, 1);
  });

  test('a failed refresh fails all processes that wait, with the words of the token endpoint', async (t) => {
    const { server, get } = await signedIn(t);
    server.end();
    server.holdRefusals(20);
    const body = JSON.stringify({ error: 'invalid_grant', error_description: 'The refresh token was revoked' });
    server.manner.refusal = () => ({ status: 400, body });
    const outcomes = await Promise.all(twenty.map(get));
    assert.equal(server.token.length, 1);
    for (const { thrown, message } of outcomes) {
      assert.equal(thrown, 'GuzzleHttp\\Exception\\TransferException');
      assert.equal(message, 'No token from 127.0.0.1: 400 invalid_grant, The refresh token was revoked');
    }
    delete server.manner.refusal;
    assert.equal((await get('/me')).status, 200);
    assert.equal(server.token.length, 2);
  });

  test('requests of one process that run together renew once, and fail together', async (t) => {
    const { server, php } = await signedIn(t);
    server.end();
    server.holdRefusals(20);
    const outcomes = await php({ together: twenty });
    assert.deepEqual(
      outcomes.map((it) => it.status),
      twenty.map(() => 200),
    );
    assert.equal(server.token.length, 1);
    server.end();
    server.holdRefusals(20);
    server.manner.refusal = () => ({ status: 500, body: '<html>' });
    const failed = await php({ together: twenty });
    assert.deepEqual(new Set(failed.map((it) => it.message)), new Set(['No token from 127.0.0.1: 500 ']));
    assert.equal(server.token.length, 2);
  });

  test('a second 401 is given back, and a second factor is no reason to renew', async (t) => {
    const { server, get } = await signedIn(t);
    assert.equal((await get('/step-up')).status, 401);
    assert.equal(server.token.length, 0);
    assert.equal((await get('/never')).status, 401);
    assert.equal(server.api.length, 3);
    assert.equal(server.token.length, 1);
  });

  test('a POST is sent again after 401, with its body, and not after 403; a stream is not', async (t) => {
    const { server, php } = await signedIn(t);
    const posted = { method: 'POST', body: { name: 'ä' } };
    server.end();
    const [echoed, forbidden] = await php({
      requests: [
        { url: '/echo', ...posted },
        { url: '/forbidden', ...posted },
      ],
    });
    assert.deepEqual(echoed, { status: 200, body: { body: '{"name":"\\u00e4"}' } });
    assert.equal(forbidden?.status, 403);
    assert.deepEqual(
      server.api.map((it) => it.path),
      ['/echo', '/echo', '/forbidden'],
    );
    assert.equal(server.token.length, 1);
    server.end();
    const [streamed] = await php({ requests: [{ url: '/echo', method: 'POST', stream: 'once' }] });
    assert.equal(streamed?.status, 401);
    assert.equal(server.api.length, 4);
    assert.equal(server.api[3]?.body, 'once');
  });

  test('another origin gets no token, neither asked nor by redirect; credentials of its own stay', async (t) => {
    const { server, php } = await signedIn(t);
    const other = await countingServer(t);
    server.away = `${other.origin}/redirected`;
    await php({ requests: [{ url: `${other.origin}/me` }, { url: '/away' }, { url: '/me', token: 'own' }] });
    assert.deepEqual(
      other.api.map((it) => [it.path, it.authorization]),
      [
        ['/me', undefined],
        ['/redirected', undefined],
      ],
    );
    assert.deepEqual(
      server.api.map((it) => it.authorization),
      ['Bearer at-1-abcdefghijklmnop', 'Bearer own'],
    );
    assert.equal(server.token.length, 0);
  });

  test('a token that ends within 30 s is renewed first; the old refresh token stays where none is given', async (t) => {
    const { server, php, get } = await signedIn(t);
    const { accessToken, refreshToken } = server.signIn();
    await php({ keep: [accessToken, 0, refreshToken] });
    assert.equal((await get('/me')).status, 200);
    assert.equal(server.token.length, 0);
    await php({ keep: [accessToken, 1, refreshToken] });
    server.manner.keepsRefreshToken = true;
    server.manner.lifetime = '1';
    assert.equal((await get('/me')).status, 200);
    assert.equal((await get('/me')).status, 200);
    assert.deepEqual(
      server.token.map((it) => it.form.get('refresh_token')),
      [refreshToken, refreshToken],
    );
    assert.equal(server.api.length, 3);
  });

  test('nothing readable lies in the cache, and a changed key starts anew', async (t) => {
    const { path, server, php } = await signedIn(t);
    const cache = join(path, 'cache');
    const files = await readdir(cache, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((it) => it.isFile()).map((it) => readFile(join(it.parentPath, it.name), 'utf8')),
    );
    assert.equal(texts.length, 1);
    for (const it of texts) assert.doesNotMatch(it, /at-1|rt-1/);
    const [outcome] = await php({ key: 'x', requests: [{ url: '/me' }] });
    assert.equal(outcome?.message, 'There is no refresh token: sign in again.');
    assert.equal(server.token.length, 0);
  });

  test('the client proves itself as it is registered', async (t) => {
    const server = await countingServer(t);
    const one = { audience: 'urn:shop', resources: ['https://a.test/'] };
    const two = { audience: 'urn:shop', resources: ['https://a.test/', 'https://b.test/'] };
    for (const more of [one, two])
      for (const authentication of ['client_secret_basic', 'client_secret_post', 'none'] as const) {
        const { get } = await application(t, recipeFor(server, { authentication, ...more }));
        assert.equal((await get('/me')).status, 200);
      }
    assert.equal(server.token.length, 6);
    for (const [at, { authorization, form }] of server.token.entries()) {
      assert.equal(form.get('grant_type'), 'client_credentials');
      assert.equal(form.get('scope'), 'orders:read orders:write');
      assert.equal(form.get('audience'), 'urn:shop');
      assert.deepEqual(form.getAll('resource'), at < 3 ? one.resources : two.resources);
      assert.deepEqual(
        [authorization, form.get('client_id'), form.get('client_secret')],
        [
          [`Basic ${btoa('example-app:canary+secret%261')}`, null, null],
          [undefined, 'example-app', 'canary secret&1'],
          [undefined, 'example-app', null],
        ][at % 3],
      );
    }
  });

  test('a password gets new tokens where the refresh token has ended', async (t) => {
    const server = await countingServer(t);
    const { get } = await application(t, recipeFor(server, { grant: 'password' }));
    await get('/me');
    server.end();
    await get('/me');
    server.end();
    const ended = { status: 400, body: '{"error":"invalid_grant"}' };
    server.manner.refusal = ({ form }) => (form.get('grant_type') === 'refresh_token' ? ended : undefined);
    assert.equal((await get('/me')).status, 200);
    assert.deepEqual(
      server.token.map((it) => it.form.get('grant_type')),
      ['password', 'refresh_token', 'refresh_token', 'password'],
    );
    assert.deepEqual(
      [server.token[0]?.form.get('username'), server.token[0]?.form.get('password')],
      ['vic', 'canary-password-1'],
    );
  });

  test('the error holds no secret, not even one that the server repeats', async (t) => {
    const server = await countingServer(t);
    server.manner.refusal = ({ form }) => ({
      status: 400,
      body: JSON.stringify({
        error: 'invalid_request',
        error_description: `Not like this: ${[...form.values()].join(' ')}`,
      }),
    });
    const { get } = await application(
      t,
      recipeFor(server, { authentication: 'client_secret_post', grant: 'password' }),
    );
    const { message, shown } = await get('/me');
    assert.match(message ?? '', /Not like this: password vic … orders:read orders:write example-app …/);
    assert.doesNotMatch(shown ?? '', /canary/);
    const gone = await application(
      t,
      recipeFor(server, { tokenEndpoint: 'http://127.0.0.1:1/token', authentication: 'client_secret_post' }),
    );
    const nothing = await gone.get('/me');
    assert.match(nothing.message ?? '', /Failed to connect to 127\.0\.0\.1/);
    assert.doesNotMatch(nothing.shown ?? '', /canary/);
  });

  test('a redirect of the token endpoint is not followed, and a variable that is not set is named', async (t) => {
    const server = await countingServer(t);
    const other = await countingServer(t);
    server.manner.redirect = `${other.origin}/token`;
    const { get } = await application(t, recipeFor(server));
    assert.equal((await get('/me')).message, 'No token from 127.0.0.1: 307 ');
    assert.equal(other.token.length, 0);
    const bare = await application(t, recipeFor(server, { id: 'other shop' }), {});
    assert.equal((await bare.get('/me')).message, 'OTHER_SHOP_CLIENT_SECRET is not set.');
  });

  test('values of any kind come out as they went in, and nothing else runs', async (t) => {
    const server = await countingServer(t);
    const hostile = `it's "q" \\ $x {$y} ?> */ // \n\r\t\u2028\u0001 <?php exit(9); ?>`;
    const more = {
      id: hostile,
      clientId: hostile,
      scopes: [hostile],
      audience: hostile,
      resources: [hostile, hostile],
    };
    for (const grant of ['client_credentials', 'password', 'refresh_token'] as const) {
      const it = recipeFor(server, { ...more, grant, authentication: 'none' });
      const { get, path } = await application(t, it, {
        IT_S_Q_X_Y_PHP_EXIT_9_USERNAME: 'u',
        IT_S_Q_X_Y_PHP_EXIT_9_PASSWORD: 'p',
      });
      assert.doesNotMatch((await get('/me')).thrown ?? '', /Error/);
      const code = `echo json_encode(array_values(require '${path}/services.php')[0]);`;
      const { stdout } = await run('php', ['-d', 'error_reporting=0', '-r', `function env() {} ${code}`]);
      const read = JSON.parse(stdout);
      assert.equal(read.client_id, hostile);
      assert.deepEqual(read.resources, [hostile, hostile]);
    }
    assert.deepEqual(
      server.token.map((it) => [it.form.get('client_id'), it.form.get('scope'), it.form.get('resource')]),
      [
        [hostile, hostile, hostile],
        [hostile, hostile, hostile],
      ],
    );
  });

  test('against the playground', async (t) => {
    const playground = await startPlayground();
    t.after(() => playground.close());
    const environment = {
      SHOP_CLIENT_SECRET: 'example-app-secret-1',
      SHOP_USERNAME: 'vic',
      SHOP_PASSWORD: 'view-only',
    };
    const recipe = { tokenEndpoint: `${playground.origin}/oauth/token`, scopes: [] };
    const app = await application(t, recipeFor(playground, recipe), environment);
    assert.deepEqual((await app.get('/me')).body, { subject: 'example-app', roles: [], scopes: ['reports:read'] });
    const vic = await application(t, recipeFor(playground, { ...recipe, grant: 'password' }), environment);
    assert.deepEqual((await vic.get('/me')).body, { subject: 'vic', roles: ['viewer'], scopes: ['profile'] });

    const form = {
      grant_type: 'password',
      username: 'vic',
      password: 'view-only',
      client_id: 'example-app',
      client_secret: 'example-app-secret-1',
    };
    const granted = await fetch(`${playground.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { refresh_token } = (await granted.json()) as { refresh_token: string };
    const ended = await playground.issuer.mint({ subject: 'vic', issuedIn: -10_800, expiresIn: -9900 });
    const open = await application(t, recipeFor(playground, { ...recipe, grant: 'refresh_token' }), environment);
    await open.php({ keep: [ended, 3600, refresh_token] });
    const outcomes = await Promise.all(twenty.slice(0, 8).map(() => open.get('/me')));
    assert.deepEqual(new Set(outcomes.map((it) => it.status)), new Set([200]));
    await open.php({ keep: [ended, 3600, refresh_token] });
    assert.match(
      (await open.get('/me')).message ?? '',
      /^No token from 127\.0\.0\.1: 400 invalid_grant, The refresh token was already used/,
    );
  });
});
