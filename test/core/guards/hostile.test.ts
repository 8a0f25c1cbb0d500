import assert from 'node:assert/strict';
import { test } from 'node:test';
import { express } from '../../../src/core/guards/express/express.ts';
import type { Framework } from '../../../src/core/guards/framework.ts';
import { readSources } from './readSources.ts';

const start = "const express = require('express');\nconst app = express();\n";
const route = "app.get('/x', (req, res) => res.end());\n";

/** Sources that somebody wrote to do harm, each with what is read of them all the same. */
const table: [what: string, sources: Record<string, string>, paths: string[] | undefined][] = [
  ['deep nesting', { 'app.js': `${start}const a = ${'['.repeat(5_000)}${']'.repeat(5_000)};\n${route}` }, ['/x']],
  ['deep calls', { 'app.js': `${start}${'f('.repeat(3_000)}${')'.repeat(3_000)};\n${route}` }, ['/x']],
  ['a long line', { 'app.js': `${start}const x = [${'"a",'.repeat(100_000)}];\n${route}` }, undefined],
  ['broken syntax', { 'app.js': `${start}app.get('/a', (req, res) => res.end());\nif (((\n${route}` }, undefined],
  [
    'modules in a circle',
    {
      'app.js': `${start}app.use('/a', require('./a'));\nmodule.exports = app;\n`,
      'a.js':
        "const r = require('express').Router();\nconst b = require('./b');\nr.use('/b', b);\nr.get('/', (q, s) => s.end());\nmodule.exports = r;\n",
      'b.js':
        "const a = require('./a');\nconst r = require('express').Router();\nr.use('/a', a);\nr.get('/', (q, s) => s.end());\nmodule.exports = r;\n",
    },
    undefined,
  ],
  [
    'a router that mounts itself',
    {
      'app.js': `${start}const r = express.Router();\nr.use('/r', r);\nr.get('/y', (q, s) => s.end());\napp.use(r);\n${route}`,
    },
    undefined,
  ],
  [
    'functions that call themselves',
    { 'app.js': `${start}const f = () => f();\nf();\nconst g = (n) => g(n + 1) || g(n);\ng(1);\n${route}` },
    ['/x'],
  ],
  [
    'loops within loops',
    {
      'app.js': `${start}const a = [${'1,'.repeat(300)}];\nfor (const b of a) for (const c of a) for (const d of a) app.get('/n' + d, (q, s) => s.end());\n`,
    },
    undefined,
  ],
  [
    'strings that double',
    {
      'app.js': `${start}let s = 'aaaaaaaa';\n${'s = s + s;\n'.repeat(60)}app.get('/' + s, (q, r) => r.end());\n${route}`,
    },
    undefined,
  ],
  [
    'names of objects’ own',
    {
      'app.js': `${start}const o = { __proto__: null, constructor: 1 };\napp[o.toString]('/a', o.__proto__);\napp.get('/constructor', o.constructor);\n${route}`,
    },
    undefined,
  ],
  [
    'a pattern that runs away',
    {
      'app.js': `${start}app.use('/:a((x+x+)+y)', (q, s, n) => (q.user ? n() : s.sendStatus(401)));\napp.get('/${'x'.repeat(2_000)}', (q, s) => s.end());\n`,
    },
    undefined,
  ],
  ['no text', { 'app.js': '', 'b.js': '\0\ufffd express' }, []],
];

for (const [what, sources, paths] of table) {
  test(`${what}: nothing is thrown, and it ends`, { timeout: 30_000 }, async () => {
    const { routes } = await readSources(express as unknown as Framework, sources);
    if (paths)
      assert.deepEqual(
        routes.map((it) => it.path),
        paths,
      );
    assert.ok(routes.length <= 20_100);
    assert.ok(routes.every((it) => it.path.length < 20_000));
  });
}

test('every start of a program is read', async () => {
  const program = `${start}const g = (...r) => (req, res, next) => { if (!r.includes(req.user.role)) return res.status(403).end(); next(); };\napp.route('/x').all(g('a')).get(async (req, res) => { try { res.json(await f({ ...req })); } catch { res.status(401); } });\nclass A extends B { #p = 1; static s() { return \`\${this.#p}\`; } }\n`;
  for (let end = 1; end < program.length; end += 7)
    await readSources(express as unknown as Framework, { 'app.js': program.slice(0, end) });
});
