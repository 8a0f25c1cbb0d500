import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

const canary = 'canary.5f2b8c7e9d13a4f6.canary';

const answered = (status: number, headers: Record<string, string> = {}, text = '') => ({
  startedDateTime: '2026-11-22T19:04:11.000Z',
  time: 3,
  request: {
    method: 'GET',
    url: `https://api.test/me?api_key=${canary}`,
    httpVersion: 'HTTP/1.1',
    headers: [
      { name: 'Authorization', value: `Bearer ${canary}` },
      { name: 'Cookie', value: `sid=${canary}` },
    ],
  },
  response: {
    status,
    statusText: 'x',
    httpVersion: 'HTTP/1.1',
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    content: { size: text.length, mimeType: 'application/json', text },
  },
});
const expired = answered(
  401,
  { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The token expired"' },
  `{"error":"no ${canary}"}`,
);
const har = (...entries: object[]) => JSON.stringify({ log: { version: '1.2', entries } });

suite('why401 explain', () => {
  let directory = '';
  const files: Record<string, string | Uint8Array> = {
    'two.har': har(expired, answered(200), answered(403)),
    'fine.har': har(answered(200), answered(204)),
    'broken.har': '{"log":',
    'utf16.txt': Buffer.from(
      `\ufeff> GET / HTTP/1.1\r\n> Host: a.test\r\n>\r\n< HTTP/1.1 401 Unauthorized\r\n<\r\nno\r\n`,
      'utf16le',
    ),
    'latin1.txt': Buffer.from(
      'GET / HTTP/1.1\nHost: a.test\n\nHTTP/1.1 403 Interdit\n\nAcc\u00e8s refus\u00e9',
      'latin1',
    ),
  };
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'why401-explain-'));
    for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  });
  after(() => rm(directory, { recursive: true }));
  const path = (name: string) => join(directory, name);

  test('several refusals end in a summary by cause and host; one, or --json, does not', async () => {
    const { out } = await call(['explain', path('two.har')]);
    const summary = out.slice(out.indexOf('2 refusals in '));
    assert.match(summary, /^2 refusals in .*two\.har\n {5}\d {2}[A-Z]/);
    assert.match(summary, /\n\n {5}2 {2}api\.test\n$/);
    assert.doesNotMatch((await call(['explain', '--last', path('two.har')])).out, /refusals in/);
    assert.equal(jsonLines((await call(['explain', '--json', path('two.har')])).out).length, 2);
  });

  test('a better refusal is written where the cause is known', async () => {
    const stdin = 'HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"error":"token expired"}';
    const http = await call(['explain', '-', '--better', 'http'], { stdin });
    assert.match(http.out, /A better refusal\n\n {4}HTTP\/1\.1 401 Unauthorized\n {4}WWW-Authenticate: Bearer realm=/);
    const json = await call(['explain', '-', '--better', 'laravel', '--json'], { stdin });
    assert.match(String(jsonLines(json.out)[0]?.better), /return response\(\)->json\(\[/);
    const unknown = await call(['explain', '-', '--better', 'http'], { stdin: 'HTTP/1.1 403 Forbidden\n\n' });
    assert.match(unknown.out, /No better refusal: the exchange does not tell why/);
    const wrong = await call(['explain', '-', '--better', 'django'], { stdin });
    assert.deepEqual([wrong.code, /--better takes http, express, laravel, not django/.test(wrong.err)], [2, true]);
  });

  test('every refusal of a HAR gets a line of the contract', async () => {
    const { code, out, err } = await call(['explain', path('two.har'), '--json']);
    assert.deepEqual([code, err], [1, '']);
    const lines = jsonLines(out);
    assert.deepEqual(
      lines.map((it) => [it.file, it.entry, it.status]),
      [
        [path('two.har'), 0, 401],
        [path('two.har'), 2, 403],
      ],
    );
    for (const line of lines) {
      assert.deepEqual(Object.keys(line), ['file', 'entry', 'status', 'causes', 'ruledOut', 'notes']);
      assert.ok(Array.isArray(line.causes) && 0 < line.causes.length);
      assert.deepEqual(Object.keys(line.causes[0]), [
        'id',
        'certainty',
        'title',
        'summary',
        'why',
        'evidence',
        'fixes',
      ]);
      assert.deepEqual(Object.keys(line.causes[0].evidence[0]), ['at', 'shows']);
      for (const fix of line.causes[0].fixes) assert.deepEqual(Object.keys(fix), ['kind', 'title', 'detail']);
    }
  });

  test('--last explains the last entry, whatever its status', async () => {
    const { out } = await call(['explain', path('two.har'), path('fine.har'), '--last', '--json']);
    assert.deepEqual(
      jsonLines(out).map((it) => [it.entry, it.status]),
      [
        [2, 403],
        [1, 204],
      ],
    );
  });

  test('files that cannot be read do not keep the others from being answered', async () => {
    const { code, out, err } = await call([
      'explain',
      path('broken.har'),
      path('none.har'),
      path('utf16.txt'),
      path('latin1.txt'),
      directory,
      '--json',
    ]);
    assert.equal(code, 2);
    assert.deepEqual(
      jsonLines(out).map((it) => [it.file, it.status]),
      [
        [path('utf16.txt'), 401],
        [path('latin1.txt'), 403],
      ],
    );
    assert.match(err, /broken\.har: This begins as JSON/);
    assert.match(err, /none\.har: there is no such file/);
    assert.match(err, /this is a directory/);
  });

  test('a file without a refusal is fine', async () => {
    const { code, out } = await call(['explain', path('fine.har')]);
    assert.equal(code, 0);
    assert.match(out, /None of the 2 exchanges in it was refused/);
  });

  test('standard input is read for -, and an answer without its request proves nothing about it', async () => {
    const { code, out, err } = await call(['explain', '-', '--json'], {
      stdin: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\n',
    });
    assert.equal(code, 1);
    const [it] = jsonLines(out);
    assert.equal(it?.file, '-');
    assert.doesNotMatch(JSON.stringify(it), /"at":"request/);
    assert.match(err, /what was sent is not known/);
  });

  test('no output shows a secret, nor obeys what is quoted', async () => {
    const hostile = har(
      answered(
        401,
        { 'WWW-Authenticate': 'Bearer realm="\u001b[2J\u202e`"', 'X-\u001b]0;x\u0007': 'a' },
        `{"message":"\u001b[31m ${canary}"}`,
      ),
    );
    await writeFile(path('\u001bhostile.har'), hostile);
    for (const args of [['--json'], []]) {
      const { out, err } = await call(['explain', path('two.har'), path('\u001bhostile.har'), ...args]);
      assert.notEqual(out, '');
      assert.doesNotMatch(out + err, /5f2b8c7e9d13a4f6/);
      assert.doesNotMatch(out + err, /[\u001b\u202e\u0007]/);
    }
  });
});
