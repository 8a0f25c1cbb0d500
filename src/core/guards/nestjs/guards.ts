import { type Behavior, readBehavior } from '../js/behavior.ts';
import { kindOfBehavior, nameOfSlot } from '../js/guardOf.ts';
import { kindOf, type Needs, noNeeds, stringsOf } from '../js/needs.ts';
import { printExpression } from '../js/printExpression.ts';
import { type ClassValue, type FunctionValue, type ObjectValue, type Slot, stringOf, type Value } from '../js/value.ts';
import type { Frame, World } from '../js/world.ts';
import type { Guard, GuardKind, SourcePlace } from '../route.ts';
import type { Decorator } from './decorators.ts';
import { contextThing, type NestState } from './host.ts';
import { instanceOf } from './inject.ts';
import { outcomesOf } from './outcomes.ts';

/** A guard where it is put in front of routes. */
export interface NestGuard extends SourcePlace {
  readonly slot: Slot;
}

/** What one guard is for a route, whose metadata is in `state.target`; undefined where it lets all of it pass. */
export function guardFor(
  it: NestGuard,
  decorators: readonly Decorator[],
  state: NestState,
  world: World,
): Guard | undefined {
  const { value, written } = it.slot;
  const at = { file: it.file, line: it.line };
  const name = value.is === 'object' && value.of ? (value.of.syntax.name ?? nameOfSlot(written)) : nameOfSlot(written);
  const text = printExpression(written);
  const of = value.is === 'class' ? value : value.is === 'object' ? value.of : undefined;
  if (!of) {
    const known = packageGuard(value, name, decorators);
    return known && { name, text, ...at, ...known };
  }
  const instance = value.is === 'object' && 0 < value.fields.size ? value : instanceOf(of, world);
  if (!instance) return undefined;
  const definedAt = { file: of.file, line: of.syntax.line };
  const made = classGuard(of, instance, name, decorators, state, world);
  return made && { name, text, ...at, definedAt, ...made };
}

type Core = Pick<Guard, 'kind' | 'needs' | 'needsAre' | 'anyOf' | 'on' | 'answers'>;

function classGuard(
  of: ClassValue,
  instance: ObjectValue,
  name: string,
  decorators: readonly Decorator[],
  state: NestState,
  world: World,
): Core | undefined {
  const base = packageBase(of);
  const method = methodOf(instance, 'canActivate', world);
  const inherited = base && packageGuard(base, name, decorators);
  if (!method) return inherited && optional(instance, world) ? undefined : inherited;

  state.reads = [];
  const slot: Slot = { value: contextThing, written: { is: 'name', name: 'context', line: 1 }, file: method.file };
  const outcomes = outcomesOf(method, [slot], world);
  const reads = state.reads;
  const fromBase = outcomes.asksBase && inherited && !optional(instance, world) ? inherited : undefined;
  if (!outcomes.denies && !outcomes.throws && !fromBase) return undefined;
  const answers = new Set([...outcomes.statuses, ...(fromBase?.answers ?? [])]);
  if (outcomes.denies) answers.add(403);
  const behavior = behaviorOf(of, instance, method, state, world);
  const needs = needsOf(reads, method, name, 0 < outcomes.needs.needs.length ? outcomes.needs : behavior.needs);
  const kind = kindFor({ ...behavior, needs, answers: [...answers].sort((a, b) => a - b) }, name, fromBase?.kind);
  return { kind, ...needs, ...(answers.size === 0 ? {} : { answers: [...answers].sort((a, b) => a - b) }) };
}

/** Instances that hold nothing but what is injected do the same for every route, unless the metadata of the route is asked for. */
const known = new WeakMap<ClassValue, Behavior>();

function behaviorOf(
  of: ClassValue,
  { fields }: ObjectValue,
  method: FunctionValue,
  state: NestState,
  world: World,
): Behavior {
  const isInjectedOnly = [...fields.values()].every(
    (it) => it.is === 'thing' || (it.is === 'unknown' && it.name === undefined),
  );
  const before = isInjectedOnly ? known.get(of) : undefined;
  if (before) return before;
  const { length } = state.reads;
  const behavior = readBehavior(method, world);
  if (isInjectedOnly && state.reads.length === length) known.set(of, behavior);
  return behavior;
}

