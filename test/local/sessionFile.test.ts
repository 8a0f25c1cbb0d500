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

test('sessions come back, in a file that only its user can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'why401-sessions-'));
  const path = join(folder, 'deeper', 'sessions.json');
  const store = await openSessionFile(path);
  await Promise.all([store.put(session('a', 'token-a')), store.put(session('b', 'token-b'))]);
  await store.put(session('a', 'token-a-2'));
  await store.remove({ id: 'b', environment: 'dev' });
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  const again = await openSessionFile(path);
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
  await assert.rejects(openSessionFile(open), /Others may read it \(mode 644\)/);
  const other = join(folder, 'package.json');
  await writeFile(other, '{"name":"x"}', { mode: 0o600 });
  await assert.rejects(openSessionFile(other), /no file of sessions/);
  assert.equal(await readFile(other, 'utf8'), '{"name":"x"}');
  const link = join(folder, 'link');
  await symlink(other, link);
  await assert.rejects(openSessionFile(link), /no regular file/);
});
