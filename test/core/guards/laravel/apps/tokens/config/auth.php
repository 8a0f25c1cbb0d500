<?php

return [
    'defaults' => ['guard' => 'web', 'passwords' => 'users'],
    'guards' => [
        'web' => ['driver' => 'header'],
        'api' => ['driver' => 'header'],
        'admin' => ['driver' => 'header'],
    ],
    'providers' => [],
];
