<?php

namespace App\Http\Controllers\Api;

use App\Http\Controllers\Controller;

class CategoryController extends Controller
{
    public function index()
    {
        return [];
    }

    public function store()
    {
        return [];
    }

    public function destroy()
    {
        return [];
    }
}
