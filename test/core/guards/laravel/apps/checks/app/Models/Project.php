<?php

namespace App\Models; class Project {}
