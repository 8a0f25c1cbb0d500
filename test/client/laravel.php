<?php

// A Laravel application as small as can be: container, configuration, facades, file cache. Reads a task as JSON from its
// first argument, sends its requests with the macro, and writes what came of them as JSON.

foreach (['Container', 'Config', 'Encryption', 'Cache', 'Filesystem', 'Http'] as $package) {
    require "Illuminate/{$package}/autoload.php";
}
require 'GuzzleHttp/autoload.php';

use Illuminate\Cache\CacheManager;
use Illuminate\Config\Repository;
use Illuminate\Container\Container;
use Illuminate\Encryption\Encrypter;
use Illuminate\Filesystem\Filesystem;
use Illuminate\Http\Client\Factory;
use Illuminate\Support\Facades\Facade;
use Illuminate\Support\Facades\Http;

$task = json_decode($argv[1], true);

$app = new Container;
Container::setInstance($app);
Facade::setFacadeApplication($app);

// Laravel's own reads .env files with a package that is not needed here.
function env(string $name)
{
    return getenv($name) === false ? null : getenv($name);
}

function config(string $key)
{
    return Container::getInstance()->make('config')->get($key);
}

$app->instance('config', new Repository([
    'services' => require "{$task['folder']}/services.php",
    'cache' => ['default' => 'file', 'prefix' => '', 'stores' => ['file' => ['driver' => 'file', 'path' => "{$task['folder']}/cache"]]],
]));
$app->instance('files', new Filesystem);
$app->instance('encrypter', new Encrypter(str_repeat($task['key'] ?? 'k', 32), 'AES-256-CBC'));
$app->singleton('cache', fn ($app) => new CacheManager($app));
$app->singleton(Factory::class, fn () => new Factory);

require "{$task['folder']}/Provider.php";
$provider = "App\\Providers\\{$task['provider']}";
(new $provider($app))->boot();

if (isset($task['keep'])) {
    $provider::keep(...$task['keep']);
}

$outcomes = [];
foreach ($task['requests'] ?? [] as $request) {
    $pending = Http::{$task['macro']}()->timeout(10)->withOptions(['proxy' => '']);
    if (isset($request['token'])) {
        $pending->withToken($request['token']);
    }
    try {
        $body = $request['body'] ?? null;
        $options = $body === null ? [] : ['json' => $body];
        if (isset($request['stream'])) {
            $chunks = [$request['stream']];
            $options['body'] = new GuzzleHttp\Psr7\PumpStream(function () use (&$chunks) {
                return array_shift($chunks) ?? false;
            });
        }
        if (str_starts_with($request['url'], 'http')) {
            $pending->baseUrl('');
        }
        $response = $pending->send($request['method'] ?? 'GET', $request['url'], $options);
        $outcomes[] = ['status' => $response->status(), 'body' => $response->json()];
    } catch (Throwable $e) {
        $outcomes[] = ['thrown' => get_class($e), 'message' => $e->getMessage(), 'shown' => (string) $e.print_r($e->getPrevious(), true)];
    }
}

if (isset($task['together'])) {
    $handler = GuzzleHttp\Utils::chooseHandler();
    $promises = array_map(fn ($url) => Http::{$task['macro']}()->timeout(10)->setHandler($handler)->async()->get($url), $task['together']);
    foreach (GuzzleHttp\Promise\Utils::settle($promises)->wait() as $it) {
        $value = $it['value'] ?? $it['reason'];
        $outcomes[] = $value instanceof Throwable
            ? ['thrown' => get_class($value), 'message' => $value->getMessage()]
            : ['status' => $value->status(), 'body' => $value->json()];
    }
}

echo json_encode($outcomes);
