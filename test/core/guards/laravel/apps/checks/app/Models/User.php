<?php

namespace App\Models; class User { public function ownsProject(Project $p) { return $this->id === $p->owner_id; }
 public function isManager(): bool { return $this->role === Roles::MANAGER; }
 public function scopeX($q) {} 
 public function isBanned() { return (bool) $this->banned_at; } }
