import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown } from './shown.ts';

// Laravel 9 to 12 cannot be run by what Debian has: these rows are by their sources and documentation.

const controllers = `
namespace App\\Http\\Controllers;
use Illuminate\\Routing\\Controllers\\HasMiddleware;
use Illuminate\\Routing\\Controllers\\Middleware;
class PostController implements HasMiddleware {
    public static function middleware(): array {
        return [
            new Middleware('auth:sanctum', except: ['index', 'show']),
            new Middleware('abilities:posts:write,posts:read', only: ['store']),
            (new Middleware('role:editor'))->only(['destroy']),
            'log',
        ];
    }
    public function index() {}
    public function show() {}
    public function store() {}
    public function update() {}
    public function destroy() {}
}`;

test('withRouting, withMiddleware, and the controller that lists its own', async () => {
  assert.deepEqual(
    await shown({
      'bootstrap/app.php': `
use App\\Http\\Middleware\\Banned;
use Illuminate\\Foundation\\Application;
use Illuminate\\Foundation\\Configuration\\Exceptions;
use Illuminate\\Foundation\\Configuration\\Middleware;
return Application::configure(basePath: dirname(__DIR__))
    ->withRouting(
        web: __DIR__.'/../routes/web.php',
        api: __DIR__.'/../routes/api.php',
        commands: __DIR__.'/../routes/console.php',
        health: '/up',
        apiPrefix: 'v1',
        then: function () {
            Route::middleware('web')->prefix('admin')->group(base_path('routes/admin.php'));
        },
    )
    ->withMiddleware(function (Middleware $middleware) {
        $middleware->statefulApi();
        $middleware->throttleApi();
        $middleware->alias([
            'role' => \\Spatie\\Permission\\Middleware\\RoleMiddleware::class,
            'abilities' => \\Laravel\\Sanctum\\Http\\Middleware\\CheckAbilities::class,
            'log' => \\App\\Http\\Middleware\\Log::class,
        ]);
        $middleware->validateCsrfTokens(except: ['stripe/*']);
        $middleware->web(append: [Banned::class]);
        $middleware->redirectGuestsTo('/sign-in');
    })
    ->withExceptions(function (Exceptions $exceptions) {})->create();`,
      'app/Http/Middleware/Banned.php': `
namespace App\\Http\\Middleware;
class Banned {
    public function handle($request, \\Closure $next) {
        abort_if($request->user()?->banned_at, 403);
        return $next($request);
    }
}`,
      'app/Http/Middleware/Log.php': `
namespace App\\Http\\Middleware;
class Log { public function handle($request, \\Closure $next) { logger('seen'); return $next($request); } }`,
      'routes/api.php': `
use App\\Http\\Controllers\\PostController;
Route::apiResource('posts', PostController::class);`,
      'routes/web.php': `
Route::post('/stripe/hook', fn () => 1);
Route::post('/profile', fn () => 1)->middleware(['auth', 'password.confirm']);
Route::get('/profile', fn () => 1)->middleware(['auth', 'verified']);`,
      'routes/admin.php': `
Route::get('/', fn () => 1)->middleware('role:admin|owner');`,
      'routes/console.php': `Artisan::command('x', fn () => 1); Route::get('/never', fn () => 1);`,
      'app/Http/Controllers/PostController.php': controllers,
    }),
    [
      'GET /v1/posts: throttle:api',
      'POST /v1/posts: EnsureFrontendRequestsAreStateful; auth:sanctum; throttle:api; abilities:posts:write,posts:read ability posts:write+posts:read (1, 3)',
      'GET /v1/posts/{post}: throttle:api',
      'PUT /v1/posts/{post}: EnsureFrontendRequestsAreStateful; auth:sanctum; throttle:api (1, -1)',
      'PATCH /v1/posts/{post}: EnsureFrontendRequestsAreStateful; auth:sanctum; throttle:api (1, -1)',
      'DELETE /v1/posts/{post}: EnsureFrontendRequestsAreStateful; auth:sanctum; throttle:api; role:editor role editor (1, 3)',
      'GET /up: -',
      'POST /stripe/hook: Banned (-1, 0)',
      'POST /profile: ValidateCsrfToken; auth; Banned; password.confirm (1, 2)',
      'GET /profile: auth; Banned; verified (0, 1)',
      'GET /admin: Banned; role:admin|owner role admin|owner (-1, 1)',
    ],
  );
});

