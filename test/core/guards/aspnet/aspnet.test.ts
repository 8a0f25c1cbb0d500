import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { aspnet } from '../../../../src/core/guards/aspnet/aspnet.ts';
import { readApp } from '../readApp.ts';
import { readSources } from '../readSources.ts';
import { sayRemarks, sayRoutes } from '../sayRoute.ts';

const apps = join(import.meta.dirname, 'apps');

test("controllers with policies, attributes and filters of the project's own", async () => {
  const linked = await readSources(aspnet, await readApp(join(apps, 'controllers')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /partners/Prices: ApiKeyMiddleware (authentication 401)',
    'POST /partners/login: ApiKeyMiddleware (authentication 401)',
    'GET /api/Orders: [Authorize] (authentication 401)',
    'GET /api/Orders/{id:int}: -',
    'POST /api/Orders: [Authorize] (authentication 401), [Authorize] (authorization 401/403 any role: Admin, Clerk)',
    'PUT /api/Orders/{id:int}: [Authorize] (authentication 401), [Authorize] (authorization 401/403 any role: Admin, Clerk)',
    'POST /api/Orders/{id:int}/ship: [Authorize] (authentication 401), [Authorize] (authorization 401/403 scope: orders:ship)',
    'DELETE /api/Orders/{id:int}: [Authorize] (authentication 401), [HasPermission] (authorization 401/403 permission: orders:delete), OwnTenantFilter (authorization 403 claim: tenant), order.Owner != User.Identity.Name && !User.IsInRole("Admin") (authorization 403 role: Admin)',
    'GET /reports/{year}: [Authorize] (authentication 401), [Authorize] (authorization 401/403 any role: Admin, Clerk)',
  ]);
  assert.deepEqual(sayRemarks(linked), []);
});

test('a minimal API with groups, filters and a fallback', async () => {
  const linked = await readSources(aspnet, await readApp(join(apps, 'minimal')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /health: -',
    'GET /hello: RequireAuthorization (authorization 401/403 role: admin, greetings_api)',
    'GET /fallback: FallbackPolicy (authentication 401)',
    'POST /direct: [Authorize] (authorization 401/403 role: editor)',
    'GET /todos: RequireAuthorization (authentication 401)',
    'GET /todos/open: -',
    'GET /v2/users/{name}: RequireAuthorization (authorization 401/403 any role: operator, admin)',
    'POST /v2/users: RequireAuthorization (authorization 401/403 any role: operator, admin), KeyFilter (authentication 401)',
    'DELETE /todos/{id:int}: RequireAuthorization (authentication 401), RequireRateLimiting (throttle 429), !user.IsInRole("admin") (authorization 403 role: admin)',
    'GET /many: -',
    'HEAD /many: -',
  ]);
  assert.deepEqual(sayRemarks(linked), [
    'skipped-by-order Program.cs:11 sure: UseAuthorization stands before UseAuthentication: when it asks, nobody has been signed in yet.',
  ]);
});

test('a site with conventional routes and Razor pages', async () => {
  const linked = await readSources(aspnet, await readApp(join(apps, 'site')));
  assert.deepEqual(sayRoutes(linked), [
    '* /Account/Index/{id?}: [Authorize] (authentication 302), [AutoValidateAntiforgeryToken] (csrf 400)',
    '* /Account: [Authorize] (authentication 302), [AutoValidateAntiforgeryToken] (csrf 400)',
    'GET /Admin/Index/{id:int}: [Authorize] (authorization 302 role: Admin)',
    'POST /Admin/Index/{id:int}: [Authorize] (authorization 302 role: Admin)',
    'POST /Account/Login/{id?}: [AutoValidateAntiforgeryToken] (csrf 400)',
    'POST /Account/Close/{id?}: [Authorize] (authentication 302), [Authorize] (authorization 302 role: Owner), [AutoValidateAntiforgeryToken] (csrf 400), [ValidateAntiForgeryToken] (csrf 400)',
    'GET /Admin/{id:int}: [Authorize] (authorization 302 role: Admin)',
    'POST /Admin/{id:int}: [Authorize] (authorization 302 role: Admin)',
  ]);
  assert.deepEqual(sayRemarks(linked), []);
});
