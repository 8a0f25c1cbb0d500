import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CauseId } from '../../src/core/causeIds.ts';
import type { Exchange } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import { plain } from '../../src/core/text.ts';
import type { SendSettings } from '../../src/send/outcome.ts';
import type { PreparedRequest } from '../../src/send/request.ts';
import { send } from '../../src/send/send.ts';
import { installed, startApache, startNginx, type WebServer } from './webServers.ts';

const settings: SendSettings = {
  timeoutMs: 10_000,
  followRedirects: true,
  rememberCookies: false,
  clientCertificates: {},
  certificateAuthorities: [],
  insecureHosts: [],
};

const basic = (user: string, password: string) => ({
  name: 'Authorization',
  value: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

/** Path, what is sent with it, the status that the real server answers, the cause, and words that must be there. */
interface Row {
  readonly path: string;
  readonly method?: string;
  readonly with?: PreparedRequest['headers'];
  readonly auth?: PreparedRequest['auth'];
  readonly status: number;
  readonly cause?: readonly CauseId[];
  readonly says?: RegExp;
}

const both: readonly Row[] = [
  { path: '/', status: 200 },
  { path: '/private/', with: [basic('ada', 'analytical-engine')], status: 200 },
  { path: '/private/', status: 401, cause: ['credentials-missing'], says: /Basic|Staff only/ },
  { path: '/private/', with: [basic('ada', 'wrong')], status: 401, cause: ['password-wrong'], says: /ada/ },
  { path: '/private/', with: [basic('bob', 'analytical-engine')], status: 401, cause: ['password-wrong'], says: /bob/ },
  {
    path: '/private/',
    with: [{ name: 'Authorization', value: 'Bearer abcdefghijklmnop' }],
    status: 401,
    cause: ['scheme-mismatch'],
    says: /Basic/,
  },
  // What a 403 of a web server means cannot be told from the answer alone: directory, file and address look the same.
  { path: '/empty/', status: 403, cause: ['file-permission'] },
  { path: '/locked.txt', status: 403, cause: ['file-permission', 'network-blocked'] },
  { path: '/denied/', status: 403, cause: ['network-blocked', 'file-permission'] },
];

const digest = (password: string) => ({ scheme: 'digest', user: 'ada', password }) as const;

const servers = [
  {
    program: 'nginx',
    start: startNginx,
    rows: [
      ...both,
      {
        path: '/limited/',
        method: 'POST',
        status: 403,
        cause: ['unknown', 'route-mismatch', 'policy-denied'],
      } satisfies Row,
    ],
  },
  {
    program: 'apache2',
    start: startApache,
    rows: [...both, { path: '/digest/', status: 401, cause: ['credentials-missing'], says: /Digest/ } satisfies Row],
  },
];

for (const { program, start, rows } of servers) {
  const skip = installed(program) ? false : `${program} is not installed here: apt-get install nginx-light apache2-bin`;
  describe(`a real ${program}`, { skip }, () => {
    let server: WebServer;
    before(async () => {
      server = await start();
    });
    after(() => server?.close());

    async function get(row: Pick<Row, 'path' | 'method' | 'with' | 'auth'>): Promise<Exchange> {
      const outcome = await send(
        {
          method: row.method ?? 'GET',
          url: server.origin + row.path,
          headers: row.with ?? [],
          ...(row.auth ? { auth: row.auth } : {}),
        },
        { settings, signal: new AbortController().signal, now: Date.now },
      );
      assert.equal(outcome.kind, 'answered');
      return outcome.kind === 'answered' ? outcome.exchange : assert.fail();
    }

    for (const row of rows) {
      const sent = row.with?.[0]?.value.split(' ')[0] ?? 'nothing';
      test(`${row.method ?? 'GET'} ${row.path} with ${sent} → ${row.status} ${row.cause?.[0] ?? ''}`, async () => {
        const exchange = await get(row);
        assert.equal(exchange.response.status, row.status);
        if (!row.cause) return;
        const [first] = explain(exchange, Date.now()).findings;
        assert.ok(first && row.cause.includes(first.id), `${first?.id}: ${first && plain(first.summary)}`);
        assert.ok(0 < first.fixes.length, 'a finding says what to do');
        if (row.says) assert.match(JSON.stringify(first), row.says);
      });
    }
  });
}

describe('Digest against a real apache2', {
  skip: installed('apache2') ? false : 'apache2 is not installed here: apt-get install apache2-bin',
}, () => {
  let server: WebServer;
  before(async () => {
    server = await startApache();
  });
  after(() => server?.close());

  for (const [password, status] of [
    ['analytical-engine', 200],
    ['wrong', 401],
  ] as const) {
    test(`${password} → ${status}`, async () => {
      const { Secret } = await import('../../src/core/secret.ts');
      const outcome = await send(
        {
          method: 'GET',
          url: `${server.origin}/digest/`,
          headers: [],
          auth: { ...digest(password), password: new Secret(password) },
        },
        { settings, signal: new AbortController().signal, now: Date.now },
      );
      assert.equal(outcome.kind, 'answered');
      if (outcome.kind !== 'answered') return;
      assert.equal(outcome.exchange.response.status, status, await server.errorLog());
      assert.equal(outcome.exchange.earlier.length, 1, 'the challenge round is kept');
      if (status === 401) {
        const [first] = explain(outcome.exchange, Date.now()).findings;
        assert.equal(first?.id, 'password-wrong');
      }
    });
  }
});
