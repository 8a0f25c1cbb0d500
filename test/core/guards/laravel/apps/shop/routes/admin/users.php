<?php

foreach (['suspend', 'restore'] as $action) {
    Route::post("users/{id}/{$action}", "UserController@{$action}")->middleware('role:admin');
}
