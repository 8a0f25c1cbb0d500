import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastify } from '../../../src/core/guards/fastify/fastify.ts';
import type { Framework } from '../../../src/core/guards/framework.ts';
import { hono } from '../../../src/core/guards/hono/hono.ts';
import { koa } from '../../../src/core/guards/koa/koa.ts';
import { nestjs } from '../../../src/core/guards/nestjs/nestjs.ts';
import { nextjs } from '../../../src/core/guards/nextjs/nextjs.ts';
import { readSources } from './readSources.ts';

/** Sources that would have no end, each with a path that is read of them all the same. */
const table: [what: string, framework: unknown, sources: Record<string, string>, path: string][] = [
  [
    'a plugin that registers itself, twice',
    fastify,
    {
      'app.js':
        "import Fastify from 'fastify';\nconst app = Fastify();\nasync function twice(f) {\n  f.register(twice, { prefix: '/a' });\n  f.register(twice, { prefix: '/b' });\n}\napp.register(twice);\napp.get('/x', async () => 1);\n",
    },
    '/x',
  ],
  [
    'a router that is nested in itself, many times',
    koa,
    {
      'app.js': `import Koa from 'koa';\nimport Router from '@koa/router';\nconst app = new Koa();\nconst r = new Router();\nr.get('/x', (ctx) => { ctx.body = 1; });\nfor (const it of [${'1,'.repeat(40)}]) r.use('/r', r.routes());\napp.use(r.routes());\n`,
    },
    '/x',
  ],
  [
    'an application that is mounted in itself, many times',
    hono,
    {
      'app.js': `import { Hono } from 'hono';\nconst app = new Hono();\nconst inner = new Hono();\ninner.get('/x', (c) => c.text(''));\nfor (const it of [${'1,'.repeat(40)}]) inner.route('/r', inner);\napp.get('/y', (c) => c.text(''));\n`,
    },
    '/y',
  ],
  [
    'modules and classes in a circle',
    nestjs,
    {
      'a.ts':
        "import { Controller, Get, Module } from '@nestjs/common';\nimport { B } from './b';\n@Controller('x') export class X extends X { @Get() one() {} }\n@Module({ imports: [B], controllers: [X] }) export class A {}\n",
      'b.ts':
        "import { Module } from '@nestjs/common';\nimport { A } from './a';\n@Module({ imports: [A] }) export class B {}\n",
    },
    '/x',
  ],
  [
    'a matcher that would take for ever to try',
    nextjs,
    {
      'middleware.ts':
        "import { NextResponse } from 'next/server';\nexport function middleware(request) {\n  if (/^(\\/a+)+$/.test(request.nextUrl.pathname)) return NextResponse.json({}, { status: 401 });\n}\nexport const config = { matcher: ['/((?!(a+)+$).*)', '/(a+)+'] };\n",
      'app/api/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab/route.ts': 'export function GET() {}\n',
    },
    '/api/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
  ],
];

for (const [what, framework, sources, path] of table)
  test(`${what}: read as far as it is sound`, async () => {
    const { routes } = await readSources(framework as Framework, sources);
    assert.ok(
      routes.some((it) => it.path === path),
      routes.map((it) => it.path).join(' '),
    );
  });
