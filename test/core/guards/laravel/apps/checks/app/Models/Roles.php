<?php

namespace App\Models; class Roles { const MANAGER = 'manager'; const ALL = [self::MANAGER, 'boss']; }
