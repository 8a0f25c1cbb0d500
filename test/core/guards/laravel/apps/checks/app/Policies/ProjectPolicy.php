<?php

namespace App\Policies; use App\Models\User; use App\Models\Project; use Illuminate\Auth\Access\Response;
class ProjectPolicy {
 public function before($user, $ability) { if ($user->isSuper()) return true; }
 public function view(User $user, Project $project): bool { return $user->ownsProject($project) || $user->hasRole('viewer'); }
 public function update(User $user, Project $project): Response { return $user->is($project->owner) ? Response::allow() : Response::deny('no'); }
 public function archive(User $user, Project $project) { if ($user->isBanned()) { return false; } if ($user->isManager()) { return true; } return $user->teams->contains($project->team_id); }
 public function create(User $user) { return $user->hasPermissionTo('create projects'); }
 public function share(User $user) { return match ($user->role) { 'boss', 'manager' => true, default => false }; }
 public function drop(User $user) { switch ($user->role) { case 'boss': return true; default: return false; } }
}
