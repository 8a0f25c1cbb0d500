import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogSource } from '../../../src/core/logs/config.ts';
import { readExchanges } from '../../../src/core/read/index.ts';
import { findServerLines } from '../../../src/run/logs/findServerLines.ts';
import { followRefusals } from '../../../src/run/logs/refusals.ts';

const at = Date.UTC(2026, 10, 27, 10);

function exchangeAt(ms: number) {
  const entry = {
    startedDateTime: new Date(ms).toISOString(),
    time: 10,
    request: { method: 'GET', url: 'http://api.test/a', headers: [] },
    response: { status: 403, headers: [{ name: 'Date', value: new Date(ms).toUTCString() }], content: {} },
  };
  const [exchange] = readExchanges(JSON.stringify({ log: { entries: [entry] } })).exchanges;
  assert.ok(exchange);
  return exchange;
}

suite('findServerLines', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'why401-lines-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  const put = async (name: string, text: string): Promise<LogSource> => {
    await writeFile(join(folder, name), text);
    return { kind: 'path', path: join(folder, name) };
  };
  const find = async (sources: readonly LogSource[], signal = new AbortController().signal) =>
    findServerLines(exchangeAt(at), sources, { signal, now: () => at, folders: [] });

  test('an error log without a zone is of the zone that the access log names', async () => {
    // Thirteen hours and a half east: no computer that runs this is there.
    const access = await put(
      'access.log',
      '192.0.2.1 - - [27/Nov/2026:23:30:00 +1330] "GET /a HTTP/1.1" 403 12 "-" "x"\n',
    );
    const error = await put(
      'error.log',
      '2026/11/27 23:30:00 [error] 1#1: *7 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET /a HTTP/1.1"\n',
    );
    const { lines, reasons } = await find([access, error]);
    assert.deepEqual(
      lines.map((it) => [it.record.kind, it.record.line]),
      [
        ['access', 1],
        ['error', 1],
      ],
    );
    assert.equal(reasons?.best.cause, 'policy-denied');
  });

  test('what a program prints is a log; what it does wrong is said', async () => {
    const line = '192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 403 12';
    const command = (script: string): LogSource => ({ kind: 'command', command: [process.execPath, '-e', script] });
    const { lines } = await find([command(`console.error(${JSON.stringify(line)})`)]);
    assert.equal(lines.length, 1);
    assert.match(
      (await find([command('process.exit(3)')])).problems.join(),
      /ended with the code 3 and printed nothing/,
    );
    assert.match(
      (await find([{ kind: 'command', command: ['why401-no-such-program'] }])).problems.join(),
      /There is no program why401-no-such-program here/,
    );
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    await assert.rejects(find([command('setTimeout(() => {}, 60000)')], stop.signal));
  });

  test('logs of a site that was not asked are left out, as the configuration tells', async () => {
    const line = '192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 403 12 "-" "x"\n';
    await put('s1.log', line);
    await put('s2.log', line);
    const conf = await put(
      's.conf',
      `http { server { listen 80; access_log ${folder}/s1.log; } server { listen 81; access_log ${folder}/s2.log; } }`,
    );
    const { lines } = await find([conf]);
    assert.deepEqual(
      lines.map((it) => it.record.file),
      [join(folder, 's1.log')],
    );
  });

  test('an answer of another status that a reason fits better takes the line away', async () => {
    const access = await put(
      'o-access.log',
      ['403', '200', '500']
        .map(
          (it) =>
            `192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET /${it === '403' ? 'a' : it} HTTP/1.1" ${it} 12 "-" "x"\n`,
        )
        .join(''),
    );
    const error = await put(
      'o-error.log',
      '[Fri Nov 27 10:00:00.1 2026] [authn_file:error] [pid 1] (2)No such file or directory: [client 192.0.2.1:5] AH01620: Could not open password file: /etc/apache2/gone\n',
    );
    const { lines, reasons } = await find([access, error]);
    assert.deepEqual(
      lines.map((it) => it.record.kind),
      ['access'],
    );
    assert.equal(reasons, undefined);
  });

  test('a log that cannot be read is none that was looked into', async () => {
    const broken = await put('b.log.gz', 'no gzip');
    const { looked, unread, problems } = await find([broken]);
    assert.deepEqual([looked, unread, problems.length], [0, 1, 1]);
  });

  test('new refusals are followed, each with its reason', async () => {
    const access = await put('f-access.log', '');
    const error = await put('f-error.log', '');
    const stop = new AbortController();
    const { batches, files } = await followRefusals([access, error], {
      signal: stop.signal,
      now: () => at,
      folders: [],
    });
    assert.equal(files, 2);
    const first = batches.next();
    await sleep(300);
    await put(
      'f-error.log',
      '[Fri Nov 27 10:00:00 2026] [authz_core:error] [pid 1] [client 192.0.2.1:5] AH01630: client denied by server configuration: /srv/a\n',
    );
    await put('f-access.log', '192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 403 12\n');
    const { value } = await first;
    stop.abort();
    assert.ok(Array.isArray(value));
    assert.equal(value[0]?.record.target, '/a');
  });
});
