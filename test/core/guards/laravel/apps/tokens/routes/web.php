<?php

use Illuminate\Support\Facades\Route;

Route::get('login', fn () => 'login')->middleware('guest:web,admin')->name('login');
Route::get('home', fn () => 'home')->middleware('login');
Route::post('danger', fn () => 'done')->middleware(['auth', 'verified', 'throttle:6,1']);
Route::any('hooks/{any}', fn () => 'ok')->where('any', '[a-z]+');
Route::options('danger', fn () => '');
