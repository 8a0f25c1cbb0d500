import type { SourceFile } from '../framework.ts';
import { type Expr, lastName, type Stmt } from './code.ts';
import { readPython } from './python.ts';
import { PythonModules } from './pythonModules.ts';

/** What a Python file says, and the modules that it names in strings. */
export interface PythonFacts {
  readonly body: readonly Stmt[];
}

/** Reads a Python file. */
export function readPythonFile(file: SourceFile): PythonFacts {
  return { body: readPython(file.root, file.text) };
}

/** The files of the folder that a file imports, or names in strings such as `include('blog.urls')`. */
export function importedFiles(path: string, facts: PythonFacts, paths: ReadonlySet<string>): readonly string[] {
  let modules = known.get(paths);
  if (!modules) {
    modules = new PythonModules(paths);
    known.set(paths, modules);
  }
  const found = new Set<string>();
  const add = (module: string): void => {
    const file = modules.file(path, module);
    if (file !== undefined && file !== path && !apart.test(file)) found.add(file);
  };
  for (const stmt of everyStatement(facts.body)) {
    if (stmt.k !== 'import') continue;
    add(stmt.from);
    for (const [name] of stmt.names)
      if (name !== '*' && name !== '') add(/^\.+$/.test(stmt.from) ? stmt.from + name : `${stmt.from}.${name}`);
  }
  for (const text of moduleStrings(facts.body)) {
    add(text);
    const dot = text.lastIndexOf('.');
    if (dot > 0) add(text.slice(0, dot));
  }
  return [...found];
}

const known = new WeakMap<ReadonlySet<string>, PythonModules>();

/** Files that guards nothing: tests, and what changes a database. */
const apart = /(?:^|\/)(?:tests?|migrations|alembic)\/|(?:^|\/)(?:test_[^/]*|conftest|tests)\.py$/;

/** Every statement of a body, those inside functions, classes and blocks as well. */
export function* everyStatement(body: readonly Stmt[]): Generator<Stmt> {
  for (const stmt of body) {
    yield stmt;
    if (stmt.k === 'def') yield* everyStatement(stmt.def.body);
    else if (stmt.k === 'class') yield* everyStatement(stmt.class.body);
    else if (stmt.k === 'block') yield* everyStatement(stmt.body);
    else if (stmt.k === 'if') {
      yield* everyStatement(stmt.body);
      yield* everyStatement(stmt.otherwise);
    }
  }
}

function moduleStrings(body: readonly Stmt[]): readonly string[] {
  const found: string[] = [];
  const visit = (expr: Expr | undefined, wanted: boolean): void => {
    if (!expr) return;
    if (expr.k === 'str') {
      if (wanted && /^[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)+$/.test(expr.v)) found.push(expr.v);
    } else if (expr.k === 'call') {
      const inside =
        wanted || /^(?:include|import_module|import_string|path|re_path|url)$/.test(lastName(expr.f) ?? '');
      for (const arg of expr.args) visit(arg.value, inside);
    } else if (expr.k === 'list' || expr.k === 'op') for (const item of expr.items) visit(item, wanted);
    else if (expr.k === 'dict') for (const entry of expr.entries) visit(entry.value, wanted);
  };
  for (const stmt of everyStatement(body)) {
    if (stmt.k === 'set') {
      const settings = stmt.target.k === 'name' && /^[A-Z][A-Z_]+$/.test(stmt.target.v);
      visit(stmt.value, settings);
    } else if (stmt.k === 'expr') visit(stmt.value, false);
  }
  return found;
}
