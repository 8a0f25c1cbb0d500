import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { ScriptResult, ScriptTask } from '../../src/run/scripts/messages.ts';
import { root } from './sources.ts';

test('what activation loads has at most 250 KB', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/vscode/extension.ts')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: [
      'vscode',
      '../run/index.ts',
      '../playground/index.ts',
      './explaining.ts',
      '../explaining.ts',
      './checking.ts',
      './signReading.ts',
      '../signReading.ts',
      './sessions/index.ts',
      '../sessions/index.ts',
      '../../run/index.ts',
      '../verifying/index.ts',
      '../matrix/index.ts',
      './places/index.ts',
      '../places/index.ts',
      './logs/index.ts',
      '../logs/index.ts',
      './guards/index.ts',
      '../guards/index.ts',
      '../importing/index.ts',
      '../movingSecrets.ts',
      '../proving.ts',
      '../local/environmentEdits.ts',
    ],
  });
  const size = outputFiles[0]?.contents.length ?? Number.NaN;
  assert.ok(size <= 250 * 1000, `${size} bytes`);
});

test('what runs inside the sandbox survives bundling and minifying', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'why401-bundle-'));
  t.after(() => rm(folder, { recursive: true }));
  const outfile = join(folder, 'scripts.cjs');
  await build({
    entryPoints: [join(root, 'src/run/scripts/thread.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
  });
  const worker = new Worker(outfile);
  t.after(() => worker.terminate());
  const next = () => new Promise<unknown>((done) => worker.once('message', done));
  assert.equal(await next(), 'ready');
  const task: ScriptTask = {
    code: `client.test("all", () => {
      client.global.set("a", { b: 1 });
      client.assert(client.global.get("a").b === 1 && request.url() === "/x" && response.body.ok && response.headers.valueOf("X") === "1");
      client.assert(crypto.sha256().updateWithText("a").digest().toHex().length === 64 && $random.integer(1, 2) === 1);
    });`,
    name: 'x.http',
    line: 0,
    column: 0,
    kind: 'script',
    given: {
      when: 'after',
      globals: {},
      globalHeaders: {},
      variables: {},
      file: {},
      environment: {},
      processEnv: {},
      request: { method: 'GET', url: { raw: '/x', filled: '/x' }, headers: [], body: { raw: '', filled: '' } },
      response: {
        status: 200,
        statusText: 'OK',
        headers: [['x', '1']],
        body: '{"ok":true}',
        mimeType: 'application/json',
        charset: '',
        ms: 1,
      },
    },
  };
  worker.postMessage(task);
  const result: ScriptResult = JSON.parse(JSON.stringify(await next()));
  assert.deepEqual(result.tests, [{ name: 'all', passed: true }]);
});
