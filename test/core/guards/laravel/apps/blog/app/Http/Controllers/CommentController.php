<?php

namespace App\Http\Controllers;

use App\Models\Comment;
use App\Models\Post;

class CommentController extends Controller
{
    public function __construct()
    {
        $this->middleware('auth');
        $this->middleware('throttle:30,1', ['only' => ['store']]);
    }

    public function store(Post $post)
    {
        return [];
    }

    public function update(Comment $comment)
    {
        if (auth()->id() !== $comment->user_id && ! auth()->user()->isAdmin()) {
            return response()->json(['message' => 'Not yours.'], 403);
        }

        return [];
    }

    public function destroy(Comment $comment)
    {
        abort_if(Gate_denied($comment), 403);

        return [];
    }
}

function Gate_denied($comment)
{
    return \Illuminate\Support\Facades\Gate::denies('moderate');
}
