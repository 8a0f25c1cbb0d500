import { RE2JS } from 're2js';
import { emptyObject } from './access.ts';
import { callPath } from './pathModule.ts';
import { joinPath } from './resolveModule.ts';
import type { Expression } from './syntax.ts';
import { type ArrayValue, constant, type Site, type Slot, stringOf, truth, unknown, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

/** Methods of arrays, strings and functions, and of `Object`, `path` and `fs`; undefined for others. */
export function callBuiltIn(
  on: Value,
  name: string,
  args: readonly Slot[],
  frame: Frame,
  site: Site,
  world: World,
): Value | undefined {
  const [first, second] = args;
  if (on.is === 'regex' && name === 'test') return tested(on.source, on.flags, stringOf(first?.value));
  if (on.is === 'array') return callArray(on, name, args, frame, site, world);
  if (on.is === 'constant' && typeof on.value === 'string') return callString(on.value, name, args);
  if (on.is === 'function') {
    if (name === 'bind') return { ...on, ...(first && !on.self ? { self: first.value } : {}) };
    if (name === 'call')
      return world.call({ ...on, ...(first ? { self: first.value } : {}) }, args.slice(1), frame, site);
    if (name === 'apply' && second?.value.is === 'array') return world.call(on, second.value.items, frame, site);
  }
  if (on.is === 'unknown' && on.name === 'Object' && first) return callObject(name, first, args);
  if (on.is === 'unknown' && on.name === 'Array' && name === 'isArray' && first)
    return first.value.is === 'unknown' || first.value.is === 'made' ? unknown : constant(first.value.is === 'array');
  if (on.is === 'unknown' && on.name === 'Promise' && name === 'resolve' && first) return first.value;
  if (on.is !== 'package' || on.path.length !== 0) return undefined;
  if (on.name === 'path') return callPath(name, args);
  if (on.name === 'fs' && name === 'readdirSync') return listing(stringOf(first?.value), site, world);
  return undefined;
}

/** `String(x)`, `[].concat`: functions that are there without an import. */
export function callGlobal(
  name: string | undefined,
  args: readonly Slot[],
  _frame: Frame,
  _site: Site,
  _world: World,
): Value | undefined {
  const [first] = args;
  if (name === 'String' && first?.value.is === 'constant') return constant(String(first.value.value));
  if (name === 'Set' && first?.value.is === 'array') return first.value;
  return undefined;
}

function callArray(
  on: ArrayValue,
  name: string,
  args: readonly Slot[],
  frame: Frame,
  site: Site,
  world: World,
): Value | undefined {
  const [first] = args;
  const callback = first?.value;
  const each = (use: (it: Slot, answer: Value) => void) => {
    if (!callback) return;
    const items =
      on.open && on.items.length === 0 ? [{ value: unknown, written: first.written, file: first.file }] : on.items;
    const inner = on.open ? { ...frame, sometimes: true } : frame;
    items.forEach((it, i) => {
      const index: Slot = { value: constant(i), written: it.written, file: it.file };
      use(it, world.call(callback, [it, index], inner, site));
    });
  };
  switch (name) {
    case 'forEach':
      each(() => undefined);
      return constant(undefined);
    case 'map':
    case 'flatMap': {
      const made: ArrayValue = { is: 'array', items: [], ...(on.open ? { open: true } : {}) };
      each((it, answer) => {
        const written = writtenBy(callback, it.written);
        const file = callback?.is === 'function' ? callback.file : it.file;
        if (name === 'flatMap' && answer.is === 'array') made.items.push(...answer.items);
        else made.items.push({ value: answer, written, file });
      });
      return made;
    }
    case 'filter': {
      const kept: Slot[] = [];
      let open = on.open === true;
      each((it, answer) => {
        if (answer.is !== 'constant') open = true;
        if (answer.is !== 'constant' || answer.value) kept.push(it);
      });
      // What a test that is not known leaves out is not known either: all are kept.
      return { is: 'array', items: kept, ...(open && on.open ? { open: true } : {}) };
    }
    case 'reduce': {
      let value = args[1]?.value ?? unknown;
      for (const it of on.items)
        value = callback
          ? world.call(callback, [{ value, written: it.written, file: it.file }, it], frame, site)
          : unknown;
      return value;
    }
    case 'concat':
      return {
        is: 'array',
        items: [...on.items, ...args.flatMap((it) => (it.value.is === 'array' ? it.value.items : [it]))],
      };
    case 'push':
    case 'unshift':
      if (name === 'push') on.items.push(...args);
      else on.items.unshift(...args);
      return unknown;
    case 'slice':
    case 'reverse':
    case 'sort':
      return on;
    case 'flat':
      return { is: 'array', items: on.items.flatMap((it) => (it.value.is === 'array' ? it.value.items : [it])) };
    case 'join': {
      const parts = on.items.map((it) => it.value);
      const by = args.length === 0 ? ',' : stringOf(callback);
      if (on.open || by === undefined || !parts.every((it) => it.is === 'constant')) return unknown;
      return constant(parts.map((it) => String(it.value)).join(by));
    }
    case 'includes': {
      if (on.open || callback?.is !== 'constant') return unknown;
      return constant(on.items.some((it) => it.value.is === 'constant' && it.value.value === callback.value));
    }
    case 'some':
    case 'every': {
      const answers: (boolean | undefined)[] = [];
      each((_, answer) => answers.push(truth(answer)));
      const decisive = name === 'some';
      if (answers.includes(decisive)) return constant(decisive);
      return on.open || answers.includes(undefined) ? unknown : constant(!decisive);
    }
    default:
      return name === 'some' || name === 'every' || name === 'find' || name === 'indexOf' ? unknown : undefined;
  }
}

/** What a callback returns, as it is written. */
function writtenBy(callback: Value | undefined, otherwise: Expression): Expression {
  if (callback?.is !== 'function') return otherwise;
  const [only] = callback.syntax.body;
  return only?.is === 'return' && only.value ? only.value : otherwise;
}

/** A regular expression of the project, over a text that is known: RE2, so in linear time. */
function tested(source: string, flags: string, text: string | undefined): Value {
  if (text === undefined || 2_000 < source.length) return unknown;
  try {
    const insensitive = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
    return constant(RE2JS.compile(source.replaceAll('\\/', '/'), insensitive).matcher(text).find());
  } catch {
    return unknown;
  }
}

function callString(on: string, name: string, args: readonly Slot[]): Value | undefined {
  const [a, b] = args.map((it) => stringOf(it.value));
  switch (name) {
    case 'toUpperCase':
      return constant(on.toUpperCase());
    case 'toLowerCase':
      return constant(on.toLowerCase());
    case 'trim':
      return constant(on.trim());
    case 'concat':
      return a === undefined ? unknown : constant(on + a);
    case 'slice':
    case 'substring': {
      const [from, to] = args.map((it) => (it.value.is === 'constant' ? it.value.value : undefined));
      if (typeof from !== 'number' || (1 < args.length && typeof to !== 'number')) return unknown;
      const end = typeof to === 'number' ? to : undefined;
      return constant(name === 'slice' ? on.slice(from, end) : on.substring(from, end));
    }
    case 'startsWith':
      return a === undefined ? unknown : constant(on.startsWith(a));
    case 'endsWith':
      return a === undefined ? unknown : constant(on.endsWith(a));
    case 'includes':
      return a === undefined ? unknown : constant(on.includes(a));
    case 'replace':
      return a === undefined || b === undefined ? unknown : constant(on.replace(a, () => b));
    case 'split': {
      if (a === undefined || args[0] === undefined) return unknown;
      const { written, file } = args[0];
      return {
        is: 'array',
        items: on
          .split(a)
          .slice(0, 1_000)
          .map((it) => ({ value: constant(it), written, file })),
      };
    }
    default:
      return unknown;
  }
}

function callObject(name: string, first: Slot, args: readonly Slot[]): Value | undefined {
  const { value, written, file } = first;
  if (name === 'freeze' || name === 'seal') return value;
  if (name === 'assign') {
    const made = value.is === 'object' ? value : emptyObject();
    for (const it of args)
      if (it.value.is === 'object') for (const [key, one] of it.value.fields) made.fields.set(key, one);
    return made;
  }
  if (value.is !== 'object') return undefined;
  const slot = (it: Value): Slot => ({ value: it, written, file });
  if (name === 'values') return { is: 'array', items: [...value.fields.values()].map(slot) };
  if (name === 'keys') return { is: 'array', items: [...value.fields.keys()].map((it) => slot(constant(it))) };
  if (name !== 'entries') return undefined;
  const pair = ([key, it]: [string, Value]): Slot => slot({ is: 'array', items: [slot(constant(key)), slot(it)] });
  return { is: 'array', items: [...value.fields].map(pair) };
}

/** The names in a folder of the project. */
function listing(folder: string | undefined, site: Site, world: World): Value {
  // A path that is not absolute is of the folder that the program is started in.
  const inside = folder === undefined ? undefined : joinPath('', folder);
  if (inside === undefined) return unknown;
  const prefix = inside === '' ? '' : `${inside}/`;
  const names = new Set<string>();
  for (const it of world.project.paths)
    if (it.startsWith(prefix)) names.add(it.slice(prefix.length).split('/', 1)[0] ?? '');
  const written: Expression = { is: 'other', parts: [], line: site.line };
  return {
    is: 'array',
    items: [...names].sort().map((it) => ({ value: constant(it), written, file: site.file })),
  };
}
