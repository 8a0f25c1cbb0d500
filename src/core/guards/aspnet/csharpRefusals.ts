import type { ClassProject, ProjectClass } from '../code/classProject.ts';
import { argument, type Call, callsIn, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { needsOf } from '../code/needs.ts';
import { mayRead } from '../code/readingBudget.ts';
import { type RefusingPlace, type Test, underTests } from '../code/underTests.ts';

/** One place in C# code that refuses. */
export interface CsRefusal extends RefusingPlace<ProjectClass> {
  readonly tests: readonly Test[];
}

const deepest = 3;

/** Where code refuses: `Forbid()`, `StatusCode(403)`, `context.Response.StatusCode = 401`, `context.Result = new UnauthorizedResult()`. */
export function csRefusals(
  project: ClassProject,
  of: ProjectClass,
  body: readonly Stmt[],
  depth = 0,
): readonly CsRefusal[] {
  if (!mayRead(project)) return [];
  const found: CsRefusal[] = [];
  const known = (expr: Expr): readonly string[] | undefined =>
    /^[A-Z]|\.[A-Z]/.test(textOf(expr)) && !/^User\b/.test(textOf(expr)) ? project.strings(of, expr) : undefined;
  const add = (status: number, tests: readonly Test[], line: number): void => {
    found.push({
      status,
      tests,
      line,
      needs: needsOf(
        tests.map((one) => one.expr),
        known,
      ),
    });
  };
  const looked = (expr: Expr, tests: readonly Test[]): void => {
    for (const call of callsIn(expr)) {
      const status = answered(call);
      if (status !== undefined) add(status, tests, call.line);
      else if (depth < deepest && (call.f.k === 'name' || textOf(call.f).startsWith('this.'))) {
        const method = project.method(of, lastName(call.f) ?? '');
        if (!method || method.def.body === body) continue;
        for (const one of csRefusals(project, method.of, method.def.body, depth + 1)) {
          found.push({
            ...one,
            tests,
            line: call.line,
            by: one.by ?? textOf(call.f),
            byOf: method.of,
            byLine: method.def.line,
          });
        }
      }
    }
    if (expr.k === 'op' && expr.op === '?:') {
      const [test, ...rest] = expr.items;
      if (test) for (const [at, one] of rest.entries()) looked(one, [...tests, { expr: test, is: at === 0 }]);
    }
  };
  underTests(body, [], (stmt, tests) => {
    if (stmt.k === 'set' && stmt.value) {
      const status = lastName(stmt.target) === 'StatusCode' ? statusOf(stmt.value) : undefined;
      if (status !== undefined) add(status, tests, stmt.line);
      else looked(stmt.value, tests);
    } else if ((stmt.k === 'return' || stmt.k === 'expr' || stmt.k === 'throw') && stmt.value)
      looked(stmt.value, tests);
  });
  return found.slice(0, 100);
}

function answered(call: Call): number | undefined {
  const name = lastName(call.f) ?? '';
  if (call.made) {
    if (/^(?:Unauthorized\w*Result|UnauthorizedHttpObjectResult)$/.test(name)) return 401;
    if (name === 'ForbidResult' || name === 'ForbidHttpResult') return 403;
    const set = argument(call, 'StatusCode');
    return set
      ? statusOf(set)
      : /^(?:StatusCodeResult|ObjectResult)$/.test(name)
        ? call.args.map((one) => statusOf(one.value)).find((one) => one !== undefined)
        : undefined;
  }
  if (/^(?:Unauthorized|Challenge|ChallengeAsync)$/.test(name)) return 401;
  if (/^(?:Forbid|ForbidAsync)$/.test(name)) return 403;
  if (!/^(?:StatusCode|Problem|SendStatusCode|Status)$/.test(name)) return undefined;
  return call.args.map((one) => statusOf(one.value)).find((one) => one !== undefined);
}

function statusOf(expr: Expr): number | undefined {
  const text = textOf(expr);
  if (/^401$|Status401|HttpStatusCode\.Unauthorized/.test(text)) return 401;
  if (/^403$|Status403|HttpStatusCode\.Forbidden/.test(text)) return 403;
  return /^429$|Status429|TooManyRequests/.test(text) ? 429 : undefined;
}
