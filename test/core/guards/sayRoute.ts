import type { Linked } from '../../../src/core/guards/framework.ts';
import type { Guard, Route } from '../../../src/core/guards/route.ts';

/** A route on a line: `GET /a: login (authentication 401), roles (authorization 403 any role: a, b)`. */
export function sayRoute(route: Route): string {
  const guards = route.guards.map(sayGuard).join(', ');
  return `${route.method} ${route.path}: ${guards || '-'}`;
}

/** All routes so, in order. */
export function sayRoutes(linked: Linked): readonly string[] {
  return linked.routes.map(sayRoute);
}

function sayGuard(guard: Guard): string {
  const needs =
    guard.needs.length > 0 ? ` ${guard.anyOf ? 'any ' : ''}${guard.needsAre ?? 'of'}: ${guard.needs.join(', ')}` : '';
  return `${guard.name} (${guard.kind}${guard.answers ? ` ${guard.answers.join('/')}` : ''}${needs})`;
}

/** What looks wrong, a line each. */
export function sayRemarks(linked: Linked): readonly string[] {
  return linked.remarks.map((one) => `${one.code} ${one.file}:${one.line} ${one.certainty}: ${one.says}`);
}
