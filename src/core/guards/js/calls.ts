import { emptyObject, instanceMember } from './access.ts';
import { bindParameters } from './bind.ts';
import { callBuiltIn, callGlobal } from './builtIns.ts';
import {
  type ClassValue,
  type FunctionValue,
  nothing,
  type ObjectValue,
  type Site,
  type Slot,
  unknown,
  type Value,
} from './value.ts';
import type { Frame, World } from './world.ts';

const deepest = 40;
/** A function that calls itself is followed so far. */
const mostInside = 3;

/** Calls a function of the project, or asks the host what a call into a package gives. */
export function call(callee: Value, args: readonly Slot[], frame: Frame, site: Site, world: World): Value {
  if (callee.is === 'function') {
    if (frame.isNew) {
      const self = emptyObject();
      run(callee, args, self, frame, site, world);
      return self;
    }
    return run(callee, args, callee.self, frame, site, world);
  }
  if (callee.is === 'class') return world.construct(callee, args, frame, site);
  const global = callee.is === 'unknown' ? callGlobal(callee.name, args, frame, site, world) : undefined;
  if (global) return global;
  const [member] = callee.is === 'package' && callee.path.length === 1 ? callee.path : [];
  const builtIn =
    callee.is === 'package' && member !== undefined
      ? callBuiltIn({ ...callee, path: [] }, member, args, frame, site, world)
      : undefined;
  if (builtIn) return builtIn;
  if (callee.is === 'constant' || callee.is === 'regex') return unknown;
  const made = world.host.call?.(callee, args, site);
  if (made) return made;
  callBack(args, frame, site, world);
  return { is: 'made', by: callee, args, site, path: [] };
}

/** `on.name(…)`. */
export function callMethod(
  on: Value,
  name: string,
  args: readonly Slot[],
  frame: Frame,
  site: Site,
  world: World,
): Value {
  if (on.is === 'thing') {
    const own = world.member(on, name, frame);
    if (own.is === 'function') return world.call(own, args, frame, site);
    const answer = world.host.callMethod?.(on, name, args, site);
    if (answer) return answer;
    callBack(args, frame, site, world);
    return unknown;
  }
  const known = callBuiltIn(on, name, args, frame, site, world);
  if (known) return known;
  const method = world.member(on, name, frame);
  if (method.is === 'function')
    return world.call(on.is === 'object' && !method.self ? { ...method, self: on } : method, args, frame, site);
  // A container of dependencies gives an instance of the class that it is asked for.
  const [first] = args;
  if (/^(?:get|resolve)$/.test(name) && first?.value.is === 'class' && (on.is === 'package' || on.is === 'made'))
    return world.construct(first.value, [], frame, site);
  return world.call(method, args, frame, site);
}

/** Functions that are handed to something unknown may be called by it: `connect().then(() => …)`. */
function callBack(args: readonly Slot[], frame: Frame, site: Site, world: World): void {
  for (const { value } of args) {
    if (value.is !== 'function' || deepest <= frame.depth) continue;
    run(value, undefined, value.self, { ...frame, sometimes: frame.sometimes }, site, world);
  }
}

function run(
  callee: FunctionValue,
  args: readonly Slot[] | undefined,
  self: Value | undefined,
  frame: Frame,
  _site: Site,
  world: World,
): Value {
  const running = world.running.get(callee.syntax) ?? 0;
  if (deepest <= frame.depth || mostInside <= running || !world.step()) return unknown;
  const own: Frame = {
    file: callee.file,
    scope: { names: new Map(), parent: callee.scope },
    self,
    home: callee.home,
    depth: frame.depth + 1,
    sometimes: frame.sometimes,
    returned: {},
  };
  world.running.set(callee.syntax, running + 1);
  bindParameters(callee.syntax.params, args, self, own, world);
  const returned = world.execute(callee.syntax.body, own);
  world.running.set(callee.syntax, running);
  if (own.returned.value) world.guess();
  return returned ?? own.returned.value ?? nothing;
}

/** `new Class(…)`; `frame.superOf`: the instance that a derived class is making. */
export function construct(callee: ClassValue, args: readonly Slot[], frame: Frame, site: Site, world: World): Value {
  const made: ObjectValue = frame.superOf ?? emptyObject(callee);
  if (deepest <= frame.depth || !world.step()) return made;
  const { syntax, scope, file, base } = callee;
  const inside: Frame = {
    file,
    scope,
    self: made,
    home: callee,
    depth: frame.depth + 1,
    sometimes: frame.sometimes,
    returned: {},
  };
  const written = syntax.members.find((it) => it.kind === 'constructor')?.function;
  if (!written && base?.is === 'class') world.construct(base, args, { ...inside, superOf: made }, site);
  for (const it of syntax.members) {
    if (it.kind !== 'field' || it.isStatic) continue;
    made.fields.set(it.name, it.value ? world.evaluate(it.value, inside) : unknown);
  }
  if (written)
    run({ is: 'function', syntax: written, scope, file, self: made, home: callee }, args, made, inside, site, world);
  return made;
}

/** A method of a class for an instance: `super.method`. */
export function methodOf(of: ClassValue, name: string, self: Value, frame: Frame, world: World): Value | undefined {
  return instanceMember(of, name, self, frame, world, 0);
}
