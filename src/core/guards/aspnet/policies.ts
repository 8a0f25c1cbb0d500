import type { ClassProject, ProjectClass } from '../code/classProject.ts';
import { type Call, chainOf, type Expr, lastName, plainArguments, type Stmt, textOf } from '../code/code.ts';
import { type Needs, type NeedsAre, needsAreOf, needsOf } from '../code/needs.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import type { GuardKind, SourcePlace } from '../route.ts';

/** What a policy asks for. */
export interface Policy {
  readonly kind: GuardKind;
  readonly needs: Needs | undefined;
  readonly definedAt: SourcePlace | undefined;
}

/** The policies of an application, by name, and those that hold without being named. */
export interface Policies {
  readonly named: ReadonlyMap<string, Policy>;
  /** For `[Authorize]` without a policy; undefined: that there is a user. */
  readonly usual: Policy | undefined;
  /** For what says nothing of authorization. */
  readonly fallback: Policy | undefined;
}

/** The body of a file that stands outside of classes, or a class's, as something to look names up in. */
export type Scope = ProjectClass;

/** Reads `AddAuthorization`, `AddAuthorizationBuilder` and `AddAuthorizationCore`. */
export function readPolicies(project: ClassProject): Policies {
  const named = new Map<string, Policy>();
  let usual: Policy | undefined;
  let fallback: Policy | undefined;
  for (const { of, stmt } of everyIn(project)) {
    if (stmt.k === 'set' && stmt.value && stmt.target.k === 'dot') {
      const { v } = stmt.target;
      if (v !== 'FallbackPolicy' && v !== 'DefaultPolicy') continue;
      const read =
        lastName(stmt.value) === 'null'
          ? undefined
          : /DefaultPolicy$/.test(textOf(stmt.value))
            ? signedIn({ file: of.file, line: stmt.line })
            : ofBuilder(project, of, chainOf(stmt.value), stmt.line);
      if (v === 'FallbackPolicy') fallback = read;
      else usual = read;
    }
    const value = stmt.k === 'expr' || stmt.k === 'set' || stmt.k === 'return' ? stmt.value : undefined;
    for (const call of value ? chainOf(value) : []) {
      const name = lastName(call.f);
      const [first, second] = plainArguments(call);
      if (name === 'AddPolicy' && first && second) {
        const key = project.strings(of, first)?.[0] ?? textOf(first);
        named.set(
          key,
          second.k === 'fn'
            ? ofLambda(project, of, second, call.line)
            : ofBuilder(project, of, chainOf(second), call.line),
        );
      } else if (name === 'SetFallbackPolicy' && first) fallback = ofBuilder(project, of, chainOf(first), call.line);
      else if (name === 'SetDefaultPolicy' && first) usual = ofBuilder(project, of, chainOf(first), call.line);
    }
  }
  return { named, usual, fallback };
}

/** `p => p.RequireRole("Admin")`. */
export function ofLambda(project: ClassProject, of: Scope, expr: Extract<Expr, { k: 'fn' }>, line: number): Policy {
  const calls: Call[] = [];
  for (const stmt of everyStatement(expr.fn.body))
    if ((stmt.k === 'expr' || stmt.k === 'return' || stmt.k === 'set') && stmt.value)
      calls.push(...chainOf(stmt.value));
  return ofBuilder(project, of, calls, line);
}

function ofBuilder(project: ClassProject, of: Scope, calls: readonly Call[], line: number): Policy {
  const needs: string[] = [];
  let needsAre: NeedsAre | undefined;
  let any = false;
  let asks = false;
  for (const call of calls) {
    const name = lastName(call.f) ?? '';
    const given = plainArguments(call);
    const texts = (from: readonly Expr[]): readonly string[] =>
      from.flatMap((one) => project.strings(of, one) ?? [textOf(one)]);
    if (/^(?:RequireRole|RequireScope|RequireUserName|RequireGroup|RequirePermission)$/.test(name)) {
      needs.push(...texts(given));
      needsAre ??= needsAreOf(name);
      any ||= given.length > 1;
      asks = true;
    } else if (name === 'RequireClaim') {
      const [type, ...values] = given;
      const typeText = type ? (texts([type])[0] ?? '') : '';
      needs.push(...(values.length > 0 ? texts(values) : [typeText]));
      needsAre ??= values.length > 0 ? (needsAreOf(typeText) ?? 'claim') : 'claim';
      any ||= values.length > 1;
      asks = true;
    } else if (name === 'RequireAssertion') {
      const [test] = given;
      const read =
        test &&
        needsOf(
          test.k === 'fn'
            ? test.fn.body.flatMap((one) => (one.k === 'return' && one.value ? [one.value] : []))
            : [test],
          (expr) => (/^[A-Z]|\.[A-Z]/.test(textOf(expr)) ? project.strings(of, expr) : undefined),
        );
      needs.push(...(read?.needs ?? []));
      needsAre ??= read?.needsAre;
      any ||= read?.anyOf === true;
      asks = true;
    } else if (name === 'AddRequirements' || name === 'Combine') {
      const made = given.flatMap((one) => (one.k === 'call' ? plainArguments(one) : []));
      const found = made.flatMap((one) => project.strings(of, one) ?? []);
      needs.push(...found);
      if (found.length > 0) needsAre ??= needsAreOf(given.map(textOf).join(' '));
      asks = true;
    }
  }
  const distinct = [...new Set(needs)];
  return {
    kind: asks ? 'authorization' : 'authentication',
    needs:
      distinct.length > 0
        ? { needs: distinct, ...(needsAre && { needsAre }), ...(any && distinct.length > 1 && { anyOf: true }) }
        : undefined,
    definedAt: { file: of.file, line },
  };
}

function signedIn(definedAt: SourcePlace): Policy {
  return { kind: 'authentication', needs: undefined, definedAt };
}

/** Every statement of a project with the class that it is in; those of a program are in one without a name. */
export function everyIn(project: ClassProject): readonly { readonly of: Scope; readonly stmt: Stmt }[] {
  const found: { of: Scope; stmt: Stmt }[] = [];
  const visit = (body: readonly Stmt[], of: Scope, depth: number): void => {
    if (depth > 40) return;
    for (const stmt of body) {
      found.push({ of, stmt });
      if (stmt.k === 'class') visit(stmt.class.body, { class: stmt.class, file: of.file }, depth + 1);
      else if (stmt.k === 'def') visit(stmt.def.body, of, depth + 1);
      else if (stmt.k === 'if') visit([...stmt.body, ...stmt.otherwise], of, depth + 1);
      else if (stmt.k === 'block') visit(stmt.body, of, depth + 1);
      if (stmt.k === 'expr' || stmt.k === 'return' || stmt.k === 'set') {
        for (const call of stmt.value ? chainOf(stmt.value) : [])
          for (const arg of call.args) if (arg.value.k === 'fn') visit(arg.value.fn.body, of, depth + 1);
      }
    }
  };
  for (const [file, body] of project.files)
    visit(body, { class: { name: '', kind: 'class', line: 1, bases: [], marks: [], words: [], body }, file }, 0);
  return found;
}
