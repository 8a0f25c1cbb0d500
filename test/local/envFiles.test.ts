import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from '../../src/core/http/parse.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Environments } from '../../src/core/variables/environments.ts';
import { findSource } from '../../src/core/variables/lookup.ts';
import { type EnvironmentOptions, readEnvironments } from '../../src/local/envFiles.ts';

async function folder(t: TestContext, files: Readonly<Record<string, unknown>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'why401-env-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
  return root;
}

async function read(
  t: TestContext,
  files: Readonly<Record<string, unknown>>,
  options: EnvironmentOptions = {},
  at = 'api.http',
): Promise<Environments> {
  const root = await folder(t, files);
  return readEnvironments(join(root, at), { root, ...options });
}

/** `value @ origin` of a name. */
function found(it: Environments, name: string, environment?: string, user?: string): string | undefined {
  const place = { file: parse(''), request: undefined, at: undefined };
  const source = findSource(name, place, { layers: it.layers(environment, user), runtime: new Map() }, () => false);
  if (source?.kind !== 'layer') return undefined;
  const { value, origin } = source.value;
  return `${value instanceof Secret ? `secret ${value.reveal()}` : value} @ ${origin}`;
}

test('private over public over $shared, each with its line', async (t) => {
  const it = await read(t, {
    'http-client.env.json': {
      $shared: { a: 'shared', b: 'shared' },
      dev: { b: 'public', c: 'public', port: 8080, on: true },
    },
    'http-client.private.env.json': { dev: { c: 'private' } },
  });
  assert.deepEqual(it.names, ['dev']);
  assert.equal(found(it, 'a', 'dev'), 'shared @ http-client.env.json, line 3');
  assert.equal(found(it, 'b', 'dev'), 'public @ http-client.env.json, line 7');
  assert.equal(found(it, 'c', 'dev'), 'secret private @ http-client.private.env.json, line 3');
  assert.equal(found(it, 'port', 'dev'), '8080 @ http-client.env.json, line 9');
  assert.equal(found(it, 'c'), undefined, 'nothing of dev without dev');
  assert.equal(found(it, 'a'), 'shared @ http-client.env.json, line 3');
});

test('a clash of public and private is pointed out, and the private value counts', async (t) => {
  const it = await read(t, {
    'http-client.env.json': { dev: { x: '1', same: '2' } },
    'http-client.private.env.json': { dev: { x: '9', same: '2' } },
  });
  assert.equal(it.problems.length, 1);
  assert.match(
    it.problems[0]?.message ?? '',
    /^"x" of dev has one value here and another in http-client\.private\.env\.json, line 3\./,
  );
  assert.deepEqual([it.problems[0]?.line, it.problems[0]?.severity], [3, 'warning']);
  assert.doesNotMatch(it.problems[0]?.message ?? '', /9\./, 'the private value is not in the message');
});

test('Visual Studio: .user over the rest; values of other providers are told, not guessed', async (t) => {
  const it = await read(t, {
    'http-client.env.json': { dev: { x: 'public', key: { provider: 'AzureKeyVault', secretName: 's' } } },
    'http-client.env.json.user': { dev: { x: 'mine' } },
  });
  assert.equal(found(it, 'x', 'dev'), 'secret mine @ http-client.env.json.user, line 3');
  assert.equal(found(it, 'key', 'dev'), undefined);
  assert.match(it.problems.map((p) => p.message).join(), /AzureKeyVault/);
});

test('$users lie over the environment', async (t) => {
  const it = await read(t, {
    'http-client.env.json': {
      dev: { token: 'none', role: 'nobody' },
      $users: { viewer: { role: 'viewer' }, anonymous: {} },
    },
    'http-client.private.env.json': { $users: { admin: { token: 'a-token' }, viewer: { token: 'v-token' } } },
  });
  assert.deepEqual(it.users, ['viewer', 'anonymous', 'admin']);
  assert.equal(found(it, 'token', 'dev', 'viewer'), 'secret v-token @ http-client.private.env.json, line 7');
  assert.equal(found(it, 'role', 'dev', 'viewer')?.split(' @')[0], 'viewer');
  assert.equal(found(it, 'role', 'dev', 'admin')?.split(' @')[0], 'nobody');
});

