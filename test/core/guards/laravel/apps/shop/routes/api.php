<?php

$router->get('status', function () {
    return [];
});
$router->resource('categories', 'CategoryController', ['only' => ['index', 'store', 'destroy'], 'names' => ['index' => 'cats']]);
Route::apiResources(['people' => 'PersonController', 'statuses' => 'PersonController'], ['middleware' => ['auth:api']]);
Route::resource('admin/boxes', 'PersonController')->except(['create', 'edit'])->middleware('role:admin');
