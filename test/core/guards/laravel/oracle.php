<?php

// Starts a Laravel application in the folder that is named first, and writes as JSON what its own router says of each route:
// methods, path, the middleware that runs and in which order, the pattern, and what happens to requests as these users.

$folder = $argv[1];
$roles = array_slice($argv, 2);

require 'Illuminate/autoload.php';

spl_autoload_register(function ($class) use ($folder) {
    foreach (['App\\' => 'app/', 'Modules\\' => 'Modules/'] as $prefix => $path) {
        $file = $folder.'/'.$path.str_replace('\\', '/', substr($class, strlen($prefix))).'.php';
        if (strncmp($class, $prefix, strlen($prefix)) === 0 && is_file($file)) {
            require $file;
        }
    }
});
class_alias(Illuminate\Support\Facades\Route::class, 'Route');

foreach (['PACKAGES', 'SERVICES', 'CONFIG', 'ROUTES', 'EVENTS'] as $name) {
    $_ENV["APP_{$name}_CACHE"] = $_SERVER["APP_{$name}_CACHE"] = "$folder/cache/".strtolower($name).'.php';
}
@mkdir("$folder/cache");
@mkdir("$folder/vendor/composer", 0777, true);
file_put_contents("$folder/vendor/composer/installed.json", '[]');
file_put_contents("$folder/composer.json", '{}');

class Caught extends Illuminate\Foundation\Exceptions\Handler
{
    public static ?Throwable $last = null;

    public function render($request, Throwable $e)
    {
        self::$last = $e;

        return parent::render($request, $e);
    }

    public function report(Throwable $e)
    {
    }
}

$app = new Illuminate\Foundation\Application($folder);
$app->singleton(Illuminate\Contracts\Http\Kernel::class, App\Http\Kernel::class);
$app->singleton(Illuminate\Contracts\Debug\ExceptionHandler::class, Caught::class);
$app->instance('request', Illuminate\Http\Request::create('http://localhost/'));
$kernel = $app->make(Illuminate\Contracts\Http\Kernel::class);
$kernel->bootstrap();
$router = $app->make('router');

function sent($app, $kernel, $method, $uri, $role, $classes)
{
    Caught::$last = null;
    $headers = ['HTTP_ACCEPT' => 'application/json'] + ($role === '' ? [] : ['HTTP_X_ROLE' => $role, 'HTTP_X_API_KEY' => 'example']);
    $request = Illuminate\Http\Request::create($uri, $method, [], [], [], $headers);
    $app->make('auth')->forgetGuards();
    $app->make('cache')->flush();
    $status = $kernel->handle($request)->getStatusCode();
    $by = null;
    foreach (Caught::$last ? Caught::$last->getTrace() : [] as $frame) {
        $class = $frame['class'] ?? '';
        if ($class === Illuminate\Routing\Route::class && $frame['function'] === 'run') {
            $by = 'action';
            break;
        }
        foreach ($classes as $one) {
            if ($class === $one || is_subclass_of($one, $class) && $frame['function'] === 'handle') {
                $by = $one;
                break 2;
            }
        }
    }

    return ['role' => $role === '' ? '-' : $role, 'method' => $method, 'status' => $status, 'by' => $by,
        'error' => $status >= 500 && Caught::$last ? Caught::$last->getMessage() : null];
}

$routes = [];
foreach ($router->getRoutes() as $route) {
    $middleware = array_map(fn ($it) => $it instanceof Closure ? 'Closure' : $it, $router->gatherRouteMiddleware($route));
    $classes = array_map(fn ($it) => explode(':', $it)[0], $middleware);
    foreach (['1', 'a'] as $value) {
        $uri = ltrim(preg_replace('/\{\w+\??\}/', $value, $route->uri()), '/');
        if (preg_match($route->toSymfonyRoute()->compile()->getRegex(), "/$uri")) {
            break;
        }
    }
    $uri = 'http://'.($route->getDomain() ? preg_replace('/\{\w+\}/', 'x', $route->getDomain()) : 'localhost').'/'.ltrim($uri, '/');
    $answers = [];
    foreach (array_diff($route->methods(), ['HEAD', 'OPTIONS']) as $method) {
        // The framework checks no CSRF tokens in tests: once as it is in production, then without.
        $app['env'] = 'production';
        $answers[] = ['role' => 'csrf'] + sent($app, $kernel, $method, $uri, '', $classes);
        $app['env'] = 'testing';
        foreach ($roles as $role) {
            $answers[] = sent($app, $kernel, $method, $uri, $role === '-' ? '' : $role, $classes);
        }
    }
    $routes[] = [
        'methods' => $route->methods(),
        'uri' => $route->uri(),
        'domain' => $route->getDomain(),
        'name' => $route->getName(),
        'action' => $route->getActionName(),
        'middleware' => $middleware,
        'pattern' => $route->toSymfonyRoute()->compile()->getRegex(),
        'fallback' => $route->isFallback,
        'answers' => $answers,
    ];
}
echo json_encode($routes, JSON_UNESCAPED_SLASHES);
