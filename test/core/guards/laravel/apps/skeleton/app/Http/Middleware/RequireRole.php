<?php

namespace App\Http\Middleware;

use Closure;

class RequireRole
{
    public function handle($request, Closure $next, ...$roles)
    {
        if (! in_array(optional($request->user())->role, $roles, true)) {
            abort(403, 'Your role may not do this.');
        }

        return $next($request);
    }
}
