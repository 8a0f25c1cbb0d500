import { type Class, type Def, dotted, type Expr, type Stmt, textOf } from './code.ts';
import { PythonModules } from './pythonModules.ts';

/** What a name stands for, and the file that says so. */
export type Meaning =
  | { readonly k: 'def'; readonly def: Def; readonly file: string; readonly of?: Class }
  | { readonly k: 'class'; readonly class: Class; readonly file: string }
  | { readonly k: 'value'; readonly value: Expr; readonly file: string }
  | { readonly k: 'module'; readonly file: string }
  /** Not in the folder: its dotted name as far as the imports tell it. */
  | { readonly k: 'foreign'; readonly name: string };

/** What names at the top of a module stand for. */
type Names = Map<string, Named>;
type Named =
  | Exclude<Meaning, { k: 'module' } | { k: 'foreign' }>
  | { readonly k: 'import'; readonly from: string; readonly name: string };

const deepest = 12;
const most = 500;

/** Python files that were read, and what names in them stand for. */
export class PythonProject {
  readonly files: ReadonlyMap<string, readonly Stmt[]>;
  readonly modules: PythonModules;
  readonly #names = new Map<string, Names>();
  /** What was worked out already: a name in a file, a class. Null: it is being worked out. */
  readonly #meant = new Map<string, Meaning | undefined | null>();
  readonly #lineages = new Map<Class, readonly { readonly class: Class; readonly file: string }[]>();

  constructor(files: ReadonlyMap<string, readonly Stmt[]>) {
    this.files = files;
    this.modules = new PythonModules(files);
  }

  /** What `a.b.c` stands for in a file. */
  meaning(file: string, expr: Expr | string | undefined, depth = 0): Meaning | undefined {
    const name = typeof expr === 'string' ? expr : dotted(expr);
    if (name === undefined || depth > deepest) return undefined;
    const [head = '', ...members] = name.split('.');
    let at = this.#named(file, head, depth);
    if (!at) return this.#absolute(file, name, depth) ?? { k: 'foreign', name };
    for (const member of members) {
      if (at.k === 'module') {
        const submodule: string | undefined = this.modules.file(at.file, `.${member}`);
        at =
          this.#named(at.file, member, depth) ??
          (submodule === undefined ? undefined : { k: 'module', file: submodule });
      } else if (at.k === 'foreign') at = { k: 'foreign', name: `${at.name}.${member}` };
      else if (at.k === 'class') at = this.member(at, member, depth);
      else if (at.k === 'value') {
        const made: Meaning | undefined =
          at.value.k === 'call' ? this.meaning(at.file, at.value.f, depth + 1) : undefined;
        at = made?.k === 'class' ? this.member(made, member, depth) : undefined;
      } else at = undefined;
      if (!at) return undefined;
    }
    return at;
  }

