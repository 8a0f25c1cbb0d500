import { type Bound, bind } from './bound.ts';
import { argument, type Class, callsIn, type Def, dotted, type Expr, lastName, type Stmt, textOf } from './code.ts';
import { type Needs, needsAreOf, needsOf } from './needs.ts';
import type { Meaning, PythonProject } from './pythonProject.ts';
import { numberOf } from './pythonStatus.ts';
import { mayRead } from './readingBudget.ts';
import { type Test, underTests } from './underTests.ts';

/** One place in a function that refuses. */
export interface Refusal {
  readonly status: number;
  /** Conditions that lead there, the outermost first. */
  readonly tests: readonly Test[];
  readonly needs?: Needs;
  readonly file: string;
  readonly line: number;
  /** The project's function whose refusal it is, where it is not of the function itself. */
  readonly by?: string;
  readonly byFile?: string;
  readonly byLine?: number;
}

/** A class, and the file that it is in. */
export interface Owner {
  readonly class: Class;
  readonly file: string;
}

const deepest = 4;
const most = 100;

/** Reads where functions of a Python project refuse: 401, 403, 419, 429, or 302 to where one signs in. */
export class PythonRefusals {
  readonly #project: PythonProject;
  /** Exceptions that a handler answers: their last name → status. */
  readonly #handled: ReadonlyMap<string, number>;
  /** What functions of packages answer when they are called, or wrap what is called: dotted name → statuses. */
  readonly #packaged: (name: string, call: Expr) => readonly number[];
  #open = new Set<Def>();
  #self: Owner | undefined;
  /** What was read already, and how deep down: what is read higher up is more complete. */
  readonly #read = new Map<Def, { readonly depth: number; readonly found: readonly Refusal[] }>();

  constructor(
    project: PythonProject,
    handled: ReadonlyMap<string, number> = new Map(),
    packaged: (name: string, call: Expr) => readonly number[] = () => [],
  ) {
    this.#project = project;
    this.#handled = handled;
    this.#packaged = packaged;
  }

  /** The same for a method: what it calls of `self` is looked up in its class. */
  ofMethod(
    self: Owner,
    of: { readonly def: Def; readonly file: string },
    bound: Bound = new Map(),
  ): readonly Refusal[] {
    const outer = this.#self;
    this.#self = self;
    try {
      return this.ofDef(of.file, of.def, bound);
    } finally {
      this.#self = outer;
    }
  }

