<?php

namespace App\Http;

use App\Http\Middleware as Own;
use Illuminate\Foundation\Http\Kernel as HttpKernel;

class Kernel extends HttpKernel
{
    protected $middleware = [
        Own\RequireClient::class,
    ];

    protected $middlewareGroups = [
        'web' => [
            \Illuminate\Session\Middleware\StartSession::class,
            \App\Http\Middleware\VerifyCsrfToken::class,
            \Illuminate\Routing\Middleware\SubstituteBindings::class,
        ],
        'api' => ['throttle:api', \Illuminate\Routing\Middleware\SubstituteBindings::class],
        'secure' => ['api', 'auth:api', 'verified'],
        'tokens' => ['secure', Own\TokenAbility::class.':posts:write'],
    ];

    protected $routeMiddleware = [
        'auth' => Own\Authenticate::class,
        'ability' => Own\TokenAbility::class,
        'guest' => Own\RedirectIfAuthenticated::class,
        'signed' => \Illuminate\Routing\Middleware\ValidateSignature::class,
        'throttle' => \Illuminate\Routing\Middleware\ThrottleRequests::class,
        'verified' => \Illuminate\Auth\Middleware\EnsureEmailIsVerified::class,
        'password.confirm' => \Illuminate\Auth\Middleware\RequirePassword::class,
        'hours' => Own\OfficeHours::class,
        'admin' => Own\AdminOnly::class,
        'login' => Own\SendToLogin::class,
    ];
}
