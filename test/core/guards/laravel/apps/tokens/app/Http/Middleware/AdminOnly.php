<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Support\Facades\Auth;

class AdminOnly
{
    public function handle($request, Closure $next)
    {
        if (Auth::check() && Auth::user()->role === 'admin') {
            return $next($request);
        }

        return $this->refused($request);
    }

    protected function refused($request)
    {
        return response()->json(['message' => 'For administrators.'], 403);
    }
}
