// The main job without a desktop: starts the playground, sends the example's requests with the command line,
// prints each refusal explained. Exits 0 when every request was answered and every refusal explained.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { startPlayground, writeExample } = createRequire(import.meta.url)('../dist/playground.cjs');

/** Runs the command line; resolves with its exit code and, when asked to collect, its output. */
function why401(args, { collect = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'dist/cli.mjs'), ...args], {
      stdio: ['ignore', collect ? 'pipe' : 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

const directory = await mkdtemp(join(tmpdir(), 'why401-example-'));
const playground = await startPlayground();
try {
  const file = await writeExample(directory, playground, join(root, 'media/example'));
  await why401(['send', file, '--all', '--env', 'playground']);

  const { code, output } = await why401(['send', file, '--all', '--env', 'playground', '--json'], { collect: true });
  const lines = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const refused = lines.filter((it) => it.causes?.length);
  const ids = new Set(refused.map((it) => it.causes[0].id));
  console.log(
    `\n${lines.length} requests sent, ${refused.length} refused and explained, ${ids.size} different causes.`,
  );
  const expected = 14;
  process.exitCode = code === 1 && expected <= ids.size && !ids.has('unknown') ? 0 : 1;
  if (process.exitCode)
    console.error(`Expected at least ${expected} different causes, each named; the command line ended with ${code}.`);
} finally {
  await playground.close();
  await rm(directory, { recursive: true, force: true });
}
