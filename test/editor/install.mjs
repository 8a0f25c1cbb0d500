// Brings the editor that the tests run in: code-server (a whole VS Code), Node 24, Playwright and Debian's Chromium.
// About 740 MB, so kept outside the checkout, in a folder named after the lockfile: every clone shares it, and a changed lockfile gets a new one.
// Plain JavaScript without dependencies: it runs on whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const manifest = ['package.json', 'package-lock.json'];

/**
 * Where everything is, installing what is missing.
 * Throws with the reason and what to do where something cannot be installed.
 */
export function install() {
  const home =
    process.env.WHY401_EDITOR_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'why401-editor');
  const dir = join(home, fingerprint());
  if (!existsSync(join(dir, 'complete'))) fill(home, dir);
  return {
    dir,
    node: join(dir, 'node_modules/node/bin/node'),
    codeServer: join(dir, 'node_modules/code-server/out/node/entry.js'),
    modules: join(dir, 'node_modules'),
    chromium: findChromium() ?? installChromium(),
  };
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const name of manifest) hash.update(readFileSync(join(here, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Filled beside its final place and moved there when whole, so that a broken-off install is never taken for a good one. */
function fill(home, dir) {
  const work = `${dir}.${process.pid}`;
  console.error(`Installing the editor for the tests into ${dir} (about 740 MB, once) …`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const name of [...manifest, '.npmrc']) copyFileSync(join(here, name), join(work, name));
  try {
    npm(['ci', '--ignore-scripts'], work);
    npm(['rebuild', 'node'], work);
    const path = [join(work, 'node_modules/node/bin'), process.env.PATH].join(delimiter);
    // code-server leaves these two to its own postinstall, which also builds native modules that no test needs.
    const inner = join(work, 'node_modules/code-server/lib/vscode');
    npm(['install', '--omit=dev', '--ignore-scripts'], inner, path);
    npm(['install', '--omit=dev', '--ignore-scripts'], join(inner, 'extensions'), path);
    writeFileSync(join(work, 'complete'), '');
    if (existsSync(join(dir, 'complete'))) return;
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    renameSync(work, dir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function npm(args, cwd, path = process.env.PATH) {
  const environment = { ...process.env, PATH: path };
  // What an outer `npm run` says about its own package must not reach the inner npm.
  for (const name of Object.keys(environment))
    if (/^npm_(package|lifecycle|config_local_prefix)/.test(name)) delete environment[name];
  const quiet = ['--no-fund', '--no-audit', '--loglevel=error'];
  const execPath = process.env.npm_execpath;
  const run = execPath?.endsWith('.js')
    ? spawnSync(process.execPath, [execPath, ...args, ...quiet], { cwd, env: environment, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', [...args, ...quiet], { cwd, env: environment, stdio: ['ignore', 2, 2], shell: true });
  if (run.status !== 0)
    throw new Error(`npm ${args.join(' ')} in ${cwd} ended with ${run.status ?? run.signal ?? run.error}, see above.`);
}

/** A Chromium that is there already; Playwright's own download is refused by closed networks. */
export function findChromium() {
  const asked = process.env.WHY401_CHROMIUM;
  if (asked) return asked;
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  return places.find((it) => existsSync(it));
}

function installChromium() {
  const advice = 'Install Chromium (Debian: apt-get install chromium), or name one in WHY401_CHROMIUM.';
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get'))
    throw new Error(`No Chromium was found. ${advice}`);
  if (process.getuid?.() !== 0) throw new Error(`No Chromium was found, and only root may install it. ${advice}`);
  console.error('Installing chromium (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 2] });
  }
  const found = findChromium();
  if (!found) throw new Error(`apt-get could not install chromium. ${advice}`);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(install(), null, 2));
