import { bind } from './bind.ts';
import type { Expression, Pattern, Statement } from './syntax.ts';
import { type ClassValue, constant, nothing, type Scope, truth, unknown, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

/** Runs statements in order; the value that was returned, or undefined. Functions and classes are there from the start. */
export function execute(statements: readonly Statement[], frame: Frame, world: World): Value | undefined {
  declare(statements, frame, world);
  for (const it of statements) {
    if (!world.step()) return undefined;
    const returned = run(it, frame, world);
    if (returned) return returned;
  }
  return undefined;
}

/** Hoists functions and classes; a class's base is looked for when it is reached, for it may not be there yet. */
export function declare(statements: readonly Statement[], frame: Frame, world: World): void {
  for (const it of statements) {
    if (it.is === 'function')
      frame.scope.names.set(it.name, {
        is: 'function',
        syntax: it.value,
        scope: frame.scope,
        file: frame.file,
        ...(frame.self ? { self: frame.self } : {}),
      });
    if (it.is === 'class') {
      let made: ClassValue | undefined;
      let isAsked = false;
      frame.scope.names.set(it.name, () => {
        // A class that extends itself, by whatever way.
        if (isAsked && !made) return unknown;
        isAsked = true;
        made ??= {
          is: 'class',
          syntax: it.value,
          scope: frame.scope,
          file: frame.file,
          ...(it.value.extends ? { base: world.evaluate(it.value.extends, frame) } : {}),
          fields: new Map(),
        };
        return made;
      });
    }
  }
}

function run(statement: Statement, frame: Frame, world: World): Value | undefined {
  switch (statement.is) {
    case 'do':
      world.evaluate(statement.what, frame);
      return undefined;
    case 'let':
      if (statement.value && bindLater(statement.to, statement.value, frame, world)) return undefined;
      bind(statement.to, statement.value ? world.evaluate(statement.value, frame) : nothing, frame, world);
      return undefined;
    case 'export-value': {
      frame.exported?.(statement.name, world.evaluate(statement.value, frame));
      return undefined;
    }
    case 'return':
      return statement.value ? world.evaluate(statement.value, frame) : nothing;
    case 'throw':
      return nothing;
    case 'if': {
      const known = truth(world.evaluate(statement.test, frame));
      if (known !== undefined) return execute(known ? statement.yes : statement.no, inner(frame), world);
      const unsure = { ...frame, sometimes: true };
      const yes = execute(statement.yes, inner(unsure), world);
      const no = execute(statement.no, inner(unsure), world);
      if (yes ?? no) world.guess();
      if (yes && no) return preferred(yes, no);
      if (yes ?? no) keep(frame, yes ?? no ?? nothing);
      return undefined;
    }
    case 'loop':
      return loop(statement, frame, world);
    case 'try': {
      const returned = execute(statement.body, inner(frame), world);
      if (0 < statement.handler.length) world.guess();
      execute(statement.handler, inner({ ...frame, sometimes: true }), world);
      execute(statement.end, inner(frame), world);
      return returned;
    }
    case 'switch': {
      const on = world.evaluate(statement.on, frame);
      for (const it of statement.cases) {
        const test = it.test && world.evaluate(it.test, frame);
        if (on.is === 'constant' && test?.is === 'constant' && on.value !== test.value) continue;
        const returned = execute(it.body, inner({ ...frame, sometimes: true }), world);
        if (returned) keep(frame, returned);
      }
      return undefined;
    }
    case 'block':
      return execute(statement.body, inner(frame), world);
    default:
      return undefined;
  }
}

/** `const x = require('…')` and `const { y } = require('…')`: that module runs when a name of it is asked for. */
function bindLater(to: Pattern, value: Expression, frame: Frame, world: World): boolean {
  const call = value.is === 'member' ? value.of : value;
  if (call.is !== 'call' || call.callee.is !== 'name' || call.callee.name !== 'require') return false;
  if (call.args[0]?.is !== 'string') return false;
  let known: Value | undefined;
  const later = () => {
    known ??= world.evaluate(value, frame);
    return known;
  };
  if (to.is === 'name') frame.scope.names.set(to.name, later);
  else if (to.is === 'object' && to.rest === undefined && to.fields.every((it) => it.to.is === 'name' && !it.initial)) {
    for (const { key, to: inner } of to.fields)
      if (inner.is === 'name') frame.scope.names.set(inner.name, () => world.member(later(), key, frame));
  } else return false;
  return true;
}

function inner(frame: Frame): Frame {
  const scope: Scope = { names: new Map(), parent: frame.scope };
  return { ...frame, scope };
}

function keep(frame: Frame, value: Value): void {
  frame.returned.value = frame.returned.value ? preferred(frame.returned.value, value) : value;
}

/** Of two that may be returned the one that says more. */
function preferred(a: Value, b: Value): Value {
  const weight = (it: Value) => (it.is === 'unknown' ? 0 : it.is === 'constant' ? 1 : 2);
  return weight(a) < weight(b) ? b : a;
}

function loop(statement: Extract<Statement, { is: 'loop' }>, frame: Frame, world: World): Value | undefined {
  const over = statement.over ? world.evaluate(statement.over, frame) : unknown;
  const items = statement.kind === 'other' ? undefined : itemsOf(over, statement.kind);
  if (!items) {
    world.guess();
    return once(statement.body, statement.to, unknown, { ...frame, sometimes: true }, world);
  }
  for (const it of items) {
    const returned = once(statement.body, statement.to, it, frame, world);
    if (returned) return returned;
  }
  return undefined;
}

function once(body: readonly Statement[], to: Pattern, value: Value, frame: Frame, world: World): Value | undefined {
  const own = inner(frame);
  bind(to, value, own, world);
  return execute(body, own, world);
}

function itemsOf(over: Value, kind: 'of' | 'in'): Value[] | undefined {
  if (over.is === 'object' && kind === 'in') return [...over.fields.keys()].map((it) => constant(it));
  if (over.is !== 'array' || over.open) return undefined;
  return kind === 'of' ? over.items.map((it) => it.value) : over.items.map((_, i) => constant(String(i)));
}
