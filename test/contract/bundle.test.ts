import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
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
      '../movingSecrets.ts',
      '../local/environmentEdits.ts',
    ],
  });
  const size = outputFiles[0]?.contents.length ?? Number.NaN;
  assert.ok(size <= 250 * 1000, `${size} bytes`);
});
