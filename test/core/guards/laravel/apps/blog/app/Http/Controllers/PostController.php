<?php

namespace App\Http\Controllers;

use App\Http\Requests\StorePostRequest;
use App\Models\Post;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Gate;

class PostController extends Controller
{
    public function __construct()
    {
        $this->middleware('auth')->except(['index', 'show']);
    }

    public function index()
    {
        return [];
    }

    public function create()
    {
        $this->authorize('create', Post::class);

        return 'form';
    }

    public function store(StorePostRequest $request)
    {
        return [];
    }

    public function show(Post $post)
    {
        return [];
    }

    public function edit(Post $post)
    {
        $this->authorize('update', $post);

        return 'form';
    }

    public function update(Request $request, Post $post)
    {
        if ($request->user()->cannot('update', $post)) {
            abort(403);
        }

        return [];
    }

    public function destroy(Post $post)
    {
        Gate::authorize('delete', $post);

        return [];
    }
}