function kindFor(behavior: Behavior, name: string, base: GuardKind | undefined): GuardKind {
  if (base) return base;
  // `return false` is 403 for Nest whatever it is for: a guard that verifies a token is about who is calling.
  const onlyDenies = behavior.answers.length === 1 && behavior.answers[0] === 403;
  if (
    onlyDenies &&
    behavior.needs.needs.length === 0 &&
    (behavior.readsCredentials || authenticates.test(name)) &&
    !authorizes.test(name)
  )
    return 'authentication';
  return kindOfBehavior(behavior, name);
}

const authenticates = /auth(?!or)|jwt|token|api_?key|session|login|bearer/i;
const authorizes = /role|permission|polic|abilit|admin|owner|scope|acl|access/i;

/** Strings of the metadata that a guard asked for, else what its code compares. */
function needsOf(reads: NestState['reads'], method: FunctionValue, name: string, inCode: Needs): Needs {
  for (const { value, name: key } of reads) {
    const texts = textsIn(value);
    const are = kindOf(key) ?? kindOf(name);
    if (0 < texts.length) return { needs: texts, ...(are ? { needsAre: are } : {}), ...anyOf(texts, method) };
    const policies = abilitiesIn(value);
    if (policies) return policies;
  }
  return inCode;
}

function anyOf(texts: readonly string[], method: FunctionValue): Pick<Needs, 'anyOf'> {
  return 1 < texts.length && !mentions(method.syntax.body, 'every', 0) ? { anyOf: true } : {};
}

function mentions(it: unknown, name: string, depth: number): boolean {
  if (typeof it !== 'object' || it === null || 80 < depth) return false;
  if ((it as { readonly is?: string }).is === 'member' && (it as { readonly name?: string }).name === name) return true;
  return Object.values(it).some((one) => mentions(one, name, depth + 1));
}

function textsIn(value: Value): readonly string[] {
  const known = stringsOf(value);
  if (known) return known;
  if (value.is === 'object') return [...value.fields.values()].flatMap((it) => textsIn(it));
  return value.is === 'array' ? value.items.flatMap((it) => textsIn(it.value)) : [];
}

/** `@CheckPolicies((ability) => ability.can(Action.Read, Article))`. */
function abilitiesIn(value: Value): Needs | undefined {
  const functions = value.is === 'array' ? value.items.map((it) => it.value) : [value];
  for (const it of functions) {
    if (it.is !== 'function') continue;
    const [only] = it.syntax.body;
    const call = only?.is === 'return' ? only.value : undefined;
    if (call?.is !== 'call' || call.callee.is !== 'member' || !/^can(?:not)?$/.test(call.callee.name)) continue;
    const [action, on] = call.args;
    if (!action) continue;
    const named = lastName(action);
    return { needs: [named], needsAre: 'ability', ...(on ? { on: lastName(on) } : {}) };
  }
  return undefined;
}

function lastName(it: Slot['written']): string {
  if (it.is === 'string') return it.value;
  return it.is === 'member' ? it.name.toLowerCase() : printExpression(it);
}

