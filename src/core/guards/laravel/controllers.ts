import { type Attribute, baseName } from '../php/ast.ts';
import type { Interpreter } from './interpret.ts';
import {
  argument,
  type ControllerEntry,
  type Entry,
  entriesOf,
  isKind,
  type NamedValue,
  type Value,
  wrapped,
} from './value.ts';

/** What controllers put in front of their methods: by constructor, by `middleware()`, by attributes. */
export class Controllers {
  readonly #interpreter: Interpreter;
  readonly #known = new Map<string, readonly ControllerEntry[]>();

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
  }

  /** All that a controller says, for whatever methods. */
  entries(of: string): readonly ControllerEntry[] {
    const known = this.#known.get(of);
    if (known) return known;
    const all: ControllerEntry[] = [];
    this.#known.set(of, all);
    this.#interpreter.collecting = [];
    if (this.#interpreter.program.method(of, '__construct')) this.#interpreter.method(of, '__construct');
    all.push(...this.#interpreter.collecting);
    this.#interpreter.collecting = undefined;
    const method = this.#interpreter.program.method(of, 'middleware');
    if (method?.method.static) {
      const said = this.#interpreter.method(of, 'middleware');
      if (isKind(said, 'list')) for (const { value, at } of said.items) all.push(...declared(value, at));
    }
    for (const { file, class: one } of [...this.#interpreter.program.lineage(of)].reverse())
      for (const it of one.attributes) all.push(...this.#attribute(it, file, of));
    return all;
  }

  /** What stands in front of one method. */
  of(of: string, method: string): readonly Entry[] {
    const entries = this.entries(of)
      .filter(({ only, except }) => !(only && !has(only, method)) && !(except && has(except, method)))
      .map((it) => it.entry);
    const found = this.#interpreter.program.method(of, method);
    const own = (found?.method.attributes ?? []).flatMap((it) => this.#attribute(it, found?.file ?? '', of));
    return [...entries, ...own.map((it) => it.entry)];
  }

  #attribute(it: Attribute, file: string, self: string): readonly ControllerEntry[] {
    const base = baseName(it.name);
    if (base !== 'Middleware' && base !== 'Authorize') return [];
    if (!/^(?:Illuminate\\Routing|Spatie\\RouteAttributes)\\/.test(it.name) && it.name !== base) return [];
    const scope = { file, self, variables: new Map<string, Value>() };
    const args: readonly NamedValue[] = it.args.map(({ value, name }) => ({
      value: this.#interpreter.eval(value, scope),
      at: { file, line: value.line },
      ...(name !== undefined && { name }),
    }));
    if (base === 'Middleware') return declared({ kind: 'object', of: 'Middleware', args }, { file, line: it.line });
    const texts = args
      .filter((one) => one.name !== 'only' && one.name !== 'except')
      .flatMap(({ value, at }) => wrapped(value, at).map((one) => String(one.value)));
    return limited({ name: `can:${texts.join(',')}`, at: { file, line: it.line } }, args);
  }
}

/** An item of `middleware()`: a string, a function, or `new Middleware('auth', only: [...])`. */
function declared(value: Value, at: { readonly file: string; readonly line: number }): readonly ControllerEntry[] {
  if (!isKind(value, 'object')) return entriesOf([{ value, at }]).map((entry) => ({ entry }));
  const given = argument(value.args, 0, 'middleware') ?? argument(value.args, 0, 'value');
  const entries = given ? entriesOf([given]) : [];
  return entries.flatMap((entry) => limited(entry, value.args.slice(given?.name === undefined ? 1 : 0)));
}

/** Only some methods: `only:` and `except:`, by name or in this order. */
function limited(entry: Entry, args: readonly NamedValue[]): readonly ControllerEntry[] {
  const one: ControllerEntry = { entry };
  for (const [index, key] of (['only', 'except'] as const).entries()) {
    const given =
      args.find((it) => it.name === key) ??
      (args[index]?.name === undefined && entry.name.startsWith('can:') === false ? args[index] : undefined);
    if (given && given.value !== null) one[key] = wrapped(given.value, given.at);
  }
  return [one];
}

const has = (list: NonNullable<ControllerEntry['only']>, method: string): boolean =>
  list.some((it) => it.value === method);
