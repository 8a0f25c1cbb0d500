<?php

namespace App\Models;

class Comment extends Bound
{
}
