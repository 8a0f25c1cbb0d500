import type { Expression } from './syntax.ts';
import {
  type ClassValue,
  constant,
  type FunctionValue,
  lookUp,
  nothing,
  type ObjectValue,
  type Scope,
  unknown,
  type Value,
} from './value.ts';
import type { Frame, World } from './world.ts';

/** `of.name`. */
export function member(of: Value, name: string, frame: Frame, world: World): Value {
  switch (of.is) {
    case 'object': {
      const field = of.fields.get(name);
      if (field) return field;
      const inherited = of.of ? instanceMember(of.of, name, of, frame, world, 0) : undefined;
      return inherited ?? (of.of ? unknown : nothing);
    }
    case 'array':
      if (name === 'length') return of.open ? unknown : constant(of.items.length);
      return unknown;
    case 'class':
      return of.fields.get(name) ?? staticMember(of, name, frame, world, 0) ?? unknown;
    case 'package':
      return name === 'default' ? of : { ...of, path: [...of.path, name] };
    case 'made':
      return { ...of, path: [...of.path, name] };
    case 'thing':
      return world.extras.get(of.thing)?.get(name) ?? world.host.member?.(of, name) ?? unknown;
    case 'function':
      return world.extras.get(of.syntax)?.get(name) ?? (name === 'default' ? of : unknown);
    case 'constant':
      return typeof of.value === 'string' && name === 'length' ? constant(of.value.length) : unknown;
    case 'unknown':
      return of.name === undefined ? unknown : { is: 'unknown', name: `${of.name}.${name}` };
    default:
      return unknown;
  }
}

/** A method, bound, or what a getter gives, looked for up to the last base class. */
export function instanceMember(
  of: ClassValue,
  name: string,
  self: Value,
  frame: Frame,
  world: World,
  depth: number,
): Value | undefined {
  for (const it of of.syntax.members) {
    if (it.isStatic || it.name !== name || !it.function || it.kind === 'setter' || it.kind === 'constructor') continue;
    const method = methodOf(of, it.function, self);
    if (it.kind === 'method') return method;
    const site = { file: of.file, line: it.line, text: name, sometimes: frame.sometimes };
    return world.call(method, [], frame, site);
  }
  if (of.base?.is !== 'class' || 20 < depth) return undefined;
  return instanceMember(of.base, name, self, frame, world, depth + 1);
}

function methodOf(of: ClassValue, syntax: FunctionValue['syntax'], self: Value): FunctionValue {
  return { is: 'function', syntax, scope: of.scope, file: of.file, self, home: of };
}

function staticMember(of: ClassValue, name: string, frame: Frame, world: World, depth: number): Value | undefined {
  for (const it of of.syntax.members) {
    if (!it.isStatic || it.name !== name) continue;
    if (it.function) {
      const method = methodOf(of, it.function, of);
      if (it.kind !== 'getter') return method;
      return world.call(method, [], frame, { file: of.file, line: it.line, text: name, sometimes: frame.sometimes });
    }
    if (!it.value) continue;
    of.fields.set(name, unknown);
    const value = world.evaluate(it.value, { ...frame, file: of.file, scope: of.scope, self: of, home: of });
    of.fields.set(name, value);
    return value;
  }
  if (of.base?.is !== 'class' || 20 < depth) return undefined;
  return staticMember(of.base, name, frame, world, depth + 1);
}

/** `to = value`. */
export function assign(to: Expression, value: Value, frame: Frame, world: World): void {
  if (frame.sometimes) world.guess();
  if (to.is === 'name') {
    const scope = scopeWith(frame.scope, to.name) ?? frame.scope;
    scope.names.set(to.name, value);
    return;
  }
  if (to.is !== 'member' && to.is !== 'index') return;
  const on = world.evaluate(to.of, frame);
  const key = to.is === 'member' ? to.name : keyOf(world.evaluate(to.at, frame));
  if (key !== undefined) setField(on, key, value, world);
}

function setField(on: Value, key: string, value: Value, world: World): void {
  if (on.is === 'object' || on.is === 'class') on.fields.set(key, value);
  else if (on.is === 'function' || on.is === 'thing') {
    const holder = on.is === 'function' ? on.syntax : on.thing;
    const fields = world.extras.get(holder) ?? new Map<string, Value>();
    world.extras.set(holder, fields);
    fields.set(key, value);
  }
}

function keyOf(value: Value): string | undefined {
  return value.is === 'constant' && (typeof value.value === 'string' || typeof value.value === 'number')
    ? String(value.value)
    : undefined;
}

function scopeWith(scope: Scope, name: string): Scope | undefined {
  for (let it: Scope | undefined = scope; it; it = it.parent) if (it.names.has(name)) return it;
  return undefined;
}

/** `of[at]`. */
export function element(of: Value, at: Value, frame: Frame, world: World): Value {
  const key = keyOf(at);
  if (key === undefined) return unknown;
  if (of.is !== 'array') return member(of, key, frame, world);
  return of.items[Number(key)]?.value ?? unknown;
}

/** The value of a name; names of the language and of what nobody declared are unknown, by their names. */
export function valueOfName(name: string, frame: Frame): Value {
  if (name === 'undefined') return nothing;
  return lookUp(frame.scope, name) ?? { is: 'unknown', name };
}

export function emptyObject(of?: ClassValue): ObjectValue {
  return { is: 'object', fields: new Map(), ...(of ? { of } : {}) };
}
