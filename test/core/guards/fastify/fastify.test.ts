import { join } from 'node:path';
import { test } from 'node:test';
import { fastify } from '../../../../src/core/guards/fastify/fastify.ts';
import { checkAnswers, checkApp, checkHole, type Hole } from '../checkApp.ts';

const apps = join(import.meta.dirname, 'apps');

/** Routes in the order in which they are tried, with their guards in the order in which they run. */
const expected: Readonly<Record<string, string>> = {
  shop: `
    GET /health  -  -1 -1
    GET /api/about  -  -1 -1
    GET /api/products  -  -1 -1
    GET /api/products/featured  -  -1 -1
    GET /api/products/:id  -  -1 -1
    POST /api/products  fastify.authenticate(authentication)@routes/products.js:10 > fastify.requireRole(authorization role:admin|editor)@routes/products.js:10  0 1
    PUT /api/products/:id  fastify.authenticate(authentication)@routes/products.js:18 > fastify.requireRole(authorization role:admin|editor)@routes/products.js:19  0 1
    PATCH /api/products/:id  fastify.authenticate(authentication)@routes/products.js:18 > fastify.requireRole(authorization role:admin|editor)@routes/products.js:19  0 1
    GET /api/orders  fastify.authenticate(authentication)@routes/orders.js:4  0 -1
    GET /api/orders/:id  fastify.authenticate(authentication)@routes/orders.js:4 > request.user.role !== Roles.ADMIN && request.params.id !== request.user.name(authorization role:admin)@routes/orders.js:8  0 1
    DELETE /api/orders/:id  fastify.authenticate(authentication)@routes/orders.js:4 > fastify.requireRole(authorization role:admin)@routes/orders.js:13  0 1
    GET /api/admin/stats  scope.authenticate(authentication)@app.js:20 > scope.requireRole(authorization role:admin)@app.js:21  0 1
    DELETE /api/admin/cache  scope.authenticate(authentication)@app.js:20 > scope.requireRole(authorization role:admin)@app.js:21  0 1
  `,
  notes: `
    GET /  -  -1 -1
    GET /notes  fastify.verifyToken(authentication)@routes/notes/autohooks.js:2 > fastify.scope(authorization scope:notes:read)@routes/notes/index.js:2  0 1
    POST /notes  fastify.verifyToken(authentication)@routes/notes/autohooks.js:2 > fastify.scope(authorization scope:notes:write)@routes/notes/index.js:3  0 1
    GET /notes/:id  fastify.verifyToken(authentication)@routes/notes/autohooks.js:2 > fastify.scope(authorization scope:notes:read)@routes/notes/_id/index.js:2  0 1
    PUT /notes/:id  fastify.verifyToken(authentication)@routes/notes/autohooks.js:2 > fastify.scope(authorization scope:notes:write)@routes/notes/_id/index.js:3  0 1
    GET /open/status  -  -1 -1
    GET /groups  fastify.verifyToken(authentication)@routes/teams/teams.js:4  0 -1
  `,
  fleet: `
    GET /v1/reports/fuel  server.verifySession(authentication)@server.js:17 > server.verifyFleetAdmin(authorization role:admin)@server.js:17  0 1
    GET /v1/reports/tolls  server.verifySession(authentication)@server.js:17 > server.verifyFleetAdmin(authorization role:admin)@server.js:17  0 1
    GET /files/*  server.verifySession(authentication)@server.js:21  0 -1
    GET /  server.verifySession(authentication)@server.js:24  0 -1
    GET /  -  -1 -1
    GET /v1/vehicles  server.verifySession(authentication)@lib/vehicles.js:4  0 -1
    GET /v1/vehicles/:plate(^[A-Z]{2}\\d+$)  server.verifySession(authentication)@lib/vehicles.js:4  0 -1
    GET /v1/vehicles/:plate  server.verifySession(authentication)@lib/vehicles.js:4  0 -1
    POST /v1/vehicles  server.verifySession(authentication)@lib/vehicles.js:4 > inner.verifyFleetAdmin(authorization role:admin)@lib/vehicles.js:9  0 1
    DELETE /v1/vehicles/:plate  server.verifySession(authentication)@lib/vehicles.js:4 > inner.verifyFleetAdmin(authorization role:admin)@lib/vehicles.js:9  0 1
  `,
};

const entries: Readonly<Record<string, string>> = { shop: 'app.js', notes: 'app.js', fleet: 'server.js' };

interface Application {
  ready(): Promise<unknown>;
  close(): Promise<unknown>;
  inject(options: object): Promise<{ statusCode: number }>;
}

for (const [name, routes] of Object.entries(expected)) {
  test(`${name}: guards in the order in which they run, and the answers of the real application`, async () => {
    const found = await checkApp(fastify as never, join(apps, name), routes);
    const module = await import(join(apps, name, entries[name] ?? ''));
    const app: Application = await (module.build ?? module.default.build)({});
    await app.ready();
    for (const route of found) {
      const host = route.unread?.[0] === undefined ? {} : { host: 'admin.fleet.test' };
      await checkAnswers([route], async (method, url, headers) => {
        const { statusCode } = await app.inject({ method, url, headers: { ...headers, ...host } });
        return statusCode;
      });
    }
    await app.close();
  });
}

/** In an application without one, what each of these changes leaves open. */
const holes: Readonly<Record<string, readonly Hole[]>> = {
  shop: [
    [
      'routes/products.js',
      "{ preHandler: [fastify.authenticate, fastify.requireRole('admin', 'editor')] }",
      '{}',
      'unguarded-sibling routes/products.js:8',
    ],
    [
      'routes/products.js',
      'onRequest: fastify.authenticate,',
      'onRequest: fastify.authentcate,',
      'unknown-guard routes/products.js:18',
    ],
  ],
};

for (const [name, list] of Object.entries(holes))
  for (const hole of list)
    test(`${name} with a hole in ${hole[0]}: ${hole[3]}`, () => checkHole(fastify as never, join(apps, name), hole));