test('class names, using, enumerations and attributes', async () => {
  assert.deepEqual(
    await shown({
      'bootstrap/app.php': `
use Illuminate\\Foundation\\Application;
return Application::configure(basePath: dirname(__DIR__))
    ->withRouting(web: [__DIR__.'/../routes/web.php'], using: null)
    ->withMiddleware(function ($middleware) {
        $middleware->group('staff', ['auth', 'role:staff']);
        $middleware->appendToGroup('staff', \\App\\Http\\Middleware\\EnsureRole::class.':'.\\App\\Enums\\Role::Admin->value);
    })->create();`,
      'app/Enums/Role.php': `
namespace App\\Enums;
enum Role: string { case Admin = 'admin'; case Editor = 'editor'; }`,
      'app/Http/Middleware/EnsureRole.php': `
namespace App\\Http\\Middleware;
use App\\Enums\\Role;
class EnsureRole {
    public function handle($request, \\Closure $next, string $role) {
        if (! $request->user()->hasRole($role)) abort(403);
        return $next($request);
    }
    public static function of(Role $role): string { return static::class.':editor'; }
}`,
      'app/Models/Post.php': `
namespace App\\Models;
#[\\Illuminate\\Database\\Eloquent\\Attributes\\UsePolicy(\\App\\Rules\\Posts::class)]
class Post extends \\Illuminate\\Database\\Eloquent\\Model {}`,
      'app/Rules/Posts.php': `
namespace App\\Rules;
use App\\Enums\\Role;
class Posts {
    public function update($user, $post) { return $user->role === Role::Editor || $user->role === Role::Admin; }
    public function delete($user, $post) { return $user->role === Role::Admin ? true : $user->id === $post->author_id; }
}`,
      'app/Http/Controllers/C.php': `
namespace App\\Http\\Controllers;
use App\\Models\\Post;
use Illuminate\\Routing\\Attributes\\Controllers\\Authorize;
use Illuminate\\Routing\\Attributes\\Controllers\\Middleware;
#[Middleware('auth', only: ['edit'])]
class C {
    #[Authorize('update', 'post')]
    public function edit(Post $post) {}
    public function show(Post $post) {}
    #[Middleware('verified')]
    public function drop(Post $post) {}
}`,
      'routes/web.php': `
use App\\Http\\Controllers\\C;
use App\\Http\\Middleware\\EnsureRole;
use App\\Models\\Post;
use Illuminate\\Auth\\Middleware\\Authenticate;
use Illuminate\\Auth\\Middleware\\Authorize;
use Illuminate\\Routing\\Middleware\\ThrottleRequests;
Route::middleware('staff')->get('/a', fn () => 1);
Route::get('/b', fn () => 1)->middleware([Authenticate::using('web'), ThrottleRequests::with(10, 1), EnsureRole::class.':editor']);
Route::get('/c/{post}', [C::class, 'show'])->middleware(Authorize::using('update', 'post'));
Route::get('/d/{post}', [C::class, 'show'])->can('delete', 'post');
Route::controller(C::class)->group(function () {
    Route::get('/e/{post:slug}', 'edit');
    Route::delete('/f/{post}', 'drop')->withoutMiddleware(\\Illuminate\\Foundation\\Http\\Middleware\\ValidateCsrfToken::class);
});
Route::get('/g', fn () => 1)->middleware(EnsureRole::of(\\App\\Enums\\Role::Editor));
Route::get('/h', fn () => 1)->can('create', Post::class);`,
    }),
    [
      'GET /a: auth; role:staff role staff; EnsureRole:admin role admin (0, 1)',
      'GET /b: Authenticate:web; ThrottleRequests:10,1; EnsureRole:editor role editor (0, 2)',
      'GET /c/{post}: Authorize:update,post role editor|admin on post (-1, 0)',
      'GET /d/{post}: can:delete,post role admin on post (-1, 0)',
      'GET /e/{post}: auth; can:update,post role editor|admin on post (0, 1)',
      'DELETE /f/{post}: verified (-1, 0)',
      'GET /g: EnsureRole:editor role editor (-1, 0)',
      'GET /h: can:create,App\\Models\\Post ability create on Post (-1, 0)',
      'missing-policy-method sure routes/web.php:18 The ability create leads to Posts, which has no method create: nobody is allowed.',
    ],
  );
});
