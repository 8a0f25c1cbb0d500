<?php

namespace App\Http\Controllers;

class PageController extends Controller
{
    public function home()
    {
        return 'home';
    }

    public function about()
    {
        return 'about';
    }

    public function dashboard()
    {
        abort_unless(auth()->user()->isEditor(), 403);

        return 'dashboard';
    }

    public function settings()
    {
        return 'settings';
    }
}
