<?php

use App\Http\Controllers\CommentController;
use App\Http\Controllers\PageController;
use App\Http\Controllers\PostController;
use Illuminate\Support\Facades\Route;

Route::get('/', [PageController::class, 'home'])->name('home');
Route::get('/about', 'App\Http\Controllers\PageController@about');
Route::view('/terms', 'terms');
Route::redirect('/old', '/');
Route::get('/login', fn () => 'login')->middleware('guest')->name('login');

Route::resource('posts', PostController::class);
Route::resource('posts.comments', CommentController::class)->shallow()->only(['store', 'update', 'destroy']);

Route::middleware(['auth', 'verified'])->prefix('admin')->name('admin.')->group(function () {
    Route::get('dashboard', [PageController::class, 'dashboard'])->name('dashboard');
    Route::middleware('role:admin')->group(function () {
        Route::delete('users/{user}', fn () => 'gone')->where('user', '[0-9]+');
        Route::post('settings', [PageController::class, 'settings'])->middleware('throttle:10,1');
    });
    Route::get('reports/{year?}', fn () => 'report')->whereNumber('year')->withoutMiddleware('verified');
});

Route::post('hooks/{provider}', fn () => 'ok');
Route::post('contact', fn () => 'sent');

Route::fallback(fn () => response('nothing here', 404));
