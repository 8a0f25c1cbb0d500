<?php

namespace App\Http\Middleware;

use Closure;

class SetLanguage
{
    public function handle($request, Closure $next)
    {
        app()->setLocale($request->header('Accept-Language', 'en'));

        return $next($request);
    }
}
