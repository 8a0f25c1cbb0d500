<?php

namespace App\Http\Requests; class S extends \Illuminate\Foundation\Http\FormRequest { public function authorize(): bool { return auth()->check(); } }
