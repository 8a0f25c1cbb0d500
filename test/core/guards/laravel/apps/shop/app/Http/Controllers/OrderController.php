<?php

namespace App\Http\Controllers;

use App\Models\Order;

class OrderController extends Controller
{
    public function __construct()
    {
        $this->middleware(function ($request, $next) {
            if (! $request->user()->isAdmin() && $request->user()->role !== 'author') {
                return response()->json(['error' => 'no'], 403);
            }

            return $next($request);
        })->only('invoice');
    }

    public function show(Order $order)
    {
        return [];
    }

    public function cancel(Order $order)
    {
        return [];
    }

    public function invoice(Order $order, $format = 'pdf')
    {
        return [];
    }
}
