// npm run bench: our figures and our peers', side by side in one run, as the Markdown table that the README shows.
//   --write   puts the table into README.md
// Medians. Peers come from the npm registry into a cache outside the checkout; without them their rows say so.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureCore } from './core.mjs';
import { measureGuards } from './guards.mjs';
import { measureHostile } from './hostile.mjs';
import { measureLogs } from './logs.mjs';
import { measureMatrix } from './matrix.mjs';
import { measureProcesses } from './processes.mjs';
import { measureSending } from './sending.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');

/** Installs the peers once per lock file; undefined (and a line that says why) when the registry is out of reach. */
async function peers() {
  const lock = await readFile(join(here, 'package-lock.json'));
  const cache = join(homedir(), '.cache', 'why401-bench', createHash('sha256').update(lock).digest('hex').slice(0, 12));
  if (existsSync(join(cache, 'node_modules', 'httpyac'))) return cache;
  await mkdir(cache, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) await copyFile(join(here, name), join(cache, name));
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], {
    cwd: cache,
    stdio: ['ignore', 2, 2],
  });
  if (run.status === 0) return cache;
  console.error('httpYac could not be installed: its rows are left out.');
  return undefined;
}

/** A loopback server that accepts `/fine` and refuses everything else with a small 401; below `/later` after 5 ms. */
async function refusing() {
  const body = '{"error":"invalid_token"}';
  const answer = (path, response) => {
    if (path === '/fine') return response.end('{}');
    response.writeHead(401, {
      'WWW-Authenticate': 'Bearer error="invalid_token"',
      'Content-Type': 'application/json',
      'Content-Length': body.length,
    });
    response.end(body);
  };
  const server = createServer(({ url }, response) => {
    if (url.startsWith('/later/')) setTimeout(answer, 5, url.slice('/later'.length), response);
    else answer(url, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function sizes() {
  const kb = async (file) => `${Math.round((await stat(join(root, 'dist', file))).size / 1024)} KB`;
  return [{ what: 'main bundle, minified', ours: await kb('extension.cjs'), beside: 'aim: ≤ 250 KB' }];
}

const directory = await mkdtemp(join(tmpdir(), 'why401-bench-'));
spawnSync(process.execPath, [join(root, 'esbuild.mjs'), '--minify'], { cwd: root, stdio: 'inherit' });
const peer = await peers();
const server = await refusing();
try {
  const rows = [
    ...(await measureCore(peer)),
    ...(await measureHostile()),
    ...(await measureProcesses(root, peer, server.origin, directory)),
    ...(await measureSending(server.origin)),
    ...(await measureMatrix(server.origin, directory)),
    ...(await measureLogs(root, directory)),
    ...(await measureGuards(root, directory)),
    ...(await sizes()),
  ];
  const table = [
    '| what | Why401 | beside |',
    '|---|---|---|',
    ...rows.map((it) => `| ${it.what} | ${it.ours} | ${it.beside} |`),
  ].join('\n');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  console.log(`${table}\n\n${machine}`);
  if (process.argv.includes('--write')) {
    const readme = join(root, 'README.md');
    const text = await readFile(readme, 'utf8');
    const next = text.replace(
      /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/,
      `$1${table}\n\nMedians, measured on ${machine}.\n$2`,
    );
    if (next === text) console.error('README.md holds no <!-- bench --> block, or the table is unchanged.');
    await writeFile(readme, next);
  }
} finally {
  server.close();
  await rm(directory, { recursive: true, force: true });
}
process.exit(0);