  /** `blog.permissions.IsOwner` as settings write it, without an import. */
  #absolute(file: string, name: string, depth: number): Meaning | undefined {
    const dot = name.lastIndexOf('.');
    if (dot < 0 || name.startsWith('self.')) return undefined;
    const module = this.modules.file(file, name.slice(0, dot));
    return module === undefined ? undefined : this.#named(module, name.slice(dot + 1), depth + 1);
  }

  /** What an expression is called: without the module that it is reached through. */
  nameOf(file: string, expr: Expr): string {
    if (expr.k === 'dot') {
      const of = this.meaning(file, expr.of)?.k;
      if (of === 'module' || of === 'foreign') return expr.v;
    }
    return textOf(expr);
  }

  /** A method, inner class or value of a class, its bases looked through as well. */
  member(of: { readonly class: Class; readonly file: string }, name: string, depth = 0): Meaning | undefined {
    for (const one of this.lineage(of, depth)) {
      const found = topNames(one.class.body, one.file).get(name);
      if (found && found.k !== 'import') return found.k === 'def' ? { ...found, of: one.class } : found;
    }
    return undefined;
  }

  /** A class and its bases that are in the folder, in the order in which they are asked. */
  lineage(
    of: { readonly class: Class; readonly file: string },
    depth = 0,
  ): readonly { readonly class: Class; readonly file: string }[] {
    const before = this.#lineages.get(of.class);
    if (before) return before;
    if (depth > deepest) return [];
    this.#lineages.set(of.class, [of]);
    const bases = of.class.bases.flatMap((base) => {
      const is = this.meaning(of.file, base, depth + 1);
      return is?.k === 'class' && is.class !== of.class ? this.lineage(is, depth + 1) : [];
    });
    const all = [of, ...bases];
    const last = new Map(all.map((one, at) => [one.class, at]));
    const lineage = all.filter((one, at) => last.get(one.class) === at).slice(0, most);
    this.#lineages.set(of.class, lineage);
    return lineage;
  }

  /** The dotted names of a class's bases that are not in the folder, those of its bases as well, in order. */
  foreignBases(of: { readonly class: Class; readonly file: string }): readonly string[] {
    return this.lineage(of).flatMap((one) =>
      one.class.bases.flatMap((base) => {
        const is = this.meaning(one.file, base.k === 'call' ? base.f : base.k === 'at' ? base.of : base);
        return is?.k === 'foreign' ? [is.name] : [];
      }),
    );
  }

  /** Strings that an expression stands for: literals, lists of them, constants, enum members; undefined if it cannot be told. */
  strings(file: string, expr: Expr | undefined, depth = 0): readonly string[] | undefined {
    if (!expr || depth > deepest) return undefined;
    if (expr.k === 'str' && !expr.computed) return [expr.v];
    const joined = this.#joined(file, expr, depth);
    if (joined !== undefined || expr.k === 'str') return joined === undefined ? undefined : [joined];
    if (expr.k === 'list') {
      const all = expr.items.map(
        (one) => this.strings(file, one, depth + 1) ?? (dotted(one) ? [dotted(one) ?? ''] : undefined),
      );
      return all.every((one) => one !== undefined) ? capped(all.flat()) : undefined;
    }
    if (expr.k === 'op' && (expr.op === '+' || expr.op === '|')) {
      const all = expr.items.map((one) => this.strings(file, one, depth + 1));
      return all.every((one) => one !== undefined) ? capped(all.flat()) : undefined;
    }
    if (expr.k === 'call' && expr.args.length === 1 && wrappers.has(dotted(expr.f) ?? '')) {
      return this.strings(file, expr.args[0]?.value, depth + 1);
    }
    if (expr.k === 'at' && expr.index.length === 1) {
      const of = this.meaning(file, expr.of, depth + 1);
      const key = this.strings(file, expr.index[0], depth + 1)?.[0];
      if (of?.k === 'class' && key !== undefined) return this.#ofMember(this.member(of, key), depth);
      if (of?.k !== 'value' || of.value.k !== 'dict') return undefined;
      const entry = of.value.entries.find((one) => one.key.k === 'str' && one.key.v === key);
      return entry && this.strings(of.file, entry.value, depth + 1);
    }
    const name = dotted(expr);
    if (name === undefined) return undefined;
    const plain = name.endsWith('.value') || name.endsWith('.name') ? name.slice(0, name.lastIndexOf('.')) : name;
    return this.#ofMember(this.meaning(file, plain, depth + 1), depth);
  }

  /** The text of an f-string, or of strings that are added: `f'{PREFIX}/users'`, `PREFIX + '/users'`. */
  #joined(file: string, expr: Expr, depth: number): string | undefined {
    const parts = expr.k === 'str' ? (expr.parts ?? []) : expr.k === 'op' && expr.op === '+' ? expr.items : [];
    if (parts.length === 0) return undefined;
    let whole = '';
    for (const it of parts) {
      const text = it.k === 'str' && !it.computed ? it.v : this.#single(file, it, depth + 1);
      if (text === undefined) return undefined;
      whole += text;
    }
    return whole.length <= 2_000 ? whole : undefined;
  }

  /** One string, and no list of one. */
  #single(file: string, expr: Expr, depth: number): string | undefined {
    if (depth > deepest || expr.k === 'list') return undefined;
    if (expr.k === 'str' || expr.k === 'op') return this.#joined(file, expr, depth);
    const name = dotted(expr);
    const is = name === undefined ? undefined : this.meaning(file, name, depth + 1);
    if (is?.k === 'value' && is.value.k === 'list') return undefined;
    const all = this.strings(file, expr, depth + 1);
    return all?.length === 1 ? all[0] : undefined;
  }

  #ofMember(is: Meaning | undefined, depth: number): readonly string[] | undefined {
    if (is?.k !== 'value') return undefined;
    // Django's TextChoices: `ADMIN = 'admin', 'Administrator'` inside an enum reads as its first.
    return this.strings(is.file, is.value, depth + 1);
  }

  #named(file: string, name: string, depth: number): Meaning | undefined {
    const key = `${file} ${name}`;
    const before = this.#meant.get(key);
    if (before !== undefined || this.#meant.has(key)) return before ?? undefined;
    this.#meant.set(key, null);
    const found = this.#lookedUp(file, name, depth);
    this.#meant.set(key, found);
    return found;
  }

  #lookedUp(file: string, name: string, depth: number): Meaning | undefined {
    if (depth > deepest) return undefined;
    const names = this.#of(file);
    const found = names.get(name);
    if (found?.k === 'import') return this.#imported(file, found.from, found.name, depth + 1);
    if (found) return found;
    for (const [key, star] of names) {
      if (!key.startsWith('*') || star.k !== 'import') continue;
      const module = this.modules.file(file, star.from);
      const there = module !== undefined && module !== file ? this.#named(module, name, depth + 1) : undefined;
      if (there) return there;
    }
    return undefined;
  }

  #imported(file: string, from: string, name: string, depth: number): Meaning | undefined {
    if (name === '') {
      const module = this.modules.file(file, from);
      return module === undefined ? { k: 'foreign', name: from } : { k: 'module', file: module };
    }
    const module = this.modules.file(file, from);
    if (module !== undefined) {
      const there = module === file ? undefined : this.#named(module, name, depth);
      if (there) return there;
    }
    const submodule = this.modules.file(file, /^\.+$/.test(from) ? `${from}${name}` : `${from}.${name}`);
    return submodule === undefined ? { k: 'foreign', name: `${from}.${name}` } : { k: 'module', file: submodule };
  }

  #of(file: string): Names {
    let names = this.#names.get(file);
    if (!names) {
      names = topNames(this.files.get(file) ?? [], file);
      this.#names.set(file, names);
    }
    return names;
  }
}

