<?php

use Illuminate\Support\Facades\Route;

collect(['faq', 'imprint'])->each(function ($page) {
    Route::get($page, fn () => $page)->name($page);
});

Route::domain('{team}.desk.test')->group(function () {
    Route::get('/', fn ($team) => $team)->middleware('auth');
    Route::get('{any?}', fn ($team) => $team)->where('any', '.*');
});
Route::get('/', fn () => 'front');
