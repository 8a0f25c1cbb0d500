<?php

namespace App\Http\Controllers; use Illuminate\Foundation\Auth\Access\AuthorizesRequests; abstract class Controller { use AuthorizesRequests; 
 protected function deny($m = 'no', $code = 403) { return response()->json(['error' => $m], $code); }
 protected function forbidden() { return response()->json([], 403); } }
