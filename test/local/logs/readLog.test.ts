import assert from 'node:assert/strict';
import { appendFile, chmod, chown, mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';
import { countLines } from '../../../src/local/logs/countLines.ts';
import { whyUnreadable } from '../../../src/local/logs/denied.ts';
import { followLogs } from '../../../src/local/logs/followLogs.ts';
import { holdLines } from '../../../src/local/logs/heldLines.ts';
import { createLineCutter, longestLine } from '../../../src/local/logs/lineCutter.ts';
import { readLog } from '../../../src/local/logs/readLog.ts';
import { readWithRotated } from '../../../src/local/logs/readWithRotated.ts';

const base = Date.UTC(2026, 10, 27, 10);
const clock = fixedClock(0, base);
const { signal } = new AbortController();
const query = (more: object = {}) => ({ reading: { clock }, mostBytes: 64_000_000, signal, ...more });
const around = (second: number) => ({ from: base + second * 1000, to: base + second * 1000 + 999 });

/** One line a second from `first` on. */
function lines(first: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const second = first + i;
    const time = new Date(base + second * 1000).toISOString().slice(11, 19);
    return `192.0.2.1 - - [27/Nov/2026:${time} +0000] "GET /${second} HTTP/1.1" ${second % 2 ? 401 : 200} 12 "-" "x"\n`;
  }).join('');
}

