<?php

namespace App\Http\Controllers;

class ThingController extends Controller
{
    use GuardsThings;

    public function index()
    {
        return [];
    }

    public function show($slug)
    {
        return [];
    }

    public function save($slug)
    {
        return $this->guarded(fn () => [$slug]);
    }

    public function remove($id)
    {
        return [];
    }

    public function destroy($one)
    {
        return [];
    }
}
