<?php

namespace App\Http\Requests;

use Illuminate\Foundation\Http\FormRequest;

class UpdateTicket extends FormRequest
{
    public function authorize(): bool
    {
        if ($this->user()->role === 'admin') {
            return true;
        }

        return $this->user()->can('update', $this->route('post'));
    }

    public function rules()
    {
        return [];
    }
}
