<?php

namespace App\Http\Middleware;

use Closure;

class OfficeHours
{
    public function handle($request, Closure $next)
    {
        $response = $next($request);
        $response->headers->set('X-Hours', '9-17');

        return $response;
    }
}
