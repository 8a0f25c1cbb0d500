<?php

namespace Modules\Billing\Http\Controllers;

use App\Http\Controllers\Controller;

class InvoiceController extends Controller
{
    public function index()
    {
        return [];
    }

    public function show()
    {
        return [];
    }

    public function store()
    {
        return [];
    }

    public function update()
    {
        return [];
    }

    public function destroy()
    {
        return [];
    }

    public function ping()
    {
        return [];
    }
}
