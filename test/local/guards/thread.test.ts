import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { GuardsThread } from '../../../src/local/guards/inThread.ts';

test('the thread reads a folder, sees changes, and is cancelled', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'why401-guards-thread-'));
  t.after(() => rm(folder, { recursive: true }));
  const { resolve } = createRequire(import.meta.url);
  await mkdir(join(folder, 'grammars'));
  await cp(resolve('web-tree-sitter/web-tree-sitter.wasm'), join(folder, 'grammars/web-tree-sitter.wasm'));
  const wasm = dirname(resolve('@vscode/tree-sitter-wasm'));
  await cp(join(wasm, 'tree-sitter-javascript.wasm'), join(folder, 'grammars/tree-sitter-javascript.wasm'));
  await build({
    entryPoints: [join(import.meta.dirname, '../../../src/local/guards/thread.ts')],
    outfile: join(folder, 'guards.cjs'),
    bundle: true,
    minify: true,
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'error',
    define: { grammarsFolder: '"./grammars"', 'import.meta.url': '__bundleUrl' },
    banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  const root = join(folder, 'app');
  await mkdir(root);
  const app = "const app = require('express')();\napp.get('/a', (req, res) => res.end());\n";
  await writeFile(join(root, 'app.js'), app);

  const thread = new GuardsThread(join(folder, 'guards.cjs'));
  t.after(() => thread.dispose());
  const paths = async () => (await thread.read(root)).routes.map((it) => it.path);
  assert.deepEqual(await paths(), ['/a']);
  thread.changed(root, [{ path: 'app.js', text: app.replace('/a', '/b') }]);
  assert.deepEqual(await paths(), ['/b']);
  thread.forget(root);
  assert.deepEqual(await paths(), ['/a']);

  const abort = new AbortController();
  const asked = thread.read(root, abort.signal);
  abort.abort();
  await assert.rejects(asked, { name: 'AbortError' });
  assert.deepEqual(await paths(), ['/a']);
});
