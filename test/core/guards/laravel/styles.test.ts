import { test } from 'node:test';
import { shown } from './shown.ts';

const routesOnly = async (routes: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  shown({ 'bootstrap/app.php': using, 'routes/all.php': routes, ...more });

/** No group in front. */
const using = `return Illuminate\\Foundation\\Application::configure()->withRouting(using: function () {
  require base_path('routes/all.php');
})->withMiddleware(function ($m) { $m->alias(['role' => 'Spatie\\Permission\\Middleware\\RoleMiddleware', 'permission' => 'Spatie\\Permission\\Middleware\\PermissionMiddleware', 'role_or_permission' => 'Spatie\\Permission\\Middleware\\RoleOrPermissionMiddleware', 'scopes' => 'Laravel\\Passport\\Http\\Middleware\\CheckScopes', 'scope' => 'Laravel\\Passport\\Http\\Middleware\\CheckForAnyScope', 'ability' => 'Laravel\\Sanctum\\Http\\Middleware\\CheckForAnyAbility']); })->create();`;

test('X', async () => {
  console.log(
    (
      await routesOnly(
        `
Route::macro('guarded', function ($uri, $action) { return $this->get($uri, $action)->middleware('auth'); });
Route::guarded('m1', fn () => 1);
Route::prefix('a')->middleware('auth')->group(static function (): void {
  Route::get('b', static fn () => null);
  Route::middleware(['permission:edit articles|publish articles'])->group(fn () => [Route::get('c', 'C@c'), Route::get('d', 'D')]);
});
Route::get('r1', fn () => 1)->middleware('role:admin|editor,api');
Route::get('r2', fn () => 1)->middleware(['role_or_permission:admin|edit posts', 'scopes:a,b', 'scope:c,d', 'ability:x,y']);
Route::singleton('profile', 'ProfileController')->creatable();
Route::apiSingleton('photos.thumbnail', 'ThumbController');
Route::match(['GET', 'HEAD', 'post'], '{a}-{b}.{ext?}', fn () => 1)->where(['a' => '[a-z]+'])->middleware(\\Illuminate\\Auth\\Middleware\\AuthenticateWithBasicAuth::class);
Route::group(['prefix' => 'g', 'middleware' => ['auth:api', 'throttle:rate']], __DIR__.'/inner.php');
Route::post($dynamic.'/x', fn () => 1)->middleware($mw);
foreach ($things as $thing) Route::get($thing, fn () => 1)->middleware('auth');
if (app()->environment('local')) { Route::get('debug', fn () => 1); }
Route::name('x.')->middleware('auth')->resource('cars', 'CarController', ['except' => ['show']])->names(['index' => 'all']);
Route::resource('vans', CarController::class)->middlewareFor(['store', 'update'], ['auth', 'verified'])->withoutMiddlewareFor('update', 'verified')->only(['index', 'store', 'update']);
[Route::get('arr', fn () => 1)->middleware('auth')];
Route::get('/unk', fn () => 1)->middleware(['auth.shield', 'hasPermission:foo', 'setLang']);
$router->group(['prefix' => 'old'], function ($router) { $router->get('x', ['middleware' => ['auth', 'role:a'], 'uses' => 'C@c', 'as' => 'n']); });
Route::middleware('auth')->any('anything', 'C@c');
Route::get('user', 'C@c')->middleware('auth', 'verified');
Route::redirect('from', 'to')->middleware('auth');
`,
        {
          'routes/inner.php': 'Route::get("in", "C@c");',
          'app/Http/Controllers/C.php': 'namespace App\\Http\\Controllers; class C { function c() {} }',
        },
      )
    ).join('\n'),
  );
});
