<?php

use App\Exceptions\NotYours;
use App\Http\Controllers\TicketController;
use App\Models\Post;
use App\Support\Role;
use Illuminate\Auth\Access\AuthorizationException;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Gate;
use Illuminate\Support\Facades\Route;

Route::get('one', function () {
    if (! auth()->check()) {
        return response()->json(['message' => 'Who are you?'], 401);
    }

    return [];
});

Route::get('two', function (Request $request) {
    abort_unless($request->user() && $request->user()->role === Role::EDITOR, Response::HTTP_FORBIDDEN);

    return [];
});

Route::get('three', function () {
    if (Gate::denies('close-desk')) {
        throw new AuthorizationException('The desk stays open.');
    }

    return [];
});

Route::get('four', function () {
    throw_unless_yours();

    return [];
});

Route::get('five/{post}', fn (Post $post) => Gate::allows('update', $post) ? [] : abort(403));

Route::get('six', function () {
    Auth::check() || abort(401);

    return Auth::user()->role === 'admin' ? [] : response('no', 403);
});

Route::get('seven', function () {
    Gate::inspect('close-desk')->authorize();

    return [];
});

Route::get('eight', function () {
    foreach ([1, 2] as $round) {
        if (optional(Auth::user())->role === 'reader') {
            throw new NotYours;
        }
    }

    return [];
});

// None of these refuses anybody.
Route::get('open/one', function () {
    if (! auth()->check()) {
        return response()->json(['guest' => true]);
    }

    return [];
});
Route::get('open/two', fn () => Gate::allows('close-desk') ? ['more'] : ['less']);
Route::get('open/three', function () {
    abort_if(false, 404);

    return response()->json([], 201);
});

Route::middleware('auth:api')->controller(TicketController::class)->prefix('tickets')->group(function () {
    Route::get('/', 'index');
    Route::post('/', 'store');
    Route::put('{post}', 'update');
    Route::patch('{post}', 'assign');
    Route::delete('{post}', 'destroy');
    Route::post('{post}/close', 'close');
    Route::post('{post}/note', 'note');
    Route::post('{post}/merge', 'merge');
    Route::post('{post}/tag', 'tag');
});

function throw_unless_yours()
{
    if (! in_array(optional(Auth::user())->role, ['author', 'admin'])) {
        throw new NotYours;
    }
}
