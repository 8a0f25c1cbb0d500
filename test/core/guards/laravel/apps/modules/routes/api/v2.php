<?php

use App\Http\Controllers\ThingController;

Route::name('things.')->prefix('things')->group(function () {
    Route::get('{slug}', [ThingController::class, 'show'])->name('show');
    Route::middleware('auth:api')->group(fn () => Route::match(['put', 'patch'], '{slug}', [ThingController::class, 'save'])->middleware('role:editor,admin'));
});
Route::prefix('again')->get('there', fn () => [])->prefix('over');
Route::middleware('auth:api')->name('singles.')->resource('singles', ThingController::class)->only(['index', 'destroy'])->parameters(['singles' => 'one']);
Route::post('twice', fn () => [])->middleware('auth:api');
Route::post('twice', fn () => [])->middleware('role:admin');
