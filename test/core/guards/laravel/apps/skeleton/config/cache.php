<?php

return ['default' => 'array', 'prefix' => 'x', 'stores' => ['array' => ['driver' => 'array', 'serialize' => false]]];
