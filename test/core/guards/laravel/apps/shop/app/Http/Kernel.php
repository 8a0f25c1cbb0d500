<?php

namespace App\Http;

use Illuminate\Foundation\Http\Kernel as HttpKernel;

class Kernel extends HttpKernel
{
    protected $middlewareGroups = [
        'web' => [
            \Illuminate\Cookie\Middleware\EncryptCookies::class,
            \Illuminate\Session\Middleware\StartSession::class,
            \App\Http\Middleware\VerifyCsrfToken::class,
            'bindings',
        ],
        'api' => ['throttle:60,1', 'bindings', 'language'],
        'staff' => ['web', 'auth', 'role:staff,admin'],
    ];

    protected $routeMiddleware = [
        'auth' => \App\Http\Middleware\Authenticate::class,
        'bindings' => \Illuminate\Routing\Middleware\SubstituteBindings::class,
        'can' => \Illuminate\Auth\Middleware\Authorize::class,
        'throttle' => \Illuminate\Routing\Middleware\ThrottleRequests::class,
        'role' => \App\Http\Middleware\RequireRole::class,
        'key' => \App\Http\Middleware\CheckApiKey::class,
        'language' => \App\Http\Middleware\SetLanguage::class,
        'owner' => \App\Http\Middleware\EnsureOwner::class,
    ];

    protected $middlewarePriority = [
        \Illuminate\Session\Middleware\StartSession::class,
        \App\Http\Middleware\CheckApiKey::class,
        \App\Http\Middleware\Authenticate::class,
        \App\Http\Middleware\RequireRole::class,
        \Illuminate\Routing\Middleware\SubstituteBindings::class,
        \Illuminate\Auth\Middleware\Authorize::class,
    ];
}
