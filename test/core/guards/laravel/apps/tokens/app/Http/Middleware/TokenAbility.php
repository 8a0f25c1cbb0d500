<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Auth\AuthenticationException;
use Symfony\Component\HttpKernel\Exception\AccessDeniedHttpException;

class TokenAbility
{
    public function handle($request, Closure $next, ...$abilities)
    {
        if (! $request->user()) {
            throw new AuthenticationException;
        }
        foreach ($abilities as $ability) {
            if (! $request->user()->tokenCan($ability)) {
                throw new AccessDeniedHttpException("The token lacks {$ability}.");
            }
        }

        return $next($request);
    }
}
