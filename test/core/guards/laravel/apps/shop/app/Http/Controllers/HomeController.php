<?php

namespace App\Http\Controllers;

class HomeController extends Controller
{
    public function index()
    {
        return 'home';
    }

    public function account()
    {
        return 'account';
    }

    public function file($path)
    {
        return $path;
    }
}
