import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

suite('why401 parse', () => {
  let directory = '';
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'why401-parse-'));
    await writeFile(
      join(directory, 'a.http'),
      '### one\nPOST https://a.test/{{x}}\nX-A: {{y}}\nx-a: 2\n\n{"a": 1}\n###\nGET https://b.test\n',
    );
    await writeFile(join(directory, 'bad.http'), Uint8Array.from([0x47, 0x45, 0x54, 0x20, 0xff, 0x0a]));
  });
  after(() => rm(directory, { recursive: true }));
  const path = (name: string) => join(directory, name);

  test('--json prints one object a file, nothing resolved', async () => {
    const { code, out, err } = await call(['parse', path('a.http'), '--json']);
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(jsonLines(out), [
      {
        file: path('a.http'),
        requests: [
          {
            line: 1,
            name: 'one',
            method: 'POST',
            url: 'https://a.test/{{x}}',
            headers: { 'x-a': '{{y}}, 2' },
            bodyKind: 'inline',
            bodyText: '{"a": 1}',
          },
          { line: 7, name: '', method: 'GET', url: 'https://b.test', headers: {}, bodyKind: 'none', bodyText: '' },
        ],
      },
    ]);
  });

  test('a file that cannot be read does not keep the others from being shown', async () => {
    const { code, out, err } = await call([
      'parse',
      path('none.http'),
      path('bad.http'),
      directory,
      path('a.http'),
      '--json',
    ]);
    assert.equal(code, 2);
    assert.deepEqual(
      jsonLines(out).map((it) => it.file),
      [path('a.http')],
    );
    assert.match(err, /none\.http: there is no such file/);
    assert.match(err, /bad\.http: Line 1, byte 5 \(0xFF\): not UTF-8/);
    assert.match(err, /this is a directory/);
  });

  test('without --json it is a list for people, from standard input too', async () => {
    const { code, out } = await call(['parse', '-'], {
      stdin: '### a\u001b[31m\nGET https://a.test/?api_key=abcdefghijklmnopqrstuvwxyz\n',
    });
    assert.equal(code, 0);
    assert.match(out, /^-: 1 request\n {2}line 2: GET https:\/\/a\.test\/\?api_key=abcd…wxyz/);
    assert.doesNotMatch(out, /\u001b/);
  });
});
