<?php

namespace App\Models;

class Order extends Bound
{
}
