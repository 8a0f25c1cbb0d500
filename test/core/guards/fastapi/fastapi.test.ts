import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fastapi } from '../../../../src/core/guards/fastapi/fastapi.ts';
import { askPython, withoutPython } from '../askPython.ts';
import { type Asked, comparePaths } from '../comparePaths.ts';
import { readApp } from '../readApp.ts';
import { readSources } from '../readSources.ts';
import { sayRoutes } from '../sayRoute.ts';

const apps = join(import.meta.dirname, 'apps');
const bearer = 'oauth2_scheme (authentication 401)';
const user = 'reusable_oauth2 (authentication 401), get_current_user (authentication 401)';
const active = `${user}, get_current_active_user (authorization 403)`;
const superuser = `${active}, get_current_active_superuser (authorization 403 role: admin)`;

test('routers in layers, and dependencies that depend on others', async () => {
  const linked = await readSources(fastapi, await readApp(join(apps, 'layered')));
  assert.deepEqual(sayRoutes(linked), [
    'POST /api/v1/login/access-token: -',
    `GET /api/v1/notes/: ${active}`,
    'GET /api/v1/notes/public: -',
    `PUT /api/v1/notes/{note_id}: ${active}, current_user.role not in (Role.ADMIN, Role.EDITOR) (authorization 403 any role: admin, editor)`,
    `DELETE /api/v1/notes/{note_id}: ${superuser}`,
    `GET /api/v1/notes/{note_id}/files/{name:path}: ${user}`,
    `GET /api/v1/admin/stats: ${superuser}`,
    'GET /health: -',
  ]);
  const stats = linked.routes[6]?.guards.at(-1);
  assert.deepEqual(
    [stats?.file, stats?.line, stats?.definedAt],
    ['app/api/main.py', 10, { file: 'app/api/deps.py', line: 36 }],
  );
});

test('scopes, and checkers that are instances', async () => {
  const read = `${bearer}, current_user (authentication 401/403 scope: reports:read)`;
  const linked = await readSources(fastapi, await readApp(join(apps, 'checkers')));
  assert.deepEqual(sayRoutes(linked), [
    `GET /me: ${bearer}, current_user (authentication 401/403 scope: reports:write, reports:read)`,
    'GET /ping: -',
    'POST /ping: -',
    `GET /reports: ${read}`,
    `POST /reports: ${read}, current_user (authentication 401/403 scope: reports:write)`,
    `DELETE /reports/{report_id}: ${read}, allow_managers (authorization 403 any role: manager, owner)`,
    `POST /reports/{report_id}/sign: ${read}, RoleChecker (authorization 403 role: owner)`,
  ]);
});

test('an application that a function makes, with middleware, closures and schemes of its own', async () => {
  const key = 'api_key (authentication 401), JWTBearer (authentication 401/403)';
  const linked = await readSources(fastapi, await readApp(join(apps, 'factory')));
  assert.deepEqual(sayRoutes(linked), [
    `GET /v2/orders/: ${key}`,
    `POST /v2/orders/: ${key}, require_roles (authorization 403 any role: admin, clerk)`,
    `DELETE /v2/orders/{order_id}: ${key}, require_roles (authorization 403 role: admin)`,
    'GET /internal/metrics: MaintenanceMiddleware (authorization 403), api_key (authentication 401)',
    'GET /public/status: -',
  ]);
});

test('dependencies in annotations, and by names for them', async () => {
  const linked = await readSources(fastapi, {
    'deps.py': `
from typing import Annotated
from fastapi import Depends, HTTPException
def get_current_user(token: str): 
    if not token:
        raise HTTPException(status_code=401)
CurrentUser = Annotated[dict, Depends(get_current_user)]
def require(perm: str):
    async def dependency(user: CurrentUser):
        if perm not in user.permissions:
            raise HTTPException(403)
    return Depends(dependency)
`,
    'main.py': `
from typing import Annotated
from fastapi import FastAPI, Depends
from deps import CurrentUser, require
import deps
app = FastAPI()
@app.get("/a")
def a(user: CurrentUser): ...
@app.get("/b", dependencies=[require("b:read")])
def b(): ...
@app.get("/c")
def c(user: Annotated[dict, Depends(deps.get_current_user)], q: int = 1): ...
`,
  });
  assert.deepEqual(sayRoutes(linked), [
    'GET /a: get_current_user (authentication 401)',
    'GET /b: get_current_user (authentication 401), require (authorization 403 permission: b:read)',
    'GET /c: get_current_user (authentication 401)',
  ]);
});

test('a checker that is handed one permission or several, and asks for each', async () => {
  const linked = await readSources(fastapi, {
    'main.py': `
from fastapi import FastAPI, Depends, HTTPException
class Checker:
    def __init__(self, wanted_permissions):
        if isinstance(wanted_permissions, str):
            self.wanted_permissions = [wanted_permissions]
        else:
            self.wanted_permissions = wanted_permissions
    def __call__(self, token: str):
        for one in self.wanted_permissions:
            if one not in token.split():
                raise HTTPException(status_code=403)
app = FastAPI()
@app.get("/a", dependencies=[Depends(Checker("a:read"))])
def a(): ...
@app.get("/b", dependencies=[Depends(Checker(["b:read", "b:write"]))])
def b(): ...
`,
  });
  assert.deepEqual(sayRoutes(linked), [
    'GET /a: Checker (authorization 403 permission: a:read)',
    'GET /b: Checker (authorization 403 permission: b:read, b:write)',
  ]);
});

const skip = withoutPython(['fastapi', 'httpx'], ['python3-fastapi', 'python3-httpx']);

/** What FastAPI calls what stands behind a name. */
const runsAs: ReadonlyMap<string, string> = new Map([
  ['reusable_oauth2', 'OAuth2PasswordBearer'],
  ['oauth2_scheme', 'OAuth2PasswordBearer'],
  ['allow_managers', 'RoleChecker'],
  ['require_roles', 'require_roles.<locals>.check'],
]);

suite('held against FastAPI itself', { skip }, () => {
  for (const [app, name] of [
    ['layered', 'app.main:app'],
    ['checkers', 'main:app'],
    ['factory', 'shop.app:app'],
  ] as const) {
    test(app, async () => {
      const asked = askPython<readonly (Asked & { readonly runs: readonly string[] })[]>(
        'fastapi/oracle.py',
        join(apps, app),
        name,
      );
      const { routes } = await readSources(fastapi, await readApp(join(apps, app)));
      assert.deepEqual(
        routes.map((one) => `${one.method} ${one.path}`),
        asked.map((one) => `${one.method} ${one.path}`),
      );
      comparePaths(routes, asked, ['POST /api/v1/login/access-token']);
      asked.forEach(({ runs }, at) => {
        const guards =
          routes[at]?.guards.filter((one) => one.text.startsWith('Depends') || one.text.startsWith('Security')) ?? [];
        let from = 0;
        for (const guard of guards) {
          from = runs.indexOf(runsAs.get(guard.name) ?? guard.name, from) + 1;
          assert.notEqual(from, 0, `${guard.name} of ${routes[at]?.path} does not run there: ${runs.join(', ')}`);
        }
      });
    });
  }
});
