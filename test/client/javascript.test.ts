import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, suite, type TestContext, test } from 'node:test';
import axios from 'axios';
import type { RetryRecipe } from '../../src/core/client/retryRecipe.ts';
import { type Playground, startPlayground } from '../../src/playground/index.ts';
import { countingServer } from './countingServer.ts';
import { type Client, type Kept, load, type Store, writtenClient } from './writtenClients.ts';

process.env.SHOP_CLIENT_SECRET = 'canary secret&1';
process.env.SHOP_USERNAME = 'vic';
process.env.SHOP_PASSWORD = 'canary-password-1';

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

/** Keeps tokens as a database would: copies, and what was saved in which order. */
function memoryStore(first?: Kept): Store & { kept: Kept | undefined; readonly saved: Kept[] } {
  const store = {
    kept: first,
    saved: [] as Kept[],
    load: async () => store.kept && { ...store.kept },
    async save(tokens: Kept) {
      store.saved.push({ ...tokens });
      store.kept = { ...tokens };
    },
  };
  return store;
}

const refuses = (status: number, error: string, description: string) => () => ({
  status,
  body: JSON.stringify({ error, error_description: description }),
});

const fifty = Array.from({ length: 50 }, (_, at) => `/orders/${at}`);

for (const form of ['fetch', 'axios'] as const) {
  suite(`the code for ${form}`, () => {
    const client = (t: TestContext, recipe: RetryRecipe, store?: Store) => writtenClient(t, recipe, form, store);

    async function signedIn(t: TestContext, more: Partial<RetryRecipe> = {}) {
      const server = await countingServer(t);
      const store = memoryStore(server.signIn());
      const send = await client(t, recipeFor(server, { grant: 'refresh_token', ...more }), store);
      return { server, store, send };
    }

    test('50 requests without a token: one is asked for', async (t) => {
      const server = await countingServer(t);
      const send = await client(t, recipeFor(server));
      const answers = await Promise.all(fifty.map((it) => send(it)));
      assert.deepEqual(new Set(answers.map((it) => it.status)), new Set([200]));
      assert.equal(server.token.length, 1);
      assert.equal(server.api.length, 50);
    });

    test('50 requests with a token that has ended: one renewal, each sent once more', async (t) => {
      const { server, store, send } = await signedIn(t);
      server.end();
      server.holdRefusals(50);
      const answers = await Promise.all(fifty.map((it) => send(it)));
      assert.deepEqual(new Set(answers.map((it) => it.status)), new Set([200]));
      assert.equal(server.token.length, 1);
      assert.equal(server.api.length, 100);
      assert.equal(store.saved.length, 1);
    });

    test('who learns late that the old token was refused takes the new one', async (t) => {
      const { server, send } = await signedIn(t);
      await send('/first');
      server.end();
      server.holdRefusals(2);
      const slow = send('/slow');
      const other = send('/other');
      const answers = await Promise.all([slow, other, send('/third')]);
      assert.deepEqual(
        answers.map((it) => it.status),
        [200, 200, 200],
      );
      assert.equal(server.token.length, 1);
    });

    test('a failed refresh fails all who wait, with the words of the token endpoint', async (t) => {
      const { server, store, send } = await signedIn(t);
      server.end();
      server.holdRefusals(50);
      server.manner.refusal = refuses(400, 'invalid_grant', 'The refresh token was revoked');
      const settled = await Promise.allSettled(fifty.map((it) => send(it)));
      assert.equal(server.token.length, 1);
      for (const it of settled) {
        assert.equal(it.status, 'rejected');
        const { reason } = it as PromiseRejectedResult;
        assert.equal(reason.name, 'TokenError');
        assert.equal(reason.error, 'invalid_grant');
        assert.equal(reason.description, 'The refresh token was revoked');
        assert.equal(
          reason.message,
          `No token from 127.0.0.1:${server.port}: 400, invalid_grant, The refresh token was revoked`,
        );
      }
      assert.deepEqual(store.saved, []);
    });

    test('after a failed refresh the next request tries anew', async (t) => {
      const { server, send } = await signedIn(t);
      server.end();
      server.manner.refusal = refuses(503, 'temporarily_unavailable', 'Later');
      await assert.rejects(send('/a'), { name: 'TokenError' });
      delete server.manner.refusal;
      assert.equal((await send('/b')).status, 200);
      assert.equal(server.token.length, 2);
    });

    test('a second 401 is given back', async (t) => {
      const { server, send } = await signedIn(t);
      assert.equal((await send('/never')).status, 401);
      assert.equal(server.api.length, 2);
      assert.equal(server.token.length, 1);
    });

    test('a POST is sent again after 401, with its body, and not after 403', async (t) => {
      const { server, send } = await signedIn(t);
      server.end();
      const posted = { method: 'POST', body: '{"name":"ä"}', headers: { 'Content-Type': 'application/json' } };
      assert.deepEqual(await send('/echo', posted), { status: 200, body: { body: '{"name":"ä"}' } });
      assert.deepEqual(
        server.api.map((it) => it.body),
        ['{"name":"ä"}', '{"name":"ä"}'],
      );
      assert.equal((await send('/forbidden', posted)).status, 403);
      assert.equal(server.api.length, 3);
      assert.equal(server.token.length, 1);
    });

    test('a form with files is sent again whole', async (t) => {
      const { server, send } = await signedIn(t);
      server.end();
      const body = new FormData();
      body.set('file', new Blob(['content of the file']), 'a.txt');
      assert.equal((await send('/upload', { method: 'POST', body })).status, 200);
      for (const it of server.api) assert.match(it.body, /name="file"; filename="a.txt"[\s\S]*content of the file/);
      assert.equal(server.api.length, 2);
    });

    test('a second factor that is asked for is no reason to renew', async (t) => {
      const { server, send } = await signedIn(t);
      assert.equal((await send('/step-up')).status, 401);
      assert.equal(server.token.length, 0);
    });

    test('another origin gets no token, neither asked nor by redirect', async (t) => {
      const { server, send } = await signedIn(t);
      const other = await countingServer(t);
      await send(`${other.origin}/me`);
      server.away = `${other.origin}/redirected`;
      await send('/away');
      assert.deepEqual(
        other.api.map((it) => [it.path, it.authorization]),
        [
          ['/me', undefined],
          ['/redirected', undefined],
        ],
      );
      assert.equal(server.api.length, 1);
      assert.match(server.api[0]?.authorization ?? '', /^Bearer at-1/);
      assert.equal(server.token.length, 0);
    });

    test('credentials of its own stay', async (t) => {
      const { server, send } = await signedIn(t);
      assert.equal((await send('/me', { headers: { authorization: 'Bearer own' } })).status, 401);
      assert.deepEqual(
        server.api.map((it) => it.authorization),
        ['Bearer own'],
      );
      assert.equal(server.token.length, 0);
    });

    test('a token that ends within 30 s is renewed first', async (t) => {
      const { server, store, send } = await signedIn(t);
      store.kept = { ...server.signIn(), renewAt: Date.now() - 1 };
      assert.equal((await send('/me')).status, 200);
      assert.equal(server.token.length, 1);
      assert.equal(server.api.length, 1);
      const due = (store.saved[0]?.renewAt ?? 0) - Date.now();
      assert.ok(3_500_000 < due && due <= 3_570_000, String(due));
    });

    test('what the server says of the lifetime is read with care', async (t) => {
      for (const [lifetime, due] of [
        ['40', 20_000],
        [0, undefined],
        [-5, undefined],
        ['soon', undefined],
      ] as const) {
        const { server, store, send } = await signedIn(t);
        server.end();
        server.manner.lifetime = lifetime;
        const before = Date.now();
        await send('/me');
        const { renewAt } = store.saved[0] ?? {};
        if (due === undefined) assert.equal(renewAt, undefined, String(lifetime));
        else assert.ok(renewAt !== undefined && before + due <= renewAt && renewAt <= Date.now() + due);
        assert.equal(server.token.length, 1);
      }
    });

    test('the old refresh token stays where none is given, and a new one is saved before it is used', async (t) => {
      const { server, store, send } = await signedIn(t);
      server.manner.keepsRefreshToken = true;
      server.end();
      await send('/me');
      assert.equal(store.kept?.refreshToken, 'rt-1-abcdefghijklmnop');
      server.manner.keepsRefreshToken = false;
      server.end();
      store.save = async (tokens) => {
        assert.ok(!server.api.some((it) => it.authorization === `Bearer ${tokens.accessToken}`));
        store.kept = tokens;
      };
      await send('/me');
      assert.equal(store.kept?.refreshToken, 'rt-3-abcdefghijklmnop');
    });

    test('where saving fails the new refresh token is not lost', async (t) => {
      const { server, store, send } = await signedIn(t);
      const { save } = store;
      store.save = () => Promise.reject(new Error('disk full'));
      server.end();
      await assert.rejects(send('/me'), /disk full/);
      store.save = save;
      server.end();
      assert.equal((await send('/me')).status, 200);
      assert.deepEqual(
        server.token.map((it) => it.form.get('refresh_token')),
        ['rt-1-abcdefghijklmnop', 'rt-2-abcdefghijklmnop'],
      );
      assert.equal(store.kept?.refreshToken, 'rt-3-abcdefghijklmnop');
    });

    test('tokens that another process has renewed are taken over', async (t) => {
      const { server, store, send } = await signedIn(t);
      await send('/me');
      server.end();
      store.kept = server.signIn();
      assert.equal((await send('/me')).status, 200);
      assert.equal(server.token.length, 0);
    });

    test('without a refresh token it says so', async (t) => {
      const { server, store, send } = await signedIn(t);
      store.kept = undefined;
      await assert.rejects(send('/me'), /there is no refresh token, sign in again/);
      assert.equal(server.api.length, 0);
    });

    test('the client proves itself as it is registered', async (t) => {
      const server = await countingServer(t);
      const more = { audience: 'urn:shop', resources: ['https://a.test/', 'https://b.test/'] };
      for (const authentication of ['client_secret_basic', 'client_secret_post', 'none'] as const)
        await (await client(t, recipeFor(server, { authentication, ...more })))('/me');
      const asked = { grant_type: 'client_credentials', scope: 'orders:read orders:write', audience: 'urn:shop' };
      assert.equal(server.token.length, 3);
      const [basic, post, none] = server.token;
      assert.equal(basic?.authorization, `Basic ${btoa('example-app:canary+secret%261')}`);
      for (const it of server.token) {
        for (const [name, value] of Object.entries(asked)) assert.equal(it.form.get(name), value);
        assert.deepEqual(it.form.getAll('resource'), more.resources);
      }
      assert.equal(basic?.form.get('client_id'), null);
      assert.deepEqual(
        [post?.authorization, post?.form.get('client_id'), post?.form.get('client_secret')],
        [undefined, 'example-app', 'canary secret&1'],
      );
      assert.deepEqual(
        [none?.authorization, none?.form.get('client_id'), none?.form.get('client_secret')],
        [undefined, 'example-app', null],
      );
    });

    test('a password gets new tokens where the refresh token has ended', async (t) => {
      const server = await countingServer(t);
      const send = await client(t, recipeFor(server, { grant: 'password' }));
      await send('/me');
      server.end();
      await send('/me');
      server.end();
      server.manner.refusal = ({ form: it }) =>
        it.get('grant_type') === 'refresh_token' ? refuses(400, 'invalid_grant', 'ended')() : undefined;
      assert.equal((await send('/me')).status, 200);
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
      server.manner.refusal = ({ form: it }) => ({
        status: 400,
        body: JSON.stringify({
          error: 'invalid_request',
          error_description: `Not like this: ${[...it.values()].join(' ')}`,
        }),
      });
      const recipe = recipeFor(server, { authentication: 'client_secret_post', grant: 'password' });
      const error = await (await client(t, recipe))('/me').then(
        () => undefined,
        (it: unknown) => it,
      );
      const { inspect } = await import('node:util');
      const shown = inspect(error, { depth: 20, showHidden: true });
      assert.match(shown, /Not like this: password vic … orders:read orders:write example-app …/);
      assert.doesNotMatch(shown, /canary/);
    });

    test('no answer, HTML and a redirect of the token endpoint are told, without secrets', async (t) => {
      const { server, send } = await signedIn(t);
      server.end();
      const other = await countingServer(t);
      server.manner.redirect = `${other.origin}/token`;
      await assert.rejects(send('/me'), { name: 'TokenError', message: `No token from 127.0.0.1:${server.port}: 307` });
      assert.equal(other.token.length, 0);
      delete server.manner.redirect;
      server.manner.refusal = () => ({ status: 200, body: '<html>Sign in</html>' });
      await assert.rejects(send('/me'), { name: 'TokenError', message: `No token from 127.0.0.1:${server.port}: 200` });
      const gone = await signedIn(t, { tokenEndpoint: 'http://127.0.0.1:1/token' });
      gone.server.end();
      const error = await gone.send('/me').then(
        () => undefined,
        (it: unknown) => it,
      );
      assert.equal((error as Error).name, 'TokenError');
      const { inspect } = await import('node:util');
      assert.doesNotMatch(inspect(error, { depth: 20, showHidden: true }), /canary|rt-\d/);
    });

    test('a variable that is not set is named', async (t) => {
      const server = await countingServer(t);
      const send = await client(t, recipeFor(server, { id: 'other-shop' }));
      await assert.rejects(send('/me'), /OTHER_SHOP_CLIENT_SECRET is not set/);
    });
  });
}

