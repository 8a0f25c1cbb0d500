import { type Bound, bind } from '../code/bound.ts';
import {
  argument,
  type Call,
  type Def,
  dotted,
  type Expr,
  lastName,
  plainArguments,
  type Stmt,
  textOf,
} from '../code/code.ts';
import { needsOf } from '../code/needs.ts';
import { mayRead } from '../code/readingBudget.ts';
import { type RefusingPlace, type Test, underTests } from '../code/underTests.ts';
import type { RubyClass, RubyProject } from './rubyProject.ts';

/** One place in Ruby code that refuses or, in a callback, halts. */
export interface RubyRefusal extends RefusingPlace<RubyClass> {
  /** It sends somewhere else than to where one signs in. */
  readonly elsewhere?: true;
  readonly tests: readonly Test[];
  /** A call of Pundit or CanCanCan, which asks a policy. */
  readonly policy?: Call;
}

const deepest = 4;

/** Reads where Ruby code of a controller refuses. `answered`: exceptions → what `rescue_from` makes of them. */
export class RubyRefusals {
  readonly #project: RubyProject;
  readonly #open = new Set<Def>();

  constructor(project: RubyProject) {
    this.#project = project;
  }

  ofDef(of: RubyClass, controller: RubyClass, def: Def, bound: Bound = new Map(), depth = 0): readonly RubyRefusal[] {
    if (depth > deepest || this.#open.has(def) || !mayRead(this.#project)) return [];
    this.#open.add(def);
    try {
      return this.ofBody(of, controller, def.body, bound, depth);
    } finally {
      this.#open.delete(def);
    }
  }

  ofBody(
    of: RubyClass,
    controller: RubyClass,
    body: readonly Stmt[],
    bound: Bound = new Map(),
    depth = 0,
  ): readonly RubyRefusal[] {
    const found: RubyRefusal[] = [];
    const known = (expr: Expr): readonly string[] | undefined => {
      const handed = bound.get(dotted(expr) ?? '');
      if (handed) return this.#project.strings(of, handed.value);
      return /^[A-Z]/.test(textOf(expr)) ? this.#project.strings(of, expr) : undefined;
    };
    const add = (status: number, tests: readonly Test[], line: number, more: Partial<RubyRefusal> = {}): void => {
      found.push({
        status,
        tests,
        line,
        needs: needsOf(
          tests.map((one) => one.expr),
          known,
        ),
        ...more,
      });
    };
    const looked = (expr: Expr, tests: readonly Test[]): void => {
      if (expr.k === 'op') {
        for (const item of expr.items) looked(item, tests);
        return;
      }
      if (expr.k !== 'call' && expr.k !== 'name' && expr.k !== 'dot') return;
      const call: Call =
        expr.k === 'call' ? expr : { k: 'call', f: expr, args: [], line: expr.line, text: textOf(expr) };
      const name = lastName(call.f) ?? '';
      const status = this.#answers(call, name);
      if (status) {
        add(status.status, tests, call.line, status.elsewhere ? { elsewhere: true } : {});
        return;
      }
      if (isPolicy(call, name) && !this.#project.method(controller, name)) {
        add(403, tests, call.line, { policy: call });
        return;
      }
      const devise =
        /^authenticate_\w+!$|^doorkeeper_authorize!$|^require_login$/.test(name) &&
        !this.#project.method(controller, name);
      if (devise) {
        add(401, tests, call.line, { by: name });
        return;
      }
      if (call.f.k === 'name') {
        const method = this.#project.method(controller, name);
        if (method) {
          const inner = this.ofDef(
            method.of,
            controller,
            method.def,
            bind(method.def, call, of.file, bound),
            depth + 1,
          );
          for (const one of inner)
            found.push({
              ...one,
              tests: one.tests.length > 0 ? one.tests : tests,
              line: call.line,
              by: one.by ?? name,
              byOf: method.of,
              byLine: method.def.line,
            });
          if (inner.length > 0) return;
        }
      }
      if (expr.k === 'call') {
        for (const arg of expr.args) looked(arg.value, tests);
        // What refuses inside of `format.json { … }` refuses; what a block of an authenticator does is its own matter.
        if (expr.block && !/^(?:each|map|select|find|reject|transaction|tap)$/.test(name))
          visit(expr.block.body, tests);
      }
    };
    const visit = (stmts: readonly Stmt[], outer: readonly Test[]): void =>
      underTests(stmts, outer, (stmt, tests) => {
        if (stmt.k === 'throw') {
          const status = this.raised(controller, lastName(made(stmt.value)));
          if (status !== undefined) add(status, tests, stmt.line);
        } else if ((stmt.k === 'expr' || stmt.k === 'return' || stmt.k === 'set') && stmt.value)
          looked(stmt.value, tests);
        else if (stmt.k === 'if') looked(stmt.test, tests);
      });
    visit(body, []);
    return found.slice(0, 100);
  }

  /** What raising an exception comes to in a controller; undefined where it is no refusal. */
  raised(controller: RubyClass, name: string | undefined): number | undefined {
    if (name === undefined) return undefined;
    for (const one of this.#project.lineage(controller)) {
      for (const where of [one, ...this.#project.included(one)]) {
        for (const call of classCalls(where.class.body)) {
          if (
            lastName(call.f) !== 'rescue_from' ||
            !plainArguments(call).some((it) => lastName(it) === name || (it.k === 'str' && it.v.endsWith(name)))
          )
            continue;
          const handler = argument(call, 'with');
          const method = handler?.k === 'str' ? this.#project.method(controller, handler.v) : undefined;
          const body = method?.def.body ?? call.block?.body ?? (handler?.k === 'fn' ? handler.fn.body : []);
          const status = this.ofBody(where, controller, body, new Map(), deepest)[0]?.status;
          if (status !== undefined) return status;
        }
      }
    }
    return exceptions.get(name);
  }

  #answers(call: Call, name: string): { readonly status: number; readonly elsewhere?: true } | undefined {
    if (/^(?:head|render|respond_with|render_json|send_status)$/.test(name)) {
      const status = statusOf(argument(call, 'status') ?? (name === 'head' ? call.args[0]?.value : undefined));
      return status === undefined ? undefined : { status };
    }
    if (
      /^(?:authenticate_or_request_with_http_(?:basic|token|digest)|request_http_(?:basic|token|digest)_authentication|request_authentication)$/.test(
        name,
      )
    ) {
      return this.#own(name) ? undefined : { status: name === 'request_authentication' ? 302 : 401 };
    }
    if (/^redirect_(?:to|back|back_or_to)$/.test(name)) {
      const to = call.args.map((one) => textOf(one.value)).join(' ');
      return /log_?in|sign_?in|new_(?:\w+_)?session|session_path|auth/i.test(to)
        ? { status: 302 }
        : { status: 302, elsewhere: true };
    }
    return undefined;
  }

  #own(name: string): boolean {
    return this.#project.classes.some((one) =>
      one.class.body.some((stmt) => stmt.k === 'def' && stmt.def.name === name),
    );
  }
}

