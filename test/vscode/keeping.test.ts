import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../src/core/auth/session.ts';
import { Secret } from '../../src/core/secret.ts';
import { type Keeping, keepSessions } from '../../src/vscode/sessions/keeping.ts';

/** A secret storage in memory; each answer comes a turn later, as from another process. */
function storage(entries: Record<string, string> = {}) {
  const held = new Map(Object.entries(entries));
  const turn = () => new Promise<void>((done) => setImmediate(done));
  let reads = 0;
  let broken = false;
  const answer = async () => {
    await turn();
    if (broken) throw new Error('the keyring is locked');
  };
  return {
    held,
    get reads() {
      return reads;
    },
    breakDown: () => {
      broken = true;
    },
    async get(key: string) {
      reads++;
      await answer();
      return held.get(key);
    },
    async store(key: string, value: string) {
      await answer();
      held.set(key, value);
    },
    async delete(key: string) {
      await answer();
      held.delete(key);
    },
  };
}

function keep(secrets: Keeping['secrets'], key = () => 'sessions') {
  const said: string[] = [];
  let changes = 0;
  const sessions = keepSessions({ secrets, key, warn: (it) => said.push(it), changed: () => changes++ });
  return {
    sessions,
    said,
    get changes() {
      return changes;
    },
  };
}

function session(id: string, accessToken = `token-of-${id}-0123456789`, more: Partial<Session['key']> = {}): Session {
  return {
    kind: 'tokens',
    key: { id, ...more },
    obtainedAt: 1,
    origins: ['https://api.example'],
    tokens: { accessToken: new Secret(accessToken), tokenType: 'Bearer', scopes: [], receivedAt: 1 },
    asked: {},
    grant: 'client_credentials',
    clientId: 'c',
    configuration: 'x',
  };
}

const ids = (them: readonly Session[] | undefined) => them?.map((it) => it.key.id).sort();

test('nothing is read before the first question', async () => {
  const secrets = storage();
  const { sessions } = keep(secrets);
  await sessions.readAgain();
  assert.equal(secrets.reads, 0);
  assert.equal(sessions.known, undefined);
  assert.deepEqual(await sessions.list(), []);
  assert.equal(secrets.reads, 1);
});

test('what is put is there for the next window, and in one secret only', async () => {
  const secrets = storage();
  const first = keep(secrets);
  await first.sessions.put(session('ada'));
  await first.sessions.put(session('bob', 'x', { environment: 'dev', user: 'bob' }));
  assert.deepEqual([...secrets.held.keys()], ['sessions']);
  const second = keep(secrets);
  assert.deepEqual(ids(await second.sessions.list()), ['ada', 'bob']);
  const ada = await second.sessions.get({ id: 'ada' });
  assert.equal(ada?.kind === 'tokens' && ada.tokens.accessToken.reveal(), 'token-of-ada-0123456789');
  assert.equal(await second.sessions.get({ id: 'bob' }), undefined, 'another environment and user are another session');
});

test('fifty at once are all kept, whichever window writes', async () => {
  const secrets = storage();
  const windows = [keep(secrets).sessions, keep(secrets).sessions];
  const [one] = windows;
  await Promise.all(Array.from({ length: 50 }, (_, i) => one?.put(session(`s${i}`))));
  assert.equal((await windows[1]?.list())?.length, 50);
  await windows[1]?.put(session('from-the-other'));
  await one?.put(session('and-back'));
  assert.equal((await keep(secrets).sessions.list()).length, 52);
});

test('the newer one takes the place of the one with the same key; the last one that goes takes the secret along', async () => {
  const secrets = storage();
  const it = keep(secrets);
  await it.sessions.put(session('ada', 'old'));
  await it.sessions.put(session('ada', 'new'));
  const [ada, ...others] = await it.sessions.list();
  assert.equal(ada?.kind === 'tokens' && ada.tokens.accessToken.reveal(), 'new');
  assert.deepEqual(others, []);
  assert.equal(it.changes, 2);
  await it.sessions.remove({ id: 'ada' });
  assert.equal(secrets.held.size, 0);
  assert.deepEqual(it.sessions.known, []);
});

test('text that is none of ours counts as empty, and the log shows nothing of it', async () => {
  const it = keep(storage({ sessions: '{"accessToken": "planted-secret"' }));
  assert.deepEqual(await it.sessions.list(), []);
  assert.match(it.said.join(), /not readable/);
  assert.doesNotMatch(it.said.join(), /planted/);
  await it.sessions.put(session('ada'));
  assert.deepEqual(ids(await it.sessions.list()), ['ada']);
});

test('a storage that does not answer loses nothing of this window, and keeps what it held', async () => {
  const secrets = storage();
  await keep(secrets).sessions.put(session('kept'));
  const it = keep(secrets);
  assert.deepEqual(ids(await it.sessions.list()), ['kept']);
  secrets.breakDown();
  await it.sessions.put(session('ada'));
  assert.deepEqual(ids(await it.sessions.list()), ['ada', 'kept']);
  assert.match(it.said.join(), /keyring is locked/);
  assert.match(secrets.held.get('sessions') ?? '', /"kept"/);
});

test('one that is too large lasts as long as the window', async () => {
  const secrets = storage();
  const it = keep(secrets);
  await it.sessions.put(session('small'));
  await it.sessions.put(session('huge', 'x'.repeat(1_100_000)));
  assert.deepEqual(ids(await it.sessions.list()), ['huge', 'small']);
  assert.match(it.said.join(), /too large/);
  assert.deepEqual(ids(await keep(secrets).sessions.list()), ['small']);
});

test('another workspace has its own', async () => {
  const secrets = storage();
  let folder = 'one';
  const it = keep(secrets, () => folder);
  await it.sessions.put(session('ada'));
  folder = 'two';
  await it.sessions.readAgain();
  assert.deepEqual(await it.sessions.list(), []);
  folder = 'one';
  await it.sessions.readAgain();
  assert.deepEqual(ids(await it.sessions.list()), ['ada']);
});
