import { annotation, type ClassProject, type ProjectClass } from '../code/classProject.ts';
import { type Call, chainOf, type Def, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { needsOf } from '../code/needs.ts';
import { mayRead } from '../code/readingBudget.ts';
import type { RefusingPlace } from '../code/underTests.ts';

/** One place in a Java method that refuses. */
export interface JavaRefusal extends RefusingPlace<ProjectClass> {
  readonly tests: readonly Expr[];
}

const deepest = 3;
const known = new WeakMap<ClassProject, Map<Def, readonly JavaRefusal[]>>();

/** Where a method refuses: by a status it answers, an exception it throws, or a method of its class that does. */
export function javaRefusals(project: ClassProject, of: ProjectClass, def: Def, depth = 0): readonly JavaRefusal[] {
  const read = known.get(project) ?? new Map<Def, readonly JavaRefusal[]>();
  known.set(project, read);
  const before = read.get(def);
  if (before) return before;
  if (!mayRead(project)) return [];
  read.set(def, []);
  const found: JavaRefusal[] = [];
  const add = (status: number | undefined, tests: readonly Expr[], line: number): void => {
    if (status === undefined) return;
    found.push({
      status,
      tests,
      line,
      needs: needsOf(tests, (expr) => (/^[A-Z]|\.[A-Z]/.test(textOf(expr)) ? project.strings(of, expr) : undefined)),
    });
  };
  const looked = (expr: Expr, tests: readonly Expr[]): void => {
    for (const call of [
      ...chainOf(expr),
      ...(expr.k === 'call' ? expr.args.flatMap((one) => chainOf(one.value)) : []),
    ]) {
      const status = answered(call);
      if (status !== undefined) add(status, tests, call.line);
      else if (depth < deepest) own(call, tests);
    }
  };
  const own = (call: Call, tests: readonly Expr[]): void => {
    const [owner, name] = called(project, of, call);
    const method = owner && name !== undefined ? project.method(owner, name) : undefined;
    if (!method || method.def === def) return;
    for (const one of javaRefusals(project, method.of, method.def, depth + 1)) {
      found.push({
        ...one,
        tests,
        line: call.line,
        by: one.by ?? textOf(call.f),
        byOf: method.of,
        byLine: method.def.line,
      });
    }
  };
  const visit = (stmts: readonly Stmt[], tests: readonly Expr[]): void => {
    for (const stmt of stmts) {
      if (stmt.k === 'throw') add(thrown(project, of, stmt.value), tests, stmt.line);
      else if (stmt.k === 'return' || stmt.k === 'expr' || stmt.k === 'set') {
        if (stmt.value) looked(stmt.value, tests);
      } else if (stmt.k === 'if') {
        looked(stmt.test, tests);
        visit(stmt.body, [...tests, stmt.test]);
        visit(stmt.otherwise, [...tests, stmt.test]);
      } else if (stmt.k === 'block') visit(stmt.body, tests);
    }
  };
  visit(def.body, []);
  const kept = found.slice(0, 100);
  // What was cut short further down is worked out anew when it is asked for itself.
  if (depth === 0) read.set(def, kept);
  else read.delete(def);
  return kept;
}

/** The class and method of a call on `this`, or on a field of the class. */
function called(
  project: ClassProject,
  of: ProjectClass,
  call: Call,
): readonly [ProjectClass | undefined, string | undefined] {
  const name = lastName(call.f);
  if (call.f.k === 'name') return [of, name];
  if (call.f.k !== 'dot') return [undefined, undefined];
  const target =
    call.f.of.k === 'dot' && textOf(call.f.of.of) === 'this'
      ? call.f.of.v
      : call.f.of.k === 'name'
        ? call.f.of.v
        : undefined;
  if (target === 'this') return [of, name];
  if (target === undefined) return [undefined, undefined];
  const field = project.field(of, target);
  return [project.named(of.file, field ? lastName(field.type) : target), name];
}

function answered(call: Call): number | undefined {
  const name = lastName(call.f) ?? '';
  if (!/^(?:sendError|setStatus|status|setStatusCode|rawStatusCode)$/.test(name) && !call.made) return undefined;
  if (call.made && !/^(?:ResponseEntity)$/.test(name)) return undefined;
  return call.args.map((one) => statusOf(textOf(one.value))).find((one) => one !== undefined);
}

function thrown(project: ClassProject, of: ProjectClass, expr: Expr | undefined): number | undefined {
  if (expr?.k !== 'call') return undefined;
  const name = lastName(expr.f) ?? '';
  if (name === 'ResponseStatusException' || name === 'ErrorResponseException')
    return expr.args.map((one) => statusOf(textOf(one.value))).find((one) => one !== undefined);
  const is = project.named(of.file, name);
  const mark = is && annotation(is.class.marks, 'ResponseStatus');
  if (mark) return statusOf(mark.text);
  return exceptions.get(name);
}

function statusOf(text: string): number | undefined {
  if (/(?:^|\.|_)UNAUTHORIZED\b|^401$/.test(text) || /SC_UNAUTHORIZED/.test(text)) return 401;
  if (/(?:^|\.|_)FORBIDDEN\b|^403$/.test(text) || /SC_FORBIDDEN/.test(text)) return 403;
  if (/TOO_MANY_REQUESTS|^429$/.test(text)) return 429;
  return /UNAUTHORIZED/.test(text) ? 401 : /FORBIDDEN/.test(text) ? 403 : undefined;
}

const exceptions: ReadonlyMap<string, number> = new Map([
  ['AccessDeniedException', 403],
  ['AuthorizationDeniedException', 403],
  ['BadCredentialsException', 401],
  ['AuthenticationCredentialsNotFoundException', 401],
  ['InsufficientAuthenticationException', 401],
]);
