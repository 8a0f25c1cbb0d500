<?php

namespace App\Providers;

use App\Models\User;
use Illuminate\Foundation\Support\Providers\AuthServiceProvider as ServiceProvider;
use Illuminate\Support\Facades\Gate;

class AuthServiceProvider extends ServiceProvider
{
    protected $policies = [
        \App\Models\Post::class => \App\Policies\PostPolicy::class,
    ];

    public function boot()
    {
        $this->registerPolicies();

        Gate::define('see-stats', fn (User $user) => $user->role === 'admin');
        Gate::define('moderate', function (User $user) {
            return $user->isAdmin();
        });
    }
}
