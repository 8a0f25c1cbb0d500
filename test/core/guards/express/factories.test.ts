import assert from 'node:assert/strict';
import { test } from 'node:test';
import { express } from '../../../../src/core/guards/express/express.ts';
import { readSources } from '../readSources.ts';

const app = `
import express, { type Express } from 'express';
import { check } from './check.js';
import { admin } from './admin.js';
export function buildApp(): Express {
  const app = express();
  app.use('/v1', check);
  app.use('/v1/admin', admin);
  return app;
}
`;
const rest = {
  'src/check.ts': `export const check = (req, res, next) => (req.get('Authorization') ? next() : res.sendStatus(401));`,
  'src/admin.ts': `import { Router } from 'express';
export const admin = Router();
admin.get('/users', (req, res) => res.json([]));
`,
};
const routes = async (sources: Readonly<Record<string, string>>) =>
  (await readSources(express, { ...rest, ...sources })).routes.map(
    (it) => `${it.method} ${it.path} ${it.guards.map((guard) => guard.name).join(' ')}`,
  );

for (const [how, start] of [
  [
    'given to a server',
    `import { createServer } from 'node:http';\nconst server = createServer(buildApp());\nserver.listen(1);`,
  ],
  ['listening in one breath', 'buildApp().listen(8080);'],
  ['in a function of its own', 'async function main() {\n  const app = buildApp();\n  app.listen(1);\n}\nmain();'],
])
  test(`an application that a function makes: ${how}`, async () => {
    assert.deepEqual(
      await routes({ 'src/app.ts': app, 'src/index.ts': `import { buildApp } from './app.js';\n${start}` }),
      ['GET /v1/admin/users check'],
    );
  });

test('an application that only others make is read all the same', async () => {
  assert.deepEqual(await routes({ 'src/app.ts': app }), ['GET /v1/admin/users check']);
});

test('a class whose parts are given where it is started', async () => {
  const sources = {
    'src/admin.ts': '',
    'src/app.ts': `
import express from 'express';
export default class App {
  app = express();
  constructor(parts) { for (const it of parts) this.app.use('/', it.router); }
  listen() { this.app.listen(5000); }
}
`,
    'src/users.ts': `
import { Router } from 'express';
import { check } from './check';
export default class Users {
  router = Router();
  constructor() { this.router.get('/users', check, (req, res) => res.json([])); }
}
`,
    'src/server.ts': `import App from './app';\nimport Users from './users';\nconst app = new App([new Users()]);\napp.listen();`,
  };
  assert.deepEqual(await routes(sources), ['GET /users check']);
});

test('routers of a folder, mounted by the names of their files', async () => {
  for (const path of [
    "'/api/' + path.basename(file, '.js')",
    "'/api/' + path.parse(file).name",
    '`/api/${file.slice(0, -3)}`',
    "'/api/' + file.split('.')[0]",
    "'/api/' + file.replace('.js', '')",
  ]) {
    const sources = {
      'src/admin.ts': '',
      'index.js': `
const fs = require('fs');
const path = require('path');
const { check } = require('./src/check');
const app = require('express')();
fs.readdirSync(path.join(__dirname, 'routes')).forEach((file) => {
  if (file.endsWith('.js')) app.use(${path}, check, require('./routes/' + file));
});
`,
      'routes/orders.js': `const r = require('express').Router();\nr.get('/:id', (q, s) => s.end());\nmodule.exports = r;`,
    };
    assert.deepEqual(await routes(sources), ['GET /api/orders/:id check'], path);
  }
});
