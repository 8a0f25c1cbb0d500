import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import type { CauseId } from '../../src/core/causeIds.ts';
import { createFileChecker } from '../../src/core/check/checkFile.ts';
import { emptyMemory, remember } from '../../src/core/check/hostMemory.ts';
import { lessonsFrom } from '../../src/core/check/lessons.ts';
import { explain } from '../../src/core/explain.ts';
import { readFacts } from '../../src/core/facts.ts';
import { parse } from '../../src/core/http/parse.ts';
import { resolveRequest } from '../../src/core/resolve/resolve.ts';
import { plain } from '../../src/core/text.ts';
import { scopeForReading } from '../../src/core/variables/scopeForReading.ts';
import { readEnvironments } from '../../src/local/envFiles.ts';
import { findSigns } from '../../src/local/signFiles.ts';
import { type Playground, startPlayground, writeExample } from '../../src/playground/index.ts';
import { createMemory, runRequest } from '../../src/run/index.ts';
import type { RunHost } from '../../src/run/run.ts';

/** The title of each request of the example, the cause named first, and values that its sentence must hold. */
const expected: readonly (readonly [title: string, cause: CauseId | undefined, says?: RegExp])[] = [
  ['me', undefined],
  ['Nothing sent', 'credentials-missing', /Bearer/],
  ['expired', 'token-expired', /3 hours/],
  ['The token is not valid yet', 'token-not-yet-valid'],
  ['Signed by somebody else', 'token-signature-invalid'],
  ['A token for another API', 'token-wrong-audience', /urn:playground:billing/],
  ['A token of another environment', 'token-wrong-issuer', /staging\.playground\.test/],
  ['An ID token in place of an access token', 'token-wrong-type', /ID token/],
  ['The token was revoked', 'token-revoked'],
  ['Bearer, twice', 'credentials-malformed', /Bearer/],
  ['Basic, where Bearer is wanted', 'scheme-mismatch', /Basic/],
  ['Lost on a redirect to another origin', 'credentials-dropped', /localhost/],
  ['The scope is missing', 'scope-missing', /reports:read/],
  ['The role is missing', 'role-missing', /admin/],
  ["Somebody else's order", 'not-owner', /1001/],
  ['A second factor is wanted', 'step-up-required', /two-factor/],
  ['A proof of possession is wanted', 'proof-of-possession-invalid', /DPoP/],
  ['Not part of the plan', 'service-not-enabled'],
  ['A code that only this API has', 'policy-denied', /for auditors/],
  ['Wrong password', 'password-wrong', /vic/],
  ['The API key is not known', 'api-key-invalid'],
  ['A 403 that should be a 401', 'credentials-missing'],
  ['Only from the office', 'network-blocked', /127\.0\.0\.1/],
  ['A page on another origin', 'origin-not-allowed', /evil\.example/],
  ['Too many requests', 'rate-limited'],
  ['A link past its time', 'url-signature-expired'],
  ['The session is over', 'session-expired'],
  ['The account is disabled', 'account-blocked', /dora/],
  ['The client secret is wrong', 'client-invalid'],
];

