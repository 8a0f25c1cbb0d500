import type { SourcePlace } from '../route.ts';
import type { Needs } from './needs.ts';
import type { FunctionValue, Slot } from './value.ts';
import { walkFunction } from './walkFunction.ts';
import type { World } from './world.ts';

/** What a function that stands in front of a route, or answers it, may do. */
export interface Behavior {
  /** Statuses among those of refusals that it is seen to answer with, lowest first. */
  readonly answers: readonly number[];
  /** It may refuse: answers with one of those, leads to a login page, or fails with an error that says so. */
  readonly refuses: boolean;
  readonly toLogin: boolean;
  /** It reads a credential itself (a header, a cookie, a key), or verifies a token. */
  readonly readsCredentials: boolean;
  readonly kindHint?: 'csrf' | 'signature' | 'throttle';
  readonly needs: Needs;
  /** It lets requests pass to what comes next. */
  readonly passes: boolean;
  /** It answers with something that is no refusal. */
  readonly responds: boolean;
  /** Single places where it refuses, in the order of the code. */
  readonly checks: readonly Check[];
  /** Tests of the request's path or method with which it lets requests pass at once, as code. */
  readonly exceptions: readonly string[];
}

export interface Check extends SourcePlace {
  /** The function that is called, or the test as code. */
  readonly name: string;
  readonly text: string;
  readonly answers: readonly number[];
  readonly needs: Needs;
  /** It depends on who is calling. */
  readonly ofCaller: boolean;
  readonly readsCredentials: boolean;
  readonly definedAt?: SourcePlace;
}

const known = new WeakMap<object, WeakMap<object, Behavior>>();

/**
 * Reads what a function may do from its code, and from that of the functions of the project that it calls. `args`: what
 * it is called with, as far as that is known. Bounded; never throws.
 */
export function readBehavior(of: FunctionValue, world: World, args?: readonly Slot[], depth = 0): Behavior {
  const byScope = known.get(of.syntax) ?? new WeakMap<object, Behavior>();
  known.set(of.syntax, byScope);
  const before = args === undefined ? byScope.get(of.scope) : undefined;
  if (before) return before;
  const behavior = walkFunction(of, world, args, depth, readBehavior);
  if (args === undefined) byScope.set(of.scope, behavior);
  return behavior;
}
