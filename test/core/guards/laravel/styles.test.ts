import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown } from './shown.ts';

/** Routes with nothing in front but what they say themselves, in a Laravel 11 with these aliases. */
const alone = (routes: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  shown({
    'bootstrap/app.php': `
return Illuminate\\Foundation\\Application::configure()
  ->withRouting(using: function () { require base_path('routes/all.php'); })
  ->withMiddleware(function ($middleware) {
    $middleware->alias([
      'role' => 'Spatie\\Permission\\Middleware\\RoleMiddleware',
      'permission' => 'Spatie\\Permission\\Middleware\\PermissionMiddleware',
      'scopes' => 'Laravel\\Passport\\Http\\Middleware\\CheckScopes',
      'scope' => 'Laravel\\Passport\\Http\\Middleware\\CheckForAnyScope',
      'abilities' => 'Laravel\\Sanctum\\Http\\Middleware\\CheckAbilities',
      'ability' => 'Laravel\\Sanctum\\Http\\Middleware\\CheckForAnyAbility',
    ]);
  })->create();`,
    'routes/all.php': routes,
    ...more,
  });

test('middleware of packages, by their parameters', async () => {
  assert.deepEqual(
    await alone(`
Route::get('a', fn () => 1)->middleware('role:admin|editor,api');
Route::get('b', fn () => 1)->middleware(['permission:edit articles', 'role:a|b']);
Route::get('c', fn () => 1)->middleware('scopes:a,b', 'scope:c,d');
Route::get('d', fn () => 1)->middleware(['abilities:x,y', 'ability:x,y']);
Route::get('e', fn () => 1)->middleware('jwt.auth')->middleware('jwt.check');
Route::get('f', fn () => 1)->middleware(\\Illuminate\\Auth\\Middleware\\AuthenticateWithBasicAuth::class);
Route::get('g', fn () => 1)->middleware(\\Vendor\\Locale::class, \\Vendor\\EnsureRole::class.':chief');`),
    [
      'GET /a: role:admin|editor,api role admin|editor (-1, 0)',
      'GET /b: permission:edit articles permission edit articles; role:a|b role a|b (-1, 0)',
      'GET /c: scopes:a,b scope a+b; scope:c,d scope c|d (0, 0)',
      'GET /d: abilities:x,y ability x+y; ability:x,y ability x|y (0, 0)',
      'GET /e: jwt.auth (0, -1)',
      'GET /f: AuthenticateWithBasicAuth (0, -1)',
      'GET /g: EnsureRole:chief role chief (-1, 0)',
    ],
  );
});

test('macros, chains, lists and loops', async () => {
  assert.deepEqual(
    await alone(`
use Illuminate\\Support\\Facades\\Route as Web;
Web::macro('guarded', function ($uri, $action) { return $this->get($uri, $action)->middleware('auth'); });
Web::macro('section', function ($name, $routes, $attributes = []) {
  $with = ['middleware' => $attributes['middleware']];
  if (isset($attributes['prefix'])) { $with['prefix'] = $attributes['prefix']; } else { $with['prefix'] = $name; }
  return Web::group($with, $routes);
});
Web::macro('admin', fn ($name, $routes, $attributes = []) => Web::section($name, $routes, array_merge(['middleware' => 'auth'], $attributes)));
Web::guarded('m', fn () => 1);
Web::admin('staff', function () { Web::get('x', fn () => 1); });
Web::admin('staff', fn () => Web::get('y', fn () => 1), ['prefix' => 'crew', 'middleware' => 'role:crew']);
Web::prefix('a')->middleware('auth')->group(static function (): void {
  Web::get('b', static fn () => null);
  Web::middleware(['role:x'])->group(fn () => [Web::get('c', fn () => 1), Web::get('d', fn () => 1)]);
});
[Web::get('arr', fn () => 1)->middleware('auth')];
foreach (['p' => 'role:p', 'q' => 'role:q'] as $path => $role) { Web::get($path, fn () => 1)->middleware($role); }
foreach ($unknown as $thing) { Web::get("things/{$thing}", fn () => 1)->middleware('auth'); }
$router->group(['prefix' => 'old'], function ($router) {
  $router->get('z', ['middleware' => ['auth', 'role:a'], 'uses' => fn () => 1, 'as' => 'n']);
});
Web::match(['GET', 'HEAD', 'post'], '{a}-{b}.{ext?}', fn () => 1);
Web::redirect('from', 'to')->middleware('auth');`),
    [
      'GET /m: auth (0, -1)',
      'GET /staff/x: auth (0, -1)',
      'GET /crew/y: role:crew role crew (-1, 0)',
      'GET /a/b: auth (0, -1)',
      'GET /a/c: auth; role:x role x (0, 1)',
      'GET /a/d: auth; role:x role x (0, 1)',
      'GET /arr: auth (0, -1)',
      'GET /p: role:p role p (-1, 0)',
      'GET /q: role:q role q (-1, 0)',
      'GET /things/{?}: auth (0, -1)',
      'GET /old/z: auth; role:a role a (0, 1)',
      'GET /{a}-{b}.{ext?}: -',
      'POST /{a}-{b}.{ext?}: -',
      '* /from: auth (0, -1)',
    ],
  );
});

test('resources and singletons of later versions', async () => {
  assert.deepEqual(
    await alone(`
Route::singleton('profile', P::class)->creatable();
Route::apiSingleton('photos.thumbnail', P::class)->middleware('auth');
Route::resource('vans', P::class)->only(['index', 'store', 'update'])
  ->middlewareFor(['store', 'update'], ['auth', 'verified'])->withoutMiddlewareFor('update', 'verified');`),
    [
      'GET /profile/create: -',
      'POST /profile: -',
      'GET /profile: -',
      'GET /profile/edit: -',
      'PUT /profile: -',
      'PATCH /profile: -',
      'DELETE /profile: -',
      'GET /photos/{photo}/thumbnail: auth (0, -1)',
      'PUT /photos/{photo}/thumbnail: auth (0, -1)',
      'PATCH /photos/{photo}/thumbnail: auth (0, -1)',
      'GET /vans: -',
      'POST /vans: auth; verified (0, 1)',
      'PUT /vans/{van}: auth (0, -1)',
      'PATCH /vans/{van}: auth (0, -1)',
    ],
  );
});

test('Lumen', async () => {
  assert.deepEqual(
    await shown({
      'bootstrap/app.php': `
$app = new Laravel\\Lumen\\Application(dirname(__DIR__));
$app->middleware([App\\Http\\Middleware\\Client::class]);
$app->routeMiddleware(['auth' => App\\Http\\Middleware\\Authenticate::class]);
$app->router->group(['namespace' => 'App\\Http\\Controllers'], function ($router) {
  require __DIR__.'/../routes/web.php';
});
return $app;`,
      'routes/web.php': `
$router->get('/', function () { return 1; });
$router->group(['middleware' => 'auth', 'prefix' => 'notes'], function () use ($router) {
  $router->get('{id:[0-9]+}', 'NoteController@show');
});`,
      'app/Http/Middleware/Client.php': `
namespace App\\Http\\Middleware;
class Client { public function handle($request, $next) { return $request->header('X-Client') ? $next($request) : response('Who?', 401); } }`,
      'app/Http/Middleware/Authenticate.php': `
namespace App\\Http\\Middleware;
class Authenticate {
  public function handle($request, \\Closure $next, $guard = null) {
    if ($this->auth->guard($guard)->guest()) { return response('Unauthorized.', 401); }
    return $next($request);
  }
}`,
      'app/Http/Controllers/NoteController.php': `
namespace App\\Http\\Controllers;
class NoteController { public function __construct() { $this->middleware('auth'); } public function show($id) { } }`,
    }),
    ['GET /: Client (0, -1)', 'GET /notes/{id}: Client; auth (0, -1)'],
  );
});

test('an application of before routes had a folder', async () => {
  assert.deepEqual(
    await shown({
      'app/Http/routes.php': `
Route::group(['middleware' => ['auth']], function () { Route::post('tasks', 'TaskController@store'); });`,
      'app/Http/Controllers/TaskController.php':
        'namespace App\\Http\\Controllers; class TaskController { public function store() { abort(403); } }',
    }),
    ['POST /tasks: ValidateCsrfToken; auth; abort (1, 2)'],
  );
});

test('names that are not known: packages may define them', async () => {
  const routes =
    "Route::get('a', fn () => 1)->middleware('kiosk');\nRoute::get('b', fn () => 1)->middleware('roel:x');";
  const composer = (packages: readonly string[]): Readonly<Record<string, string>> => ({
    'composer.json': JSON.stringify({ require: Object.fromEntries(packages.map((it) => [it, '*'])) }),
  });
  const remarks = async (packages: readonly string[]): Promise<readonly string[]> =>
    (await alone(routes, composer(packages))).filter((it) => it.startsWith('unknown-guard'));
  assert.deepEqual(await remarks(['php', 'laravel/framework']), [
    'unknown-guard likely routes/all.php:2 No middleware is called kiosk: neither an alias, nor a group, nor a class of the project.',
    'unknown-guard likely routes/all.php:3 No middleware is called roel: neither an alias, nor a group, nor a class of the project; there is role.',
  ]);
  assert.deepEqual(await remarks(['laravel/framework', 'acme/kiosk']), [
    'unknown-guard likely routes/all.php:3 No middleware is called roel: neither an alias, nor a group, nor a class of the project; there is role.',
  ]);
});

test('code that never ends, and classes that are their own parents', async () => {
  const deep = `${'('.repeat(3000)}1${')'.repeat(3000)}`;
  const rows = await shown({
    'routes/web.php': `
Route::get('x', function () { $a = $b; $b = $a; $x = !$x; $x = $x->name; if ($x && $a) abort(403); });
Route::group([], function () { require __DIR__.'/web.php'; });
function f() { f(); g(); } function g() { f(); }
Route::get('y', function () { f(); });
Route::get('z', fn () => ${deep});
Route::macro('m', function () { Route::m(); });
Route::m();
while (true) { foreach ($a as $b) foreach ($b as $c) Route::get($c, fn () => 1); }`,
    'app/Http/Controllers/L.php': 'class L extends M {} class M extends L { use L; }',
    'app/Providers/P.php':
      'namespace App\\Providers; class P extends \\Illuminate\\Support\\ServiceProvider { function boot() { $this->boot(); P::boot(); } }',
    'routes/broken.php': "Route::get('/ok', fn () => 1); Route::get('/bad', [[[; Route::group(function () {",
  });
  assert.ok(rows.includes('GET /x: abort (-1, 0)'), rows.join('\n'));
  assert.ok(rows.includes('GET /z: -'), rows.join('\n'));
});

test('what grows without end is left unread', async () => {
  const rows = await shown({
    'bootstrap/app.php': `
return Illuminate\\Foundation\\Application::configure()
  ->withRouting(web: __DIR__.'/../routes/web.php')
  ->withMiddleware(function ($m) {
    $m->group('web', ['a']);
    $m->group('a', ['b', 'b', 'a', 'auth']);
    $m->group('b', ['a', 'a', 'b']);
  })->create();`,
    'routes/web.php': `
$text = 'x'; $list = ['auth'];
${'$text = $text.$text; $list = array_merge($list, $list); $nested = [$list, $nested, $nested];'.repeat(60)}
function f() { ${'f(); g();'.repeat(100)} abort(403); } function g() { ${'g(); f();'.repeat(100)} }
Route::get('a', function () { f(); })->middleware($nested);
Route::get($text, fn () => 1);
Route::get('b', function (\\App\\Models\\User $user) { abort_unless($user->a(), 403); });`,
    'app/Models/User.php': `
namespace App\\Models;
class User {
  function a() { return ${'$this->b() ||'.repeat(200)} 1; }
  function b() { return ${'$this->a() || $this->b() ||'.repeat(200)} 1; }
}`,
  });
  assert.equal(rows[0], 'GET /a: auth; f (0, 1)');
  assert.match(rows[1] ?? '', /^GET \/[x{}?]+: auth/);
  assert.equal(rows[2], 'GET /b: auth; abort_unless (0, 1)');
});

test('what new applications bring may be left out of the sources', async () => {
  assert.deepEqual(
    await shown({
      'app/Http/Kernel.php': `
namespace App\\Http;
class Kernel extends \\Illuminate\\Foundation\\Http\\Kernel {
  protected $middleware = [\\App\\Http\\Middleware\\TrustProxies::class];
  protected $middlewareGroups = [
    'web' => [\\App\\Http\\Middleware\\EncryptCookies::class, \\App\\Http\\Middleware\\VerifyCsrfToken::class],
    'api' => [\\Illuminate\\Routing\\Middleware\\ThrottleRequests::class.':api'],
  ];
  protected $middlewareAliases = [
    'auth' => \\App\\Http\\Middleware\\Authenticate::class,
    'guest' => \\App\\Http\\Middleware\\RedirectIfAuthenticated::class,
    'verified' => \\App\\Http\\Middleware\\EnsureEmailIsVerified::class,
  ];
}`,
      'app/Http/Middleware/EnsureEmailIsVerified.php': `
namespace App\\Http\\Middleware;
class EnsureEmailIsVerified {
  public function handle($request, \\Closure $next) {
    if (! $request->user()->hasVerifiedEmail()) { return response()->json(['message' => 'Not verified.'], 409); }
    return $next($request);
  }
}`,
      'app/Http/Controllers/Auth/LoginController.php': `
namespace App\\Http\\Controllers\\Auth;
class LoginController extends Controller {
  use \\Illuminate\\Foundation\\Auth\\AuthenticatesUsers;
  public function __construct() { $this->middleware('guest')->except('logout'); $this->middleware('auth')->only('logout'); }
}`,
      'routes/web.php': "Auth::routes(['register' => false, 'reset' => false, 'confirm' => false]);",
      'routes/api.php': "Route::middleware(['auth:sanctum', 'verified'])->get('/user', fn () => 1);",
    }),
    [
      'GET /api/user: auth:sanctum; ThrottleRequests:api; verified (0, -1)',
      'GET /login: guest',
      'POST /login: VerifyCsrfToken; guest',
      'POST /logout: VerifyCsrfToken; auth (1, -1)',
    ],
  );
});

test('PHP that is not Laravel has no routes of Laravel', async () => {
  assert.deepEqual(
    await shown({
      'bootstrap/app.php':
        '$app = Slim\\Factory\\AppFactory::create(); require __DIR__ . "/../routes/web.php"; return $app;',
      'routes/web.php':
        "$app->get('/books/{id}', function ($request, $response) { return $response->withStatus(403); });",
      'routes/more.php': "$router->get('/books', 'BookController@index');",
    }),
    [],
  );
});
