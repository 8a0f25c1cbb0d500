import { type Bound, bind } from '../code/bound.ts';
import { argument, type Call, callsIn, dotted, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { guardFrom, guardsByName } from '../code/guardFrom.ts';
import { type Needs, needsAreOf, needsOf } from '../code/needs.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import { guardOfDef } from '../code/pythonGuards.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { PythonRefusals } from '../code/pythonRefusals.ts';
import type { Guard, SourcePlace } from '../route.ts';

/** Reads decorators of views as guards. */
export class Decorators {
  readonly #project: PythonProject;
  readonly #refusals: PythonRefusals;

  constructor(project: PythonProject, refusals: PythonRefusals) {
    this.#project = project;
    this.#refusals = refusals;
  }

  /** The guards that a decorator is; none where it refuses nothing. What cannot be read is added to `unread`. */
  guards(file: string, mark: Expr, unread: string[], depth = 0): readonly Guard[] {
    if (depth > 6) return [];
    const called = mark.k === 'call' ? mark.f : mark;
    const last = lastName(called) ?? '';
    if (mark.k === 'call' && last === 'method_decorator') {
      const given = argument(mark, 'decorator', 0);
      const each = this.#listed(file, given);
      return each.flatMap((one) =>
        this.guards(one.file, one.expr, unread, depth + 1).map((guard) => ({ ...guard, file, line: mark.line })),
      );
    }
    const name = this.#project.nameOf(file, called);
    const place: SourcePlace = { file, line: mark.line };
    const text = `@${textOf(mark)}`;
    const is = this.#project.meaning(file, called);
    if (is?.k === 'value') {
      const inner = this.guards(is.file, is.value, unread, depth + 1);
      return inner.map((guard) => ({
        ...guard,
        name,
        file,
        line: mark.line,
        text,
        definedAt: guard.definedAt ?? { file: is.file, line: is.value.line },
      }));
    }
    if (is?.k === 'def') {
      const bound = mark.k === 'call' ? bind(is.def, mark, file) : new Map();
      const own = guardOfDef(this.#refusals, is, { name, place, text, bound });
      const tested = this.#testInside(is.file, is.def.body, bound);
      const guard =
        tested && (!own || own.needs.length === 0)
          ? {
              ...guardFrom({
                name,
                place,
                text,
                statuses: own?.answers ?? tested.answers,
                needs: tested.needs,
                definedAt: { file: is.file, line: is.def.line },
              }),
              kind: tested.kind,
            }
          : own;
      if (!guard) return [];
      const are = guard.needs.length > 0 && !guard.needsAre ? needsAreOf(name) : undefined;
      return [{ ...guard, ...(are && { needsAre: are }) }];
    }
    const known = this.#known(file, last, mark, { name, place, text });
    if (known) return known;
    if (!guardsByName(name) || harmless.has(last)) return [];
    unread.push(`The code of ${name} is not in this folder.`);
    return [{ ...guardFrom({ name, place, text, statuses: [] }), kind: 'other' }];
  }

  /** Whether a decorator says that forged requests are not looked for. */
  exempts(file: string, mark: Expr): boolean {
    const called = mark.k === 'call' ? mark.f : mark;
    if (lastName(called) === 'csrf_exempt') return true;
    return (
      mark.k === 'call' &&
      lastName(called) === 'method_decorator' &&
      this.#listed(file, argument(mark, 'decorator', 0)).some((one) => lastName(one.expr) === 'csrf_exempt')
    );
  }

  #listed(file: string, expr: Expr | undefined): readonly { readonly expr: Expr; readonly file: string }[] {
    if (!expr) return [];
    if (expr.k === 'list') return expr.items.map((one) => ({ expr: one, file }));
    const is = expr.k === 'name' || expr.k === 'dot' ? this.#project.meaning(file, expr) : undefined;
    if (is?.k === 'value' && is.value.k === 'list') return is.value.items.map((one) => ({ expr: one, file: is.file }));
    return [{ expr, file }];
  }

  #known(
    file: string,
    last: string,
    mark: Expr,
    as: { readonly name: string; readonly place: SourcePlace; readonly text: string },
  ): readonly Guard[] | undefined {
    const call = mark.k === 'call' ? mark : undefined;
    const made = (kind: Guard['kind'], statuses: readonly number[], needs?: Needs): readonly Guard[] => [
      { ...guardFrom({ ...as, statuses, needs }), kind },
    ];
    const raises =
      call && lastName(argument(call, 'raise_exception', last === 'permission_required' ? 2 : undefined)) === 'True';
    switch (last) {
      case 'login_required':
      case 'otp_required':
        return made('authentication', [302]);
      case 'staff_member_required':
      case 'superuser_required':
        return made('authorization', [302]);
      case 'permission_required':
      case 'permission_required_or_403': {
        const needs =
          call &&
          (this.#project.strings(file, argument(call, 'perm', 0)) ?? (call.args[0] && [textOf(call.args[0].value)]));
        const refuses = raises || last.endsWith('403') || /return_403=True/.test(call?.text ?? '');
        return made('authorization', [refuses ? 403 : 302], needs && { needs, needsAre: 'permission' });
      }
      case 'group_required': {
        const needs = call?.args.flatMap((one) => this.#project.strings(file, one.value) ?? []) ?? [];
        const any = needs.length > 1;
        return made(
          'authorization',
          [raises ? 403 : 302],
          needs.length > 0 ? { needs, needsAre: 'group', ...(any && { anyOf: true }) } : undefined,
        );
      }
      case 'user_passes_test': {
        const tested = call && this.#test(file, argument(call, 'test_func', 0), new Map());
        return [
          {
            ...guardFrom({ ...as, statuses: [302], needs: tested?.needs, definedAt: tested?.definedAt }),
            kind: tested?.kind ?? 'authorization',
          },
        ];
      }
      case 'ratelimit':
        return /block=False/.test(call?.text ?? '') ? [] : made('throttle', [403]);
      case 'csrf_protect':
      case 'requires_csrf_token':
        return last === 'csrf_protect' ? made('csrf', [403]) : [];
      default:
        return undefined;
    }
  }

  /** A function of the project that hands a test to `user_passes_test`. */
  #testInside(file: string, body: readonly Stmt[], bound: Bound): Tested | undefined {
    for (const stmt of everyStatement(body)) {
      const value = stmt.k === 'set' || stmt.k === 'expr' || stmt.k === 'return' ? stmt.value : undefined;
      for (const call of value ? callsIn(value) : []) {
        if (lastName(call.f) !== 'user_passes_test') continue;
        const name = dotted(argument(call, 'test_func', 0));
        const local =
          name === undefined
            ? undefined
            : [...everyStatement(body)].find((one) => one.k === 'def' && one.def.name === name);
        if (local?.k === 'def') return tested(this.#project, file, local.def.body, bound, { file, line: local.line });
        return this.#test(file, argument(call, 'test_func', 0), bound);
      }
    }
    return undefined;
  }

  #test(file: string, expr: Expr | undefined, bound: Bound): Tested | undefined {
    if (expr?.k === 'fn') return tested(this.#project, file, expr.fn.body, bound);
    const is = this.#project.meaning(file, expr?.k === 'call' ? expr.f : expr);
    if (is?.k !== 'def') return undefined;
    const handed = expr?.k === 'call' ? bind(is.def, expr as Call, file, bound) : bound;
    return tested(this.#project, is.file, is.def.body, handed, { file: is.file, line: is.def.line });
  }
}

/** What a function that says yes or no asks for. */
export interface Tested {
  readonly kind: Guard['kind'];
  readonly needs: Needs | undefined;
  readonly answers: readonly number[];
  readonly definedAt?: SourcePlace;
}

/** What a test of the user asks for: `u.role == 'editor'`. One that only looks whether there is a user is authentication. */
export function tested(
  project: PythonProject,
  file: string,
  body: readonly Stmt[],
  bound: Bound,
  definedAt?: SourcePlace,
): Tested {
  const said: Expr[] = [];
  for (const stmt of everyStatement(body)) {
    if ((stmt.k === 'return' || stmt.k === 'set') && stmt.value) said.push(stmt.value);
    else if (stmt.k === 'if') said.push(stmt.test);
    else if (stmt.k === 'block') said.push(...stmt.heads);
  }
  const needs = needsOf(said, (expr) => {
    const name = dotted(expr);
    const handed = name === undefined ? undefined : bound.get(name);
    if (handed) return project.strings(handed.file, handed.value);
    return name !== undefined && /^[A-Z]|\.[A-Z]|\.value$/.test(name) ? project.strings(file, expr) : undefined;
  });
  const text = said.map(textOf).join(' ');
  const only =
    /is_authenticated|is_anonymous|is_active/.test(text) &&
    !/role|staff|superuser|group|perm|owner|author|admin|==| in /i.test(text);
  return { kind: only ? 'authentication' : 'authorization', needs, answers: [302], ...(definedAt && { definedAt }) };
}

/** Decorators whose names sound like guards and that refuse nobody for who they are. */
const harmless = new Set([
  ...[
    'csrf_exempt',
    'ensure_csrf_cookie',
    'login_not_required',
    'require_http_methods',
    'require_GET',
    'require_POST',
    'require_safe',
  ],
  ...[
    'permission_classes',
    'authentication_classes',
    'throttle_classes',
    'requires_csrf_token',
    'sensitive_post_parameters',
    'extend_schema',
    'is_safe',
  ],
]);
