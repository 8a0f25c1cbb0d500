import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { call, jsonLines } from './call.ts';

const apps = join(import.meta.dirname, '../core/guards/express/apps');
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'why401-cli-guards-'));
  await writeFile(
    join(folder, 'app.js'),
    `const app = require('express')();
const signedIn = (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401));
app.get('/notes', signedIn, (req, res) => res.json([]));
app.post('/notes', signedIn, (req, res) => res.json({}));
app.put('/notes/:id', signedIn, (req, res) => res.json({}));
app.delete('/notes/:id', (req, res) => res.end());
`,
  );
});
after(() => rm(folder, { recursive: true }));

test('every route is a line of the table, and what looks wrong comes after, with its line and advice', async () => {
  const { code, out, err } = await call(['guards', folder]);
  assert.equal(code, 0);
  assert.equal(err, '');
  assert.match(out, /^METHOD {2}PATH +GUARDS +NEEDS +PLACE$/m);
  assert.match(out, /^POST +\/notes +signedIn +app\.js:4$/m);
  assert.match(out, /^DELETE +\/notes\/:id +- +app\.js:6$/m);
  assert.match(out, /^app\.js:6: Probably: Nothing guards DELETE \/notes\/:id;/m);
  assert.match(out, /^ {4}6 \| app\.delete\('\/notes\/:id'/m);
  assert.match(out, /Put `signedIn` in front of it/);
});

test('--strict exits with 1 where something looks wrong, and with 0 where nothing does', async () => {
  assert.equal((await call(['guards', folder, '--strict'])).code, 1);
  assert.equal((await call(['guards', join(apps, 'classic'), '--strict'])).code, 0);
});

test('--json is a line a route and nothing else; what looks wrong goes to standard error', async () => {
  const { code, out, err } = await call(['guards', folder, '--json']);
  assert.equal(code, 0);
  const lines = jsonLines(out);
  assert.equal(lines.length, 4);
  assert.deepEqual(lines[1], {
    method: 'POST',
    path: '/notes',
    file: 'app.js',
    line: 4,
    framework: 'express',
    guards: [{ name: 'signedIn', kind: 'authentication', file: 'app.js', line: 4, needs: [] }],
    decides401: 0,
    decides403: -1,
  });
  assert.match(err, /Nothing guards DELETE/);
});

test('--for shows the one route, its guards in order and which decides', async () => {
  const { code, out } = await call(['guards', join(apps, 'classic'), '--for', 'GET /api/v1/admin/reports/2026']);
  assert.equal(code, 0);
  assert.match(out, /^GET \/api\/v1\/admin\/reports\/:year {2}routes\/admin\.js:\d+ {2}\(express\)$/m);
  assert.match(out, /1 {2}protect {2}authentication {2}app\.js:\d+\n +most likely the one that answers 401/);
  assert.match(
    out,
    /2 {2}restrictTo\('admin'\) {2}authorization {2}app\.js:\d+\n +needs role admin\n +most likely .* 403/,
  );
  const json = await call(['guards', join(apps, 'classic'), '--json', '--for', 'get /api/v1/users/me?x=1']);
  assert.deepEqual(
    jsonLines(json.out).map((it) => [it['method'], it['path'], it['decides401'], it['decides403']]),
    [['GET', '/api/v1/users/me', 0, -1]],
  );
});

test('a request that no route takes is said to be one that a layer in front refuses', async () => {
  const none = await call(['guards', folder, '--for', 'GET /nowhere']);
  assert.equal(none.code, 1);
  assert.equal(none.out, '');
  assert.match(none.err, /No route of the code matches GET \/nowhere\. If it is refused, a layer in front/);
  const other = await call(['guards', folder, '--for', 'PATCH /notes']);
  assert.match(other.err, /No route has PATCH \/notes; the path is there for GET, POST\./);
  const proxied = await call(['guards', folder, '--for', 'GET /api/notes']);
  assert.equal(proxied.code, 0);
  assert.match(proxied.err, /only if a proxy takes \/api off the path/);
});

test('an application of which no route, or not every path, could be read is said to be one', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'why401-cli-unread-'));
  t.after(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'server.js'), "module.exports = ({ router }) => require('express')().use(router);\n");
  assert.match((await call(['guards', root])).out, /^The code uses express, and no route of it could be read: /);
  const none = await call(['guards', root, '--for', 'GET /x']);
  assert.match(none.err, /No route of the code matches GET \/x\. No route of the code could be read at all\./);
  await writeFile(
    join(root, 'server.js'),
    "const app = require('express')();\napp.get(process.env.BASE + '/x', (req, res) => res.end());\n",
  );
  const computed = await call(['guards', root, '--for', 'GET /v1/x']);
  assert.match(computed.err, /The path of 1 route is not known before it runs: it may be there\./);
});

test('a folder without a framework, no folder, and wrong usage are said', async (t) => {
  const empty = await mkdtemp(join(tmpdir(), 'why401-cli-empty-'));
  t.after(() => rm(empty, { recursive: true }));
  const none = await call(['guards', empty]);
  assert.equal(none.code, 2);
  assert.match(none.err, /No framework was found .* Looked for express, laravel/);
  assert.equal((await call(['guards', join(empty, 'x')])).code, 2);
  assert.match((await call(['guards', empty, '--for', 'nonsense'])).err, /--for takes a method and a path/);
  assert.equal((await call(['guards', empty, empty])).code, 2);
  assert.match((await call(['guards', '--help'])).out, /--strict/);
});

test('explain --guards brings the guard into the evidence', async () => {
  const stdin = 'PUT https://api.test/notes/7 HTTP/1.1\n\nHTTP/1.1 401 Unauthorized\n\n';
  const { out } = await call(['explain', '-', '--guards', folder], { stdin });
  assert.match(out, /source app\.js:5: `signedIn` stands in front of `PUT\s+\/notes\/:id`/);
  const wrong = await call(['explain', '-', '--guards', join(folder, 'x')], { stdin });
  assert.equal(wrong.code, 2);
});
