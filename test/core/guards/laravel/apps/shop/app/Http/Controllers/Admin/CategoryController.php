<?php

namespace App\Http\Controllers\Admin;

use App\Http\Controllers\Controller;
use App\Models\ProductCategory;

class CategoryController extends Controller
{
    public function __construct()
    {
        $this->authorizeResource(ProductCategory::class, 'category');
    }

    public function index()
    {
        return [];
    }

    public function create()
    {
        return [];
    }

    public function store()
    {
        return [];
    }

    public function show(ProductCategory $category)
    {
        return [];
    }

    public function edit(ProductCategory $category)
    {
        return [];
    }

    public function update(ProductCategory $category)
    {
        return [];
    }

    public function destroy(ProductCategory $category)
    {
        return [];
    }
}
