<?php

namespace App\Policies;

use App\Models\Post;
use App\Models\User;
use Illuminate\Auth\Access\HandlesAuthorization;

class PostPolicy
{
    use HandlesAuthorization;

    public function view(User $user, Post $post)
    {
        return true;
    }

    public function create(User $user)
    {
        return $user->isEditor() || $user->role === 'author';
    }

    public function update(User $user, Post $post)
    {
        return $user->id === $post->user_id;
    }

    public function delete(User $user, Post $post)
    {
        return $user->id === $post->user_id || $user->isAdmin();
    }

    public function publish(User $user, Post $post)
    {
        return $user->role === 'editor';
    }

    public function pinPost(User $user, Post $post)
    {
        return in_array($user->role, ['editor', 'admin']);
    }
}