  ofDef(file: string, def: Def, bound: Bound = new Map(), depth = 0): readonly Refusal[] {
    if (depth > deepest || this.#open.has(def)) return [];
    const plain = bound.size === 0 && !this.#self;
    const before = plain ? this.#read.get(def) : undefined;
    if (before && before.depth <= depth) return before.found;
    if (!mayRead(this.#project)) return [];
    this.#open.add(def);
    try {
      const found = this.ofBody(file, def.body, bound, depth);
      if (plain) this.#read.set(def, { depth, found });
      return found;
    } finally {
      this.#open.delete(def);
    }
  }

  ofBody(file: string, body: readonly Stmt[], bound: Bound = new Map(), depth = 0): readonly Refusal[] {
    const found: Refusal[] = [];
    const locals = assignments(body);
    const turns = new Set<string>();
    const add = (status: number, tests: readonly Test[], line: number): void => {
      const needs = needsOf(
        tests.map((one) => one.expr),
        (expr) => this.#known(file, expr, bound, locals),
      );
      // What refuses for each of a loop's that is missing asks for all of them.
      const each = tests.some((one) => one.expr.k === 'op' && turns.has(dotted(one.expr.items[0]) ?? ''));
      const { anyOf, ...all } = needs ?? { needs: [] };
      const kept = needs && (each || !anyOf ? all : needs);
      found.push({ status, tests, file, line, ...(kept && { needs: kept }) });
    };
    const called = (expr: Expr, tests: readonly Test[]): void => {
      for (const call of callsIn(expr)) {
        const status = this.#abort(file, call);
        if (status !== undefined) {
          add(status, tests, call.line);
          continue;
        }
        const own =
          this.#self && call.f.k === 'dot' && dotted(call.f.of) === 'self'
            ? this.#project.member(this.#self, call.f.v)
            : undefined;
        const is = own ?? this.#project.meaning(file, call.f);
        for (const one of this.#ofPackage(file, call)) add(one, tests, call.line);
        const def = is?.k === 'def' ? is : undefined;
        if (!def) continue;
        const inner = this.ofDef(def.file, def.def, bind(def.def, call, file, bound), depth + 1);
        for (const one of inner) {
          found.push({
            ...one,
            by: one.by ?? textOf(call.f),
            byFile: def.file,
            byLine: def.def.line,
            file,
            line: call.line,
          });
        }
      }
    };
    const visit = (stmts: readonly Stmt[], outer: readonly Test[]): void =>
      underTests(stmts, outer, (stmt, tests) => {
        switch (stmt.k) {
          case 'throw': {
            const status = this.statusOf(file, stmt.value, locals);
            if (status !== undefined) add(status, tests, stmt.line);
            break;
          }
          case 'return': {
            if (!stmt.value) break;
            const status = this.statusOf(file, stmt.value, locals);
            if (status !== undefined) add(status, tests, stmt.line);
            else called(stmt.value, tests);
            break;
          }
          case 'expr':
          case 'set':
            if (stmt.value) called(stmt.value, tests);
            break;
          case 'if':
            called(stmt.test, tests);
            break;
          case 'block':
            for (const head of stmt.heads) called(head, tests);
            if (stmt.word === 'for' && stmt.body[0]?.k === 'set') turns.add(dotted(stmt.body[0].target) ?? '');
            break;
          case 'def':
            for (const [name, value] of assignments(stmt.def.body)) locals.set(name, value);
            for (const mark of stmt.def.marks) {
              for (const one of this.#ofPackage(file, mark)) add(one, tests, mark.line);
              const is = this.#project.meaning(file, mark.k === 'call' ? mark.f : mark);
              if (is?.k !== 'def' || depth >= deepest) continue;
              found.push(
                ...this.ofDef(
                  is.file,
                  is.def,
                  mark.k === 'call' ? bind(is.def, mark, file, bound) : new Map(),
                  depth + 1,
                ),
              );
            }
            visit(stmt.def.body, tests);
            break;
          default:
            break;
        }
      });
    visit(body, []);
    return found.slice(0, most);
  }

  /** What raising or returning this answers with, where that refuses. */
  statusOf(
    file: string,
    expr: Expr | undefined,
    locals: ReadonlyMap<string, Expr> = new Map(),
    depth = 0,
  ): number | undefined {
    if (!expr || depth > deepest) return undefined;
    if (expr.k === 'list') {
      for (const item of expr.items.slice(1)) {
        const status = numberOf(item);
        if (refuses(status)) return status;
      }
      return undefined;
    }
    if (expr.k === 'name') {
      const local = locals.get(expr.v);
      if (local && local !== expr) return this.statusOf(file, local, new Map(), depth + 1);
    }
    const name = lastName(expr);
    if (name === undefined) return undefined;
    const is = this.#project.meaning(file, expr.k === 'call' ? expr.f : expr);
    if (is?.k === 'value' && is.value !== expr) return this.statusOf(is.file, is.value, new Map(), depth + 1);
    if (is?.k === 'class') return this.#exception(is, depth);
    if (is?.k === 'def' && expr.k === 'call') return this.#maker(is, expr, depth) ?? handedStatus(name, expr);
    const named = statuses.get(name) ?? this.#handled.get(name);
    if (expr.k !== 'call') return named;
    const said = argument(expr, 'status_code') ?? argument(expr, 'status') ?? argument(expr, 'code');
    const places = positions.get(name);
    const status =
      numberOf(said) ?? places?.map((place) => numberOf(argument(expr, '', place))).find((one) => one !== undefined);
    if (refuses(status)) return status;
    if (status === undefined && is?.k === 'foreign' && is.name.startsWith('.')) return handedStatus(name, expr);
    if (status === undefined && named !== undefined) return named;
    if (/^redirect|RedirectResponse$|ResponseRedirect$/.test(name) && signIn.test(expr.text)) return 302;
    return undefined;
  }

  #ofPackage(file: string, expr: Expr): readonly number[] {
    const is = this.#project.meaning(file, expr.k === 'call' ? expr.f : expr);
    return is?.k === 'foreign' ? this.#packaged(is.name, expr) : [];
  }

  /** `abort(403)`, and what calls it by another name. */
  #abort(file: string, call: Extract<Expr, { k: 'call' }>): number | undefined {
    const name = lastName(call.f) ?? '';
    if (name !== 'abort' && name !== 'fail' && name !== 'abort_if') return undefined;
    if (this.#project.meaning(file, call.f)?.k === 'def') return undefined;
    const status = call.args.map((one) => numberOf(one.value)).find(refuses);
    return status;
  }

  /** A function of the project that makes an answer: `return forbidden('…')`. */
  #maker(is: Extract<Meaning, { k: 'def' }>, call: Expr, depth: number): number | undefined {
    const last = is.def.body.at(-1);
    if (last?.k !== 'return' || is.def.body.length > 6 || call.k !== 'call') return undefined;
    return this.statusOf(is.file, last.value, assignments(is.def.body), depth + 1);
  }

  #exception(is: Extract<Meaning, { k: 'class' }>, depth: number): number | undefined {
    for (const one of this.#project.lineage(is)) {
      const handled = this.#handled.get(one.class.name);
      if (handled !== undefined) return handled;
      for (const stmt of one.class.body) {
        if (stmt.k === 'set' && stmt.target.k === 'name' && /^(?:status_code|code|status)$/.test(stmt.target.v)) {
          const status = numberOf(stmt.value);
          if (status !== undefined) return refuses(status) ? status : undefined;
        }
        if (stmt.k !== 'def' || stmt.def.name !== '__init__') continue;
        for (const inner of stmt.def.body) {
          if (inner.k !== 'expr' || inner.value.k !== 'call' || lastName(inner.value.f) !== '__init__') continue;
          const status =
            numberOf(argument(inner.value, 'status_code', 0)) ??
            defaultOf(stmt.def, argument(inner.value, 'status_code', 0));
          if (status !== undefined) return refuses(status) ? status : undefined;
        }
      }
    }
    for (const base of this.#project.foreignBases(is)) {
      const status = statuses.get(base.split('.').at(-1) ?? '');
      if (status !== undefined && depth <= deepest) return status;
    }
    return undefined;
  }

  #known(file: string, expr: Expr, bound: Bound, locals: ReadonlyMap<string, Expr>): readonly string[] | undefined {
    const name = dotted(expr);
    if (name !== undefined) {
      const handed = bound.get(name);
      if (handed) return this.#project.strings(handed.file, handed.value) ?? named(handed.value);
      const local = locals.get(name);
      if (local && local !== expr) {
        const inner = dotted(local);
        const again = inner === undefined || inner === name ? undefined : bound.get(inner);
        if (again) return this.#project.strings(again.file, again.value) ?? named(again.value);
        if (local.k === 'call' && local.args.length === 1) {
          const only = local.args[0]?.value;
          if (only && /^(?:set|list|tuple|frozenset)$/.test(dotted(local.f) ?? ''))
            return this.#known(file, only, bound, new Map());
        }
        if (local.k === 'list' || local.k === 'str') return this.#project.strings(file, local);
      }
      if (!/^[A-Z]/.test(name.split('.').at(-1) ?? '') && !/\.value$/.test(name) && !/^[A-Z]/.test(name))
        return undefined;
    }
    const strings =
      expr.k === 'name' || expr.k === 'dot' || expr.k === 'at' ? this.#project.strings(file, expr) : undefined;
    if (strings) return strings;
    // An enum's member from elsewhere: its name is what is known of it.
    return expr.k === 'dot' && name !== undefined && /(?:Role|Scope|Permission|Perm)s?\.[A-Z]\w*$/.test(name)
      ? [name]
      : undefined;
  }
}

export function assignments(body: readonly Stmt[]): Map<string, Expr> {
  const found = new Map<string, Expr>();
  const visit = (stmts: readonly Stmt[]): void => {
    for (const stmt of stmts) {
      if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.value) found.set(stmt.target.v, stmt.value);
      else if (stmt.k === 'if') {
        visit(stmt.body);
        visit(stmt.otherwise);
      } else if (stmt.k === 'block') visit(stmt.body);
    }
  };
  visit(body);
  return found;
}