describe('the example workspace', () => {
  let playground: Playground;
  let directory: string;
  before(async () => {
    playground = await startPlayground();
    directory = await mkdtemp(join(tmpdir(), 'why401-example-'));
    await writeExample(directory, playground, fileURLToPath(new URL('../../media/example', import.meta.url)));
  });
  after(async () => {
    await playground.close();
    await rm(directory, { recursive: true, force: true });
  });

  const host: RunHost = {
    prompt: async () => undefined,
    confirm: async () => true,
    now: Date.now,
    processEnv: {},
    sessions: createMemoryStore(),
    settings: {
      timeoutMs: 10_000,
      followRedirects: true,
      rememberCookies: true,
      clientCertificates: {},
      certificateAuthorities: [],
      insecureHosts: [],
    },
  };

  async function run(file: string, name: string, { user = '', session = createMemory() } = {}) {
    const path = join(directory, file);
    const document = parse(await readFile(path, 'utf8'));
    assert.deepEqual(
      document.problems.filter((it) => it.severity === 'error'),
      [],
    );
    const request = document.requests.find((it) => it.name === name);
    assert.ok(request, `there is a request named ${name}`);
    const target = { path, file: document, request, environment: 'playground', ...(user ? { user } : {}) };
    const outcome = await runRequest(target, session, host, new AbortController().signal);
    assert.equal(outcome.kind, 'answered', JSON.stringify(outcome));
    return outcome.kind === 'answered' ? outcome : assert.fail();
  }

  for (const [name, cause, says] of expected) {
    test(`${name} → ${cause ?? 'let in'}`, async () => {
      const { exchange } = await run('refusals.http', name);
      if (!cause) return assert.equal(exchange.response.status, 200);
      const report = explain(exchange, Date.now(), { own: (await findSigns(directory)).servers });
      const [first] = report.findings;
      assert.equal(first?.id, cause);
      assert.ok(first && 0 < first.fixes.length, 'says what to do');
      const told = JSON.stringify(first);
      if (says) assert.match(told, says);
      assert.match(first ? plain(first.summary) : '', /[.!?]$/);
    });
  }

  test('the sign-ins of the tokens file are read without a warning, and nothing in it is marked', async () => {
    const path = join(directory, 'tokens.http');
    const environments = await readEnvironments(path, {});
    assert.deepEqual(environments.problems, []);
    const ids = environments.authIds('playground', undefined);
    const used = [...(await readFile(path, 'utf8')).matchAll(/\$auth\.token\("(\w+)"\)/g)].map(([, id]) => id);
    assert.deepEqual(new Set(used), new Set(ids));
    const document = parse(await readFile(path, 'utf8'));
    const scope = scopeForReading(environments, 'playground', undefined);
    for (const request of document.requests) {
      const resolution = resolveRequest(document, request, scope);
      assert.notEqual(resolution.kind, 'unresolved', `${request.name}: ${JSON.stringify(resolution)}`);
    }
    assert.deepEqual(await marked('tokens.http'), []);
  });

  test('every request of the example is in the table', async () => {
    const document = parse(await readFile(join(directory, 'refusals.http'), 'utf8'));
    assert.deepEqual(
      document.requests.map((it) => it.name),
      expected.map(([name]) => name),
    );
  });

  test('a login runs first for the request that uses its token', async () => {
    const outcome = await run('sign-in.http', 'Who am I');
    assert.equal(outcome.exchange.response.status, 200);
    assert.deepEqual(
      outcome.ranFirst.map((it) => it.name),
      ['login'],
    );
  });

  test('a stale token is renewed by sending its request again', async () => {
    const session = createMemory();
    const stale = await run('sign-in.http', 'stale', { session });
    assert.equal(explain(stale.exchange, Date.now()).findings[0]?.id, 'token-expired');
    await run('sign-in.http', 'earlier', { session });
    assert.equal((await run('sign-in.http', 'stale', { session })).exchange.response.status, 200);
  });

  test('the cookie of a session travels along, and a forgotten CSRF token is named', async () => {
    const saved = await run('sign-in.http', "Save the profile, with the session's CSRF token");
    assert.equal(saved.exchange.response.status, 200);
  });

  test('as admin, the role is there', async () => {
    const { exchange } = await run('refusals.http', 'The role is missing', { user: 'admin' });
    assert.equal(exchange.response.status, 204);
  });

  /** The titles of the requests that are marked, with what for. */
  async function marked(file: string, memory = emptyMemory): Promise<string[]> {
    const path = join(directory, file);
    const environments = await readEnvironments(path, {});
    const scope = scopeForReading(environments, 'playground', undefined);
    const input = { scope, now: Math.floor(Date.now() / 1000), memory, weakSecretOf: () => undefined };
    const { findings, secrets } = createFileChecker().check(parse(await readFile(path, 'utf8')), input, []);
    assert.deepEqual(secrets, [], 'credentials for this computer are no secrets');
    return findings.map((it) => `${it.request.name}: ${it.severity} ${it.code}`);
  }

  const toldBefore = [
    'expired: error token-expired',
    'The token is not valid yet: error token-not-yet-valid',
    'An ID token in place of an access token: warning token-wrong-type',
    'Bearer, twice: error scheme-doubled',
  ];

  test('before anything is sent, what can be told is told, and no more', async () => {
    assert.deepEqual(await marked('refusals.http'), toldBefore);
    assert.deepEqual(await marked('sign-in.http'), []);
  });

  test('once all was sent, what the answers taught is told as well, and no request that works is marked', async () => {
    const session = createMemory();
    let memory = emptyMemory;
    for (const [name] of expected) {
      const { exchange } = await run('refusals.http', name, { session });
      const lessons = [...exchange.earlier, exchange].flatMap((it) => lessonsFrom(it, readFacts(it, Date.now())));
      memory = remember(memory, lessons);
    }
    assert.deepEqual(
      (await marked('refusals.http', memory)).filter((it) => !toldBefore.includes(it)),
      [
        'A token for another API: error token-wrong-audience',
        'A token of another environment: error token-wrong-issuer',
        'An ID token in place of an access token: error token-wrong-type',
        'Basic, where Bearer is wanted: warning scheme-not-accepted',
      ],
    );
    assert.deepEqual(await marked('sign-in.http', memory), []);
  });
});
