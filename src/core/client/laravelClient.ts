import { phpLiteral } from '../print/codeLiteral.ts';
import { type ClientNames, clientNames } from './clientNames.ts';
import { renewal, requestTokens } from './laravelTokens.ts';
import type { RetryRecipe } from './retryRecipe.ts';

/** A service provider for Laravel 8 to 12: an `Http` macro that renews the token ahead of its end and once after a 401. */
export function laravelClient(recipe: RetryRecipe): string {
  const names = clientNames(recipe.id);
  const service = `services.${names.lower}`;
  const pascal = `${names.pascal.replace(/Api$/, '')}Api`;
  const macro = `${pascal.slice(0, 1).toLowerCase()}${pascal.slice(1)}`;
  return `<?php

namespace App\\Providers;

use Exception;
use GuzzleHttp\\Exception\\TransferException;
use GuzzleHttp\\Promise\\Promise;
use GuzzleHttp\\Promise\\PromiseInterface;
use GuzzleHttp\\Psr7\\Uri;
use Illuminate\\Contracts\\Encryption\\DecryptException;
use Illuminate\\Http\\Client\\PendingRequest;
use Illuminate\\Support\\Facades\\Cache;
use Illuminate\\Support\\Facades\\Crypt;
use Illuminate\\Support\\Facades\\Http;
use Illuminate\\Support\\ServiceProvider;
use Illuminate\\Support\\Str;
use Psr\\Http\\Message\\RequestInterface;
use Psr\\Http\\Message\\ResponseInterface;
use Psr\\Http\\Message\\UriInterface;

/**
 * Http::${macro}()->get('/path');
 *
 * The access token is renewed 30 s ahead of its end, and once after a 401; for all waiting requests and processes at
 * once. Needs PHP 8, Laravel 8 to 12 and a cache that all processes share.
 *
 * Register it in bootstrap/providers.php (before Laravel 11 in config/app.php), and add to config/services.php:
 *
${config(recipe, names)}
 */
class ${pascal}ServiceProvider extends ServiceProvider
{
    private const KEY = '${macro}.tokens';

    private ?PromiseInterface $renewal = null;

    public function boot(): void
    {
        $middleware = fn (callable $next) => fn (RequestInterface $request, array $options) => $this->send($next, $request, $options);

        Http::macro('${macro}', fn (): PendingRequest => Http::baseUrl(config('${service}.url'))->withMiddleware($middleware));
    }

    /** Runs for each hop of a redirect. */
    private function send(callable $next, RequestInterface $request, array $options): PromiseInterface
    {
        // The token goes to the API alone; a request with credentials of its own is left as it is.
        if (! $this->isForApi($request->getUri()) || $request->hasHeader('Authorization')) {
            return $next($request, $options);
        }

        $send = fn (array $tokens) => $next($request->withHeader('Authorization', 'Bearer '.$tokens['access_token']), $options);

        $sendAndMend = fn (array $tokens) => $send($tokens)->then(function (ResponseInterface $response) use ($request, $send, $tokens) {
            // A refused request was not carried out (RFC 9110, 15.5.2): even a POST may be sent again. Of its body only
            // what can be rewound: a stream is used up.
            if (! $this->canBeMended($response) || ! $request->getBody()->isSeekable()) {
                return $response;
            }

            $response->getBody()->close();

            return $this->renewed($tokens)->then(function (array $tokens) use ($request, $send) {
                $request->getBody()->rewind();

                return $send($tokens);
            });
        });

        $tokens = $this->read();
        $isDue = ! isset($tokens['access_token']) || ($tokens['renew_at'] ?? PHP_INT_MAX) <= time();

        return $isDue ? $this->renewed($tokens)->then($sendAndMend) : $sendAndMend($tokens);
    }

    private function isForApi(UriInterface $uri): bool
    {
        $origin = fn (UriInterface $it) => [$it->getScheme(), $it->getHost(), $it->getPort()];

        return $origin($uri) === $origin(new Uri(config('${service}.url')));
    }

    /** A new token does not help where more rights or a second factor are asked for. */
    private function canBeMended(ResponseInterface $response): bool
    {
        return $response->getStatusCode() === 401
            && ! preg_match('/error="?insufficient_/i', $response->getHeaderLine('WWW-Authenticate'));
    }
${renewal(recipe, names)}
${requestTokens(recipe, names)}
}
`;
}

function config({ authentication, grant, ...recipe }: RetryRecipe, { lower, upper }: ClientNames): string {
  const first = grant !== 'refresh_token';
  const entries = [
    `'url' => ${phpLiteral(recipe.apiOrigin)},`,
    `'token_endpoint' => ${phpLiteral(recipe.tokenEndpoint)},`,
    `'client_id' => ${phpLiteral(recipe.clientId)},`,
    authentication !== 'none' && `'client_secret' => env('${upper}_CLIENT_SECRET'),`,
    grant === 'password' && `'username' => env('${upper}_USERNAME'),`,
    grant === 'password' && `'password' => env('${upper}_PASSWORD'),`,
    first && recipe.scopes.length > 0 && `'scope' => ${phpLiteral(recipe.scopes.join(' '))},`,
    first && recipe.audience !== undefined && `'audience' => ${phpLiteral(recipe.audience)},`,
    recipe.resources.length > 0 && `'resources' => [${recipe.resources.map(phpLiteral).join(', ')}],`,
  ].filter((it) => it !== false);
  return [`'${lower}' => [`, ...entries.map((it) => `    ${it}`), '],'].map((it) => ` *     ${it}`).join('\n');
}