/** A guard that a package makes: `AuthGuard('jwt')`, `ThrottlerGuard`. */
function packageGuard(value: Value, name: string, decorators: readonly Decorator[]): Core | undefined {
  const by = value.is === 'made' ? value.by : value;
  const from = by.is === 'package' ? by.name : undefined;
  const called = by.is === 'package' ? (by.path.at(-1) ?? '') : name;
  const has = (pattern: RegExp) => decorators.some((it) => pattern.test(it.name) && isOf(it, from) && !isFalse(it));
  if (from === '@nestjs/passport') return { kind: 'authentication', needs: [], answers: [401] };
  if (/throttl/i.test(called))
    return has(/^SkipThrottle$/) ? undefined : { kind: 'throttle', needs: [], answers: [429] };
  if (has(/^(?:Public|Unprotected|SkipAuth|AllowAnonymous|OptionalAuth)$/)) return undefined;
  const asked = decorators.find((it) => isOf(it, from) && kindOf(it.name) !== undefined);
  if (authorizes.test(called)) {
    const texts = asked ? asked.args.flatMap((it) => textsIn(it.value)) : [];
    const are = asked && kindOf(asked.name);
    return {
      kind: 'authorization',
      needs: texts,
      ...(are ? { needsAre: are } : {}),
      ...(1 < texts.length ? { anyOf: true } : {}),
      answers: [403],
    };
  }
  if (authenticates.test(called)) return { kind: 'authentication', ...noNeeds, answers: [401] };
  return { kind: 'other', ...noNeeds };
}

function isOf(it: Decorator, from: string | undefined): boolean {
  const by = it.value.is === 'made' ? it.value.by : it.value;
  return by.is === 'package' && (from === undefined || by.name === from || from.startsWith('@nestjs/'));
}

/** `@SkipThrottle({ default: false })` turns it on again. */
function isFalse(it: Decorator): boolean {
  const value = it.args[0]?.value;
  if (value?.is === 'constant') return value.value === false;
  return (
    value?.is === 'object' && [...value.fields.values()].some((one) => one.is === 'constant' && one.value === false)
  );
}

/** What of a package a class extends, be it at the end of a chain. */
function packageBase(of: ClassValue): Value | undefined {
  let it: Value | undefined = of.base;
  for (let left = 10; it?.is === 'class' && 0 < left; left--) it = it.base;
  return it?.is === 'made' || it?.is === 'package' ? it : undefined;
}

/** `handleRequest` that hands back what there is, and refuses nobody. */
function optional(instance: ObjectValue, world: World): boolean {
  const method = methodOf(instance, 'handleRequest', world);
  return method !== undefined && !throws(method.syntax.body, 0) && !readBehavior(method, world).refuses;
}

function throws(it: unknown, depth: number): boolean {
  if (typeof it !== 'object' || it === null || 80 < depth) return false;
  if ((it as { readonly is?: string }).is === 'throw') return true;
  return Object.values(it).some((one) => throws(one, depth + 1));
}

function methodOf(instance: ObjectValue, name: string, world: World): FunctionValue | undefined {
  const frame: Frame = { file: '', scope: { names: new Map() }, depth: 0, sometimes: true, returned: {} };
  const found = world.member(instance, name, frame);
  return found.is === 'function' ? found : undefined;
}

/** `provide: APP_GUARD` among a module's providers. */
export function globalGuards(providers: readonly Slot[], world: World): readonly NestGuard[] {
  return providers.flatMap((it): readonly NestGuard[] => {
    if (it.value.is !== 'object') return [];
    const token = it.value.fields.get('provide');
    const isGuard = token?.is === 'package' ? token.path.at(-1) === 'APP_GUARD' : stringOf(token) === 'APP_GUARD';
    if (!isGuard) return [];
    for (const key of ['useClass', 'useExisting', 'useValue', 'useFactory']) {
      const value = it.value.fields.get(key);
      if (!value) continue;
      const field = it.written.is === 'object' ? it.written.fields.find((one) => one.key === key)?.value : undefined;
      const written = field ?? it.written;
      const line = written.line;
      if (key !== 'useFactory' || value.is !== 'function')
        return [{ slot: { value, written, file: it.file }, file: it.file, line }];
      const site = { file: it.file, line, text: '', sometimes: true };
      const made = world.call(
        value,
        [],
        { file: value.file, scope: value.scope, depth: 0, sometimes: true, returned: {} },
        site,
      );
      return [
        {
          slot: {
            value: made,
            written: {
              is: 'name',
              name: made.is === 'object' ? (made.of?.syntax.name ?? 'APP_GUARD') : 'APP_GUARD',
              line,
            },
            file: it.file,
          },
          file: it.file,
          line,
        },
      ];
    }
    return [];
  });
}
