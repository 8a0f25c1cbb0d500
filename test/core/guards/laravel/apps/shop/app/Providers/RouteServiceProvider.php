<?php

namespace App\Providers;

use App\Models\ProductCategory;
use Illuminate\Foundation\Support\Providers\RouteServiceProvider as ServiceProvider;
use Illuminate\Support\Facades\Route;

class RouteServiceProvider extends ServiceProvider
{
    protected $namespace = 'App\Http\Controllers';

    public function boot()
    {
        Route::pattern('id', '[0-9]+');
        Route::model('category', ProductCategory::class);

        parent::boot();
    }

    public function map()
    {
        $this->mapApiRoutes();
        $this->mapWebRoutes();
        $this->mapAdminRoutes();
    }

    protected function mapWebRoutes()
    {
        Route::middleware('web')->namespace($this->namespace)->group(base_path('routes/web.php'));
    }

    protected function mapApiRoutes()
    {
        Route::group([
            'middleware' => ['api', 'key'],
            'namespace' => $this->namespace.'\Api',
            'prefix' => 'api/v1',
            'as' => 'api.',
        ], function ($router) {
            require base_path('routes/api.php');
        });
    }

    protected function mapAdminRoutes()
    {
        Route::domain('admin.shop.test')
            ->middleware('staff')
            ->namespace($this->namespace.'\Admin')
            ->group(function () {
                foreach (glob(base_path('routes/admin/*.php')) as $file) {
                    require $file;
                }
            });
    }
}
