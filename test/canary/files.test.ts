import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Canaries, plantCanaries } from './canaries.ts';
import { badManners, type CanaryWorld, startCanaryWorld } from './canaryWorld.ts';
import { flowsOf } from './flows.ts';

/** The command line as a process of its own, in a home where every file that it leaves behind is looked at. */

const withoutPerson = [
  'secret in the header',
  'private key',
  'proof of possession',
  'password',
  'token exchange',
  'login by request',
];

test('what is obtained lies in the file of sessions alone, which only its user can read', async (t) => {
  const canaries = plantCanaries('made');
  const world = await startCanaryWorld(t, canaries);
  const home = await openHome(t);
  const given = canaries.plant('token in the environment');
  await writeFlows(home, world, canaries);
  const env = { WHY401_TOKEN_GIVEN: given };
  const all = ['send', 'x.http', '--all', '--env', 'dev'];
  for (const json of [[], ['--json']]) {
    for (const manner of ['well', ...(json.length ? badManners.slice(0, 2) : badManners)] as const) {
      Object.assign(world, { token: 'well', api: manner, apiRefusals: 3 });
      await look(home, [...all, '--retry', 'auto', '--sessions', 'kept/sessions.json', ...json], canaries, env);
    }
    Object.assign(world, { token: badManners[0], api: 'well', apiRefusals: 0 });
    await look(home, [...all, ...json], canaries, env);
  }
  const kept = join(home, 'kept', 'sessions.json');
  assert.ok(canaries.foundIn(await readFile(kept, 'utf8')).length !== 0, 'sessions were kept');
  assert.equal((await stat(kept)).mode & 0o777, 0o600);
  assert.equal((await stat(join(home, 'kept'))).mode & 0o077, 0);
  const mine = new Set(['x.http', 'http-client.env.json', 'http-client.private.env.json', 'kept/sessions.json']);
  const left: string[] = [];
  for (const path of await filesIn(home)) {
    const name = relative(home, path);
    if (mine.has(name)) continue;
    const found = canaries.foundIn(await readFile(path, 'latin1'));
    if (found.length) left.push(`${name}: ${found.join('; ')}`);
  }
  assert.deepEqual(left, []);
  assert.deepEqual(await filesIn(join(home, 'tmp')), [], 'nothing is left among the temporary files');
});

async function openHome(t: TestContext): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'why401-canary-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  await mkdir(join(home, 'tmp'));
  return home;
}

/** All flows in one file. */
async function writeFlows(home: string, world: CanaryWorld, canaries: Canaries): Promise<void> {
  const flows = flowsOf(canaries).filter((it) => withoutPerson.includes(it.name));
  const auth = Object.fromEntries(flows.flatMap((it, i) => Object.values(it.auth).map((one) => [`it${i}`, one])));
  const given = { Type: 'OAuth2', 'Grant Type': 'Authorization Code', Issuer: 'ORIGIN', 'Client ID': 'app' };
  const hidden = Object.assign({}, ...flows.map((it) => it.hidden ?? {}));
  const fill = (text: string) => text.replaceAll('ORIGIN', world.origin);
  const environment = { dev: { Security: { Auth: { ...auth, given } } } };
  await writeFile(join(home, 'http-client.env.json'), fill(JSON.stringify(environment)));
  await writeFile(join(home, 'http-client.private.env.json'), JSON.stringify({ dev: hidden }));
  const texts = flows.map((it, i) => it.text.replaceAll('"it"', `"it${i}"`));
  const all = [...texts, 'GET ORIGIN/api/me\nAuthorization: Bearer {{$auth.token("given")}}\n'];
  await writeFile(join(home, 'x.http'), fill(all.join('\n###\n')));
}

async function look(
  home: string,
  args: readonly string[],
  canaries: Canaries,
  env: Record<string, string>,
): Promise<void> {
  const { said, code } = await call(home, args, env);
  assert.deepEqual(canaries.foundIn(said), [], `${args.join(' ')}\n${said}`);
  assert.ok(code !== null && code <= 3, said);
}

function call(
  home: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ said: string; code: number | null }> {
  const own = { HOME: home, TMPDIR: join(home, 'tmp'), PATH: '', NODE_DISABLE_COMPILE_CACHE: '1', ...env };
  const child = spawn(process.execPath, [resolve('src/cli/main.ts'), ...args], {
    cwd: home,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((done, fail) => child.once('error', fail).once('close', (code) => done({ said, code })));
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
}
