import { assignedIn } from '../js/assigned.ts';
import { readBehavior } from '../js/behavior.ts';
import { bind, bindParameters } from '../js/bind.ts';
import { certainTruth, type Guessed, valueFor } from '../js/certain.ts';
import { declare } from '../js/execute.ts';
import { boundBy, namesOf } from '../js/namesOf.ts';
import { type Needs, needsIn, noNeeds } from '../js/needs.ts';
import { refusalOfError } from '../js/refusal.ts';
import type { Expression, Statement } from '../js/syntax.ts';
import { type FunctionValue, type Slot, truth, unknown, type Value } from '../js/value.ts';
import type { Frame, World } from '../js/world.ts';

/** How a function that says yes or no may end, with what is known of the route. */
export interface Outcomes {
  /** It may say yes. */
  passes: boolean;
  /** It may say no, which Nest answers with 403. */
  denies: boolean;
  /** It may fail; with these statuses as far as they are seen. */
  throws: boolean;
  readonly statuses: Set<number>;
  /** It asks the class that it extends. */
  asksBase: boolean;
  /** What its answer compares the caller with. */
  needs: Needs;
}

const deepest = 5;

/**
 * Walks a `canActivate`. Tests whose outcome the route's metadata tells are decided: a guard that lets public routes
 * pass, or those without roles, says nothing but yes for them.
 */
export function outcomesOf(of: FunctionValue, args: readonly Slot[], world: World, depth = 0): Outcomes {
  const found: Outcomes = {
    passes: false,
    denies: false,
    throws: false,
    statuses: new Set(),
    asksBase: false,
    needs: noNeeds,
  };
  const frame: Frame = {
    file: of.file,
    scope: { names: new Map(), parent: of.scope },
    self: of.self,
    home: of.home,
    depth: 10,
    sometimes: true,
    returned: {},
  };
  bindParameters(of.syntax.params, args, undefined, frame, world);
  const ended = walk(of.syntax.body, frame, {
    found,
    world,
    depth,
    assigned: assignedIn(of.syntax),
    guessed: new Set(),
  });
  if (!ended) found.denies = true;
  return found;
}

interface Walk {
  readonly assigned: ReadonlySet<string>;
  readonly guessed: Guessed;
  readonly found: Outcomes;
  readonly world: World;
  readonly depth: number;
}

/** True where nothing after these statements is reached. */
function walk(body: readonly Statement[], frame: Frame, on: Walk): boolean {
  declare(body, frame, on.world);
  return body.some((it) => one(it, frame, on));
}

function localValue({ to, value }: Statement & { is: 'let' }, frame: Frame, { guessed, world }: Walk): Value {
  return value ? valueFor(boundBy(to), value, guessed, () => world.evaluate(value, frame), world) : unknown;
}

function inner(frame: Frame): Frame {
  return { ...frame, scope: { names: new Map(), parent: frame.scope } };
}

function one(it: Statement, frame: Frame, on: Walk): boolean {
  const { world, found } = on;
  if (!world.step()) return true;
  switch (it.is) {
    case 'let':
      if (it.value) calls(it.value, frame, on);
      if (it.to.is === 'name' && on.assigned.has(it.to.name)) frame.scope.names.set(it.to.name, unknown);
      else bind(it.to, localValue(it, frame, on), frame, world);
      return false;
    case 'do':
      calls(it.what, frame, on);
      if (it.what.is !== 'assign') world.evaluate(it.what, frame);
      return false;
    case 'if': {
      const known = certainTruth(it.test, frame, on.guessed, world);
      calls(it.test, frame, on);
      if (known !== undefined) return walk(known ? it.yes : it.no, inner(frame), on);
      const yes = walk(it.yes, inner(frame), on);
      return walk(it.no, inner(frame), on) && yes;
    }
    case 'return':
      if (it.value) answer(it.value, frame, on);
      else found.denies = true;
      return true;
    case 'throw': {
      const status = refusalOfError(it.value, frame, world)?.status;
      found.throws = true;
      if (status !== undefined) found.statuses.add(status);
      return true;
    }
    case 'loop': {
      const own = inner(frame);
      bind(it.to, unknown, own, world);
      walk(it.body, own, on);
      return false;
    }
    case 'try': {
      const ended = walk(it.body, inner(frame), on);
      walk(it.handler, inner(frame), on);
      return walk(it.end, inner(frame), on) || ended;
    }
    case 'switch':
      for (const one of it.cases) walk(one.body, inner(frame), on);
      return false;
    case 'block':
      return walk(it.body, inner(frame), on);
    default:
      return false;
  }
}

/** What `return expression` says. */
function answer(it: Expression, frame: Frame, on: Walk): void {
  const { found, world, depth } = on;
  const before = world.guesses();
  const value = world.evaluate(it, frame);
  const sure = world.guesses() === before && !namesOf(it).some((one) => on.guessed.has(one));
  if (value.is === 'constant' && sure) {
    if (value.value === true || value.value === 1) found.passes = true;
    else found.denies = true;
    return;
  }
  if (it.is === 'choice') {
    answer(it.yes, frame, on);
    answer(it.no, frame, on);
    return;
  }
  if (it.is === 'binary' && (it.operator === '||' || it.operator === '??')) {
    if (truth(world.evaluate(it.left, frame)) === true) {
      found.passes = true;
      return;
    }
    calls(it.left, frame, on);
    answer(it.right, frame, on);
    found.passes = true;
    return;
  }
  if (it.is === 'call') {
    if (isSuper(it.callee)) {
      found.asksBase = true;
      return;
    }
    const callee = calleeOf(it, frame, world);
    if (callee?.is === 'function' && depth < deepest) {
      const inside = outcomesOf(callee, world.slots(it.args, frame), world, depth + 1);
      found.passes ||= inside.passes;
      found.denies ||= inside.denies;
      found.throws ||= inside.throws;
      found.asksBase ||= inside.asksBase;
      if (0 < inside.needs.needs.length) found.needs = inside.needs;
      for (const status of inside.statuses) found.statuses.add(status);
      return;
    }
  }
  calls(it, frame, on);
  const asked = needsIn(it, new Set(['user', 'token', 'auth', 'session']), (one) => world.evaluate(one, frame));
  if (0 < asked.needs.length) found.needs = asked;
  found.passes = true;
  found.denies = true;
}

function isSuper(callee: Expression): boolean {
  return callee.is === 'member' && callee.of.is === 'name' && callee.of.name === 'super';
}

function calleeOf(it: Expression & { is: 'call' }, frame: Frame, world: World): Value | undefined {
  const { callee } = it;
  if (callee.is !== 'member') return callee.is === 'name' ? world.evaluate(callee, frame) : undefined;
  if (callee.of.is !== 'this' && callee.of.is !== 'name' && callee.of.is !== 'member') return undefined;
  return world.evaluate(callee, frame);
}

/** Calls in an expression of functions of the project that may refuse. */
function calls(it: Expression, frame: Frame, on: Walk): void {
  if (it.is === 'call') {
    if (isSuper(it.callee)) on.found.asksBase = true;
    const callee = calleeOf(it, frame, on.world);
    if (callee?.is === 'function') {
      const { refuses, answers } = readBehavior(callee, on.world);
      on.found.throws ||= refuses;
      for (const status of answers) on.found.statuses.add(status);
    }
    for (const one of it.args) if (one.is !== 'function') calls(one, frame, on);
    return;
  }
  if (it.is === 'unary' || it.is === 'spread' || it.is === 'member') calls(it.of, frame, on);
  if (it.is === 'binary') {
    calls(it.left, frame, on);
    calls(it.right, frame, on);
  }
}