/** Strings as they are, unless they are more than anybody asks for. */
function capped(strings: readonly string[]): readonly string[] | undefined {
  return strings.length <= most ? strings : undefined;
}

const wrappers = new Set(['set', 'list', 'tuple', 'frozenset', 'str', 'sorted', '_', 'gettext_lazy']);

const known = new WeakMap<readonly Stmt[], Names>();

function topNames(body: readonly Stmt[], file: string): Names {
  const before = known.get(body);
  if (before) return before;
  const names: Names = new Map();
  const visit = (stmts: readonly Stmt[]): void => {
    for (const stmt of stmts) {
      if (stmt.k === 'def') names.set(stmt.def.name, { k: 'def', def: stmt.def, file });
      else if (stmt.k === 'class') names.set(stmt.class.name, { k: 'class', class: stmt.class, file });
      else if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.value) {
        names.set(stmt.target.v, { k: 'value', value: stmt.value, file });
      } else if (stmt.k === 'import') {
        for (const [name, as] of stmt.names) {
          names.set(as === '*' ? `*${stmt.from}` : as, { k: 'import', from: stmt.from, name });
        }
        if (stmt.names.length === 0) {
          const head = stmt.from.split('.')[0] ?? '';
          names.set(head, { k: 'import', from: head, name: '' });
        }
      } else if (stmt.k === 'if') {
        visit(stmt.otherwise);
        visit(stmt.body);
      } else if (stmt.k === 'block') visit(stmt.body);
    }
  };
  visit(body);
  // What functions import for themselves is known by the same name there.
  for (const stmt of body) if (stmt.k === 'def') importsIn(stmt.def.body, names, 0);
  known.set(body, names);
  return names;
}

function importsIn(body: readonly Stmt[], names: Names, depth: number): void {
  if (depth > deepest) return;
  for (const stmt of body) {
    if (stmt.k === 'import') {
      for (const [name, as] of stmt.names) {
        if (as !== '*' && !names.has(as)) names.set(as, { k: 'import', from: stmt.from, name });
      }
    } else if (stmt.k === 'def') importsIn(stmt.def.body, names, depth + 1);
    else if (stmt.k === 'block') importsIn(stmt.body, names, depth + 1);
    else if (stmt.k === 'if') importsIn([...stmt.body, ...stmt.otherwise], names, depth + 1);
  }
}
