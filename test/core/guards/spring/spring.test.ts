import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { spring } from '../../../../src/core/guards/spring/spring.ts';
import { readApp } from '../readApp.ts';
import { readSources } from '../readSources.ts';
import { sayRemarks, sayRoutes } from '../sayRoute.ts';

const apps = join(import.meta.dirname, 'apps');

test("two chains with a filter of the project's own, behind a context path", async () => {
  const linked = await readSources(spring, await readApp(join(apps, 'lambda')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /shop: -',
    'GET /shop/account: authenticated (authentication 302)',
    'POST /shop/account: CsrfFilter (csrf 403), authenticated (authentication 302)',
    'GET /shop/api/products/{id}: TokenFilter (authentication 401)',
    'POST /shop/api/products: TokenFilter (authentication 401), authenticated (authentication 401)',
    'POST /shop/api/login: TokenFilter (authentication 401)',
    'GET /shop/api/orders: TokenFilter (authentication 401)',
    'GET /shop/api/orders/export: TokenFilter (authentication 401), hasAnyRole (authorization 401/403 any role: ADMIN, CLERK)',
    'GET /shop/api/orders/{id}: TokenFilter (authentication 401)',
    'DELETE /shop/api/orders/{id}: TokenFilter (authentication 401)',
    'GET /shop/api/reports/{year}: TokenFilter (authentication 401), hasAuthority (authorization 401/403 scope: SCOPE_reports:read), !account.owns(year) (authorization 403)',
  ]);
  assert.deepEqual(sayRemarks(linked), [
    "shadowed-by-permit-all src/main/java/com/shop/config/SecurityConfig.java:46 sure: requestMatchers(HttpMethod.DELETE, '/api/orders/**').hasRole(Roles.ADMIN) is never reached: requestMatchers('/api/orders/**').permitAll() stands before it and takes the same requests.",
  ]);
});

test('the older adapter, and mappings of an interface', async () => {
  const linked = await readSources(spring, await readApp(join(apps, 'older')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /notes/audit: access (authorization 401/403 role: AUDITOR)',
    'GET /notes/public/{name}: -',
    'POST /notes/hook: authenticated (authentication 401), @Secured (authorization 401/403 any role: ROLE_EDITOR, ROLE_CHIEF)',
    'PUT /notes/{id:[0-9]+}: CsrfFilter (csrf 403), authenticated (authentication 401), @RolesAllowed (authorization 401/403 role: EDITOR)',
    'DELETE /notes/{id}: CsrfFilter (csrf 403), authenticated (authentication 401)',
    'GET /notes: authenticated (authentication 401)',
  ]);
  assert.deepEqual(sayRemarks(linked), [
    'skipped-by-order src/main/java/org/notes/NotesController.java:27 likely: @PreAuthorize has no effect: no class of this folder turns method security on for it.',
  ]);
});

test("method security with annotations of the project's own", async () => {
  const linked = await readSources(spring, await readApp(join(apps, 'methods')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /patients: authenticated (authentication 401), @PreAuthorize (authentication 401)',
    'GET /patients/{id}: authenticated (authentication 401), @PreAuthorize (authorization 401/403 any permission: read, DOCTOR)',
    'POST /patients: authenticated (authentication 401), @IsDoctor (authorization 401/403 role: DOCTOR)',
    'GET /patients/open: authenticated (authentication 401)',
    'PUT /patients/{id}: authenticated (authentication 401), @HasAnyOf (authorization 401/403 any permission: patient:write, patient:all)',
    'DELETE /patients/{id}: authenticated (authentication 401), @PreAuthorize (authorization 401/403 permission: patient:remove), access.checkWard (authorization 403)',
  ]);
  assert.deepEqual(sayRemarks(linked), []);
});
