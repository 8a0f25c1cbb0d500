import { readBehavior } from '../js/behavior.ts';
import { guardOf, guardsInside, nameOfSlot } from '../js/guardOf.ts';
import { placedBy } from '../js/placed.ts';
import { type Slot, unknown, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { Guard, SourcePlace } from '../route.ts';
import { type NextRouter, requestThing } from './host.ts';

/** What wraps a handler, what it checks itself, and where it is. */
export interface Handled {
  readonly guards: readonly Guard[];
  readonly unread: readonly string[];
  readonly handler?: Slot;
}

const deepest = 6;

/** `withAuth(withRole('admin', handler))`: each wrapper that may refuse is a guard, and so are checks in the handler. */
export function handled(
  slot: Slot,
  at: SourcePlace,
  path: string,
  method: string | undefined,
  world: World,
  depth = 0,
): Handled {
  const { value, written } = slot;
  const wrapped = written.is === 'call' && depth < deepest ? innermost(slot, world) : undefined;
  if (written.is === 'call' && wrapped) {
    const here = { file: at.file, line: slot.file === at.file ? written.line : at.line };
    const outer = wrapperGuard(slot, wrapped, here, world);
    const inner = handled(wrapped, here, path, method, world, depth + 1);
    const beside = argumentsOf(slot, world).flatMap((it) =>
      it !== wrapped && it.written !== wrapped.written && it.value.is === 'function'
        ? (guardOf(it, here, world).guard ?? [])
        : [],
    );
    return {
      ...inner,
      guards: [...outer.guards, ...beside, ...inner.guards],
      unread: [...outer.unread, ...inner.unread],
    };
  }
  if (value.is !== 'function') return { guards: [], unread: [], handler: slot };
  const behavior = readBehavior(value, world, [requestSlot(path, method, at)]);
  return { guards: guardsInside(behavior), unread: [], handler: slot };
}

export function requestSlot(path: string, method: string | undefined, at: SourcePlace): Slot {
  return { value: requestThing(path, method), written: { is: 'name', name: 'request', line: at.line }, file: at.file };
}

/** The function among the arguments of a wrapper that answers: the last. */
function innermost(slot: Slot, world: World): Slot | undefined {
  return argumentsOf(slot, world).findLast(
    (it) => it.value.is === 'function' || (it.written.is === 'call' && it.value.is === 'made'),
  );
}

function argumentsOf({ written, value, file }: Slot, world: World): readonly Slot[] {
  const state = world.run(file);
  if (written.is !== 'call' || !state) return [];
  if (value.is === 'made') return value.args;
  return world.slots(written.args, { file, scope: state.scope, depth: 0, sometimes: true, returned: {} });
}

/** Packages' wrappers that refuse who is not signed in; others of packages only hand the session on. */
const refusing =
  /^(?:withApiAuthRequired|withPageAuthRequired|withAuthRequired|requireAuth|requireSession|withAuthenticationRequired)$/;

function wrapperGuard(
  slot: Slot,
  inner: Slot,
  at: SourcePlace,
  world: World,
): { readonly guards: readonly Guard[]; readonly unread: readonly string[] } {
  const { written, value, file } = slot;
  if (written.is !== 'call') return { guards: [], unread: [] };
  if (value.is === 'made') {
    const name = nameOfSlot(written);
    if (!refusing.test(name.split('.').at(-1) ?? '')) return { guards: [], unread: [] };
    return {
      guards: [{ name, kind: 'authentication', needs: [], text: written.text, ...at, answers: [401] }],
      unread: [],
    };
  }
  // The same wrapper around a handler that is not known: what it refuses is its own.
  const state = world.run(file);
  if (!state) return { guards: [], unread: [] };
  const frame = { file, scope: state.scope, depth: 0, sometimes: true, returned: {} };
  const callee = world.evaluate(written.callee, frame);
  const args = world
    .slots(written.args, frame)
    .map((it): Slot => (it.written === inner.written ? { ...it, value: unknown } : it));
  const alone: Value = world.call(callee, args, frame, {
    file,
    line: written.line,
    text: written.text,
    sometimes: true,
  });
  if (alone.is !== 'function') return { guards: [], unread: [] };
  const found = guardOf({ value: alone, written, file }, at, world);
  return { guards: found.guard ? [found.guard] : [], unread: found.unread === undefined ? [] : [found.unread] };
}

/** Handlers of a next-connect router, by method: what `use` put in front, and their own. */
export function chained(router: NextRouter, method: string, world: World): Handled {
  const guards: Guard[] = [];
  const unread: string[] = [];
  for (const it of router.entries) {
    const verb = it.method.toUpperCase();
    if (verb !== 'USE' && verb !== 'ALL' && verb !== method) continue;
    const site = { file: it.file, line: it.line, text: it.text, sometimes: false };
    const placed = it.args.flatMap((one) => placedBy(one, site)).filter((one) => one.value.is !== 'constant');
    for (const one of verb === 'USE' ? placed : placed.slice(0, -1)) {
      const found = guardOf(one, { file: one.file, line: one.line }, world);
      if (found.guard) guards.push(found.guard);
      if (found.unread !== undefined) unread.push(found.unread);
    }
    if (verb !== method) continue;
    const last = placed.at(-1);
    const inside = last?.value.is === 'function' ? guardsInside(readBehavior(last.value, world)) : [];
    return { guards: [...guards, ...inside], unread, ...(last ? { handler: last } : {}) };
  }
  return { guards, unread };
}
