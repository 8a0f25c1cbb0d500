import type { Parameter, Pattern } from './syntax.ts';
import { nothing, type Slot, unknown, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

/** Binds the names of a pattern in the frame's scope. */
export function bind(to: Pattern, value: Value, frame: Frame, world: World): void {
  if (to.is === 'name') frame.scope.names.set(to.name, value);
  else if (to.is === 'object') {
    const taken = new Set<string>();
    for (const { key, to: inner, initial } of to.fields) {
      taken.add(key);
      const found = world.member(value, key, frame);
      bind(inner, isMissing(found) && initial ? world.evaluate(initial, frame) : found, frame, world);
    }
    if (to.rest !== undefined) frame.scope.names.set(to.rest, value.is === 'object' ? without(value, taken) : unknown);
  } else if (to.is === 'array') {
    to.items.forEach((it, i) => {
      if (it) bind(it, value.is === 'array' ? (value.items[i]?.value ?? unknown) : unknown, frame, world);
    });
    if (to.rest !== undefined)
      frame.scope.names.set(
        to.rest,
        value.is === 'array' ? { ...value, items: value.items.slice(to.items.length) } : unknown,
      );
  }
}

function without(value: Extract<Value, { is: 'object' }>, taken: ReadonlySet<string>): Value {
  return { is: 'object', fields: new Map([...value.fields].filter(([key]) => !taken.has(key))) };
}

function isMissing(value: Value): boolean {
  return value.is === 'constant' && value.value === undefined;
}

/** Binds a call's arguments; `undefined` for `args`: nobody has called it, and each is unknown by its name. */
export function bindParameters(
  params: readonly Parameter[],
  args: readonly Slot[] | undefined,
  self: Value | undefined,
  frame: Frame,
  world: World,
): void {
  if (args) frame.scope.names.set('arguments', { is: 'array', items: [...args] });
  params.forEach(({ to, rest, initial, field }, i) => {
    if (rest) {
      const value: Value = args ? { is: 'array', items: args.slice(i) } : { is: 'array', items: [], open: true };
      bind(to, value, frame, world);
      return;
    }
    const given = args ? (args[i]?.value ?? nothing) : unnamed(to);
    const value = isMissing(given) && initial ? world.evaluate(initial, frame) : given;
    bind(to, value, frame, world);
    if (field && to.is === 'name' && self?.is === 'object') self.fields.set(to.name, value);
  });
}

function unnamed(to: Pattern): Value {
  return to.is === 'name' ? { is: 'unknown', name: to.name } : unknown;
}
