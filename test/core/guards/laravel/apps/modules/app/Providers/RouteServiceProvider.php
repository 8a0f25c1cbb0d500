<?php

namespace App\Providers;

use Illuminate\Foundation\Support\Providers\RouteServiceProvider as ServiceProvider;
use Illuminate\Support\Facades\Route;

class RouteServiceProvider extends ServiceProvider
{
    public function boot()
    {
        $this->configure();

        Route::macro('crud', function ($name, $controller) {
            Route::get($name, [$controller, 'index'])->name("{$name}.list");
            Route::delete("{$name}/{id}", [$controller, 'remove'])->middleware('role:admin')->name("{$name}.remove");
        });

        $this->routes(function () {
            foreach (['v1', 'v2'] as $version) {
                Route::prefix("api/{$version}")
                    ->middleware(['api'])
                    ->as("{$version}.")
                    ->group(base_path("routes/api/{$version}.php"));
            }

            Route::middleware('web')->group(base_path('routes/web.php'));
        });
    }

    private function configure(): void
    {
        Route::patterns(['id' => '\d+', 'slug' => '[a-z-]+']);
    }
}
