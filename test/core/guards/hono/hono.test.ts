import { join } from 'node:path';
import { test } from 'node:test';
import { hono } from '../../../../src/core/guards/hono/hono.ts';
import { checkAnswers, checkApp, checkHole, type Hole } from '../checkApp.ts';

const apps = join(import.meta.dirname, 'apps');

/** Routes in the order in which they are tried, with their guards in the order in which they run. */
const expected: Readonly<Record<string, string>> = {
  library: `
    GET /health  -  -1 -1
    POST /forms/contact  csrf(csrf)@app.js:16  -1 0
    GET /api/loans  requireReader(authentication)@app.js:20  0 -1
    GET /api/loans/:id  requireReader(authentication)@app.js:20  0 -1
    GET /api/books  -  -1 -1
    GET /api/books/:isbn  -  -1 -1
    POST /api/books  requireReader(authentication)@routes/books.js:7 > role(authorization role:librarian|admin)@routes/books.js:7  0 1
    DELETE /api/books/:isbn  requireReader(authentication)@routes/books.js:8 > role(authorization role:admin)@routes/books.js:8  0 1
    GET /api/admin/users  requireReader(authentication)@routes/admin.js:6 > role(authorization role:admin)@routes/admin.js:6  0 1
    PUT /api/admin/users/:id  requireReader(authentication)@routes/admin.js:6 > role(authorization role:admin)@routes/admin.js:6  0 1
    PATCH /api/admin/users/:id  requireReader(authentication)@routes/admin.js:6 > role(authorization role:admin)@routes/admin.js:6  0 1
    GET /internal/metrics  bearerAuth(authentication)@app.js:27  0 -1
  `,
  desk: `
    GET /tickets  signedIn(authentication)@server.js:26 > can(authorization permission:tickets.view)@server.js:26  0 1
    POST /tickets/:id/close  signedIn(authentication)@server.js:31 > can(authorization permission:tickets.close)@server.js:31  0 1
    GET /tickets/:id{[0-9]+}  some(authentication)@server.js:32  0 -1
    GET /admin/queue  signedIn(authentication)@server.js:33 > c.get('user') !== 'admin'(authorization)@server.js:33  0 1
    GET /public/:page?  -  -1 -1
  `,
  cinema: `
    GET /  -  -1 -1
    GET /v1/screenings  -  -1 -1
    GET /v1/screenings/:id  -  -1 -1
    GET /v1/tickets  jwtLike(authentication)@features/tickets.js:5  0 -1
    POST /v1/tickets  jwtLike(authentication)@features/tickets.js:5 > !who.scopes.includes('write')(authorization scope:write)@features/tickets.js:9  0 1
    GET /v1/schedule  -  -1 -1
    GET /staff  basicAuth(authentication)@index.js:16  0 -1
    GET /me  jwtLike(authentication)@index.js:18  0 -1
  `,
};

const entries: Readonly<Record<string, string>> = { library: 'app.js', desk: 'server.js', cinema: 'index.js' };

for (const [name, routes] of Object.entries(expected)) {
  test(`${name}: guards in the order in which they run, and the answers of the real application`, async () => {
    const found = await checkApp(hono as never, join(apps, name), routes);
    const { build } = await import(join(apps, name, entries[name] ?? ''));
    const app: { request(path: string, options: object): Promise<Response> } = build();
    const basic = `Basic ${Buffer.from('staff:secret').toString('base64')}`;
    for (const route of found) {
      await checkAnswers([route], async (method, path, headers) => {
        const staff = path === '/staff' && headers['authorization'] ? { authorization: basic } : {};
        const only = path === '/internal/metrics' && headers['authorization'] ? { authorization: 'Bearer admin' } : {};
        return (
          await app.request(path, { method, headers: { origin: 'http://localhost', ...headers, ...staff, ...only } })
        ).status;
      });
    }
  });
}

/** In an application without one, what each of these changes leaves open. */
const holes: Readonly<Record<string, readonly Hole[]>> = {
  library: [
    ['app.js', "'/loans/*'", "'/loan/*'", 'covers-nothing app.js:20'],
    ['app.js', "app.use('/internal/*'", "app.use('/internal'", 'covers-nothing app.js:27'],
  ],
};

for (const [name, list] of Object.entries(holes))
  for (const hole of list)
    test(`${name} with a hole in ${hole[0]}: ${hole[3]}`, () => checkHole(hono as never, join(apps, name), hole));
