<?php

namespace App\Http\Controllers;

use App\Http\Requests\AnyTicket;
use App\Http\Requests\NoTicket;
use App\Http\Requests\UpdateTicket;
use App\Models\Post;
use App\Services\Desk;
use App\Support\Role;
use Illuminate\Http\Request;

class TicketController extends Controller
{
    protected Desk $desk;

    public function __construct(Desk $desk)
    {
        $this->desk = $desk;
    }

    public function index()
    {
        return [];
    }

    public function store(AnyTicket $request)
    {
        return [];
    }

    public function update(UpdateTicket $request, Post $post)
    {
        return [];
    }

    public function assign(Request $request, Post $post)
    {
        $this->desk->ensureStaff($request->user());

        return [];
    }

    public function destroy(NoTicket $request, Post $post)
    {
        return [];
    }

    public function close(Request $request, Post $post)
    {
        $this->onlyFor($request, Role::EDITOR);

        return [];
    }

    public function note(Request $request, Post $post)
    {
        $user = $request->user();

        return match (true) {
            $user->role === 'reader' => response()->json(['message' => 'No.'], 403),
            default => [],
        };
    }

    public function merge(Request $request, Post $post)
    {
        $this->authorizeForUser($request->user(), 'update', $post);

        return [];
    }

    public function tag(Post $post)
    {
        $this->authorize('close-desk');

        return [];
    }

    private function onlyFor(Request $request, string $role)
    {
        if ($request->user()->role !== $role) {
            abort(403);
        }
    }
}
