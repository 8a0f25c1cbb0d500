import { join } from 'node:path';
import { test } from 'node:test';
import { nestjs } from '../../../../src/core/guards/nestjs/nestjs.ts';
import { checkApp, checkHole, type Hole } from '../checkApp.ts';

const apps = join(import.meta.dirname, 'apps');

/** Routes in the order in which they are tried, with their guards in the order in which they run. */
const expected: Readonly<Record<string, string>> = {
  clinic: `
    GET /health  ThrottlerGuard(throttle)@app.module.ts:13  -1 -1
    POST /api/v1/session  ThrottlerGuard(throttle)@app.module.ts:13  -1 -1
    GET /api/v1/session  TokenGuard(authentication)@app.module.ts:14  0 -1
    GET /api/v1/patients  ThrottlerGuard(throttle)@app.module.ts:13 > TokenGuard(authentication)@app.module.ts:14 > RolesGuard(authorization role:doctor|admin)@auth/auth.module.ts:8  1 2
    GET /api/v2/patients/:id  ThrottlerGuard(throttle)@app.module.ts:13 > TokenGuard(authentication)@app.module.ts:14 > RolesGuard(authorization role:doctor|admin)@auth/auth.module.ts:8  1 2
    POST /api/v1/patients  ThrottlerGuard(throttle)@app.module.ts:13 > TokenGuard(authentication)@app.module.ts:14 > RolesGuard(authorization role:doctor|admin)@auth/auth.module.ts:8  1 2
    PATCH /api/v1/patients/:id  ThrottlerGuard(throttle)@app.module.ts:13 > TokenGuard(authentication)@app.module.ts:14 > RolesGuard(authorization role:doctor|admin)@auth/auth.module.ts:8  1 2
    DELETE /api/v1/patients/:id  ThrottlerGuard(throttle)@app.module.ts:13 > TokenGuard(authentication)@app.module.ts:14 > RolesGuard(authorization role:admin)@auth/auth.module.ts:8  1 2
  `,
  forum: `
    GET /posts  -  -1 -1
    GET /posts/drafts  JwtAuthGuard(authentication)@posts/posts.controller.ts:17  0 -1
    GET /posts/:id  -  -1 -1
    POST /posts  JwtAuthGuard(authentication)@posts/posts.controller.ts:28 > PermissionsGuard(authorization permission:posts:write)@posts/posts.controller.ts:28  0 1
    PUT /posts/:id  AuthGuard(authentication)@posts/posts.controller.ts:34 > this.posts.change(authorization)@posts/posts.controller.ts:37  0 1
    DELETE /posts/:id  JwtAuthGuard(authentication)@posts/posts.controller.ts:40 > PermissionsGuard(authorization permission:posts:write&posts:remove)@posts/posts.controller.ts:40  0 1
    GET /backstage/members  JwtAuthGuard(authentication)@admin/members.controller.ts:5 > RoleGuard(authorization role:admin)@admin/members.controller.ts:5  0 1
    DELETE /backstage/members/:id  JwtAuthGuard(authentication)@admin/members.controller.ts:5 > RoleGuard(authorization role:admin)@admin/members.controller.ts:5  0 1
    GET /backstage/reports  JwtAuthGuard(authentication)@admin/members.controller.ts:20  0 -1
    GET /backstage/reports/full  JwtAuthGuard(authentication)@admin/members.controller.ts:20 > RoleGuard(authorization role:admin)@admin/members.controller.ts:28  0 1
  `,
  depot: `
    GET /v1/stock/prices  -  -1 -1
    POST /v1/stock  AccountMiddleware(authentication)@app.module.ts:10 > RolesGuard(authorization role:keeper|admin)@main.ts:8  0 1
    GET /v1/stock  AccountMiddleware(authentication)@app.module.ts:10  0 -1
    DELETE /v1/stock/:id  AccountMiddleware(authentication)@app.module.ts:10 > RolesGuard(authorization role:admin)@main.ts:8  0 1
    POST /v1/webhook  ApiKeyGuard(authentication)@stock/webhook.controller.ts:13  -1 0
  `,
};

for (const [name, routes] of Object.entries(expected))
  test(`${name}: guards in the order in which they run`, async () => {
    await checkApp(nestjs as never, join(apps, name), routes);
  });

/** In an application without one, what each of these changes leaves open. */
const holes: Readonly<Record<string, readonly Hole[]>> = {
  clinic: [
    [
      'auth/auth.module.ts',
      'providers: [{ provide: APP_GUARD, useClass: RolesGuard }],',
      '',
      'unknown-guard patients/patients.controller.ts:4, unknown-guard patients/patients.controller.ts:29',
    ],
  ],
  forum: [
    [
      'posts/posts.controller.ts',
      "@Auth('posts:write')\n  @Post()",
      '@Post()',
      'unguarded-sibling posts/posts.controller.ts:28',
    ],
  ],
};

for (const [name, list] of Object.entries(holes))
  for (const hole of list)
    test(`${name} with a hole in ${hole[0]}: ${hole[3]}`, () => checkHole(nestjs as never, join(apps, name), hole));
