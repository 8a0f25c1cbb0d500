import { type Class, type Def, dotted, type Expr, type Stmt, textOf } from '../code/code.ts';

/** A class or module with its full name, `Admin.PostsController`, and the file that it is in. */
export interface RubyClass {
  readonly class: Class;
  readonly name: string;
  readonly file: string;
}

const deepest = 12;

/** Ruby files that were read, and what constants and methods in them stand for. */
export class RubyProject {
  readonly classes: readonly RubyClass[];
  readonly #byName = new Map<string, RubyClass[]>();

  constructor(files: ReadonlyMap<string, readonly Stmt[]>) {
    const classes: RubyClass[] = [];
    const visit = (body: readonly Stmt[], outer: string, file: string, depth: number): void => {
      if (depth > deepest) return;
      for (const stmt of body) {
        if (stmt.k !== 'class') continue;
        const name = outer === '' ? stmt.class.name : `${outer}.${stmt.class.name}`;
        const one = { class: stmt.class, name, file };
        classes.push(one);
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), one]);
        visit(stmt.class.body, name, file, depth + 1);
      }
    };
    for (const [file, body] of files) visit(body, '', file, 0);
    this.classes = classes;
  }

  /** A constant as it is looked up from inside a namespace: `A.B.X`, then `A.X`, then `X`. A module that is only a namespace is passed over. */
  named(name: string | undefined, from = ''): RubyClass | undefined {
    if (name === undefined || name === '') return undefined;
    const parts = from.split('.');
    for (let at = parts.length; at >= 0; at--) {
      const found = this.#byName.get([...parts.slice(0, at), name].filter((one) => one !== '').join('.'));
      if (found) return found.find((one) => one.class.kind === 'class') ?? found[0];
    }
    return undefined;
  }

  /** A class and what it extends, the class itself first. */
  lineage(of: RubyClass): readonly RubyClass[] {
    const all: RubyClass[] = [of];
    for (let at: RubyClass | undefined = of; at && all.length < deepest; ) {
      const base: string | undefined = dotted(at.class.bases[0]);
      const next: RubyClass | undefined = this.named(base, at.name);
      if (!next || all.includes(next)) break;
      all.push(next);
      at = next;
    }
    return all;
  }

  /** The foreign class at the end of a lineage: `ActionController.API`. */
  foreignBase(of: RubyClass): string | undefined {
    return dotted(this.lineage(of).at(-1)?.class.bases[0]);
  }

  /** The modules that a class includes, in order. */
  included(of: RubyClass): readonly RubyClass[] {
    return of.class.body.flatMap((stmt) => {
      if (
        stmt.k !== 'expr' ||
        stmt.value.k !== 'call' ||
        stmt.value.f.k !== 'name' ||
        !/^(?:include|prepend|extend)$/.test(stmt.value.f.v)
      )
        return [];
      return stmt.value.args.flatMap((one) => this.named(dotted(one.value), of.name) ?? []);
    });
  }

  /** A method, in the class, what it includes, and what it extends. */
  method(of: RubyClass, name: string): { readonly def: Def; readonly of: RubyClass } | undefined {
    for (const one of this.lineage(of)) {
      for (const where of [one, ...this.included(one).flatMap((it) => [it, ...this.included(it)])]) {
        for (const stmt of where.class.body)
          if (stmt.k === 'def' && stmt.def.name === name && !stmt.def.words.includes('self'))
            return { def: stmt.def, of: where };
      }
    }
    return undefined;
  }

  /** Strings that an expression stands for: literals, symbols, lists and constants. */
  strings(of: RubyClass, expr: Expr, depth = 0): readonly string[] | undefined {
    if (depth > deepest) return undefined;
    if (expr.k === 'str') return expr.computed ? undefined : [expr.v];
    if (expr.k === 'list') {
      const read = expr.items.map((one) => this.strings(of, one, depth + 1));
      return read.every((one) => one !== undefined) ? read.flat() : undefined;
    }
    if (expr.k === 'dot' && /^(?:freeze|to_s|to_sym|to_a|values|keys|map)$/.test(expr.v))
      return this.strings(of, expr.of, depth + 1);
    if (expr.k === 'dict') return expr.entries.flatMap((one) => this.strings(of, one.key, depth + 1) ?? []);
    const name = dotted(expr);
    if (name === undefined || !/^[A-Z]/.test(name)) return undefined;
    const dot = name.lastIndexOf('.');
    const constant = name.slice(dot + 1);
    const holders = dot < 0 ? [of, ...this.lineage(of)] : [this.named(name.slice(0, dot), of.name)];
    for (const holder of holders) {
      const set = holder?.class.body.find((stmt) => stmt.k === 'set' && textOf(stmt.target) === constant);
      if (holder && set?.k === 'set' && set.value && set.value !== expr)
        return this.strings(holder, set.value, depth + 1);
    }
    return undefined;
  }
}
