<?php

namespace App\Http\Controllers;

class TokenController extends Controller
{
    public function index()
    {
        return [];
    }

    public function store()
    {
        return [];
    }

    public function destroy($id)
    {
        return [];
    }

    public function admin()
    {
        return [];
    }

    public function check()
    {
        $user = request()->user();
        if (! $user) {
            abort(401);
        }
        if (! $user->tokenCan('posts:write')) {
            return response()->json(['message' => 'posts:write is needed.'], 403);
        }

        return [];
    }
}
