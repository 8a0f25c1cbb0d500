// The main job without a desktop: starts the playground, sends the example's requests with the command line,
// prints each refusal explained and each token renewed, and who may do what before and after a rule is broken. Exits 0
// when every refusal was explained, all that can be renewed was, and the broken rule was found.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { startPlayground, writeExample } = createRequire(import.meta.url)('../dist/playground.cjs');

/** Runs the command line; resolves with its exit code and, when asked to collect, its output. */
function why401(args, { collect = false, cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'dist/cli.mjs'), ...args], {
      stdio: ['ignore', collect ? 'pipe' : 'inherit', 'inherit'],
      cwd,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The requests of refusals.http: each is refused for another reason, which is named. */
async function refusals(directory) {
  const file = join(directory, 'refusals.http');
  await why401(['send', file, '--all', '--env', 'playground']);

  const { code, output } = await why401(['send', file, '--all', '--env', 'playground', '--json'], { collect: true });
  const lines = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const refused = lines.filter((it) => it.causes?.length);
  const ids = new Set(refused.map((it) => it.causes[0].id));
  console.log(
    `\n${lines.length} requests sent, ${refused.length} refused and explained, ${ids.size} different causes.\n`,
  );
  const expected = 14;
  if (code === 1 && expected <= ids.size && !ids.has('unknown')) return true;
  console.error(`Expected at least ${expected} different causes, each named; the command line ended with ${code}.`);
  return false;
}

/** The requests of tokens.http that need no browser: tokens are obtained, and what was revoked or is over is renewed. */
async function tokens(directory) {
  const kept = ['--env', 'playground', '--sessions', join(directory, 'sessions.json'), '--retry', 'auto'];
  const names = ['app', 'short', 'revoke', 'revoked', 'exchanged', 'bound', 'login', 'account'];
  let accepted = 0;
  const renewed = [];
  for (const name of names) {
    const { code, output } = await why401(['send', join(directory, 'tokens.http'), '--name', name, ...kept], {
      collect: true,
    });
    console.log(output.trimEnd());
    if (code === 0) accepted++;
    if (output.includes('Sent once more')) renewed.push(name);
  }
  console.log(`\n${names.length} requests sent, ${accepted} accepted, ${renewed.length} of them after renewing.`);
  if (accepted === names.length && ['revoked', 'account'].every((it) => renewed.includes(it))) return true;
  console.error('Expected all to be accepted, and of them "revoked" and "account" after renewing.');
  return false;
}

/** The requests of access.http as every user: while all rules hold, and with one broken. */
async function access(directory) {
  const ask = async () => {
    const { code, output } = await why401(['matrix', 'access.http', '--env', 'playground'], {
      collect: true,
      cwd: directory,
    });
    console.log(output);
    return { code, breaches: Number(/^(\d+) breach/m.exec(output)?.[1] ?? 0) };
  };
  console.log('\nWho may do what, while every rule holds:\n');
  const before = await ask();
  const hole = 'other-object';
  playground.holes.set(hole, true);
  console.log(`With the hole ${hole} open, so that whoever is signed in sees the orders of others:\n`);
  const after = await ask();
  playground.holes.set(hole, false);
  if (before.code === 0 && after.code === 1 && after.breaches === 3) return true;
  console.error(
    `Expected no breach (code 0), then three (code 1); it ended with ${before.code}, then ${after.breaches} and ${after.code}.`,
  );
  return false;
}

const directory = await mkdtemp(join(tmpdir(), 'why401-example-'));
const playground = await startPlayground();
try {
  await writeExample(directory, playground, join(root, 'media/example'));
  const results = [await refusals(directory), await tokens(directory), await access(directory)];
  process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
  await playground.close();
  await rm(directory, { recursive: true, force: true });
}
