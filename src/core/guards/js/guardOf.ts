import type { Guard, GuardKind, SourcePlace } from '../route.ts';
import { type Behavior, type Check, readBehavior } from './behavior.ts';
import { nameOf } from './evaluate.ts';
import { kindOf, type Needs, noNeeds, stringsOf } from './needs.ts';
import { guardOfPackage, packageOf, wrappedBy } from './packages.ts';
import { printExpression } from './printExpression.ts';
import type { Expression } from './syntax.ts';
import type { FunctionValue, Slot, Value } from './value.ts';
import type { World } from './world.ts';

/** What stands in front of a handler. */
export interface Found {
  readonly guard?: Guard;
  /** Why it is not told whether it guards: a sentence. */
  readonly unread?: string;
  readonly behavior?: Behavior;
  /** The function that guards. */
  readonly of?: FunctionValue;
  /** Methods for which it lets every request pass. */
  readonly ignores?: readonly string[];
  /** What `express-unless` lets pass. */
  readonly unless?: Value;
}

/** What a function that is put in front of a route guards. `at`: where it is put there. */
export function guardOf(slot: Slot, at: SourcePlace, world: World): Found {
  const { value, written } = slot;
  const name = nameOfSlot(written);
  if (value.is === 'made') {
    const wrapped = wrappedBy(value);
    if (wrapped) return guardOf(wrapped, at, world);
  }
  if (value.is === 'made' || value.is === 'package') {
    const known = guardOfPackage(value, world);
    if (known === 'none') return ofOptions(slot, at, world);
    if (known) {
      const { kind, answers, needs, unless, ignores } = known;
      return {
        guard: { name, kind, ...needs, text: textOfSlot(written), ...at, answers },
        ...(unless ? { unless } : {}),
        ...(ignores ? { ignores } : {}),
      };
    }
    const from = packageOf(value);
    if (guards.test(lastOf(name)))
      return {
        guard: { name, kind: kindOfName(name), ...argumentNeeds(slot, name, world), text: textOfSlot(written), ...at },
      };
    return {
      unread: `Whether ${name} refuses is not known: it comes from ${from === undefined ? 'code that was not found' : `the package ${from}`}.`,
    };
  }
  if (value.is !== 'function') {
    if (value.is === 'object' || value.is === 'thing' || value.is === 'constant') return {};
    if (guards.test(lastOf(name)))
      return { guard: { name, kind: kindOfName(name), ...noNeeds, text: textOfSlot(written), ...at } };
    return { unread: `Whether ${name} refuses is not known: its code was not found.` };
  }
  const behavior = readBehavior(value, world);
  if (value.syntax.params.length === 4 || !behavior.refuses) return { behavior };
  const definedAt = { file: value.file, line: value.syntax.line };
  const inline = written.is === 'function' && written.value.name === undefined;
  const [check] = behavior.checks;
  const called = inline && check ? check.name : name;
  return {
    guard: {
      name: called,
      kind: kindOfBehavior(behavior, called),
      ...needsOf(slot, behavior, called, world),
      text: inline && check ? check.text : textOfSlot(written),
      ...at,
      definedAt,
      ...(behavior.answers.length === 0 && !behavior.toLogin ? {} : { answers: behavior.answers }),
    },
    behavior,
    of: value,
  };
}

/** Checks that stand in a handler and depend on who is calling. */
export function guardsInside(behavior: Behavior): Guard[] {
  return behavior.checks
    .filter((it) => it.ofCaller && (0 < it.answers.length || 0 < it.needs.needs.length || it.readsCredentials))
    .slice(0, 8)
    .map((it) => ({
      name: it.name,
      kind: kindOfCheck(it),
      ...it.needs,
      text: it.text,
      file: it.file,
      line: it.line,
      ...(it.definedAt ? { definedAt: it.definedAt } : {}),
      ...(it.answers.length === 0 ? {} : { answers: it.answers }),
    }));
}

/** Known not to refuse by itself; a function in its options may: the `origin` of cors. */
function ofOptions(slot: Slot, at: SourcePlace, world: World): Found {
  const options = slot.value.is === 'made' ? slot.value.args[0]?.value : undefined;
  const origin = options?.is === 'object' ? options.fields.get('origin') : undefined;
  if (origin?.is !== 'function') return {};
  const { answers } = readBehavior(origin, world);
  if (answers.length === 0) return {};
  const definedAt = { file: origin.file, line: origin.syntax.line };
  return {
    guard: {
      name: nameOfSlot(slot.written),
      kind: 'other',
      needs: [],
      text: textOfSlot(slot.written),
      ...at,
      definedAt,
      answers,
    },
  };
}

