<?php

namespace Modules\Billing\Providers;

use Illuminate\Routing\Router;
use Illuminate\Support\ServiceProvider;
use Modules\Billing\Http\Controllers\InvoiceController;

class BillingServiceProvider extends ServiceProvider
{
    public function boot(Router $router)
    {
        $router->aliasMiddleware('paid', \App\Http\Middleware\EnsurePaid::class);
        $router->middlewareGroup('billing', ['api', 'auth:api', 'paid:gold,silver']);
        $router->pushMiddlewareToGroup('billing', 'role:admin');

        $this->loadRoutesFrom(__DIR__.'/../Routes/billing.php');
        $router->get('billing/ping', [InvoiceController::class, 'ping'])->middleware('billing')->withoutMiddleware(['paid:gold,silver', 'role:admin']);
    }
}
