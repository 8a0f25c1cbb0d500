<?php

namespace App\Http\Middleware;

use Closure;

class EnsurePaid
{
    public function handle($request, Closure $next, string ...$plans)
    {
        $plan = $request->user() && $request->user()->role === 'reader' ? 'none' : 'gold';
        if (! in_array($plan, $plans)) {
            return response()->json(['message' => 'Pay first.'], 402);
        }

        return $next($request);
    }
}
