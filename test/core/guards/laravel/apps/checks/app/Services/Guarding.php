<?php

namespace App\Services; class Guarding { public function check() { if (! auth()->user()->can('see-all')) { throw new \App\Exceptions\Nope(); } } }
