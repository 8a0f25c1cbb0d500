<?php

namespace App\Http\Controllers\Admin;

use App\Http\Controllers\Controller;

class UserController extends Controller
{
    public function suspend($id)
    {
        return [];
    }

    public function restore($id)
    {
        return [];
    }
}
