<?php

namespace App\Http\Requests;

class NoTicket extends AnyTicket
{
    public function authorize()
    {
        return false;
    }
}
