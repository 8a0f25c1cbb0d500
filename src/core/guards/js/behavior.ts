import type { SourcePlace } from '../route.ts';
import type { FileBehaviors, KnownBehavior } from './keptBehaviors.ts';
import type { Needs } from './needs.ts';
import { requestIn } from './request.ts';
import type { FunctionValue, Scope, Slot, Value } from './value.ts';
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
  readonly kindHint?: 'csrf' | 'signature' | undefined;
  readonly needs: Needs;
  /** It lets requests pass to what comes next. */
  readonly passes: boolean;
  /** It answers with something that is no refusal. */
  readonly responds: boolean;
  /** Single places where it refuses, in the order of the code. */
  readonly checks: readonly Check[];
  /** The function that it stands around and calls: a wrapper for promises. */
  readonly around?: SourcePlace;
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

/**
 * Reads what a function may do from its code, and from that of the functions of the project that it calls. `args`: what
 * it is called with, as far as that is known. Bounded; never throws.
 */
export function readBehavior(of: FunctionValue, world: World, args?: readonly Slot[], depth = 0): Behavior {
  // An instance of a class may be another one each time.
  const isFixed = of.self?.is !== 'object' || of.self.of === undefined;
  const asked = args === undefined ? '' : askedAbout(args);
  const closed = asked !== undefined && isFixed ? closedOver(of.scope) : undefined;
  if (closed === undefined) return walkFunction(of, world, args, depth, readBehavior);
  const key = closed + asked;
  const inFile = world.behaviors.get(of.file) ?? (new WeakMap() satisfies FileBehaviors);
  world.behaviors.set(of.file, inFile);
  const known = inFile.get(of.syntax) ?? new Map<string, KnownBehavior>();
  inFile.set(of.syntax, known);
  const before = known.get(key);
  // What was read deep inside another function may have been cut short.
  if (before && before.depth <= depth) return before.behavior;
  const behavior = walkFunction(of, world, args, depth, readBehavior);
  if (mostKept < known.size) known.clear();
  known.set(key, { behavior, depth });
  return behavior;
}

const mostKept = 50_000;

/** The one request that a function is asked about, as text; undefined where it is called with something else. */
function askedAbout(args: readonly Slot[]): string | undefined {
  const request = args.length === 1 ? requestIn(args[0]) : undefined;
  if (!request || request.config) return undefined;
  return `\n${request.method} ${JSON.stringify([request.base, request.path])}`;
}

/** What a function closes over besides its module, as text; undefined where that is more than constants. */
function closedOver(scope: Scope): string | undefined {
  let key = '';
  for (let it: Scope = scope; it.parent; it = it.parent) {
    for (const [name, value] of it.names) {
      const text = typeof value === 'function' ? undefined : constantText(value, 0);
      if (text === undefined) return undefined;
      key += `${name}=${text};`;
    }
    if (1_000 < key.length) return undefined;
  }
  return key;
}

function constantText(value: Value, depth: number): string | undefined {
  if (value.is === 'constant') return JSON.stringify(value.value) ?? 'undefined';
  if (value.is !== 'array' || value.open || 3 < depth) return undefined;
  const items = value.items.map((it) => constantText(it.value, depth + 1));
  return items.includes(undefined) ? undefined : `[${items.join()}]`;
}