/** `error_response('…', 403)`: a status that is handed to what makes an answer by its name. */
function handedStatus(name: string, call: Expr): number | undefined {
  if (call.k !== 'call' || !/error|response|fail|abort|unauthor|forbid|den[yi]|json|reply/i.test(name))
    return undefined;
  return call.args.map((one) => numberOf(one.value)).find(refuses);
}

function refuses(status: number | undefined): status is number {
  return status === 401 || status === 403 || status === 419 || status === 429;
}

function defaultOf(def: Def, expr: Expr | undefined): number | undefined {
  return expr?.k === 'name' ? numberOf(def.params.find((one) => one.name === expr.v)?.value) : undefined;
}

function named(expr: Expr): readonly string[] | undefined {
  if (expr.k === 'list') return expr.items.flatMap((one) => named(one) ?? []);
  const name = dotted(expr);
  return name !== undefined && needsAreOf(name) ? [name] : undefined;
}

const signIn = /log_?-?in|sign_?-?in|auth/i;

/** Exceptions and answers of the frameworks that refuse by their name. */
const statuses: ReadonlyMap<string, number> = new Map([
  ['PermissionDenied', 403],
  ['NotAuthenticated', 401],
  ['AuthenticationFailed', 401],
  ['InvalidToken', 401],
  ['Throttled', 429],
  ['HttpResponseForbidden', 403],
  ['Forbidden', 403],
  ['Unauthorized', 401],
  ['TooManyRequests', 429],
  ['NotAuthorizedException', 403],
]);

/** Where a status stands among the arguments that have no names. */
const positions: ReadonlyMap<string, readonly number[]> = new Map([
  ['HTTPException', [0]],
  ['HttpError', [0]],
  ['Response', [1]],
  ['make_response', [1]],
  ['JSONResponse', [1]],
  ['HttpResponse', [2]],
  ['JsonResponse', [2]],
  ['abort', [0]],
]);
