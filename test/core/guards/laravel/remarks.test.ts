import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit } from '../../../../src/core/guards/audit/audit.ts';
import { laravel } from '../../../../src/core/guards/laravel/laravel.ts';
import { matchRoute } from '../../../../src/core/guards/matchRoute.ts';
import { readSources } from '../readSources.ts';
import { sourcesOf } from './applications.ts';

/** The remarks on an application of `apps/` after a text in one of its files was replaced. */
async function after(name: string, file: string, from: string, to: string): Promise<readonly string[]> {
  const sources = await sourcesOf(name);
  const text = sources[file] ?? '';
  assert.ok(text.includes(from), `${file} holds ${from}`);
  const linked = await readSources(laravel, { ...sources, [file]: text.replace(from, to) });
  return audit(linked.routes, linked.remarks).map(
    (it) => `${it.code} ${it.certainty} ${it.file}:${it.line} ${it.says}`,
  );
}

for (const name of ['blog', 'shop', 'desk', 'modules', 'tokens'])
  test(`nothing looks wrong in ${name}`, async () => {
    const linked = await readSources(laravel, await sourcesOf(name));
    assert.deepEqual(audit(linked.routes, linked.remarks), []);
  });

test('a policy without the method that is asked for', async () => {
  const policy = 'app/Policies/PostPolicy.php';
  assert.deepEqual(await after('blog', policy, 'function publish', 'function publsh'), [
    'missing-policy-method sure routes/api.php:10 The ability publish leads to PostPolicy, which has no method publish: nobody is allowed.',
  ]);
  assert.deepEqual(await after('blog', policy, 'function delete', 'function destroy'), [
    'missing-policy-method sure app/Http/Controllers/PostController.php:57 The ability delete leads to PostPolicy, which has no method delete: nobody is allowed.',
  ]);
  assert.deepEqual(
    await after('shop', 'app/Policies/ProductCategoryPolicy.php', 'function viewAny', 'function view_any'),
    [
      'missing-policy-method likely app/Http/Controllers/Admin/CategoryController.php:12 The ability viewAny leads to ProductCategoryPolicy, which has no method viewAny: only what runs before it may allow anybody.',
    ],
  );
});

test('a policy of which not all is seen is not judged', async () => {
  const policy = 'app/Policies/PostPolicy.php';
  assert.deepEqual(
    await after(
      'blog',
      policy,
      'class PostPolicy\n{',
      'class PostPolicy extends \\Vendor\\Policy\n{ private function publish',
    ),
    [],
  );
});

test('only and except that leave out what changes something', async () => {
  const controller = 'app/Http/Controllers/PostController.php';
  const gaps = await after('blog', controller, "['index', 'show']", "['index', 'show', 'destroy']");
  assert.deepEqual(gaps, []);
  const bare = 'app/Http/Controllers/CommentController.php';
  assert.deepEqual(
    await after('blog', bare, "$this->middleware('auth');", "$this->middleware('auth')->only(['store', 'update']);"),
    [],
  );
  const sources = {
    'routes/web.php':
      "<?php\nRoute::resource('notes', 'NoteController')->only(['index', 'store', 'update', 'destroy']);",
    'app/Http/Controllers/NoteController.php':
      "<?php\nnamespace App\\Http\\Controllers;\nclass NoteController {\n  public function __construct() {\n    $this->middleware('auth')->only(['store', 'updat']);\n  }\n  function index() {}\n  function store() {}\n  function update() {}\n  function destroy() {}\n}",
  };
  const linked = await readSources(laravel, sources);
  assert.deepEqual(
    linked.remarks.map((it) => `${it.code} ${it.certainty} ${it.file}:${it.line} ${it.says}`),
    [
      'method-gap sure app/Http/Controllers/NoteController.php:5 only of auth names updat, which is no method of NoteController.',
      'method-gap likely app/Http/Controllers/NoteController.php:5 auth of NoteController is only for store, updat, so that nothing guards update, which PUT /notes/{note} leads to.',
      'method-gap likely app/Http/Controllers/NoteController.php:5 auth of NoteController is only for store, updat, so that nothing guards destroy, which DELETE /notes/{note} leads to.',
    ],
  );
});

test('a resource that names an action which no resource has', async () => {
  assert.deepEqual(await after('shop', 'routes/api.php', "['create', 'edit']", "['creat', 'edit']"), [
    'method-gap sure routes/api.php:8 except of the resource admin/boxes names creat, which is no action of a resource.',
  ]);
});

test('names that nobody defined', async () => {
  assert.deepEqual(await after('tokens', 'routes/api.php', "'auth:admin,api'", "'auth:admn,api'"), [
    'unknown-guard sure routes/api.php:12 auth:admn,api asks for the guard admn, which config/auth.php does not have; it has web, api, admin.',
  ]);
  assert.deepEqual(await after('blog', 'routes/web.php', "'role:admin'", "'roles:admin'"), [
    'unknown-guard likely routes/web.php:19 No middleware is called roles: neither an alias, nor a group, nor a class of the project; there is role.',
  ]);
  assert.deepEqual(await after('blog', 'routes/api.php', 'can:see-stats', 'can:see-stat'), [
    'unknown-guard likely routes/api.php:15 No gate defines the ability see-stat; those that are defined are see-stats, moderate.',
  ]);
});

test('a route beside guarded ones that has none', async () => {
  const { routes, remarks } = await readSources(laravel, {
    'routes/api.php':
      "<?php\nRoute::middleware('auth:api')->prefix('notes')->group(function () {\n  Route::get('/', 'N@index');\n  Route::post('/', 'N@store');\n  Route::put('{note}', 'N@update');\n});\nRoute::delete('notes/{note}', 'N@destroy');",
    'app/Http/Controllers/N.php':
      '<?php\nnamespace App\\Http\\Controllers;\nclass N { function index() {} function store() {} function update() {} function destroy() {} }',
  });
  assert.deepEqual(
    audit(routes, remarks).map((it) => `${it.code} ${it.file}:${it.line}`),
    ['unguarded-sibling routes/api.php:7'],
  );
});

test('a request without a host meets the route that is for any', async () => {
  const { routes } = await readSources(laravel, await sourcesOf('modules'));
  const matched = matchRoute(routes, 'GET', '/');
  assert.equal(matched.is === 'route' && matched.route.host, undefined);
  assert.deepEqual(
    routes.filter((it) => it.path === '/').map((it) => it.host),
    ['{team}.desk.test', undefined],
  );
});
