import assert from 'node:assert/strict';
import { test } from 'node:test';
import { express } from '../../../../src/core/guards/express/express.ts';
import type { Framework } from '../../../../src/core/guards/framework.ts';
import { readSources } from '../readSources.ts';

/** What code makes of paths: statements, an expression, and the path of the route that has it. */
const table: [statements: string, expression: string, path: string][] = [
  ["const base = '/v1';", '`${base}/users`', '/v1/users'],
  ["const base = '/v1';", "base + '/users'", '/v1/users'],
  ["const { api: { base } } = { api: { base: '/b' } };", 'base', '/b'],
  ["const [a, b = '/c'] = ['/a'];", 'a', '/a'],
  ["const base = process.env.BASE || '/d';", 'base', '/d'],
  ["const paths = Object.freeze({ users: '/u' });", 'paths.users', '/u'],
  ["const paths = { ['us' + 'ers']: '/u2' };", "paths['users']", '/u2'],
  ["const parts = ['', 'x', 'y'];", "parts.join('/')", '/x/y'],
  ["const f = (a, { b = '/q' } = {}) => a + b;", "f('/p')", '/p/q'],
  ["class P { static root = '/s'; get users() { return `${P.root}/u`; } }", 'new P().users', '/s/u'],
  [
    "class A { constructor(x) { this.x = x; } } class B extends A { constructor() { super('/z'); } }",
    'new B().x',
    '/z',
  ],
  ["function f() { if (unknownThing) return '/one'; }", "f() ?? '/two'", '/one'],
  ["const big = 'USERS';", "'/' + big.toLowerCase()", '/users'],
  ["let p = '/l'; p = '/m';", 'p', '/m'],
  ["const { a, ...rest } = { a: 1, b: '/r' };", 'rest.b', '/r'],
  ["const it = true ? '/yes' : '/no';", 'it', '/yes'],
  ["const all = [...['/a1'], '/a2'];", 'all[1]', '/a2'],
];

for (const [statements, expression, path] of table) {
  test(`${statements} ${expression} is ${path}`, async () => {
    const { routes } = await readSources(express as unknown as Framework, {
      'app.js': `const app = require('express')();\n${statements}\napp.get(${expression}, (req, res) => res.end());\n`,
    });
    assert.deepEqual(
      routes.map((it) => it.path),
      [path],
    );
  });
}

test('exports and imports of every form lead to what they name', async () => {
  const { routes } = await readSources(express as unknown as Framework, {
    'app.mjs': `
import express from 'express';
import one, { two as second } from './named.js';
import * as all from './barrel.js';
import common from './common.cjs';
const app = express();
app.use('/1', one);
app.use('/2', second);
app.use('/3', all.three);
app.use('/4', all.renamed);
app.use('/5', common.five);
app.use('/6', (await import('./named.js')).two);
`,
    'named.js': `
import { Router } from 'express';
const make = () => { const r = Router(); r.get('/', (q, s) => s.end()); return r; };
export default make();
export const two = make();
export { make };
`,
    'barrel.js': "export * from './three.js';\nexport { default as renamed } from './named.js';\n",
    'three.js': "import { make } from './named.js';\nexport const three = make();\n",
    'common.cjs': "const { make } = require('./named.js');\nmodule.exports.five = make();\n",
  });
  assert.deepEqual(
    routes.map((it) => it.path),
    ['/1', '/2', '/3', '/4', '/5', '/6'],
  );
});
