import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const start = (...args: string[]) => spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });

suite('the process', () => {
  test('reads standard input, writes standard output, and ends with the exit code', async () => {
    const child = start('explain', '-', '--json');
    child.stdin.end('HTTP/1.1 403 Forbidden\n\n');
    let out = '';
    child.stdout.on('data', (it) => {
      out += it;
    });
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).status, 403);
  });

  test('a reader that goes away is no fault', async () => {
    const child = start('explain', '-', '--json');
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (it) => {
      err += it;
    });
    child.stdin.end('HTTP/1.1 403 Forbidden\n\n'.repeat(3000));
    await once(child, 'close');
    assert.doesNotMatch(err, /EPIPE|fault/);
  });

  test('the playground answers until it is interrupted', async () => {
    const child = start('playground');
    const [first] = await once(child.stdout, 'data');
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(String(first))?.[0];
    assert.ok(origin);
    const answer = await fetch(origin);
    await answer.body?.cancel();
    const port = new URL(origin).port;
    const second = start('playground', '--port', port);
    const [code] = await once(second, 'close');
    assert.equal(code, 2);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });
});
