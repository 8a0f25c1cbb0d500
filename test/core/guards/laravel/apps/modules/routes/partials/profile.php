<?php

Route::get('me', fn () => auth()->user())->name('me');
