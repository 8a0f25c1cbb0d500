<?php

Route::get('/', 'HomeController@index');

Route::group(['middleware' => 'auth', 'prefix' => '/account/'], function () {
    Route::get('/', 'HomeController@account')->name('account');
    Route::group(['prefix' => 'orders', 'as' => 'orders.', 'where' => ['order' => '\d+']], function () {
        Route::get('{order}', ['as' => 'show', 'uses' => 'OrderController@show', 'middleware' => 'can:view,order']);
        Route::post('{order}/cancel', 'OrderController@cancel')->middleware('owner:order');
        Route::get('{order}/invoice.{format?}', 'OrderController@invoice');
    });
});

Route::get('files/{path}', 'HomeController@file')->where('path', '.*');
