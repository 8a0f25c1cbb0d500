<?php

use App\Http\Controllers\PublishController;
use App\Http\Controllers\PostController;
use App\Http\Middleware\Authenticate;
use Illuminate\Support\Facades\Route;

Route::middleware('auth:api')->group(function () {
    Route::apiResource('articles', PostController::class)->parameters(['articles' => 'post']);
    Route::post('posts/{post}/publish', PublishController::class)->can('publish', 'post');
    Route::get('posts/{post}/history', fn (App\Models\Post $post) => [])->middleware('can:view,post');
    Route::put('posts/{post}/pin', fn (App\Models\Post $post) => [])->middleware('can:pin-post,post');
});

Route::get('stats', fn () => [])->middleware([Authenticate::class.':api', 'can:see-stats']);
Route::match(['get', 'post'], 'search', fn () => []);
