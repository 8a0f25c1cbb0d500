<?php

use App\Http\Controllers\ThingController;

Route::middleware('auth:api')->group(function () {
    Route::crud('things', ThingController::class);
    require __DIR__.'/../partials/profile.php';
});
