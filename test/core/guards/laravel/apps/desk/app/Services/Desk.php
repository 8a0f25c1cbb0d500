<?php

namespace App\Services;

use App\Models\User;
use App\Support\Role;

class Desk
{
    public function ensureStaff(User $user)
    {
        abort_unless(in_array($user->role, Role::STAFF, true), 403);
    }
}
