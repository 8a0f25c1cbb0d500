import { readBehavior } from '../js/behavior.ts';
import { nameOf } from '../js/evaluate.ts';
import { kindOfBehavior, nameOfSlot } from '../js/guardOf.ts';
import { noNeeds } from '../js/needs.ts';
import { fieldSlot } from '../js/placed.ts';
import { printExpression } from '../js/printExpression.ts';
import type { Segment } from '../js/segments.ts';
import { type FunctionValue, type Slot, stringOf, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';
import { outcomesOf } from '../nestjs/outcomes.ts';
import type { Guard } from '../route.ts';
import { type Exported, exportedAs } from './exported.ts';
import { requestSlot } from './handler.ts';
import { matcherCovers, samples } from './matcher.ts';

/** What `middleware.ts` (until 15) or `proxy.ts` (from 16) puts in front of a route. */
export interface Before {
  readonly guards: readonly Guard[];
  readonly unread: readonly string[];
}

export function middlewareFor(file: string, route: readonly Segment[], method: string, world: World): Before {
  const it =
    exportedAs(file, 'middleware', world) ?? exportedAs(file, 'proxy', world) ?? exportedAs(file, 'default', world);
  if (!it) return { guards: [], unread: [] };
  const config = exportedAs(file, 'config', world)?.value;
  const covers = matcherCovers(config?.is === 'object' ? config.fields.get('matcher') : undefined, route);
  if (covers === 'none') return { guards: [], unread: [] };
  const found = samples(route).map((path) => guardsAt(it, path, method === '*' ? undefined : method, world));
  const [first = []] = found;
  const always = first.filter((guard) =>
    found.every((list) => list.some((one) => one.name === guard.name && one.line === guard.line)),
  );
  const seldom = found
    .flat()
    .filter((guard) => covers === 'some' || !always.some((one) => one.name === guard.name && one.line === guard.line));
  return {
    guards: covers === 'some' ? [] : always,
    unread: [...new Set(seldom.map((one) => `${one.name} stands in front of a part of these paths.`))],
  };
}

/** What it does with a request for one path. */
function guardsAt(it: Exported, path: string, method: string | undefined, world: World): readonly Guard[] {
  const { value, written } = it;
  const at = { file: it.file, line: written.is === 'call' ? written.line : it.line };
  const request = requestSlot(path, method, at);
  const name = nameOfSlot(written);
  const text = written.is === 'call' ? written.text : printExpression(written);
  if (value.is === 'function') return listed(ofFunction(value, [request], name, text, at, world));
  if (value.is === 'package' || value.is === 'made') return ofPackage(value, { name, text, ...at }, request, world);
  return [];
}

function listed(guard: Guard | undefined): readonly Guard[] {
  return guard ? [guard] : [];
}

type Named = Pick<Guard, 'name' | 'text' | 'file' | 'line'>;

function ofFunction(
  value: FunctionValue,
  args: readonly Slot[],
  name: string,
  text: string,
  at: Pick<Guard, 'file' | 'line'>,
  world: World,
): Guard | undefined {
  const behavior = readBehavior(value, world, args);
  if (!behavior.refuses) return undefined;
  const called = /^(?:…|function|default)$/.test(name) ? (behavior.checks[0]?.name ?? 'middleware') : name;
  return {
    name: called,
    kind: kindOfBehavior(behavior, called),
    ...behavior.needs,
    text,
    ...at,
    definedAt: { file: value.file, line: value.syntax.line },
    ...(behavior.answers.length === 0 ? {} : { answers: behavior.answers }),
  };
}

function ofPackage(value: Value, named: Named, request: Slot, world: World): readonly Guard[] {
  const flat = flatten(value);
  const args = value.is === 'made' ? value.args : [];
  const inner = args.find((it) => it.value.is === 'function');
  // next-auth 4: everybody must be signed in, or what `authorized` says.
  if (/^next-auth\/middleware/.test(flat)) {
    const options = args.find((it) => it.value.is === 'object');
    const authorized = fieldSlot(fieldSlot(options, 'callbacks'), 'authorized')?.value;
    const by = authorized?.is === 'function' ? authorizedBy(authorized, request, 'token', world) : { needs: noNeeds };
    const extra =
      inner?.value.is === 'function'
        ? ofFunction(inner.value, [request], nameOf(inner.written), named.text, named, world)
        : undefined;
    if (!by) return listed(extra);
    return [{ ...named, kind: 'authentication', ...by.needs }, ...listed(extra)];
  }
  // Clerk: `clerkMiddleware((auth, request) => …)`; alone it lets everybody pass.
  if (/^@clerk\/nextjs/.test(flat)) {
    if (/authMiddleware\(\)$/.test(flat)) return [{ ...named, kind: 'authentication', needs: [], answers: [401] }];
    if (inner?.value.is !== 'function') return [];
    const auth: Slot = {
      value: { is: 'unknown', name: 'auth' },
      written: { is: 'name', name: 'auth', line: named.line },
      file: named.file,
    };
    return checksIn(inner.value, [auth, request], named, world);
  }
  // Auth.js 5: `auth((request) => …)`, or `auth` itself with `callbacks.authorized`.
  if (/^(?:next-auth|@auth\/)/.test(flat)) {
    if (inner?.value.is === 'function')
      return listed(ofFunction(inner.value, [request], named.name, named.text, named, world));
    const authorized = authorizedCallback(value);
    const by = authorized && authorizedBy(authorized, request, 'auth', world);
    return by ? [{ ...named, kind: 'authentication', ...by.needs }] : [];
  }
  const required = /^@auth0\/nextjs-auth0.*withMiddlewareAuthRequired/.test(flat);
  return required ? [{ ...named, kind: 'authentication', needs: [], answers: [401] }] : [];
}

/** Each check of Clerk's callback is a guard of its own: `auth.protect({ role })` for some paths, `auth.protect()` for others. */
function checksIn(value: FunctionValue, args: readonly Slot[], named: Named, world: World): readonly Guard[] {
  return readBehavior(value, world, args).checks.map((it): Guard => {
    const kind =
      0 < it.needs.needs.length || (it.answers.includes(403) && !it.answers.includes(401))
        ? 'authorization'
        : 'authentication';
    return {
      name: it.name,
      kind,
      ...it.needs,
      text: it.text,
      file: named.file,
      line: it.file === named.file ? it.line : named.line,
      ...(it.answers.length === 0 ? {} : { answers: it.answers }),
    };
  });
}

/** `callbacks.authorized` of what NextAuth was made with. */
function authorizedCallback(value: Value): FunctionValue | undefined {
  for (let it: Value | undefined = value, left = 6; it && 0 < left; left--) {
    if (it.is !== 'made') return undefined;
    const config = it.args.find((one) => one.value.is === 'object');
    const authorized = fieldSlot(fieldSlot(config, 'callbacks'), 'authorized')?.value;
    if (authorized?.is === 'function') return authorized;
    it = it.by;
  }
  return undefined;
}

/** What `authorized` asks for at a path; undefined where it lets everybody pass. */
function authorizedBy(callback: FunctionValue, request: Slot, holds: 'token' | 'auth', world: World) {
  const fields = new Map<string, Value>([
    ['req', request.value],
    ['request', request.value],
    [holds, { is: 'unknown', name: holds }],
  ]);
  const outcomes = outcomesOf(callback, [{ ...request, value: { is: 'object', fields } }], world);
  return outcomes.denies || outcomes.statuses.size > 0 ? { needs: outcomes.needs } : undefined;
}

/** `next-auth().auth()`: from which package, and what of it was called. */
function flatten(value: Value): string {
  if (value.is === 'package') return [value.name, ...value.path].join('.');
  return value.is === 'made' ? [`${flatten(value.by)}()`, ...value.path].join('.') : '';
}

/** `basePath` of next.config. */
export function basePathIn(config: Value | undefined): string {
  return (config?.is === 'object' ? stringOf(config.fields.get('basePath')) : undefined) ?? '';
}
