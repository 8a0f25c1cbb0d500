<?php

namespace App\Http\Controllers;

trait GuardsThings
{
    public function __construct()
    {
        $this->middleware('throttle:100,1')->only(['index', 'show']);
    }

    private function guarded(callable $then)
    {
        if (auth()->user()->role === 'editor') {
            abort(403, 'Editors may not save.');
        }

        return $then();
    }
}