test('Security.Auth and SSLConfiguration are set aside', async (t) => {
  const it = await read(t, {
    'http-client.private.env.json': {
      dev: {
        x: '1',
        Security: { Auth: { main: { 'Client Secret': 'hidden' } } },
        SSLConfiguration: { clientCertificateKey: 'k' },
      },
    },
  });
  assert.deepEqual(it.authIds('dev'), ['main']);
  assert.equal(found(it, 'Security', 'dev'), undefined);
  assert.equal(found(it, 'SSLConfiguration', 'dev'), undefined);
  assert.doesNotMatch(JSON.stringify(it.layers('dev', undefined).map((l) => [...l.variables])), /hidden/);
});

test('a sign-in is merged field by field: user, private, public, $shared', async (t) => {
  const it = await read(t, {
    'http-client.env.json': {
      $shared: { Security: { Auth: { main: { Scope: 'shared', State: 'shared' }, common: { Type: 'Mock' } } } },
      dev: { Security: { Auth: { main: { 'Client ID': 'public', Scope: 'public', 'Client Secret': '{{secret}}' } } } },
      $users: { alice: { Security: { Auth: { main: { Username: 'alice' } } } } },
    },
    'http-client.private.env.json': {
      dev: { Security: { Auth: { main: { client_id: 'private', Password: 'hunter2' }, own: { Tokn: 'x' } } } },
    },
  });
  const main = it.signIn('dev', 'alice', 'main');
  assert.deepEqual(
    Object.entries(main?.fields ?? {}).map(([name, value]) => [
      name,
      value instanceof Secret ? `secret ${value.reveal()}` : value,
      main?.origins?.[name],
    ]),
    [
      ['Username', 'alice', 'http-client.env.json, line 31'],
      ['client_id', 'secret private', 'http-client.private.env.json, line 6'],
      ['Password', 'secret hunter2', 'http-client.private.env.json, line 7'],
      ['Scope', 'public', 'http-client.env.json, line 20'],
      ['Client Secret', '{{secret}}', 'http-client.env.json, line 21'],
      ['State', 'shared', 'http-client.env.json, line 7'],
    ],
  );
  assert.equal(main?.origin, 'http-client.env.json, line 18');
  assert.equal(it.signIn('dev', undefined, 'main')?.fields.Username, undefined);
  assert.deepEqual(it.authIds('dev'), ['main', 'own', 'common']);
  assert.deepEqual(it.authIds(undefined), ['main', 'common']);
  assert.deepEqual(it.signIn('prod', undefined, 'main')?.fields, { Scope: 'shared', State: 'shared' });
  assert.equal(it.signIn('dev', undefined, 'nobody'), undefined);
  assert.deepEqual(
    it.problems.map(({ file, line, severity, message }) => [file.split('/').at(-1), line, severity, message]),
    [
      [
        'http-client.private.env.json',
        10,
        'warning',
        '"Tokn" is no field of a sign-in that Why401 knows, so it changes nothing. Close to it: "Token".',
      ],
    ],
  );
});

test('sign-ins of rest-client.environmentVariables are no variables', async (t) => {
  const auth = { main: { 'Grant Type': 'Password', Password: 'hunter2', PKCE: { 'Code Verifier': 'v' } } };
  const it = await read(t, {}, { restClientVariables: { dev: { a: '1', Security: { Auth: auth } } } });
  assert.equal(found(it, 'Security', 'dev'), undefined);
  const main = it.signIn('dev', undefined, 'main');
  assert.ok(main?.fields.Password instanceof Secret);
  assert.equal(main.origin, 'setting rest-client.environmentVariables, dev');
  assert.doesNotMatch(JSON.stringify(main), /hunter2|"v"/);
});

