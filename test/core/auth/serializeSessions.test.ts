import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitSessions, readSessions, serializeSessions } from '../../../src/core/auth/serializeSessions.ts';
import { type Session, sessionName } from '../../../src/core/auth/session.ts';
import { Secret } from '../../../src/core/secret.ts';

const secret = fc.string().map((it) => new Secret(it));
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });

const key = fc.record({ environment: fc.string(), user: fc.string(), id: fc.string() }, { requiredKeys: ['id'] });
const base = { key, obtainedAt: time, refreshedAt: time, expiresAt: time, origins: fc.array(fc.webUrl()) };
const tokens = fc.record(
  {
    accessToken: secret,
    tokenType: fc.constantFrom('Bearer', 'DPoP', 'bearer'),
    refreshToken: secret,
    idToken: secret,
    scopes: fc.array(fc.string()),
    expiresIn: fc.integer(),
    receivedAt: time,
    serverDate: time,
    dpopKey: secret,
  },
  { requiredKeys: ['accessToken', 'tokenType', 'scopes', 'receivedAt'] },
);
const asked = fc.record(
  {
    scopes: fc.array(fc.string()),
    acrValues: fc.string(),
    maxAge: fc.nat(),
    claims: fc.string(),
    resource: fc.string(),
    audience: fc.string(),
    prompt: fc.constantFrom('login' as const, 'consent' as const, 'select_account' as const),
  },
  { requiredKeys: [] },
);
const tokenSession = fc.record(
  {
    kind: fc.constant('tokens' as const),
    ...base,
    tokens,
    asked,
    issuer: fc.string(),
    grant: fc.string(),
    clientId: fc.string(),
    configuration: fc.string(),
  },
  { requiredKeys: ['kind', 'key', 'obtainedAt', 'origins', 'tokens', 'asked', 'grant', 'clientId', 'configuration'] },
);
const loginSession = fc.record(
  {
    kind: fc.constant('login' as const),
    ...base,
    path: fc.string(),
    request: fc.string(),
    exchange: secret,
    cookies: secret,
    text: fc.string(),
  },
  { requiredKeys: ['kind', 'key', 'obtainedAt', 'origins', 'path', 'request', 'exchange', 'text'] },
);
const session: fc.Arbitrary<Session> = fc.oneof(tokenSession, loginSession);
const sessions = fc.uniqueArray(session, { selector: (it) => sessionName(it.key), maxLength: 12 });

test('what is written is read back, secrets and all', () => {
  fc.assert(
    fc.property(sessions, (before) => {
      const text = serializeSessions(before).reveal();
      const after = readSessions(text);
      assert.deepEqual(inClear(after?.sessions ?? []), inClear(before));
      assert.equal(after?.leftOut, 0);
    }),
  );
});

test('any text is read without a throw, and what is no session is left out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      readSessions(text);
    }),
  );
  fc.assert(
    fc.property(sessions, fc.array(fc.jsonValue()), (good, bad) => {
      const root = { ...JSON.parse(serializeSessions(good).reveal()) };
      const found = readSessions(JSON.stringify({ ...root, sessions: [...root.sessions, ...bad] }));
      assert.deepEqual(inClear(found?.sessions ?? []), inClear(good));
      assert.equal(found?.leftOut, bad.length);
    }),
  );
});

test('text that is none of ours is told from no sessions', () => {
  for (const it of ['', '{', 'null', '[]', '"x"', '{"sessions": 3}']) assert.equal(readSessions(it), undefined, it);
  assert.deepEqual(readSessions('{"version": 1, "sessions": []}'), { sessions: [], leftOut: 0 });
});

test('a field of another type is left out, and a session without its token is none', () => {
  const one = {
    kind: 'tokens',
    key: { id: 'a' },
    obtainedAt: 5,
    expiresAt: 'soon',
    origins: ['https://a', 3],
    grant: 'x',
    clientId: 'c',
    configuration: 'x',
  };
  const read = (it: object) => readSessions(JSON.stringify({ sessions: [it] }));
  assert.deepEqual(read(one), { sessions: [], leftOut: 1 });
  const whole = {
    ...one,
    tokens: { accessToken: 'at', tokenType: 'Bearer', receivedAt: 4, scopes: 'all' },
    asked: { prompt: 'none', maxAge: 'x' },
  };
  const [found] = read(whole)?.sessions ?? [];
  assert.ok(found?.kind === 'tokens');
  assert.deepEqual(found.origins, ['https://a']);
  assert.ok(!('expiresAt' in found));
  assert.deepEqual(found.asked, {});
  assert.deepEqual(found.tokens.scopes, []);
  assert.equal(found.tokens.accessToken.reveal(), 'at');
});

test('of too many or too large ones the newest stay, in their order', () => {
  const at = (id: string, obtainedAt: number, length = 10): Session => ({
    kind: 'login',
    key: { id },
    obtainedAt,
    origins: [],
    path: '/a.http',
    request: 'login',
    exchange: new Secret('x'.repeat(length)),
    text: '',
  });
  const many = Array.from({ length: 250 }, (_, i) => at(`s${i}`, i));
  const kept = fitSessions(many);
  assert.deepEqual(
    kept.map((it) => it.key.id),
    many.slice(50).map((it) => it.key.id),
  );
  assert.deepEqual(
    fitSessions([at('old', 1, 600_000), at('new', 3, 600_000), at('small', 2)]).map((it) => it.key.id),
    ['new', 'small'],
  );
  assert.deepEqual(fitSessions([at('huge', 1, 1_100_000)]), []);
});

test('secrets of another bundle are written whole too', async () => {
  const other: typeof import('../../../src/core/secret.ts') = await import(`../../../src/core/secret.ts?${'again'}`);
  assert.notEqual(other.Secret, Secret);
  const accessToken = new other.Secret('a-token-that-is-written-whole');
  const [session] = fc.sample(tokenSession, 1);
  assert.ok(session);
  const text = serializeSessions([{ ...session, tokens: { ...session.tokens, accessToken } }]).reveal();
  assert.match(text, /"a-token-that-is-written-whole"/);
});

test('printed by mistake, the text shows nothing', () => {
  assert.equal(`${serializeSessions([])}`.includes('sessions'), false);
});

/** Secrets compare by what they hold. */
function inClear(them: readonly Session[]): unknown {
  return JSON.parse(serializeSessions(them).reveal());
}
