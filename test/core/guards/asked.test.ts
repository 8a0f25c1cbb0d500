import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastify } from '../../../src/core/guards/fastify/fastify.ts';
import type { Framework } from '../../../src/core/guards/framework.ts';
import { hono } from '../../../src/core/guards/hono/hono.ts';
import { koa } from '../../../src/core/guards/koa/koa.ts';
import { printRoutes } from './folder.ts';
import { readSources } from './readSources.ts';

/** Guards that let some paths, methods or settings of routes pass: for these they are not listed. */
const table: [name: string, framework: unknown, source: string, expected: string][] = [
  [
    'fastify',
    fastify,
    `import Fastify from 'fastify';
import fp from 'fastify-plugin';
const app = Fastify();
const PUBLIC = ['/login', '/docs'];
app.register(fp(async (f) => {
  f.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.public) return;
    if (PUBLIC.includes(request.url)) return;
    const token = request.headers.authorization;
    if (!token) return reply.code(401).send({});
  });
  f.addHook('preHandler', async (request, reply) => {
    const { roles } = request.routeOptions.config;
    if (!roles) return;
    if (!roles.includes(request.user.role)) { reply.code(403).send({ error: 'Forbidden' }); }
  });
}));
app.register(async (f) => {
  f.get('/login', async () => 1);
  f.get('/status', { config: { public: true } }, async () => 1);
  f.get('/things/:id', async () => 1);
  f.delete('/things/:id', { config: { roles: ['admin', 'owner'] } }, async () => 1);
});
`,
    `
GET /login  -  -1 -1
GET /status  -  -1 -1
GET /things/:id  !token(authentication)@app.js:6  0 -1
DELETE /things/:id  !token(authentication)@app.js:6 > !roles.includes(request.user.role)(authorization role:admin|owner)@app.js:12  0 1`,
  ],
  [
    'koa',
    koa,
    `const Koa = require('koa'); const Router = require('@koa/router');
const app = new Koa(); const router = new Router();
app.use(async (ctx, next) => {
  if (ctx.path === '/login' || ctx.path.startsWith('/public')) return next();
  if (!ctx.headers.authorization) ctx.throw(401);
  if (ctx.method !== 'GET' && ctx.state.user.role !== 'admin') ctx.throw(403);
  return next();
});
router.post('/login', (ctx) => { ctx.body = 1; });
router.get('/public/a', (ctx) => { ctx.body = 1; });
router.get('/x/:id', (ctx) => { ctx.body = 1; });
router.delete('/x/:id', (ctx) => { ctx.body = 1; });
app.use(router.routes());
`,
    `
POST /login  -  -1 -1
GET /public/a  -  -1 -1
GET /x/:id  !ctx.headers.authorization(authentication)@app.js:3  0 -1
DELETE /x/:id  !ctx.headers.authorization(authentication role:admin)@app.js:3  0 0`,
  ],
  [
    'hono',
    hono,
    `import { Hono } from 'hono';
import { jwt } from 'hono/jwt';
import { except } from 'hono/combine';
const app = new Hono();
app.use('*', async (c, next) => { if (c.req.path === '/login') { await next(); return; } if (!c.req.header('Authorization')) return c.json({}, 401); await next(); });
app.use('/v2/*', except(['/v2/public/*', '/v2/login'], jwt({ secret: 'x' })));
app.post('/login', (c) => c.json({}));
app.get('/a', (c) => c.json({}));
app.get('/v2/public/x', (c) => c.json({}));
app.get('/v2/y', (c) => c.json({}));
`,
    `
POST /login  -  -1 -1
GET /a  c.req.header(authentication)@app.js:5  0 -1
GET /v2/public/x  c.req.header(authentication)@app.js:5  0 -1
GET /v2/y  c.req.header(authentication)@app.js:5 > jwt(authentication)@app.js:6  0 -1`,
  ],
];

for (const [name, framework, source, expected] of table)
  test(`${name}: guards are asked about each route`, async () => {
    const { routes } = await readSources(framework as Framework, { 'app.js': source });
    assert.equal(`\n${printRoutes(routes)}`, expected);
  });
