import { type Class, type Def, dotted, type Expr, lastName, type Stmt, textOf } from './code.ts';

/** A class and the file that it is in. */
export interface ProjectClass {
  readonly class: Class;
  readonly file: string;
}

const deepest = 10;
const most = 500;

/** Files of Java or C# that were read, and what names in them stand for. Classes are told apart by simple names and imports. */
export class ClassProject {
  readonly files: ReadonlyMap<string, readonly Stmt[]>;
  readonly classes: readonly ProjectClass[];
  readonly #byName = new Map<string, ProjectClass[]>();
  readonly #lineages = new Map<Class, readonly ProjectClass[]>();

  constructor(files: ReadonlyMap<string, readonly Stmt[]>) {
    this.files = files;
    const classes: ProjectClass[] = [];
    const visit = (body: readonly Stmt[], file: string, depth: number): void => {
      for (const stmt of body) {
        if (stmt.k !== 'class' || depth > deepest) continue;
        const one = { class: stmt.class, file };
        classes.push(one);
        this.#byName.set(stmt.class.name, [...(this.#byName.get(stmt.class.name) ?? []), one]);
        visit(stmt.class.body, file, depth + 1);
      }
    };
    for (const [file, body] of files) visit(body, file, 0);
    this.classes = classes;
  }

  /** The class of the project that a name in a file stands for. */
  named(file: string, name: string | undefined): ProjectClass | undefined {
    const simple = name?.split('.').at(-1);
    const all = simple === undefined ? [] : (this.#byName.get(simple) ?? []);
    if (all.length < 2) return all[0];
    const imported = (this.files.get(file) ?? []).find((one) => one.k === 'import' && one.names[0]?.[1] === simple);
    const path = imported?.k === 'import' ? `${imported.from.replaceAll('.', '/')}.java` : undefined;
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    return (
      all.find((one) => path !== undefined && one.file.endsWith(path)) ??
      all.find((one) => one.file.startsWith(folder)) ??
      all[0]
    );
  }

  /** A class, what it extends and what it implements, as far as the folder has them. */
  lineage(of: ProjectClass, depth = 0): readonly ProjectClass[] {
    const before = this.#lineages.get(of.class);
    if (before) return before;
    if (depth > deepest) return [];
    this.#lineages.set(of.class, [of]);
    const bases = of.class.bases.flatMap((base) => {
      const is = this.named(of.file, dotted(base));
      return is && is.class !== of.class ? this.lineage(is, depth + 1) : [];
    });
    const seen = new Set<Class>();
    const lineage = [of, ...bases].filter((one) => !seen.has(one.class) && seen.add(one.class)).slice(0, most);
    this.#lineages.set(of.class, lineage);
    return lineage;
  }

  /** A method by name, with as many parameters as are asked for, where that tells. */
  method(of: ProjectClass, name: string): { readonly def: Def; readonly of: ProjectClass } | undefined {
    for (const one of this.lineage(of)) {
      for (const stmt of one.class.body)
        if (stmt.k === 'def' && stmt.def.name === name) return { def: stmt.def, of: one };
    }
    return undefined;
  }

  /** The value of a field or constant. */
  field(
    of: ProjectClass,
    name: string,
  ): { readonly value: Expr | undefined; readonly type: Expr | undefined; readonly of: ProjectClass } | undefined {
    for (const one of this.lineage(of)) {
      for (const stmt of one.class.body) {
        if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.target.v === name)
          return { value: stmt.value, type: stmt.type, of: one };
      }
    }
    return undefined;
  }

