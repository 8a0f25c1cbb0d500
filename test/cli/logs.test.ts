import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readSince } from '../../src/cli/logsInput.ts';
import { call, jsonLines } from './call.ts';

const canary = 'canary.5f2b8c7e9d13a4f6.canary';

const har = (...entries: object[]) => JSON.stringify({ log: { version: '1.2', entries } });
const entry = (status: number, path: string, headers: object[] = []) => ({
  startedDateTime: '2026-11-22T19:04:11.200Z',
  time: 3,
  request: { method: 'GET', url: `http://api.test${path}`, httpVersion: 'HTTP/1.1', headers },
  response: {
    status,
    headers: [{ name: 'Date', value: 'Sun, 22 Nov 2026 19:04:11 GMT' }],
    content: { size: 3, text: 'no\n' },
  },
});

const access = [
  '192.0.2.1 - - [22/Nov/2026:19:04:10 +0000] "GET /other HTTP/1.1" 200 3 "-" "x"',
  `192.0.2.1 - - [22/Nov/2026:19:04:11 +0000] "GET /a?access_token=${canary} HTTP/1.1" 403 3 "-" "\\x1b[2Jx"`,
  '192.0.2.1 - - [22/Nov/2026:19:04:11 +0000] "GET /b HTTP/1.1" 403 3 "-" "x\u001b[2J\u202e"',
].join('\n');
const error = [
  '2026/11/22 19:04:11 [error] 7#7: *1 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET /b HTTP/1.1", host: "api.test"',
  `2026/11/22 19:04:11 [error] 7#7: *2 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET /a?access_token=${canary} HTTP/1.1"`,
].join('\n');