/** `requireRole('admin')` is called `requireRole`; what wraps another is called by that. */
export function nameOfSlot(written: Expression): string {
  if (written.is !== 'call') return nameOf(written);
  const callee = nameOf(written.callee);
  const [first] = written.args;
  const wraps = /^(?:\w*(?:async|catch|wrap|promis)\w*|tryCatch|use|handler)$/i.test(lastOf(callee));
  if (wraps && first && (first.is === 'name' || first.is === 'member' || first.is === 'call')) return nameOfSlot(first);
  const method = written.callee.is === 'member' ? written.callee.name : '';
  if (/^(?:bind|unless)$/.test(method) && written.callee.is === 'member') return nameOfSlot(written.callee.of);
  return callee;
}

function textOfSlot(written: Expression): string {
  return written.is === 'call' ? written.text : printExpression(written);
}

function lastOf(name: string): string {
  return name.split('.').at(-1) ?? name;
}

/** Names that say that something guards. */
const guards =
  /auth|guard|protect|^(?:require|ensure|verify|check|restrict|permit|allow|only|must|enforce|can|has|is)(?=[A-Z_]|$)|jwt|csrf|xsrf|rateLimit|limiter|throttle|permission|acl|role|scope|login|signature/i;

/** Of a guard whose code is not there: by its name alone. */
function kindOfName(name: string): GuardKind {
  const last = lastOf(name);
  if (/csrf|xsrf/i.test(last)) return 'csrf';
  if (/limiter|rateLimit|throttle/i.test(last)) return 'throttle';
  if (/signature/i.test(last)) return 'signature';
  return 'other';
}

/** By the statuses it answers; of both by whether it reads credentials itself; without any by its name. */
export function kindOfBehavior({ answers, kindHint, readsCredentials, toLogin }: Behavior, name: string): GuardKind {
  if (answers.includes(429)) return 'throttle';
  if (answers.includes(419) || (kindHint === 'csrf' && !answers.includes(401))) return 'csrf';
  if (kindHint === 'signature') return 'signature';
  const [has401, has403] = [answers.includes(401), answers.includes(403)];
  if (has401 && has403) return readsCredentials ? 'authentication' : 'authorization';
  if (has401) return 'authentication';
  if (has403) return 'authorization';
  if (toLogin) return 'authentication';
  if (/role|permission|admin|authori[sz]|owner|acl|scope/i.test(name)) return 'authorization';
  return /auth|login|token|jwt|session/i.test(name) ? 'authentication' : 'other';
}

function kindOfCheck(it: Check): GuardKind {
  if (/timingSafeEqual|signature|hmac/i.test(it.text)) return 'signature';
  if (it.answers.includes(429)) return 'throttle';
  const [has401, has403] = [it.answers.includes(401), it.answers.includes(403)];
  if (has401 && has403) return it.readsCredentials ? 'authentication' : 'authorization';
  if (has401) return 'authentication';
  if (has403 || 0 < it.needs.needs.length) return 'authorization';
  return it.readsCredentials ? 'authentication' : 'other';
}

/** From the code; else what a factory was called with, where its guard may answer 403. */
function needsOf(slot: Slot, behavior: Behavior, name: string, world: World): Needs {
  if (0 < behavior.needs.needs.length) return behavior.needs;
  const authorizes = behavior.answers.length === 0 || behavior.answers.includes(403) || kindOf(name) !== undefined;
  if (!authorizes || behavior.answers.includes(429)) return noNeeds;
  return argumentNeeds(slot, name, world);
}

/** The strings that a factory is called with. */
function argumentNeeds({ written, value }: Slot, name: string, world: World): Needs {
  const args = value.is === 'made' ? value.args : value.is === 'function' ? argsInScope(value, written, world) : [];
  const strings = args.map((it) => stringsOf(it.value)).filter((it) => it !== undefined);
  const flat = strings.flat().filter((it) => it.length <= 100);
  if (flat.length === 0) return noNeeds;
  const are = kindOf(name);
  const [first, second] = flat;
  if (
    !are &&
    first !== undefined &&
    strings.length === 2 &&
    flat.length === 2 &&
    /^(?:can|authori[sz]e|check|allow)/i.test(lastOf(name))
  )
    return { needs: [first], needsAre: 'ability', ...(second === undefined ? {} : { on: second }) };
  return { needs: flat, ...(are ? { needsAre: are } : {}), ...(1 < flat.length ? { anyOf: true } : {}) };
}

/** A factory's arguments are worked out once more where it stands: nothing but constants is asked for. */
function argsInScope(value: Extract<Value, { is: 'function' }>, written: Expression, world: World): readonly Slot[] {
  if (written.is !== 'call') return [];
  const top = value.scope.parent;
  const passed = top?.names.size === undefined ? undefined : value.scope.names.get('arguments');
  if (typeof passed === 'object' && passed.is === 'array') return passed.items;
  const state = world.run(value.file);
  return state
    ? world.slots(written.args, { file: value.file, scope: state.scope, depth: 30, sometimes: true, returned: {} })
    : [];
}
