import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { flask } from '../../../../src/core/guards/flask/flask.ts';
import { askPython, withoutPython } from '../askPython.ts';
import { type Asked, comparePaths } from '../comparePaths.ts';
import { readApp } from '../readApp.ts';
import { readSources } from '../readSources.ts';
import { sayRoutes } from '../sayRoute.ts';

const apps = join(import.meta.dirname, 'apps');

test('blueprints of an application factory, with decorators and hooks of the project', async () => {
  const linked = await readSources(flask, await readApp(join(apps, 'blueprints')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /health: -',
    'GET /auth/login: -',
    'POST /auth/login: -',
    'POST /auth/logout: login_required (authentication 302)',
    'GET /posts/: -',
    'GET /posts/drafts: login_required (authentication 302)',
    'GET /posts/export: -',
    'GET /admin/: only_staff (authentication 401/403 any role: admin, moderator)',
    'GET /admin/ping: -',
    'GET /admin/reports/<name>: only_staff (authentication 401/403 any role: admin, moderator)',
    'GET /posts/<int:post_id>: -',
    'GET /posts/<int:post_id>/edit: login_required (authentication 302), permission_required (authorization 403 permission: editor)',
    'POST /posts/<int:post_id>/edit: login_required (authentication 302), permission_required (authorization 403 permission: editor)',
    'POST /posts/<int:post_id>/delete: admin_required (authorization 403 permission: admin)',
    'POST /posts/<int:post_id>/like: current_user.is_anonymous (authentication 401)',
    'GET /posts/<slug>: -',
  ]);
  assert.deepEqual(linked.remarks, [
    {
      code: 'skipped-by-order',
      file: 'blog/posts.py',
      line: 44,
      says: '@login_required stands above the route of export, so Flask registers export without it.',
      certainty: 'sure',
      advice: 'Move @login_required below the line with the route.',
      other: { file: 'blog/posts.py', line: 45 },
    },
  ]);
});

test('Flask-HTTPAuth, Flask-Principal, an error handler and a hook that looks at the path', async () => {
  const linked = await readSources(flask, await readApp(join(apps, 'tokens')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /: -',
    'GET /basic: basic.login_required (authentication 401)',
    'GET /staff: token_auth.login_required (authentication 401/403 any role: admin, staff)',
    'GET /optional: check_api_key (authentication 401)',
    'PUT /edit: editors.require (authorization 403 any role: editor, chief)',
    'PATCH /edit: editors.require (authorization 403 any role: editor, chief)',
    'DELETE /things/<uuid:thing>: check_api_key (authentication 401), check_owner (authorization 403)',
  ]);
});

test('views that are classes, and Flask-RESTful', async () => {
  const linked = await readSources(flask, await readApp(join(apps, 'classes')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /users/<user_id>: authenticated (authentication 401), roles (authorization 403 role: admin)',
    'DELETE /users/<user_id>: authenticated (authentication 401), roles (authorization 403 role: admin), roles (authorization 403 role: owner)',
    'GET /dashboard: authenticated (authentication 401)',
    'GET /api/v1/items/<int:item_id>: -',
    'POST /api/v1/items/<int:item_id>: authenticated (authentication 401)',
    'GET /api/v1/things/<int:item_id>: -',
    'POST /api/v1/things/<int:item_id>: authenticated (authentication 401)',
    'GET /api/v1/secret: authenticated (authentication 401)',
  ]);
});

test('Flask-JWT-Extended, Flask-Security and Flask-Limiter, with a decorator that calls into the first', async () => {
  const linked = await readSources(flask, await readApp(join(apps, 'jwt')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /protected: jwt_required (authentication 401)',
    'GET /optional: -',
    'POST /admin: limiter.limit (throttle 429), admin_required (authentication 401/403 role: administrator)',
    'GET /reports: auth_required (authentication 401), roles_required (authorization 403 role: admin, auditor)',
    'GET /drafts: roles_accepted (authorization 403 any role: editor, author)',
  ]);
});

const skip = withoutPython(
  ['flask', 'flask_login', 'flask_httpauth', 'flask_principal', 'flask_restful'],
  [
    'python3-flask',
    'python3-flask-login',
    'python3-flask-httpauth',
    'python3-flask-principal',
    'python3-flask-restful',
  ],
);

suite('held against Flask itself', { skip }, () => {
  for (const [app, name, signIn] of [
    ['blueprints', 'blog:create_app()', ['POST /auth/login']],
    ['tokens', 'app:app', []],
    ['classes', 'app:app', []],
  ] as const) {
    test(app, async () => {
      const asked = askPython<readonly Asked[]>('flask/oracle.py', join(apps, app), name);
      const { routes } = await readSources(flask, await readApp(join(apps, app)));
      assert.equal(routes.length, asked.length);
      comparePaths(routes, asked, signIn);
    });
  }
});