test('fetch: a Request is sent again, a stream is not', async (t) => {
  const server = await countingServer(t);
  const module = await load(t, recipeFor(server), 'fetch');
  const send = (module.createShopFetch as () => typeof fetch)();
  await send('/me');
  server.end();
  const request = new Request(`${server.origin}/echo`, { method: 'POST', body: 'whole' });
  assert.deepEqual(await (await send(request)).json(), { body: 'whole' });
  server.end();
  const before = server.api.length;
  const stream = new Blob(['once']).stream();
  // undici itself takes a 401 to a streamed body for a failure of the network.
  const outcome = await send('/echo', { method: 'POST', body: stream, duplex: 'half' } as RequestInit).then(
    (it) => it.status,
    (error: Error) => String((error.cause as Error | undefined)?.message),
  );
  assert.ok(outcome === 401 || outcome === 'expected non-null body source', String(outcome));
  assert.equal(server.api.length, before + 1);
});

test('axios: interceptors see one answer, bodies are transformed once, a stream is not sent again', async (t) => {
  const server = await countingServer(t);
  const send = await writtenClient(t, recipeFor(server), 'axios');
  const { client } = send;
  assert.ok(client);
  client.defaults.validateStatus = (status) => status < 300;
  const seen: number[] = [];
  client.interceptors.response.use((response) => {
    seen.push(response.status);
    return response;
  });
  await client.get('/me');
  server.end();
  const transformed = await client.post('/echo', 'a', { transformRequest: (data) => `<${data}>` });
  assert.deepEqual(transformed.data, { body: '<a>' });
  assert.deepEqual(seen, [200, 200]);
  server.end();
  const before = server.api.length;
  await assert.rejects(
    client.post('/echo', Readable.from(['once'])),
    (it) => axios.isAxiosError(it) && it.response?.status === 401,
  );
  assert.equal(server.api.length, before + 1);
  const streamed = await client.get('/me', { responseType: 'stream' });
  assert.equal(streamed.status, 200);
  streamed.data.destroy();
});

