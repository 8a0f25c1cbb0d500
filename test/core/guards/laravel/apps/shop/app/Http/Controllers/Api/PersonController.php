<?php

namespace App\Http\Controllers\Api;

class PersonController extends CategoryController
{
    public function show()
    {
        return [];
    }

    public function update()
    {
        return [];
    }
}
