import { join } from 'node:path';
import { test } from 'node:test';
import { nextjs } from '../../../../src/core/guards/nextjs/nextjs.ts';
import { checkApp, checkHole, type Hole } from '../checkApp.ts';

const apps = join(import.meta.dirname, 'apps');

/** Routes in the order in which they are tried, with their guards in the order in which they run. */
const expected: Readonly<Record<string, string>> = {
  journal: `
    GET /api/entries  !session.user(authentication)@src/app/api/(members)/entries/route.ts:6  0 -1
    POST /api/entries  !request.auth(authentication)@src/app/api/(members)/entries/route.ts:13  0 -1
    GET /api/health  -  -1 -1
    GET /api/reports  auth(authentication)@src/middleware.ts:4 > requireRole(authorization role:editor|admin)@src/app/api/reports/route.ts:4  0 1
    DELETE /api/entries/[id]  !session(authentication)@src/app/api/(members)/entries/[id]/route.ts:6 > session.user.role !== 'admin'(authorization role:admin)@src/app/api/(members)/entries/[id]/route.ts:7  0 1
    GET /api/auth/[...nextauth]  -  -1 -1
    POST /api/auth/[...nextauth]  -  -1 -1
  `,
  clinic: `
    GET /api/staff  auth.protect(authorization role:org:staff)@proxy.ts:7 > auth.protect(authentication)@proxy.ts:9  1 0
    GET /api/visits  auth.protect(authentication)@proxy.ts:9  0 -1
    POST /api/visits  auth.protect(authentication)@proxy.ts:9 > !userId(authentication)@app/api/visits/route.ts:9 > has(authorization permission:org:visits:create)@app/api/visits/route.ts:10  1 2
    POST /api/webhooks  given.length !== expected.length || !timingSafeEqual(given, expected)(signature)@app/api/webhooks/route.ts:7  0 -1
    GET /api/public/news  -  -1 -1
    GET /api/files/[[...path]]  auth.protect(authentication)@proxy.ts:9  0 -1
  `,
  store: `
    * /store/api/health  -  -1 -1
    POST /store/api/login  -  -1 -1
    GET /store/api/orders  middleware(authentication)@middleware.ts:5 > withAuth(authentication)@pages/api/orders/index.ts:15  0 -1
    POST /store/api/orders  middleware(authentication)@middleware.ts:5 > withAuth(authentication)@pages/api/orders/index.ts:15  0 -1
    * /store/api/admin/users  middleware(authentication)@middleware.ts:5 > withAuth(authorization role:admin|owner)@pages/api/admin/users.ts:3  0 1
    GET /store/api/orders/[id]  middleware(authentication)@middleware.ts:5 > !session.user(authentication)@pages/api/orders/[id].ts:7  0 -1
    DELETE /store/api/orders/[id]  middleware(authentication)@middleware.ts:5 > !session.user(authentication)@pages/api/orders/[id].ts:7 > session.user.role !== 'admin'(authorization role:admin)@pages/api/orders/[id].ts:12  0 2
  `,
};

for (const [name, routes] of Object.entries(expected))
  test(`${name}: guards in the order in which they run`, async () => {
    await checkApp(nextjs as never, join(apps, name), routes);
  });

/** In an application without one, what each of these changes leaves open. */
const holes: Readonly<Record<string, readonly Hole[]>> = {
  journal: [
    [
      'src/app/api/(members)/entries/route.ts',
      "  if (!request.auth) return NextResponse.json({ message: 'Not authenticated' }, { status: 401 });\n",
      '',
      'unguarded-sibling src/app/api/(members)/entries/route.ts:12',
    ],
  ],
};

for (const [name, list] of Object.entries(holes))
  for (const hole of list)
    test(`${name} with a hole in ${hole[0]}: ${hole[3]}`, () => checkHole(nextjs as never, join(apps, name), hole));
