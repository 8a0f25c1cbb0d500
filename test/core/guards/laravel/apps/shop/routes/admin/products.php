<?php

Route::resource('categories', 'CategoryController')->names('cat')->parameters(['categories' => 'category']);
