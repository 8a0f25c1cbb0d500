import type { CauseId } from '../causeIds.ts';
import type { Facts } from '../facts.ts';
import type { Guard, Route } from './route.ts';

/** The guard that most likely refused a request. */
export interface Refuser {
  readonly route: Route;
  readonly guard: Guard;
  readonly index: number;
  /** What this kind of guard refuses for. */
  readonly cause: CauseId;
  /** Of what it wants, what the token does not have; empty where that cannot be told. */
  readonly lacks: readonly string[];
  /** Roles or scopes of the token, as far as it has such. */
  readonly holds: readonly string[];
  /** No other guard of the route is seen to answer with this status. */
  readonly isOnly: boolean;
}

/**
 * Which guard of a route answered with the status of these facts, by what the guards answer, what they want, and what the
 * token carries. Undefined where none of them answers so.
 */
export function whoRefused(route: Route, facts: Facts): Refuser | undefined {
  const { status } = facts;
  const able = route.guards.filter((it) => it.answers?.includes(status) === true);
  const guard = chosen(route, able, facts);
  const cause = guard && causeOf(guard, facts);
  if (!guard || !cause) return undefined;
  const holds = heldOf(guard, facts);
  return {
    route,
    guard,
    index: route.guards.indexOf(guard),
    cause,
    holds,
    lacks: holds.length === 0 ? [] : lackedBy(guard, holds),
    isOnly: able.length === 1 && able[0] === guard,
  };
}

function chosen(route: Route, able: readonly Guard[], facts: Facts): Guard | undefined {
  const { status, hinted } = facts;
  if (hinted === 'csrf-failed') {
    const csrf = route.guards.find((it) => it.kind === 'csrf');
    if (csrf) return csrf;
  }
  if (status === 401) return route.guards[route.decides401];
  if (status === 403) {
    // Guards run in order: the first whose wish the token does not meet is the one.
    const lacking = able.find((it) => it.kind === 'authorization' && isUnmet(it, heldOf(it, facts)));
    return lacking ?? route.guards[route.decides403];
  }
  return able[0];
}

/** What the token has of the kind that a guard asks for. */
function heldOf(guard: Guard, { token }: Facts): readonly string[] {
  if (!token || guard.needs.length === 0) return [];
  if (guard.needsAre === 'scope') return token.scopes;
  if (guard.needsAre === 'role' || guard.needsAre === 'group') return token.roles;
  return [...token.roles, ...token.scopes];
}

function isUnmet(guard: Guard, holds: readonly string[]): boolean {
  return 0 < holds.length && 0 < lackedBy(guard, holds).length;
}

function lackedBy({ needs, anyOf }: Guard, holds: readonly string[]): readonly string[] {
  const missing = needs.filter((it) => !holds.includes(it));
  return anyOf && missing.length < needs.length ? [] : missing;
}

/** By the kind of the guard; `undefined` where the status fits none. */
function causeOf(guard: Guard, { status, credential }: Facts): CauseId | undefined {
  if (guard.kind === 'csrf') return 'csrf-failed';
  if (guard.kind === 'throttle') return status === 429 ? 'rate-limited' : undefined;
  if (guard.kind === 'signature') return 'request-signature-invalid';
  if (status === 401) return credential ? 'token-invalid' : 'credentials-missing';
  if (status !== 403) return undefined;
  if (guard.needsAre === 'scope') return 'scope-missing';
  if (guard.needs.length === 0 && speaksOfOwner(guard)) return 'not-owner';
  return guard.kind === 'authorization' || guard.kind === 'other' ? 'role-missing' : undefined;
}

/** `post.author !== req.user.id`, `assertOwner`, `can:update,post`. */
function speaksOfOwner({ name, text }: Guard): boolean {
  return (
    /owner|author(?!i)|belongs|ownership/i.test(name) ||
    /(?:owner|author|creator|user)(?:_?id)?\b.{0,40}[!=]==?.{0,60}\b(?:user|auth|session)\b/i.test(text)
  );
}
