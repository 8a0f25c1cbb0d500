<?php

use Illuminate\Support\Facades\Route;
use Modules\Billing\Http\Controllers\InvoiceController;

Route::group(['prefix' => 'billing', 'middleware' => ['billing']], function () {
    Route::resource('invoices.lines', InvoiceController::class)->only('index', 'show')->scoped(['line' => 'slug']);
    Route::apiResource('invoices', InvoiceController::class)->shallow()->middleware('throttle:5,1')->withoutMiddleware(\App\Http\Middleware\EnsurePaid::class.':gold,silver');
});
