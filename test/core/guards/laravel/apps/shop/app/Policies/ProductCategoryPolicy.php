<?php

namespace App\Policies;

use App\Models\User;

class ProductCategoryPolicy
{
    public function before(User $user, $ability)
    {
        if ($user->isAdmin()) {
            return true;
        }
    }

    public function viewAny(User $user)
    {
        return true;
    }

    public function view(User $user)
    {
        return true;
    }

    public function create(User $user)
    {
        return false;
    }

    public function update(User $user)
    {
        return $user->role === 'staff';
    }

    public function delete(User $user)
    {
        return false;
    }
}
