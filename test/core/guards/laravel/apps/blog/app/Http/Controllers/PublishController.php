<?php

namespace App\Http\Controllers;

use App\Models\Post;

class PublishController extends Controller
{
    public function __invoke(Post $post)
    {
        return [];
    }
}
