import { baseName, type ClassLike, type Expr, type Method, type PhpFile, type Stmt } from '../php/ast.ts';
import { conventionalParent } from './frameworkDefaults.ts';

/** A class and the file that it stands in. */
export interface FoundClass {
  readonly file: string;
  readonly class: ClassLike;
}

export interface FoundMethod extends FoundClass {
  readonly method: Method;
}

export type FoundFunction = Extract<Stmt, { readonly kind: 'function' }> & { readonly file: string };

/** How far parents and traits are followed. */
const deepest = 12;

/** All files of one application, and what stands where in them. */
export class Program {
  readonly files: ReadonlyMap<string, PhpFile>;
  /** Folder of the application: '' or ending with a slash. */
  readonly root: string;
  readonly #classes = new Map<string, FoundClass>();
  readonly #functions = new Map<string, FoundFunction>();
  #isLumen: boolean | undefined;
  readonly #byBase = new Map<string, FoundClass[]>();
  readonly #lineages = new Map<string, readonly FoundClass[]>();
  readonly #kinds = new Map<string, readonly string[]>();

  constructor(root: string, files: ReadonlyMap<string, PhpFile>) {
    this.root = root;
    this.files = files;
    for (const [file, { classes, body }] of files) {
      for (const it of classes) {
        const key = it.name.toLowerCase();
        if (this.#classes.has(key)) continue;
        const found = { file, class: it };
        this.#classes.set(key, found);
        const base = baseName(key);
        const alike = this.#byBase.get(base);
        if (alike) alike.push(found);
        else this.#byBase.set(base, [found]);
      }
      for (const it of body.flatMap((one) => (one.kind === 'if' ? one.whenTrue : [one])))
        if (it.kind === 'function') this.#functions.set(it.name.toLowerCase(), { ...it, file });
    }
  }

  get isLumen(): boolean {
    this.#isLumen ??= [...this.files.values()].some((it) =>
      it.mentions.some((name) => name.startsWith('Laravel\\Lumen')),
    );
    return this.#isLumen;
  }

  /** A function of the project, by its last name. */
  function(name: string): FoundFunction | undefined {
    return this.#functions.get(name.toLowerCase());
  }

  classes(): Iterable<FoundClass> {
    return this.#classes.values();
  }

  find(name: string | undefined): FoundClass | undefined {
    return name === undefined ? undefined : this.#classes.get(name.replace(/^\\/, '').toLowerCase());
  }

  /** A method of a class, its traits and parents, the nearest first. */
  method(of: string | undefined, name: string): FoundMethod | undefined {
    const wanted = name.toLowerCase();
    for (const found of this.lineage(of)) {
      const method = found.class.methods.find((it) => it.name.toLowerCase() === wanted);
      if (method) return { ...found, method };
    }
    return undefined;
  }

  /** The class itself, its traits, its parent, the parent's traits, …: those that are in the project. */
  lineage(of: string | undefined): readonly FoundClass[] {
    if (of === undefined) return [];
    const known = this.#lineages.get(of);
    if (known) return known;
    const all: FoundClass[] = [];
    const add = (name: string, depth: number): void => {
      const found = this.find(name);
      if (!found || depth > deepest || all.some((it) => it.class === found.class)) return;
      all.push(found);
      for (const it of found.class.traits) add(it, depth + 1);
      if (found.class.parent) add(found.class.parent, depth + 1);
    };
    add(of, 0);
    this.#lineages.set(of, all);
    return all;
  }

  /** Names of the class, and of all that it extends, uses and implements, of packages too. */
  kinds(of: string): readonly string[] {
    const known = this.#kinds.get(of);
    if (known) return known;
    const names = new Set([of]);
    const supposed = this.find(of) ? undefined : conventionalParent(of);
    if (supposed !== undefined) names.add(supposed);
    for (const { class: it } of this.lineage(of))
      for (const name of [it.name, ...(it.parent ? [it.parent] : []), ...it.interfaces, ...it.traits]) names.add(name);
    const all = [...names];
    this.#kinds.set(of, all);
    return all;
  }

  /** The names of parents and traits whose code is not in the project. */
  unseen(of: string): readonly string[] {
    return this.lineage(of).flatMap(({ class: it }) =>
      [...(it.parent ? [it.parent] : []), ...it.traits].filter((name) => !this.find(name)),
    );
  }

  property(of: string, name: string): { readonly file: string; readonly value: Expr | undefined } | undefined {
    for (const { file, class: it } of this.lineage(of)) {
      const property = it.properties.find((one) => one.name === name);
      if (property) return { file, value: property.value };
    }
    return undefined;
  }

  /** Class names that a property is declared as, by its type or that of the constructor's parameter of its name. */
  propertyTypes(of: string, name: string): readonly string[] {
    for (const { class: it } of this.lineage(of)) {
      const types = it.properties.find((one) => one.name === name)?.types ?? [];
      if (types.length > 0) return types;
      const made = it.methods.find((one) => one.name === '__construct')?.params.find((one) => one.name === name);
      if (made && made.types.length > 0) return made.types;
    }
    return [];
  }

  constant(of: string, name: string): { readonly file: string; readonly value: Expr | undefined } | undefined {
    for (const { file, class: it } of this.lineage(of)) {
      const constant = it.constants.find(([one]) => one === name);
      if (constant) return { file, value: constant[1] };
    }
    return undefined;
  }

  /** The only class of the project with this last part of a name, e.g. the model of a parameter. */
  byBaseName(base: string, within: RegExp): FoundClass | undefined {
    const alike = this.#byBase.get(base.toLowerCase()) ?? [];
    const found = alike.filter(({ class: it }) => within.test(it.name));
    return found.length === 1 ? found[0] : undefined;
  }

  /** A file by a path of the framework's: `routes/api.php`. */
  at(path: string): string | undefined {
    const whole = normal(this.root + path);
    return this.files.has(whole) ? whole : undefined;
  }
}

/** A path without `.` and `..`. */
export function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Where functions stand that are of no class. */
const nameless: FoundMethod['class'] = {
  start: 0,
  end: 0,
  line: 0,
  name: '',
  interfaces: [],
  traits: [],
  attributes: [],
  methods: [],
  properties: [],
  constants: [],
};

/** A function, for what reads methods; its class has no name. */
export const functionAsMethod = (found: FoundFunction | undefined): FoundMethod | undefined =>
  found && { file: found.file, class: nameless, method: { ...found, attributes: [] } };
