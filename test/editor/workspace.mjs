// The playground, with its example workspace written beside it: what the tests and `npm run editor` open.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './server.mjs';

/** Starts the built playground on a free port of loopback and writes its example into a temporary folder. */
export async function exampleWorkspace() {
  const { startPlayground, writeExample } = createRequire(import.meta.url)(join(root, 'dist/playground.cjs'));
  const playground = await startPlayground();
  const folder = mkdtempSync(join(tmpdir(), 'why401-example-'));
  await writeExample(folder, playground, join(root, 'media/example'));
  return {
    folder,
    origin: playground.origin,
    async stop() {
      await playground.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