test('axios: a subdomain gets no token by redirect', async (t) => {
  const server = await countingServer(t);
  const api = `http://api.test:${server.port}`;
  const recipe = { ...recipeFor(server), apiOrigin: api };
  const { client } = await writtenClient(t, recipe, 'axios');
  assert.ok(client);
  server.away = `http://elsewhere.api.test:${server.port}/landed`;
  const lookup = (_: string, __: object, done: (error: Error | null, address: string, family: number) => void) =>
    done(null, '127.0.0.1', 4);
  await client.get('/away', { lookup: lookup as never });
  assert.deepEqual(
    server.api.map((it) => [it.path, it.authorization?.slice(0, 9)]),
    [
      ['/away', 'Bearer at'],
      ['/landed', undefined],
    ],
  );
});

suite('against the playground', () => {
  let playground: Playground;
  before(async () => {
    playground = await startPlayground();
    process.env.PLAYGROUND_CLIENT_SECRET = 'example-app-secret-1';
    process.env.PLAYGROUND_USERNAME = 'vic';
    process.env.PLAYGROUND_PASSWORD = 'view-only';
  });
  after(() => playground.close());

  const recipe = (more: Partial<RetryRecipe>) =>
    recipeFor(playground, { id: 'playground', tokenEndpoint: `${playground.origin}/oauth/token`, scopes: [], ...more });

  for (const form of ['fetch', 'axios'] as const) {
    test(`${form}: client credentials and a password are signed in`, async (t) => {
      const app = await writtenClient(t, recipe({}), form);
      assert.deepEqual(await app('/me'), {
        status: 200,
        body: { subject: 'example-app', roles: [], scopes: ['reports:read'] },
      });
      const vic = await writtenClient(t, recipe({ grant: 'password' }), form);
      assert.deepEqual(await vic('/me'), {
        status: 200,
        body: { subject: 'vic', roles: ['viewer'], scopes: ['profile'] },
      });
    });

    test(`${form}: a token that ended hours ago is renewed, and its refresh token rotates`, async (t) => {
      const store = memoryStore(await leftOpen(playground));
      const send: Client = await writtenClient(t, recipe({ grant: 'refresh_token' }), form, store);
      const first = store.kept?.refreshToken;
      const answers = await Promise.all(fifty.map(() => send('/me')));
      assert.deepEqual(new Set(answers.map((it) => it.status)), new Set([200]));
      assert.equal(store.saved.length, 1);
      assert.notEqual(store.kept?.refreshToken, first);
      await playground.issuer.revoke(store.kept?.accessToken ?? '');
      assert.equal((await send('/me')).status, 200);
      assert.equal(store.saved.length, 2);
    });

    test(`${form}: a refresh token that was used before is told`, async (t) => {
      const store = memoryStore(await leftOpen(playground));
      const old = store.kept;
      const send: Client = await writtenClient(t, recipe({ grant: 'refresh_token' }), form, store);
      await send('/me');
      const again: Client = await writtenClient(t, recipe({ grant: 'refresh_token' }), form, memoryStore(old));
      await assert.rejects(again('/me'), {
        name: 'TokenError',
        error: 'invalid_grant',
        description: /^The refresh token was already used/,
      });
    });
  }
});

/** Signs vic in, with an access token that ended hours ago. */
async function leftOpen({ origin, issuer }: Playground): Promise<Kept> {
  const form = {
    grant_type: 'password',
    username: 'vic',
    password: 'view-only',
    client_id: 'example-app',
    client_secret: 'example-app-secret-1',
  };
  const response = await fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { refresh_token } = (await response.json()) as { refresh_token: string };
  return {
    accessToken: await issuer.mint({ subject: 'vic', issuedIn: -10_800, expiresIn: -9900 }),
    refreshToken: refresh_token,
  };
}
