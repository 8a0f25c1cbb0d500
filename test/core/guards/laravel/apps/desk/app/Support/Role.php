<?php

namespace App\Support;

final class Role
{
    public const EDITOR = 'editor';

    public const STAFF = ['staff', 'admin'];
}
