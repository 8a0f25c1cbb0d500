<?php

namespace App\Providers;

use App\Models\User;
use Illuminate\Foundation\Support\Providers\AuthServiceProvider as ServiceProvider;
use Illuminate\Support\Facades\Gate;

class AuthServiceProvider extends ServiceProvider
{
    public function boot()
    {
        foreach (['close-desk', 'open-desk'] as $ability) {
            Gate::define($ability, function (User $user) {
                return $user->role === 'staff';
            });
        }
    }
}
