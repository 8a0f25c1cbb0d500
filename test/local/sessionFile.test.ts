import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TokenSession } from '../../src/core/auth/session.ts';
import { Secret } from '../../src/core/secret.ts';
import { openSessionFile } from '../../src/local/sessionFile.ts';

function session(id: string, token: string): TokenSession {
  return {
    kind: 'tokens',
    key: { id, environment: 'dev' },
    obtainedAt: 1,
    origins: ['https://a.test'],
    tokens: { accessToken: new Secret(token), tokenType: 'Bearer', scopes: ['a'], receivedAt: 1 },
    asked: {},
    grant: 'client_credentials',
    clientId: 'c',
    configuration: 'x',
  };
}

const silent = (message: string) => assert.fail(message);

test('sessions come back, in a file that only its user can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'why401-sessions-'));
  const path = join(folder, 'deeper', 'sessions.json');
  const store = await openSessionFile(path, silent);
  await Promise.all([store.put(session('a', 'token-a')), store.put(session('b', 'token-b'))]);
  await store.put(session('a', 'token-a-2'));
  await store.remove({ id: 'b', environment: 'dev' });
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  const again = await openSessionFile(path, silent);
  assert.deepEqual(
    (await again.list()).map((it) => it.kind === 'tokens' && it.tokens.accessToken.reveal()),
    ['token-a-2'],
  );
  assert.equal(await again.get({ id: 'a' }), undefined, 'another environment is another session');
  assert.deepEqual(await readdir(join(folder, 'deeper')), ['sessions.json'], 'nothing is left beside it');
});

test('a file that is open to others, of another kind or a link is refused and left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'why401-sessions-'));
  const open = join(folder, 'open.json');
  await writeFile(open, '{"version":1,"sessions":[]}');
  await chmod(open, 0o644);
  await assert.rejects(openSessionFile(open, silent), /Others may read it \(mode 644\)/);
  const other = join(folder, 'package.json');
  await writeFile(other, '{"name":"x"}', { mode: 0o600 });
  await assert.rejects(openSessionFile(other, silent), /no file of sessions/);
  assert.equal(await readFile(other, 'utf8'), '{"name":"x"}');
  const link = join(folder, 'link');
  await symlink(other, link);
  await assert.rejects(openSessionFile(link, silent), /no regular file/);
});

test('two processes see what the other keeps, and neither overwrites it', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'why401-sessions-')), 'sessions.json');
  const [one, two] = [await openSessionFile(path, silent), await openSessionFile(path, silent)];
  const ids = Array.from({ length: 20 }, (_, i) => `s${i}`);
  await Promise.all(ids.map((id, i) => (i % 2 ? one : two).put(session(id, `token-${id}`))));
  assert.deepEqual((await one.list()).map((it) => it.key.id).toSorted(), ids.toSorted());
  await two.remove({ id: 's3', environment: 'dev' });
  assert.equal(await one.get({ id: 's3', environment: 'dev' }), undefined);
});

test('work that nobody else does meanwhile is done by one after the other; one that gives up waits no longer', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'why401-sessions-')), 'sessions.json');
  const stores = await Promise.all([1, 2, 3].map(() => openSessionFile(path, silent)));
  const never = new AbortController().signal;
  const seen: string[] = [];
  await Promise.all(
    stores.map((store, i) =>
      store.alone?.(async () => {
        seen.push(`begins ${i}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(`ends ${i}`);
      }, never),
    ),
  );
  assert.equal(seen.length, 6);
  for (let i = 0; i < 6; i += 2) assert.equal(seen[i]?.replace('begins', 'ends'), seen[i + 1]);
  assert.deepEqual(await readdir(join(path, '..')), []);
});

test('what cannot be written lasts as long as the process, and that is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'why401-sessions-'));
  await writeFile(join(folder, 'plain'), '');
  const said: string[] = [];
  const store = await openSessionFile(join(folder, 'plain', 'sessions.json'), (it) => said.push(it));
  await store.put(session('a', 'token-a'));
  assert.equal((await store.get({ id: 'a', environment: 'dev' }))?.kind, 'tokens');
  assert.match(said[0] ?? '', /^Sessions are not kept beyond this run: /);
  assert.doesNotMatch(said.join(), /token-a/);
});
