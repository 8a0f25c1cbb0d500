<?php

namespace App\Http\Controllers;
use App\Models\{Project, Roles, User};
use Illuminate\Http\{Request, JsonResponse, Response};
use Illuminate\Support\Facades\{Auth, Gate};
class A extends Controller {
 public function __construct(private \App\Services\Guarding $g) { }
 public function a1() { if (!Auth::user()->hasRole('admin')) return response()->json(['x' => 1], 403); return 1; }
 public function a2(Request $r) { if ($r->user()->role != Roles::MANAGER && !$r->user()->hasAnyRole(['x', 'y'])) { return $this->deny(); } return 1; }
 public function a3() { if (auth()->guest()) { return $this->deny('who', 401); } return 1; }
 public function a4() { $user = auth()->user(); if (!in_array($user->role, Roles::ALL)) throw new \Symfony\Component\HttpKernel\Exception\AccessDeniedHttpException(); }
 public function a5() { if (Gate::none(['p', 'q'])) abort(403); }
 public function a6() { Gate::forUser(auth()->user())->authorize('create', Project::class); }
 public function a7(Project $project) { $this->authorize('view', $project); $this->authorize('share', [$project, 1]); }
 public function a8(\App\Http\Requests\R $r, Project $project) {}
 public function a9(\App\Http\Requests\S $r) {}
 public function b1() { $p = Project::findOrFail(1); $this->authorize('update', $p); }
 public function b2(Request $r) { abort_unless($r->user()->tokenCan('server:update'), Response::HTTP_FORBIDDEN, 'x'); }
 public function b3() { return \DB::transaction(function () { $this->authorize('create', Project::class); return 1; }); }
 public function b4() { try { if (! auth('api')->attempt([])) { return response(['e' => 1], 401); } } catch (\Exception $e) { return response()->json([], 500); } }
 public function b5() { return new JsonResponse(['x'], JsonResponse::HTTP_UNAUTHORIZED); }
 public function b6(Project $project) { if ($project->user_id !== auth()->id()) { return back()->withErrors('no'); } }
 public function b7() { $this->g->check(); }
 public function b8() { throw_if(!auth()->user()->isManager(), \Illuminate\Auth\Access\AuthorizationException::class); throw_unless(auth()->check(), new \Illuminate\Auth\AuthenticationException()); }
 public function b9() { if (auth()->user()->cant('nothing')) { return $this->forbidden(); } }
 public function c1() { $response = Gate::inspect('create', Project::class); if ($response->denied()) { abort(403, $response->message()); } }
 public function c2(Request $request, Project $project) { if (! Gate::allows('drop', $project)) { return response()->json(['m' => 'x'])->setStatusCode(403); } }
 public function c3() { if (auth()->user()->role->name === 'chief') { return 1; } return abort(403); }
 public function c4() { $this->middleware('x'); $role = auth()->user()->role; if ($role !== 'cook') { abort(403); } }
 public function c5() { if (! auth()->user()?->is_admin) { abort(code: 403, message: 'x'); } }
}
