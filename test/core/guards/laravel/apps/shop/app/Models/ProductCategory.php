<?php

namespace App\Models;

class ProductCategory extends Bound
{
}
