<?php

namespace App\Http\Middleware;

use Closure;

class SendToLogin
{
    public function handle($request, Closure $next)
    {
        return auth()->check() ? $next($request) : redirect('/login');
    }
}
