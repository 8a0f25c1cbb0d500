import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { textAround } from '../../../src/local/logs/textAround.ts';

suite('the lines around a place of a log', () => {
  let folder: string;
  const lines = Array.from({ length: 60_000 }, (_, at) => `line ${at} of a log, token=abcdefghijklmnop${at}`);
  const all = `${lines.join('\n')}\n`;
  const offset = all.indexOf('line 31234 ');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'why401-around-'));
    await writeFile(join(folder, 'plain.log'), all);
    await writeFile(join(folder, 'packed.log.1.gz'), gzipSync(all));
  });
  after(() => rm(folder, { recursive: true }));

  for (const name of ['plain.log', 'packed.log.1.gz']) {
    test(`${name}: whole lines, the wanted one among them, secrets masked`, async () => {
      const { text, row } = await textAround(join(folder, name), offset);
      const shown = text.split('\n');
      assert.match(shown[row] ?? '', /^line 31234 of a log/);
      assert.match(shown[0] ?? '', /^line \d+ of a log/);
      assert.ok(!text.includes('abcdefghijklmnop31234'));
      assert.ok(text.length < 400_000);
    });
  }

  test('what is masked in the lines of a request is masked here, too; what is no file is not waited for', async () => {
    const path = join(folder, 'parameters.log');
    await writeFile(path, 'GET /cb?session=correct-horse&x=1 401\nAuthorization: Basic plainwordplainword\n');
    const { text } = await textAround(path, 0);
    assert.doesNotMatch(text, /correct-horse|plainwordplainword/);
    await assert.rejects(textAround(folder, 0), /no file/);
    await assert.rejects(textAround(join(folder, 'none.gz'), 0));
    const closed = join(folder, 'folder.log.gz');
    await mkdir(closed);
    await assert.rejects(textAround(closed, 0));
  });

  test('the start and what lies behind the end are shown, too', async () => {
    const start = await textAround(join(folder, 'plain.log'), 0);
    assert.deepEqual([start.row, start.text.startsWith('line 0 ')], [0, true]);
    const end = await textAround(join(folder, 'plain.log'), Number.MAX_SAFE_INTEGER);
    assert.match(end.text, /line 59999 of a log/);
  });
});
