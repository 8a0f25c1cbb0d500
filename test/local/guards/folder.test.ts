import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { GuardsFolder } from '../../../src/local/guards/folder.ts';
import { listFiles } from '../../../src/local/guards/listFiles.ts';

async function folderWith(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'why401-guards-'));
  t.after(() => rm(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

test('what git ignores is left out, at every level and with its exceptions, and so are installed packages', async (t) => {
  const root = await folderWith(t, {
    '.gitignore': '*.log\n/generated\nsecret*\n!secret.keep.js\n',
    'app.js': '',
    'a.log': '',
    'generated/x.js': '',
    'src/generated/y.js': '',
    'src/.gitignore': 'local.js\n!b.log\n',
    'src/local.js': '',
    'src/b.log': '',
    'secret.js': '',
    'secret.keep.js': '',
    'node_modules/express/index.js': '',
    'vendor/x.php': '',
    'dist/app.js': '',
  });
  const { paths, left } = await listFiles(root);
  assert.deepEqual(paths, [
    '.gitignore',
    'app.js',
    'secret.keep.js',
    'src/.gitignore',
    'src/b.log',
    'src/generated/y.js',
  ]);
  assert.deepEqual(left, []);
});

test('the rules of the repository count below it, too', async (t) => {
  const root = await folderWith(t, {
    '.git/HEAD': '',
    '.gitignore': 'services/api/made/\n*.tmp.js\n',
    'services/api/app.js': '',
    'services/api/x.tmp.js': '',
    'services/api/made/y.js': '',
  });
  assert.deepEqual((await listFiles(join(root, 'services/api'))).paths, ['app.js']);
});

test('links are not followed: neither out of the folder, nor in circles', async (t) => {
  const outside = await folderWith(t, { 'passwords.js': '' });
  const root = await folderWith(t, { 'app.js': '' });
  await symlink(outside, join(root, 'out'));
  await symlink(root, join(root, 'self'));
  await symlink(join(outside, 'passwords.js'), join(root, 'link.js'));
  assert.deepEqual((await listFiles(root)).paths, ['app.js']);
});

const app = "const app = require('express')();\napp.use('/a', require('./a'));\n";
const guarded =
  "const r = require('express').Router();\nconst g = (req, res, next) => (req.user ? next() : res.sendStatus(401));\nr.get('/x', g, (req, res) => res.end());\nmodule.exports = r;\n";

test('an edit is seen, on the disk or not yet, and so are files that come and go', async (t) => {
  const root = await folderWith(t, { 'app.js': app, 'a.js': guarded });
  const folder = new GuardsFolder(root);
  const said = async () =>
    (await folder.read()).routes.map((it) => `${it.method} ${it.path} ${it.guards.map((one) => one.name).join()}`);
  assert.deepEqual(await said(), ['GET /a/x g']);
  folder.changed([{ path: 'a.js', text: guarded.replace("'/x', g,", "'/y',") }]);
  assert.deepEqual(await said(), ['GET /a/y ']);
  folder.changed([{ path: 'a.js' }]);
  assert.deepEqual(await said(), ['GET /a/x g']);
  await writeFile(join(root, 'a.js'), guarded.replace("'/x'", "'/z'"));
  folder.changed([{ path: 'a.js' }]);
  assert.deepEqual(await said(), ['GET /a/z g']);
  await writeFile(join(root, 'b.js'), guarded);
  await writeFile(join(root, 'app.js'), `${app}app.use('/b', require('./b'));\n`);
  folder.changed([{ path: 'app.js' }, { path: 'b.js' }]);
  assert.deepEqual(await said(), ['GET /a/z g', 'GET /b/x g']);
  await rm(join(root, 'b.js'));
  folder.changed([{ path: 'b.js' }, { path: 'app.js' }]);
  assert.deepEqual(await said(), ['GET /a/z g']);
});

test('a change in what a guard calls changes what is said of it', async (t) => {
  const root = await folderWith(t, {
    'app.js':
      "const app = require('express')();\nconst { guard } = require('./guard');\napp.get('/x', guard, (req, res) => res.end());\n",
    'guard.js':
      "const { deny } = require('./deny');\nexports.guard = (req, res, next) => (req.user ? next() : deny(res));\n",
    'deny.js': 'exports.deny = (res) => res.sendStatus(401);\n',
  });
  const folder = new GuardsFolder(root);
  assert.deepEqual((await folder.read()).routes[0]?.guards[0]?.answers, [401]);
  await writeFile(join(root, 'deny.js'), 'exports.deny = (res) => res.sendStatus(403);\n');
  folder.changed([{ path: 'deny.js' }]);
  assert.deepEqual((await folder.read()).routes[0]?.guards[0]?.answers, [403]);
});

test('what is too large to be read is said', async (t) => {
  const root = await folderWith(t, { 'app.js': app, 'a.js': `${guarded}//${'x'.repeat(2_000_000)}` });
  const { left, routes } = await new GuardsFolder(root).read();
  assert.deepEqual(left, ['a.js has 2 MB, more than is read of one file.']);
  assert.deepEqual(routes, []);
});

test('reading ends when it is cancelled', async (t) => {
  const root = await folderWith(t, { 'app.js': app });
  const abort = new AbortController();
  abort.abort();
  await assert.rejects(new GuardsFolder(root).read(abort.signal), { name: 'AbortError' });
});
