<?php

namespace App\Models;

use Illuminate\Contracts\Auth\MustVerifyEmail;
use Illuminate\Foundation\Auth\User as Authenticatable;

class User extends Authenticatable implements MustVerifyEmail
{
    protected $guarded = [];

    public function hasVerifiedEmail()
    {
        return $this->role !== 'reader';
    }

    public function tokenCan(string $ability): bool
    {
        return in_array($this->role, ['editor', 'admin']) || $ability === 'posts:read';
    }
}
