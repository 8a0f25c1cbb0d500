import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appSources } from './applications.ts';
import { shown } from './shown.ts';

test('what is asked in handlers, requests, policies and services', async () => {
  assert.deepEqual(await shown(await appSources('checks')), [
    "GET /api/a1: !Auth::user()->hasRole('admin') role admin (-1, 0)",
    'GET /api/a2: deny role manager|x|y (-1, 0)',
    'GET /api/a3: deny (0, -1)',
    'GET /api/a4: AccessDeniedHttpException role manager|boss (-1, 0)',
    'GET /api/a5: Gate::none ability p|q (-1, 0)',
    'GET /api/a6: Gate::authorize permission create projects on Project (-1, 0)',
    'GET /api/a7/{project}: authorize role viewer on project; authorize role boss|manager on project (-1, 0)',
    'GET /api/a8/{project}: R::authorize role manager on project (-1, 0)',
    'GET /api/a9: S::authorize (-1, 0)',
    'GET /api/b1: authorize ability update on p (-1, 0)',
    'GET /api/b2: abort_unless ability server:update (-1, 0)',
    'GET /api/b3: authorize permission create projects on Project (-1, 0)',
    "GET /api/b4: ! auth('api')->attempt([]) (0, -1)",
    'GET /api/b5: JsonResponse (0, -1)',
    'GET /api/b6/{project}: -',
    'GET /api/b7: check ability see-all (-1, 0)',
    'GET /api/b8: AuthorizationException role manager; AuthenticationException (1, 0)',
    'GET /api/b9: cant ability nothing (-1, 0)',
    'GET /api/c1: Gate::inspect permission create projects on Project (-1, 0)',
    'PUT /api/c2/{project}: Gate::allows role boss on project (-1, 0)',
    'GET /api/c3: abort role chief (-1, 0)',
    'GET /api/c4: abort role cook (-1, 0)',
    'GET /api/c5: abort (-1, 0)',
  ]);
});