  /** Strings that an expression stands for; undefined if that cannot be told. `locals`: variables of the method. */
  strings(
    of: ProjectClass,
    expr: Expr | undefined,
    locals: ReadonlyMap<string, Expr> = new Map(),
    depth = 0,
  ): readonly string[] | undefined {
    if (!expr || depth > deepest) return undefined;
    const all = (items: readonly Expr[]): readonly string[] | undefined => {
      const read = items.map((one) => this.strings(of, one, locals, depth + 1));
      const flat = read.every((one) => one !== undefined) ? read.flat() : undefined;
      return flat && flat.length <= most ? flat : undefined;
    };
    switch (expr.k) {
      case 'str':
        return [expr.v];
      case 'list':
        return all(expr.items);
      case 'op': {
        if (expr.op !== '+') return undefined;
        const parts = expr.items.map((one) => this.strings(of, one, locals, depth + 1)?.join(''));
        const whole = parts.every((one) => one !== undefined) ? parts.join('') : undefined;
        return whole !== undefined && whole.length <= 10_000 ? [whole] : undefined;
      }
      case 'call': {
        const name = lastName(expr.f) ?? '';
        // C#'s `nameof(Policies.Admin)`.
        if (name === 'nameof') return [lastName(expr.args[0]?.value) ?? ''];
        if (
          expr.f.k === 'dot' &&
          /^(?:name|toString|getValue|getAuthority|getName|value|getRole|toArray|stream|getCode)$/.test(name)
        ) {
          return this.#enumValue(of, expr.f.of, name, depth) ?? this.strings(of, expr.f.of, locals, depth + 1);
        }
        if (
          /^(?:of|asList|array|concat|AntPathRequestMatcher|antMatcher|pattern|matcher|pathPattern|RegexRequestMatcher)$/.test(
            name,
          )
        ) {
          const texts = expr.args
            .map((one) => one.value)
            .filter((one) => !/(?:HttpMethod|RequestMethod)/.test(textOf(one)));
          return all(name.endsWith('Matcher') || name === 'pattern' || name === 'matcher' ? texts.slice(0, 1) : texts);
        }
        return undefined;
      }
      case 'name': {
        const local = locals.get(expr.v);
        if (local && local !== expr) return this.strings(of, local, locals, depth + 1);
        const own = this.field(of, expr.v);
        if (own) return isConstant(own) ? [expr.v] : this.strings(own.of, own.value, new Map(), depth + 1);
        return this.#imported(of, expr.v, depth);
      }
      case 'dot': {
        const holder = this.named(of.file, dotted(expr.of));
        const found = holder && this.field(holder, expr.v);
        if (!found) return undefined;
        if (isConstant(found)) return [expr.v];
        return this.strings(found.of, found.value, new Map(), depth + 1);
      }
      default:
        return undefined;
    }
  }

  /** `Role.ADMIN.getValue()`: what the constant was made with; `Role.ADMIN.name()`: its name. */
  #enumValue(of: ProjectClass, expr: Expr, method: string, depth: number): readonly string[] | undefined {
    const constant = expr.k === 'dot' || expr.k === 'name' ? expr.v : undefined;
    const holder = expr.k === 'dot' ? this.named(of.file, dotted(expr.of)) : undefined;
    if (holder?.class.kind !== 'enum' || constant === undefined) return undefined;
    const found = this.field(holder, constant);
    if (!found) return undefined;
    if (method === 'name' || method === 'toString') return [constant];
    const made = found.value?.k === 'list' ? found.value.items[0] : undefined;
    return made ? this.strings(found.of, made, new Map(), depth + 1) : [constant];
  }

  /** A constant by a static import. */
  #imported(of: ProjectClass, name: string, depth: number): readonly string[] | undefined {
    for (const stmt of this.files.get(of.file) ?? []) {
      if (stmt.k !== 'import') continue;
      const parts = stmt.from.split('.');
      const last = parts.at(-1);
      if (last !== name && last !== '*') continue;
      const holder = this.named(of.file, parts.at(-2));
      const found = holder && this.field(holder, name);
      if (found)
        return found.of.class.kind === 'enum' ? [name] : this.strings(found.of, found.value, new Map(), depth + 1);
    }
    return undefined;
  }
}

/** Whether a field is one of an enum's constants. */
function isConstant(field: { readonly type: Expr | undefined; readonly of: ProjectClass }): boolean {
  return field.of.class.kind === 'enum' && field.type === undefined;
}

/** An annotation by its simple name. */
export function annotation(
  marks: readonly Expr[],
  ...names: readonly string[]
): Extract<Expr, { k: 'call' }> | undefined {
  for (const mark of marks) if (mark.k === 'call' && names.includes(lastName(mark.f) ?? '')) return mark;
  return undefined;
}