/** The calls that stand in a class's body, those inside of `included do` as well. */
export function classCalls(body: readonly Stmt[]): readonly Call[] {
  return body.flatMap((stmt): readonly Call[] => {
    if (stmt.k === 'if') return classCalls([...stmt.body, ...stmt.otherwise]);
    if (stmt.k !== 'expr') return [];
    const { value } = stmt;
    if (value.k === 'name') return [{ k: 'call', f: value, args: [], line: value.line, text: value.v }];
    if (value.k !== 'call') return [];
    return value.f.k === 'name' && value.f.v === 'included' && value.block ? classCalls(value.block.body) : [value];
  });
}

/** The class of `Forbidden.new`, with arguments or without. */
function made(value: Expr | undefined): Expr | undefined {
  const f = value?.k === 'call' ? value.f : value;
  return f?.k === 'dot' && f.v === 'new' ? f.of : value;
}

/** `authorize @post`, `authorize! :update, @post`. */
function isPolicy(call: Call, name: string): boolean {
  return call.f.k === 'name' && /^authorize!?$/.test(name) && call.args.length > 0;
}

function statusOf(expr: Expr | undefined): number | undefined {
  if (!expr) return undefined;
  const text = expr.k === 'str' ? expr.v : textOf(expr);
  if (text === 'unauthorized' || text === '401') return 401;
  if (text === 'forbidden' || text === '403') return 403;
  return text === 'too_many_requests' || text === '429' ? 429 : undefined;
}

const exceptions: ReadonlyMap<string, number> = new Map([
  ['NotAuthorizedError', 403],
  ['AccessDenied', 403],
]);