test('the nearest folder wins, up to the root and no further', async (t) => {
  const root = await folder(t, {
    'http-client.env.json': { dev: { x: 'outside', z: 'outside' } },
    'ws/http-client.env.json': { dev: { x: 'root', y: 'root' } },
    'ws/a/b/http-client.env.json': { dev: { x: 'near' } },
    'ws/a/b/api.http': '',
  });
  const it = await readEnvironments(join(root, 'ws/a/b/api.http'), { root: join(root, 'ws') });
  assert.equal(found(it, 'x', 'dev')?.split(' @')[0], 'near');
  assert.equal(found(it, 'y', 'dev'), 'root @ ../../http-client.env.json, line 4');
  assert.equal(found(it, 'z', 'dev'), undefined);
});

test('without a workspace the walk ends at the nearest project', async (t) => {
  const root = await folder(t, { '.env': 'Z=outside', 'p/package.json': '{}', 'p/.env': 'X=1', 'p/http/api.http': '' });
  const it = await readEnvironments(join(root, 'p/http/api.http'), {});
  assert.equal(found(it, 'X')?.split(' @')[0], '1');
  assert.equal(found(it, 'Z'), undefined);
});

test('.env files: that of the environment first', async (t) => {
  const files = {
    '.env': 'A=plain\nB=plain\nAPI_KEY=k',
    '.env.dev': 'A=special',
    'dev.env': 'A=other\nC=other',
    '.env.example': 'D=1',
  };
  const it = await read(t, files);
  assert.equal(found(it, 'A', 'dev'), 'special @ .env.dev, line 1');
  assert.equal(found(it, 'C', 'dev'), 'other @ dev.env, line 2');
  assert.equal(found(it, 'B', 'dev'), 'plain @ .env, line 2');
  assert.equal(found(it, 'A'), 'plain @ .env, line 1');
  assert.equal(found(it, 'API_KEY'), 'secret k @ .env, line 3');
  assert.deepEqual(it.names, ['dev']);
});

test('rest-client.environmentVariables stands last', async (t) => {
  const setting = { $shared: { a: 'shared', b: 'shared' }, dev: { a: 'dev' }, junk: 7 };
  const it = await read(
    t,
    { 'http-client.env.json': { dev: { c: '1' } }, '.env': 'b=dotenv' },
    { restClientVariables: setting },
  );
  assert.equal(found(it, 'a', 'dev'), 'dev @ setting rest-client.environmentVariables, dev');
  assert.equal(found(it, 'b', 'dev'), 'dotenv @ .env, line 1');
  assert.deepEqual(it.environmentsWith('a'), ['dev']);
  assert.equal((await read(t, {}, { restClientVariables: 'text' })).names.length, 0);
});

test('comments and trailing commas are read; broken JSON is told with file, line and column', async (t) => {
  const fine = await read(t, {
    'http-client.env.json': '\ufeff{ // mine\n "dev": { "x": "1", /* two */ "y": [1,2,], },\n}\n',
  });
  assert.deepEqual(
    [found(fine, 'x', 'dev'), found(fine, 'y', 'dev'), fine.problems],
    ['1 @ http-client.env.json, line 2', '[1,2] @ http-client.env.json, line 2', []],
  );
  const broken = await read(t, { 'http-client.env.json': '{\n  "dev": { "x": "1"\n    "y": "2" }\n}\n' });
  assert.deepEqual(
    broken.problems.map(({ line, column, message }) => [line, column, message]),
    [[3, 5, 'http-client.env.json is not JSON: expected a comma or }, got ". None of its variables are known.']],
  );
  for (const text of ['', '[]', '{"dev": 1}', '{"a"', '{"a": nope}', '{"a": "x\n"}', '{"a": "\\q"}', '['.repeat(500)]) {
    const it = await read(t, { 'http-client.env.json': text });
    assert.equal(it.problems.length, 1, text.slice(0, 20));
  }
});

test('the unsaved text of an open file counts', async (t) => {
  const openText = (path: string) => (path.endsWith('http-client.env.json') ? '{"dev": {"x": "unsaved"}}' : undefined);
  const it = await read(t, { 'http-client.env.json': { dev: { x: 'saved' } } }, { openText });
  assert.equal(found(it, 'x', 'dev')?.split(' @')[0], 'unsaved');
});
