<?php

use App\Http\Controllers\A;
Route::get('a1', [A::class, 'a1']);
Route::get('a2', [A::class, 'a2']);
Route::get('a3', [A::class, 'a3']);
Route::get('a4', [A::class, 'a4']);
Route::get('a5', [A::class, 'a5']);
Route::get('a6', [A::class, 'a6']);
Route::get('a7/{project}', [A::class, 'a7']);
Route::get('a8/{project}', [A::class, 'a8']);
Route::get('a9', [A::class, 'a9']);
Route::get('b1', [A::class, 'b1']);
Route::get('b2', [A::class, 'b2']);
Route::get('b3', [A::class, 'b3']);
Route::get('b4', [A::class, 'b4']);
Route::get('b5', [A::class, 'b5']);
Route::get('b6/{project}', [A::class, 'b6']);
Route::get('b7', [A::class, 'b7']);
Route::get('b8', [A::class, 'b8']);
Route::get('b9', [A::class, 'b9']);
Route::get('c1', [A::class, 'c1']);
Route::put('c2/{project}', [A::class, 'c2']);
Route::get('c3', [A::class, 'c3']);
Route::get('c4', [A::class, 'c4']);
Route::get('c5', [A::class, 'c5']);
