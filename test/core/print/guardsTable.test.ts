import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Guard } from '../../../src/core/guards/route.ts';
import { toGuardsTable } from '../../../src/core/print/guards.ts';

test('guards and needs that are too long for their columns go on below, whole', () => {
  const guard = (name: string, ...needs: string[]): Guard => ({
    name,
    kind: 'authorization',
    needs,
    needsAre: 'ability',
    text: name,
    file: 'routes/api.php',
    line: 3,
  });
  const table = toGuardsTable(
    [
      {
        method: 'POST',
        path: '/tokens',
        file: 'routes/api.php',
        line: 3,
        framework: 'laravel',
        guards: [
          guard('auth:sanctum'),
          guard('throttle:api'),
          guard('abilities:token:create,token:list', 'token:create', 'token:list'),
        ],
        decides401: 0,
        decides403: 2,
      },
      {
        method: 'GET',
        path: '/',
        file: 'routes/web.php',
        line: 1,
        framework: 'laravel',
        guards: [],
        decides401: -1,
        decides403: -1,
      },
    ],
    100,
  );
  assert.equal(
    table,
    `METHOD  PATH     GUARDS                             NEEDS                  PLACE
POST    /tokens  auth:sanctum, throttle:api,        ability token:create,  routes/api.php:3
                 abilities:token:create,token:list  token:list
GET     /        -                                                         routes/web.php:1
`,
  );
});
