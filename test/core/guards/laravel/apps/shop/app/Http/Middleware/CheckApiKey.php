<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Auth\AuthenticationException;

class CheckApiKey
{
    public function handle($request, Closure $next)
    {
        if (! $this->knows($request->header('X-Api-Key'))) {
            throw new AuthenticationException('This key is not known.');
        }

        return $next($request);
    }

    private function knows($key)
    {
        return $key === 'example';
    }
}
