<?php

namespace App\Http\Middleware;

use Closure;

class RequireClient
{
    public function handle($request, Closure $next)
    {
        if ($request->header('X-Role') === 'staff') {
            return response()->json(['message' => 'No client of ours.'], 401);
        }

        return $next($request);
    }
}
