<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

/** A model that needs no database: what is asked for is there, and belongs to user 1. */
abstract class Bound extends Model
{
    protected $guarded = [];

    public function resolveRouteBinding($value, $field = null)
    {
        return (new static)->forceFill(['id' => (int) $value, 'user_id' => 1]);
    }

    public function resolveChildRouteBinding($childType, $value, $field)
    {
        $class = 'App\\Models\\'.ucfirst($childType);

        return (new $class)->forceFill(['id' => (int) $value, 'user_id' => 1]);
    }
}
