import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, suite, test } from 'node:test';
import { jwt } from '../check.ts';
import { call, jsonLines } from './call.ts';

const tokens = {
  admin: jwt({ sub: 'u-1', role: 'admin', exp: 3600 }),
  viewer: jwt({ sub: 'u-2', role: 'viewer', exp: 3600 }),
  late: jwt({ sub: 'u-3', role: 'viewer', exp: -7200 }),
};

suite('why401 matrix', () => {
  let directory = '';
  let origin = '';
  /** Requests as they came: `GET /orders admin`. */
  let asked: string[] = [];
  /** A hole that is there only when a test says so. */
  let hole = false;
  const path = (name: string) => join(directory, name);

  const server = createServer((request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    const who = token === tokens.admin ? 'admin' : token === tokens.viewer ? 'viewer' : undefined;
    asked.push(`${request.method} ${request.url} ${who ?? (token ? 'rejected' : 'nobody')}`);
    const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (request.url === '/health') return answer(200, { up: true });
    if (request.url === '/slow') return void setTimeout(() => answer(200, {}), 60_000).unref();
    if (!who) return answer(401, { error: 'invalid_token' }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
    if (request.url === '/me') return answer(200, { sub: who === 'admin' ? 'u-1' : 'u-2' });
    if (request.url === '/orders/17') return answer(200, { id: 17, owner: 'u-1' });
    if (who === 'admin' || hole) return answer(200, { orders: [] });
    return answer(403, { error: 'forbidden', message: 'Requires the role admin' });
  });

  before(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    directory = await mkdtemp(join(tmpdir(), 'why401-matrix-'));
    const users = Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, { token }]));
    await writeFile(
      path('http-client.env.json'),
      JSON.stringify({
        dev: { api: origin },
        down: { api: 'http://127.0.0.1:9' },
        $users: { ...users, anonymous: {} },
      }),
    );
    const auth = 'Authorization: Bearer {{token}}';
    const fine = [
      `### All orders\n# @expect admin=2xx viewer=403 anonymous=401\nGET {{api}}/orders\n${auth}\n`,
      `### Health\nGET {{api}}/health\n`,
    ].join('\n');
    await writeFile(path('fine.http'), fine);
    await writeFile(path('unsafe.http'), `# @expect *=deny admin=2xx\nPOST {{api}}/orders\n${auth}\n`);
    await writeFile(path('closed.http'), `### Orders\n# @expect viewer=2xx\nGET {{api}}/orders\n${auth}\n`);
    await writeFile(path('owner.http'), `### Me\nGET {{api}}/me\n${auth}\n\n### One\nGET {{api}}/orders/17\n${auth}\n`);
    await writeFile(path('slow.http'), `### Slow\nGET {{api}}/slow\n\n### Health\nGET {{api}}/health\n`);
    await writeFile(path('typo.http'), `# @expect admn=2xx\nGET {{api}}/health\n`);
  });
  beforeEach(() => {
    asked = [];
    hole = false;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });
  const good = ['--users', 'admin,viewer,anonymous', '--env', 'dev'];

  test('what is as wanted exits with 0', async () => {
    const { code, out, err } = await call(['matrix', path('fine.http'), ...good]);
    assert.equal(err, '');
    assert.match(out, /^dev · 2 requests × 3 users · \d+\.\d s\n/);
    assert.match(out, /GET \/orders +200 \+ +403 \+ +401 \+\n/);
    assert.match(out, /GET \/health +200 +200 +200\n/);
    assert.match(out, /\nNo breach · 3 as wanted · 3 without an expectation\n$/);
    assert.equal(code, 0);
    for (const it of ['GET /orders admin', 'GET /orders viewer', 'GET /orders nobody'])
      assert.ok(asked.includes(it), it);
  });

  test('who is let in and should not be is a breach, and so is who is refused', async () => {
    hole = true;
    const opened = await call(['matrix', path('fine.http'), ...good]);
    assert.equal(opened.code, 1);
    assert.match(
      opened.out,
      /LET IN, though refused is wanted \(1\)\n {2}.*fine\.http:3 {2}GET \/orders \(All orders\)\n {4}viewer: 403 is wanted, 200 came\.\n/,
    );
    hole = false;
    const closed = await call(['matrix', path('closed.http'), '--env', 'dev', '--users', 'viewer']);
    assert.equal(closed.code, 1);
    assert.match(
      closed.out,
      /viewer: 2xx is wanted, 403 came\. The caller .*role|viewer: 2xx is wanted, 403 came\. The caller/,
    );
  });

  test('a user whose token has expired is no proof, whatever they get', async () => {
    const { code, out } = await call(['matrix', path('fine.http'), '--env', 'dev', '--json']);
    const late = jsonLines(out).filter((it) => it.user === 'late');
    assert.deepEqual(
      late.map((it) => [it.status, it.verdict]),
      [
        [401, 'open-question'],
        [200, 'open-question'],
      ],
    );
    assert.equal(code, 0);
    await writeFile(path('late.http'), `# @expect late=401\nGET {{api}}/orders\nAuthorization: Bearer {{token}}\n`);
    const lax = await call(['matrix', path('late.http'), '--env', 'dev']);
    assert.equal(lax.code, 0);
    assert.match(lax.out, /401 \?/);
    assert.match(lax.out, /\nNo proof\n {2}late: The token of `late` ended 2 hours ago/);
    assert.equal((await call(['matrix', path('late.http'), '--env', 'dev', '--strict'])).code, 1);
  });

  test('what may change something is sent only when asked for', async () => {
    const { out, code } = await call(['matrix', path('unsafe.http'), ...good]);
    assert.deepEqual(
      asked.filter((it) => it.startsWith('POST')),
      [],
    );
    assert.match(
      out,
      /3 × it may change something: --unsafe, or # @matrix above the request, sends it|3 × it may change/,
    );
    assert.equal(code, 0);
    const sent = await call(['matrix', path('unsafe.http'), ...good, '--unsafe']);
    assert.deepEqual(asked.filter((it) => it.startsWith('POST')).toSorted(), [
      'POST /orders admin',
      'POST /orders nobody',
      'POST /orders viewer',
    ]);
    assert.equal(sent.code, 0);
  });

  test('compared with an earlier run, whoever is let in now and was not is a breach', async () => {
    await writeFile(path('plain.http'), `### Orders\nGET {{api}}/orders\nAuthorization: Bearer {{token}}\n`);
    const first = await call(['matrix', path('plain.http'), ...good, '--json']);
    await writeFile(path('run.json'), first.out);
    const same = await call(['matrix', path('plain.http'), ...good, '--before', path('run.json')]);
    assert.equal(same.code, 0);
    hole = true;
    const next = await call(['matrix', path('plain.http'), ...good, '--before', path('run.json')]);
    assert.equal(next.code, 1);
    assert.match(
      next.out,
      /LET IN, refused in the last run \(1\)\n.*\n {4}viewer: 200 came\. In the last run it was 403\.\n/,
    );
    const none = await call(['matrix', path('plain.http'), ...good, '--before', path('plain.http')]);
    assert.deepEqual([none.code, none.out], [2, '']);
    assert.match(none.err, /it holds no output of why401 matrix --json/);
  });

  test('an object of another user is noted', async () => {
    const { code, out } = await call(['matrix', path('owner.http'), ...good]);
    assert.equal(code, 0);
    assert.match(
      out,
      /\nNotes\n {2}.*owner\.http:6 {2}GET \/orders\/17 \(One\)\n {4}viewer: shows what belongs to `admin`: `owner` is `u-1`\n/,
    );
  });

  test('--junit writes what CI reads', async () => {
    hole = true;
    const { code } = await call(['matrix', path('fine.http'), ...good, '--junit', path('out.xml')]);
    assert.equal(code, 1);
    const xml = await readFile(path('out.xml'), 'utf8');
    assert.match(xml, /<testsuites name="why401 matrix" tests="6" failures="1" errors="0" skipped="3"/);
    assert.match(xml, /<failure message="403 is wanted, 200 came\." type="opened"/);
    const nowhere = await call(['matrix', path('fine.http'), ...good, '--junit', path('no/such/out.xml')]);
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.err, /could not be written: the system says ENOENT\./);
  });

  test('without any answer the code is 3', async () => {
    const { code, out } = await call(['matrix', path('fine.http'), '--users', 'admin', '--env', 'down']);
    assert.equal(code, 3);
    assert.match(out, /\nNot sent, or no answer\n {2}2 × /);
  });

  test('stopped, it prints what is there', async () => {
    const stop = new AbortController();
    const running = call(['matrix', path('slow.http'), ...good], { interrupt: stop.signal, progress: true });
    while (
      asked.filter((it) => it.startsWith('GET /health')).length < 3 ||
      !asked.some((it) => it.startsWith('GET /slow'))
    )
      await new Promise((done) => setTimeout(done, 10));
    await new Promise((done) => setTimeout(done, 100));
    stop.abort();
    const { code, out, err } = await running;
    assert.equal(code, 2);
    assert.match(out, /GET \/health +200 +200 +200\n/);
    assert.match(out, /GET \/slow +- +- +-\n/);
    assert.match(err, /\r1 of 6\u001b\[K.*\r\u001b\[Kwhy401: Stopped; this is what had come by then\.\n$/s);
  });

  test('what is wrong with the command or the files is said before anything is sent', async () => {
    const table: readonly (readonly [args: string[], says: RegExp])[] = [
      [[], /A FILE is expected/],
      [[path('no.http')], /no\.http: there is no such file\./],
      [
        [path('fine.http'), '--users', 'admin,nobody'],
        /The user nobody is not known here\. There are: admin, viewer, late, anonymous\./,
      ],
      [[path('fine.http'), '--users', ' , '], /--users names nobody\./],
      [[path('fine.http'), '--env', 'prod'], /The environment `prod` is not known here\. There are: dev, down\./],
      [[path('fine.http'), '--concurrency', '0'], /--concurrency is a number from 1 to 100, not 0\./],
      [[path('fine.http'), '--what'], /There is no option --what\./],
    ];
    for (const [args, says] of table) {
      const { code, out, err } = await call(['matrix', ...args]);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, says);
    }
    const bare = await mkdtemp(join(tmpdir(), 'why401-bare-'));
    await writeFile(join(bare, '.git'), '');
    await writeFile(join(bare, 'a.http'), 'GET http://127.0.0.1:9/\n');
    const { code, err } = await call(['matrix', join(bare, 'a.http')]);
    await rm(bare, { recursive: true });
    assert.equal(code, 2);
    assert.match(err, /No environment file has \$users/);
    assert.deepEqual(asked, []);
  });

  test('a name in # @expect that no file has is told of', async () => {
    const { err } = await call(['matrix', path('typo.http'), ...good]);
    assert.match(
      err,
      /typo\.http:1: `admn` is none of `\$users`, which has `admin`, `viewer`, `late` and `anonymous`\.\n/,
    );
  });

  test('no token is written anywhere', async () => {
    const all = await Promise.all(
      [[], ['--json'], ['--junit', path('secret.xml')]].map((more) =>
        call(['matrix', path('fine.http'), path('owner.http'), '--env', 'dev', ...more]),
      ),
    );
    const written = all.map((it) => it.out + it.err).join('') + (await readFile(path('secret.xml'), 'utf8'));
    for (const it of Object.values(tokens)) assert.ok(!written.includes(it));
  });
});
