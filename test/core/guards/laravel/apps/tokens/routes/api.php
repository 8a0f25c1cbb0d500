<?php

use App\Http\Controllers\TokenController;
use App\Http\Middleware\TokenAbility;
use Illuminate\Routing\Middleware\ThrottleRequests;
use Illuminate\Support\Facades\Route;

Route::middleware('tokens')->withoutMiddleware('api')->group(function () {
    Route::post('posts', [TokenController::class, 'store']);
    Route::delete('posts/{id}', [TokenController::class, 'destroy'])->middleware(TokenAbility::class.':posts:delete,posts:write');
});
Route::get('posts', [TokenController::class, 'index'])->middleware(['ability:posts:read', 'auth:admin,api']);
Route::get('admin', [TokenController::class, 'admin'])->middleware(['admin', 'hours']);
Route::get('invite', fn () => [])->middleware('signed')->name('invite');
Route::get('slow', fn () => [])->middleware(ThrottleRequests::class.':3,1');
Route::get('check', [TokenController::class, 'check']);
