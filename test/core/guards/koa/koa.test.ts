import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { koa } from '../../../../src/core/guards/koa/koa.ts';
import { checkAnswers, checkApp, checkHole, type Hole } from '../checkApp.ts';

const apps = join(import.meta.dirname, 'apps');

/** Routes in the order in which they are tried, with their guards in the order in which they run. */
const expected: Readonly<Record<string, string>> = {
  blog: `
    GET /health  -  -1 -1
    POST /login  -  -1 -1
    GET /api/feed  -  -1 -1
    GET /api/posts  -  -1 -1
    GET /api/posts/:slug  -  -1 -1
    POST /api/posts  signedIn(authentication)@routes/posts.js:5 > allow(authorization role:editor|admin)@routes/posts.js:5  0 1
    PUT /api/posts/:slug  signedIn(authentication)@routes/posts.js:5 > allow(authorization role:editor|admin)@routes/posts.js:5  0 1
    GET /api/comments  signedIn(authentication)@routes/index.js:12  0 -1
    DELETE /api/comments/:id  signedIn(authentication)@routes/index.js:12 > user.roles.includes('moderator') || user.roles.includes('admin')(authorization role:moderator|admin)@routes/comments.js:8  0 1
    GET /api/me  signedIn(authentication)@routes/index.js:12  0 -1
    GET /api/admin/users  signedIn(authentication)@routes/index.js:12 > allow(authorization role:admin)@routes/index.js:17  0 1
    DELETE /api/admin/users/:id  signedIn(authentication)@routes/index.js:12 > allow(authorization role:admin)@routes/index.js:17  0 1
  `,
  clinic: `
    GET /status  -  -1 -1
    GET /patients  !name(authentication)@server.js:24 > hasRole(authorization role:doctor|admin)@server.js:37  0 1
    GET /patients/:id  !name(authentication)@server.js:24 > hasRole(authorization role:doctor|admin)@server.js:40  0 1
    * /patients/:id/notes  !name(authentication)@server.js:24 > hasRole(authorization role:admin)@server.js:43  0 1
    GET /visits  !name(authentication)@server.js:24  0 -1
    GET /visits/today  !name(authentication)@server.js:24  0 -1
    PUT /visits/:id  !name(authentication)@server.js:24 > onlyAdmin(authorization role:admin)@server.js:52  0 1
    PATCH /visits/:id  !name(authentication)@server.js:24 > onlyAdmin(authorization role:admin)@server.js:52  0 1
  `,
  market: `
    GET /offers  -  -1 -1
    POST /offers  account(authentication)@modules/offers.js:5 > permission(authorization permission:offers:write)@modules/offers.js:6  0 1
    GET /offers/:id/history  account(authentication)@modules/offers.js:5 > permission(authorization permission:offers:read)@modules/offers.js:9  0 1
    GET /bids  guards.account(authentication)@modules/bids.js:2  0 -1
    DELETE /bids/:id  guards.account(authentication)@modules/bids.js:2 > guards.permission(authorization permission:offers:write)@modules/bids.js:6  0 1
  `,
};

const entries: Readonly<Record<string, string>> = { blog: 'app.js', clinic: 'server.js', market: 'app.js' };

for (const [name, routes] of Object.entries(expected)) {
  test(`${name}: guards in the order in which they run, and the answers of the real application`, async () => {
    const found = await checkApp(koa as never, join(apps, name), routes);
    const { build } = await import(join(apps, name, entries[name] ?? ''));
    const server = createServer(build().callback());
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    try {
      await checkAnswers(found, async (method, path, headers) => {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
        await answer.arrayBuffer();
        return answer.status;
      });
    } finally {
      server.closeAllConnections();
      await new Promise<void>((done) => void server.close(() => done()));
    }
  });
}

/** In an application without one, what each of these changes leaves open. */
const holes: Readonly<Record<string, readonly Hole[]>> = {
  blog: [
    [
      'routes/posts.js',
      '...editors, async (ctx) => {\n  ctx.body',
      'async (ctx) => {\n  ctx.body',
      'unguarded-sibling routes/posts.js:16',
    ],
  ],
  clinic: [
    [
      'server.js',
      "'/:id/notes', hasRole(ROLE.ADMIN), (ctx) => {\n      ctx.body = [];\n    }",
      "'/:id/notes', (ctx) => {\n      ctx.body = [];\n    }, hasRole(ROLE.ADMIN)",
      'guard-after-handler server.js:45',
    ],
  ],
};

for (const [name, list] of Object.entries(holes))
  for (const hole of list)
    test(`${name} with a hole in ${hole[0]}: ${hole[3]}`, () => checkHole(koa as never, join(apps, name), hole));
