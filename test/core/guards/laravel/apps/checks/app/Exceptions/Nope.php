<?php

namespace App\Exceptions; class Nope extends \Exception { public function render() { return response()->json(['x'], 403); } }
