// npm run test:editor: the tests in a real VS Code. First those inside the extension host, then those through its window.
// Exits with 1 where one of them fails. Pictures land in test/editor/out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const only = process.argv.slice(2);
const editor = install();

if (only.length === 0) rmSync(join(here, 'out'), { recursive: true, force: true });
mkdirSync(join(here, 'out'), { recursive: true });

const suites = ['host', 'e2e'].flatMap((folder) => {
  const dir = join(here, folder);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((it) => it.endsWith('.test.mjs'))
    .sort()
    .map((it) => join(dir, it));
});
const chosen = only.length === 0 ? suites : suites.filter((it) => only.some((word) => it.includes(word)));
if (chosen.length === 0) {
  console.error(`No test file of test/editor holds ${only.join(' or ')} in its name.`);
  process.exit(1);
}
// One after the other: each starts an editor and a browser of its own.
const run = spawnSync(editor.node, ['--test', '--test-concurrency=1', ...chosen], {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: '' },
});
process.exit(run.status ?? 1);