suite('logs on disk', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'why401-logs-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  const put = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  test('the lines of a time are found in the midst of a long file, and their numbers', async () => {
    const text = lines(0, 40_000);
    const path = await put('long.log', text);
    for (const second of [0, 1, 20_001, 39_999]) {
      const { records, begins } = await readLog(path, query(around(second)));
      const found = records.find((it) => it.target === `/${second}`);
      assert.ok(found, `second ${second}`);
      assert.ok(records.length < 30, `${records.length} records`);
      assert.equal(begins, base);
      assert.equal(text.slice(found.offset, found.offset + found.text.length), found.text);
      assert.deepEqual(await countLines(path, [found.offset], signal), [second + 1]);
    }
    assert.deepEqual((await readLog(path, query(around(50_000)))).records, []);
    assert.deepEqual((await readLog(path, query(around(-600)))).records, []);
    const held = await readLog(path, query({ ...around(20_001), holds: '401' }));
    assert.ok(held.records.every((it) => it.status === 401));
  });

  test('very many short lines take no more memory than long ones', async () => {
    const short = Buffer.alloc(2_000_000, 10);
    const newest = lines(0, 2);
    for (const [name, content] of [
      ['short.log', Buffer.concat([short, Buffer.from(newest)])],
      ['short.log.gz', gzipSync(Buffer.concat([short, Buffer.from(newest)]))],
    ] as const) {
      const path = await put(name, content);
      const end = await readLog(path, query({ mostBytes: 4_000_000 }));
      assert.equal(end.problem, undefined, name);
      assert.deepEqual(
        end.records.map((it) => it.target),
        ['/0', '/1'],
        `${name}: of all lines the newest are kept`,
      );
      const timed = await readLog(path, query({ ...around(0), mostBytes: 1_000_000 }));
      assert.equal(timed.problem, undefined, name);
      assert.equal(timed.cut, true, `${name}: it is said that there was more`);
    }
    const held = holdLines(1_000_000);
    held.add(Array.from({ length: 50_000 }, (_, offset) => ({ text: '', offset })));
    assert.ok(held.isFull);
    assert.ok(held.lines.length <= 40_000, `${held.lines.length} lines`);
  });

  test('without a time the end is read', async () => {
    const { records, cut } = await readLog(await put('end.log', lines(0, 5_000)), query({ mostBytes: 1_000 }));
    assert.equal(records.at(-1)?.target, '/4999');
    assert.ok(records.length < 20 && cut);
  });

  test('what was rotated is read where the time lies there, compressed or not', async () => {
    const path = await put('rot.log', lines(200, 100));
    await put('rot.log.1', lines(100, 100));
    await put('rot.log.2.gz', gzipSync(lines(0, 100)));
    await put('rot.log.other', lines(0, 100));
    for (const [second, name] of [
      [250, 'rot.log'],
      [150, 'rot.log.1'],
      [50, 'rot.log.2.gz'],
    ] as const) {
      const { records } = await readWithRotated(path, query(around(second)));
      const found = records.find((it) => it.target === `/${second}`);
      assert.equal(found?.file, join(folder, name));
      if (name.endsWith('gz')) assert.equal(found?.line, 51);
    }
    const dated = await put('dated.log', '');
    await put('dated.log-20261126.gz', gzipSync(lines(-90_000, 10)));
    await put('dated.log-20261127', lines(0, 10));
    assert.equal((await readWithRotated(dated, query(around(5)))).records.filter((it) => it.target === '/5').length, 1);
  });

  test('a gz that is none, a folder, a file that is not there and one that is closed', async () => {
    assert.match((await readLog(await put('bad.gz', 'no gzip'), query())).problem ?? '', /is not what gzip writes/);
    assert.match((await readLog(folder, query())).problem ?? '', /is a directory/);
    assert.match((await readLog(join(folder, 'none'), query())).problem ?? '', /there is no such file/);
    assert.match((await readLog(await put('a.log.xz', 'x'), query())).problem ?? '', /compressed in a way/);
  });

  test('a log that may not be read: who may, and what would help', async () => {
    const path = await put('closed.log', 'x');
    const denied = Object.assign(new Error('no'), { code: 'EACCES' });
    await chmod(path, 0o600);
    assert.match(
      await whyUnreadable(path, denied),
      /^This user may not read .*closed\.log\. Only its owner [\w.-]+ may: sudo setfacl -m u:/,
    );
    // A group that this user is in needs no help; one that it is not in can only be given by root.
    if (process.getuid?.() === 0) {
      await chown(path, 0, 4);
      await chmod(path, 0o640);
      assert.match(
        await whyUnreadable(path, denied),
        /The group adm may: sudo usermod -aG adm \w+, then sign in again; or once: sudo why401 logs …$/,
      );
    }
  });

  test('a line of 100 MB, zero bytes and escapes', async () => {
    const path = await put('hostile.log', `${lines(0, 1)}${'x'.repeat(100_000_000)}\n\0\0\u001b[2J\n${lines(5, 1)}`);
    const { records } = await readLog(path, query({ ...around(5), mostBytes: 400_000_000 }));
    assert.deepEqual(
      records.map((it) => it.target),
      ['/0', '/5'],
    );
    assert.ok(records.every((it) => it.text.length <= 2 * longestLine));
  });

  test('UTF-16 of Windows PowerShell', async () => {
    const path = await put('wide.log', Buffer.from(`\ufeff${lines(0, 3)}`, 'utf16le'));
    assert.equal((await readLog(path, query())).records.length, 3);
  });

  test('new lines are followed over rotation and truncation', async () => {
    await mkdir(join(folder, 'follow'));
    const path = await put('follow/a.log', lines(0, 3));
    const stop = new AbortController();
    const seen: string[] = [];
    const done = (async () => {
      for await (const batch of followLogs([{ path, formats: [] }], () => clock, stop.signal))
        seen.push(...batch.map((it) => it.target ?? ''));
    })();
    const until = async (target: string) => {
      for (let i = 0; i < 200 && !seen.includes(target); i++) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(seen.includes(target), `${target} in ${seen}`);
    };
    await new Promise((resolve) => setTimeout(resolve, 300));
    await appendFile(path, lines(10, 2));
    await until('/11');
    await rename(path, `${path}.1`);
    await writeFile(path, lines(20, 1));
    await until('/20');
    await truncate(path, 0);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await appendFile(path, lines(30, 1));
    await until('/30');
    stop.abort();
    await done;
    assert.deepEqual(seen, ['/10', '/11', '/20', '/30']);
  });
});

test('lines are cut the same in whatever pieces they come', () => {
  const bytes = Buffer.from('a\r\nbé\n\nlast');
  for (let size = 1; size <= bytes.length; size++) {
    const cutter = createLineCutter({ offset: 100, line: 1 });
    const found = [];
    for (let at = 0; at < bytes.length; at += size) found.push(...cutter.push(bytes.subarray(at, at + size)));
    found.push(...cutter.end());
    assert.deepEqual(
      found.map((it) => [it.text, it.offset, it.line]),
      [
        ['a', 100, 1],
        ['bé', 103, 2],
        ['', 107, 3],
        ['last', 108, 4],
      ],
      `pieces of ${size}`,
    );
  }
});
