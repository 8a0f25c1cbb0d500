<?php

namespace App\Exceptions;

use Symfony\Component\HttpKernel\Exception\HttpException;

class NotYours extends HttpException
{
    public function __construct()
    {
        parent::__construct(403, 'It is not yours.');
    }
}
