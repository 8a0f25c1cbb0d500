<?php

namespace App\Http\Middleware;

use Closure;

class EnsureOwner
{
    public function handle($request, Closure $next, $parameter = 'order')
    {
        $model = $request->route($parameter);

        if ($request->user() && $model->user_id === $request->user()->id) {
            return $next($request);
        }

        return response()->json(['message' => 'It is not yours.'], 403);
    }
}
