import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { call } from '../cli/call.ts';
import { type Canaries, plantCanaries } from './canaries.ts';

/** Logs, source code and collections that hold secrets: what is printed of them gives none away. */

const day = '2026-11-27T10:00:00.000Z';

test('the lines of a refusal, of logs that repeat what was sent', async (t) => {
  const canaries = plantCanaries('made');
  const { plant } = canaries;
  const folder = await home(t);
  const token = plant('token');
  const cookie = plant('cookie');
  const parameter = plant('parameter');
  const target = `/api/me?access_token=${parameter}`;
  await write(folder, {
    'a.har': JSON.stringify(
      har(`http://127.0.0.1:8080${target}`, { Authorization: `Bearer ${token}`, Cookie: `sid=${cookie}` }),
    ),
    'access.log': `127.0.0.1 - - [27/Nov/2026:10:00:00 +0000] "GET ${target} HTTP/1.1" 401 12 "-" "Bearer ${token}"\n`,
    'error.log': `2026/11/27 10:00:00 [error] 1#1: *1 token ${token} of sid=${cookie} refused (${token}), client: 127.0.0.1, server: _, request: "GET ${target} HTTP/1.1", host: "127.0.0.1:8080"\n`,
    'app.log': `${JSON.stringify({ time: day, level: 'warn', msg: `refused ${token}`, req: { method: 'GET', url: target, headers: { cookie: `sid=${cookie}`, authorization: `Bearer ${token}` } }, res: { statusCode: 401 } })}\n`,
  });
  const logs = ['access.log', 'error.log', 'app.log'].map((it) => join(folder, it));
  const said: string[] = [];
  for (const json of [[], ['--json']]) {
    said.push(await look(['logs', ...logs, '--for', join(folder, 'a.har'), ...json], canaries));
    said.push(await look(['logs', ...logs, ...json], canaries));
  }
  assert.match(said.join(''), /access\.log/);
  assert.match(said[0] ?? '', /error\.log/);
});

test('guards of source code with keys in it', async (t) => {
  const canaries = plantCanaries('made');
  const [key, role, word] = [canaries.plant('key'), canaries.plant('role'), canaries.plant('word')];
  const folder = await home(t);
  await write(folder, {
    'package.json': '{"dependencies":{"express":"5"}}',
    'app.js': `const app = require('express')();
const withKey = (key) => (req, res, next) => (req.headers['x-api-key'] === key ? next() : res.sendStatus(401));
const role = (role) => (req, res, next) => (req.user.role === role ? next() : res.sendStatus(403));
app.get('/notes', withKey('${key}'), (req, res) => res.json([]));
app.post('/notes', role('${role}'), (req, res) => res.json({}));
app.put('/notes/:id', role('${role}'), (req, res) => res.json({}));
app.delete('/notes/:id', (req, res) => res.end()); const password = '${word}';
`,
  });
  const said: string[] = [];
  for (const args of [
    [],
    ['--json'],
    ['--for', 'GET /notes'],
    ['--for', 'POST /notes'],
    ['--for', 'POST /notes', '--json'],
  ])
    said.push(await look(['guards', folder, ...args], canaries));
  assert.match(said[0] ?? '', /DELETE[\s\S]*Nothing guards DELETE/);
});

test('the report of an import, and every file of it but the private one', async (t) => {
  const canaries = plantCanaries('made');
  const { plant } = canaries;
  const folder = await home(t);
  const collection = {
    info: { name: 'c', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: plant('token') }] },
    variable: [{ key: 'apiSecret', value: plant('variable') }],
    item: [
      {
        name: 'one',
        request: {
          method: 'POST',
          description: `Call it with Authorization: Bearer ${plant('description')}`,
          url: `https://ada:${plant('password')}@a.test/?api_key=${plant('parameter')}`,
          header: [
            { key: 'X-Api-Key', value: plant('header') },
            { key: 'X-Auth-Token', value: plant('header that is off'), disabled: true },
          ],
          body: { mode: 'raw', raw: JSON.stringify({ password: plant('body') }) },
        },
        event: [{ listen: 'prerequest', script: { exec: [`const token = "${plant('script')}"`] } }],
      },
    ],
  };
  await write(folder, { 'c.json': JSON.stringify(collection) });
  const out = join(folder, 'out');
  for (const args of [['--dry-run'], ['--dry-run', '--json'], ['--json'], []])
    await look(['import', 'postman', join(folder, 'c.json'), '--out', out, ...args], canaries);
  const leaks: string[] = [];
  for (const name of ['c.http', 'http-client.env.json'])
    leaks.push(
      ...canaries.foundIn(await readFile(join(out, name), 'utf8').catch(() => '')).map((it) => `${name}: ${it}`),
    );
  assert.deepEqual(leaks, []);
  const kept = await readFile(join(out, 'http-client.private.env.json'), 'utf8');
  assert.ok(canaries.foundIn(kept).length !== 0, 'they are kept in the private file');
});

function har(url: string, headers: Readonly<Record<string, string>>): object {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const request = { method: 'GET', url, httpVersion: 'HTTP/1.1', headers: list, queryString: [], cookies: [] };
  const answered = [{ name: 'Date', value: 'Fri, 27 Nov 2026 10:00:00 GMT' }];
  const content = { size: 0, mimeType: 'text/plain', text: '' };
  const response = { status: 401, statusText: '', httpVersion: 'HTTP/1.1', headers: answered, cookies: [], content };
  return { log: { version: '1.2', entries: [{ startedDateTime: day, time: 10, request, response }] } };
}

async function look(args: readonly string[], canaries: Canaries): Promise<string> {
  const { code, out, err } = await call([...args]);
  assert.deepEqual(canaries.foundIn(`${out}${err}`), [], `${args.join(' ')}\n${out}${err}`);
  assert.ok(code <= 1, `${args.join(' ')}: ${code} ${err}`);
  return `${out}${err}`;
}

async function home(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'why401-canary-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