suite('why401 logs', () => {
  let folder = '';
  const files: Record<string, string | Uint8Array> = {
    'access.log': access,
    'error.log': error,
    'old.log.gz': gzipSync(access),
    'one.har': har(entry(403, '/other'), entry(403, `/a?access_token=${canary}`), entry(200, '/b')),
    'b.har': har(entry(403, '/b')),
    'none.har': har(entry(403, '/nowhere')),
    'fine.har': har(entry(200, '/b')),
    'nginx.conf': 'http { access_log /var/log/nginx/access.log; error_log /var/log/nginx/error.log; }',
    'logs.json': '',
    'hostile.log': `${'\0'.repeat(5_000)}\n${access}\n${'x'.repeat(3_000_000)}\n\u001b]0;x\u0007`,
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'why401-cli-logs-'));
    files['logs.json'] = JSON.stringify([join(folder, 'access.log')]);
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  });
  after(() => rm(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);

  test('--for --json: the contract', async () => {
    const { code, out } = await call([
      'logs',
      path('access.log'),
      path('error.log'),
      '--for',
      path('one.har'),
      '--json',
    ]);
    assert.equal(code, 1);
    const [object, ...rest] = jsonLines(out);
    assert.equal(rest.length, 0);
    assert.deepEqual(Object.keys(object ?? {}), ['har', 'lines', 'reason', 'cause']);
    const masked = '/a?access_token=cana…nary';
    assert.deepEqual(object?.lines, [
      {
        file: path('access.log'),
        line: 2,
        kind: 'access',
        text: `192.0.2.1 - - [22/Nov/2026:19:04:11 +0000] "GET ${masked} HTTP/1.1" 403 3 "-" "\\x1b[2Jx"`,
      },
      {
        file: path('error.log'),
        line: 2,
        kind: 'error',
        text: `2026/11/22 19:04:11 [error] 7#7: *2 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET ${masked} HTTP/1.1"`,
      },
    ]);
    assert.equal(object?.cause, 'policy-denied');
    assert.match(String(object?.reason), /^An allow or deny rule .*\.$/);
  });

  test('for people: the reason, the lines, and that a secret stands in the log', async () => {
    const { code, out } = await call(['logs', folder, '--for', path('one.har')]);
    assert.equal(code, 1);
    assert.match(out, /^403 · GET http:\/\/api\.test\/a\?access_token=cana…nary\nsent now/);
    assert.match(out, /\n\nAn allow or deny rule of nginx/);
    assert.match(out, /access\.log:2 \(access line, likely\)/);
    assert.match(out, /A secret stands in the log \(`access_token`\)\./);
    assert.ok(!out.includes(canary));
  });

  test('a configuration leads to its logs, a gz and standard input are read', async () => {
    const lines = async (...args: string[]) => {
      const [object] = jsonLines(
        (await call(['logs', ...args, '--for', path('b.har'), '--json'], { stdin: access })).out,
      );
      return object?.lines;
    };
    assert.deepEqual(
      ((await lines(path('nginx.conf'))) as { file: string }[]).map((it) => it.file),
      [path('access.log'), path('error.log')],
    );
    assert.deepEqual(
      ((await lines(path('old.log.gz'))) as { line: number }[]).map((it) => it.line),
      [3],
    );
    assert.deepEqual(
      ((await lines('-')) as { file: string }[]).map((it) => it.file),
      ['standard input'],
    );
    assert.equal(((await lines('--config', path('logs.json'))) as unknown[]).length, 1);
  });

  test('nothing where none belongs, and where nothing was refused', async () => {
    const none = await call(['logs', path('access.log'), '--for', path('none.har'), '--json']);
    assert.deepEqual(
      [none.code, jsonLines(none.out)],
      [1, [{ har: path('none.har'), lines: [], reason: null, cause: null }]],
    );
    assert.match(
      (await call(['logs', path('access.log'), '--for', path('none.har')])).out,
      /No line in 1 log belongs to this refusal/,
    );
    const fine = await call(['logs', path('access.log'), '--for', path('fine.har'), '--json']);
    assert.deepEqual(
      [fine.code, jsonLines(fine.out)],
      [0, [{ har: path('fine.har'), lines: [], reason: null, cause: null }]],
    );
  });

  test('without --for: the newest refusals, counts and the last hour', async () => {
    const { code, out, err } = await call(['logs', path('access.log'), path('error.log')]);
    assert.deepEqual([code, err], [1, '']);
    assert.match(out, /19:04:11 UTC {2}403 GET \/b {2}192\.0\.2\.1\n {4}An allow or deny rule/);
    assert.match(out, /\n2 refusals\n\nby cause\n {5}2 {2}\S/);
    assert.match(out, /by minute\n {2}·+█\n/);
    const json = jsonLines((await call(['logs', path('access.log'), '--json'])).out);
    assert.equal(json.length, 3);
    assert.equal(json[0]?.path, '/a?access_token=cana…nary');
    assert.ok(json[2] && 'summary' in json[2]);
    assert.match(
      (await call(['logs', path('access.log'), '--since', '2026-11-22T19:04:20Z'])).out,
      /^Nothing was refused in 1 log\.$/m,
    );
  });

  test('what a log holds does nothing to the terminal, and its secrets stay', async () => {
    for (const args of [
      [path('hostile.log')],
      [path('access.log'), '--json'],
      [folder],
      [folder, '--for', path('b.har')],
      [folder, '--for', path('b.har'), '--json'],
    ]) {
      const { out, err } = await call(['logs', ...args]);
      assert.doesNotMatch(out + err, /[\u0000-\u0008\u000b-\u001f\u202e]/);
      assert.ok(!(out + err).includes(canary), args.join(' '));
    }
  });

  test('wrong usage and what cannot be read', async () => {
    const wrong = async (...args: string[]) => {
      const { code, err } = await call(['logs', ...args], { stdin: '' });
      assert.equal(code, 2, args.join(' '));
      return err;
    };
    assert.match(await wrong('--since', 'yesterday'), /--since takes 30m, 2h, 1d or a time/);
    assert.match(await wrong('--for', path('b.har'), '--follow'), /--follow and --since do not go with it/);
    assert.match(await wrong('-', '--follow'), /follows files/);
    assert.match(await wrong(path('no.log')), /there is no such file/);
    assert.match(await wrong(path('access.log'), '--for', path('no.har')), /there is no such file/);
    assert.match(await wrong(path('access.log'), '--for', path('access.log')), /access\.log/);
    assert.match(await wrong('--config', path('access.log')), /it is not JSON/);
    assert.match(await wrong(join(folder, '*.nothing')), /nothing has such a name/);
  });

  test('Ctrl-C ends following, without an error', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const { code, out } = await call(['logs', path('access.log'), '--follow'], { interrupt: stop.signal });
    assert.equal(code, 0);
    assert.match(out, /Following 1 log; Ctrl-C ends it\./);
  });
});

test('times that --since takes', () => {
  const now = Date.UTC(2026, 10, 27, 12);
  assert.equal(readSince('30m', now), now - 1_800_000);
  assert.equal(readSince('2d', now), now - 172_800_000);
  assert.equal(readSince('2026-11-27T10:00Z', now) ?? readSince('2026-11-27T10:00:00Z', now), now - 7_200_000);
  assert.equal(readSince('2026-11-27T10:00', now), new Date('2026-11-27T10:00').getTime());
  assert.equal(readSince('2026-11-27', now), new Date('2026-11-27T00:00').getTime());
  for (const it of ['', 'soon', '10', '2026-99-99', '1h30']) assert.equal(readSince(it, now), undefined, it);
});
