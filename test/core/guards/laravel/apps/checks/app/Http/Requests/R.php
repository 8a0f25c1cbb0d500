<?php

namespace App\Http\Requests; use Illuminate\Support\Facades\Gate; class R extends \Illuminate\Foundation\Http\FormRequest { public function authorize(): bool { return Gate::allows('archive', $this->project); } }
