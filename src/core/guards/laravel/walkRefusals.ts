import { type Argument, baseName, type Expr, lineOf, type Stmt } from '../php/ast.ts';
import {
  answers,
  armConditions,
  type Condition,
  compared,
  ends,
  isAuth,
  isGate,
  isRedirect,
  mentions,
  readsUser,
} from './conditions.ts';
import { GateChecks } from './gateChecks.ts';
import { joined, type Needs, noNeeds } from './needKinds.ts';
import type { CodeContext, NeedReader } from './needs.ts';
import { type FoundMethod, functionAsMethod, type Program } from './program.ts';
import { type Refusal, refusing } from './refusal.ts';
import type { RefusalParts } from './refusalParts.ts';
import { Statuses } from './statuses.ts';

/** How far calls of the project's own code are followed. */
const deepest = 4;
/** Refusals of one function at most. */
const most = 50;

/** One walk through the statements of a function, with the conditions that lead to each. */
export class Walk {
  readonly found: Refusal[] = [];
  readonly #parts: RefusalParts;
  readonly #program: Program;
  readonly #needs: NeedReader;
  readonly #context: CodeContext;
  readonly #statuses: Statuses;
  readonly #depth: number;
  readonly #gates: GateChecks;
  /** Variables that stand for one of several values after the other. */
  readonly #each = new Set<string>();
  /** What is returned just now. */
  #returns: Expr | undefined;

  constructor(parts: RefusalParts, context: CodeContext, depth: number) {
    const { program, needs, abilities, asked } = parts;
    this.#parts = parts;
    this.#program = program;
    this.#needs = needs;
    this.#context = context.assigned ? context : { ...context, assigned: new Map() };
    this.#statuses = new Statuses(program, needs, this.#context);
    this.#depth = depth;
    this.#gates = new GateChecks(needs, abilities, this.#context, asked);
  }

  statements(body: readonly Stmt[], under: readonly Condition[]): void {
    let conditions = under;
    for (const it of body) {
      if (this.found.length >= most || --this.#parts.budget.left < 0) return;
      this.#statement(it, conditions);
      // What follows `if (…) return …;` is reached only if that did not hold.
      if (it.kind === 'if' && it.otherwise.length === 0 && ends(it.whenTrue))
        conditions = [...conditions, { it: it.condition, holds: false }];
    }
  }

  answer(body: readonly Stmt[]): void {
    const asked = answers(body);
    const [first] = asked;
    for (const it of body) if (it.kind === 'expr') this.#remember(it.value);
    if (first) this.#add(first.it, [403], asked, undefined);
  }

  #statement(it: Stmt, under: readonly Condition[]): void {
    switch (it.kind) {
      case 'expr':
        this.#remember(it.value);
        this.#visit(it.value, under);
        return;
      case 'return':
        if (it.value) this.#returned(it.value, under);
        return;
      case 'if':
        this.#visit(it.condition, under);
        this.statements(it.whenTrue, [...under, { it: it.condition, holds: true }]);
        this.statements(it.otherwise, [...under, { it: it.condition, holds: false }]);
        return;
      case 'foreach': {
        const values = this.#needs.valuesOf(it.over, this.#context);
        if (it.as.kind === 'variable' && values.length > 0) {
          this.#context.values.set(it.as.name, values);
          this.#each.add(it.as.name);
        }
        this.#visit(it.over, under);
        this.statements(it.body, under);
        return;
      }
      case 'switch':
        this.#visit(it.subject, under);
        for (const [value, inside] of it.cases)
          this.statements(inside, value ? [...under, { it: compared(it.subject, value), holds: true }] : under);
        return;
      case 'block':
        this.statements(it.body, under);
        return;
      case 'function':
        return;
    }
  }

  #remember(it: Expr): void {
    if (it.kind !== 'assign' || it.target.kind !== 'variable') return;
    const type = this.#needs.typeOf(it.value, this.#context);
    if (type) this.#context.types.set(it.target.name, type);
    this.#context.assigned?.set(it.target.name, it.value);
    const values = this.#needs.valuesOf(it.value, this.#context);
    if (values.length > 0) this.#context.values.set(it.target.name, values);
  }

  #returned(it: Expr, under: readonly Condition[]): void {
    if (it.kind === 'choice') {
      this.#visit(it.condition, under);
      if (it.whenTrue) this.#returned(it.whenTrue, [...under, { it: it.condition, holds: true }]);
      this.#returned(it.otherwise, [...under, { it: it.condition, holds: false }]);
      return;
    }
    if (it.kind === 'match') {
      for (const arm of it.arms) this.#returned(arm.value, [...under, ...armConditions(it.subject, arm.conditions)]);
      return;
    }
    const before = this.found.length;
    this.#returns = it;
    this.#visit(it, under);
    this.#returns = undefined;
    if (this.found.length > before) return;
    const status = this.#statuses.ofResponse(it);
    if (status !== undefined && refusing.has(status)) this.#add(it, [status], under, undefined);
    else if (status === undefined && isRedirect(it)) {
      const text = this.#text(it);
      const toSignIn = /log_?-?in|sign_?-?in|auth/i.test(text);
      this.#add(it, [302], under, undefined, toSignIn ? { toSignIn: true } : {});
    }
  }

  #visit(it: Expr, under: readonly Condition[]): void {
    if (--this.#parts.budget.left < 0) return;
    const all = (args: readonly Argument[]): void => {
      for (const one of args) this.#visit(one.value, under);
    };
    switch (it.kind) {
      case 'call':
        if (
          !this.#abort(it, under) &&
          !this.#followed(it, functionAsMethod(this.#program.function(it.name)), it.args, under)
        )
          all(it.args);
        return;
      case 'methodCall':
        this.#methodCall(it, under);
        return;
      case 'staticCall':
        this.#staticCall(it, under);
        return;
      case 'throw':
        this.#thrown(it.value, under);
        return;
      case 'choice':
        this.#visit(it.condition, under);
        if (it.whenTrue) this.#visit(it.whenTrue, [...under, { it: it.condition, holds: true }]);
        this.#visit(it.otherwise, [...under, { it: it.condition, holds: false }]);
        return;
      case 'match':
        for (const arm of it.arms) this.#visit(arm.value, [...under, ...armConditions(it.subject, arm.conditions)]);
        return;
      case 'binary':
        this.#visit(it.left, under);
        this.#visit(
          it.right,
          /^(?:\|\||&&|or|and|\?\?)$/.test(it.operator)
            ? [...under, { it: it.left, holds: /^(?:&&|and)$/.test(it.operator) }]
            : under,
        );
        return;
      case 'not':
      case 'assign':
        this.#visit(it.value, under);
        return;
      case 'closure':
        this.statements(it.body, under);
        return;
      case 'invoke':
      case 'new':
        all(it.args);
        return;
      case 'array':
        for (const one of it.items) this.#visit(one.value, under);
        return;
      case 'property':
        this.#visit(it.object, under);
        return;
      case 'other':
        for (const part of it.parts) this.#visit(part, under);
    }
  }

  /** `abort(403)`, `abort_if($x, 403)`, `abort_unless($x, 403)`. */
  #abort(it: Extract<Expr, { kind: 'call' }>, under: readonly Condition[]): boolean {
    const name = it.name.toLowerCase();
    if (name === 'throw_if' || name === 'throw_unless') {
      const [condition, thrown] = it.args.map((one) => one.value);
      if (!condition || !thrown) return false;
      this.#visit(condition, under);
      const made: Expr = thrown.kind === 'classConstant' ? { ...thrown, kind: 'new', args: it.args.slice(2) } : thrown;
      this.#thrown(made, [...under, { it: condition, holds: name === 'throw_if' }]);
      return true;
    }
    if (name !== 'abort' && name !== 'abort_if' && name !== 'abort_unless') return false;
    const [first, second] = it.args.map((one) => one.value);
    const code = it.args.find((one) => one.name === 'code')?.value ?? (name === 'abort' ? first : second);
    let status = this.#statuses.of(code);
    if (status === undefined && code) status = this.#statuses.ofResponse(code);
    const conditions = name === 'abort' || !first ? under : [...under, { it: first, holds: name === 'abort_if' }];
    if (name !== 'abort' && first) this.#visit(first, under);
    if (status !== undefined && refusing.has(status)) this.#add(it, [status], conditions, name);
    return true;
  }

  #thrown(it: Expr, under: readonly Condition[]): void {
    // `throw (new AuthorizationException)->withStatus(403)`, `throw UnauthorizedException::forRoles([...])`.
    let made: Expr = it;
    while (made.kind === 'methodCall') made = made.object;
    if (made.kind !== 'new' && made.kind !== 'staticCall') return;
    const status =
      this.#statuses.ofException(made.of, made.args) ??
      (it.kind === 'methodCall' ? this.#statuses.ofResponse(it) : undefined);
    if (status !== undefined && refusing.has(status)) this.#add(it, [status], under, undefined);
    else if (status === undefined) for (const one of made.args) this.#visit(one.value, under);
  }

  #methodCall(it: Extract<Expr, { kind: 'methodCall' }>, under: readonly Condition[]): void {
    const before = this.found.length;
    this.#visit(it.object, under);
    const inner = this.found.length > before;
    // `Gate::inspect('update', $post)->authorize()`.
    if (it.name === 'authorize' && it.object.kind === 'staticCall' && it.object.name === 'inspect') {
      this.#gate(it, it.object.args, 'Gate::inspect', under);
      return;
    }
    if (/^authorize(?:ForUser|Any)?$/.test(it.name) && !inner) {
      const own = it.object.kind === 'variable' && it.object.name === 'this';
      const method = own && this.#context.self ? this.#program.method(this.#context.self, it.name) : undefined;
      const gate = isGate(it.object);
      if (!method && (own || gate)) {
        this.#gate(
          it,
          it.args.slice(it.name === 'authorizeForUser' ? 1 : 0),
          gate ? `Gate::${it.name}` : it.name,
          under,
        );
        return;
      }
    }
    if (it.name === 'abort' && it.object.kind === 'call' && it.object.name === 'app') {
      const status = this.#statuses.of(it.args[0]?.value);
      if (status !== undefined && refusing.has(status)) this.#add(it, [status], under, 'abort');
      return;
    }
    // Fails with an AuthenticationException where nobody is signed in.
    if (it.name === 'authenticate' && isAuth(it.object)) {
      this.#add(it, [401], under, 'authenticate', { readsUser: true });
      return;
    }
    const type = this.#needs.typeOf(it.object, this.#context);
    const found = type ? this.#program.method(type, it.name) : undefined;
    if (!this.#followed(it, found, it.args, under)) for (const one of it.args) this.#visit(one.value, under);
  }

  #staticCall(it: Extract<Expr, { kind: 'staticCall' }>, under: readonly Condition[]): void {
    const base = baseName(it.of);
    if (base === 'Gate' && /^(?:authorize|authorizeAny|allowIf|denyIf)$/.test(it.name)) {
      if (it.name.endsWith('If')) {
        const [condition] = it.args;
        this.#add(
          it,
          [403],
          condition ? [...under, { it: condition.value, holds: it.name === 'denyIf' }] : under,
          `Gate::${it.name}`,
        );
      } else this.#gate(it, it.args, `Gate::${it.name}`, under);
      return;
    }
    if (base === 'Auth' && it.name === 'authenticate') {
      this.#add(it, [401], under, 'Auth::authenticate', { readsUser: true });
      return;
    }
    if (base === 'App' && it.name === 'abort') {
      const status = this.#statuses.of(it.args[0]?.value);
      if (status !== undefined && refusing.has(status)) this.#add(it, [status], under, 'App::abort');
      return;
    }
    const of = it.of === 'self' || it.of === 'static' || it.of === 'parent' ? this.#context.self : it.of;
    const parent = it.of === 'parent' && of ? this.#program.find(of)?.class.parent : of;
    const found = parent && this.#program.find(parent) ? this.#program.method(parent, it.name) : undefined;
    if (!this.#followed(it, found, it.args, under)) for (const one of it.args) this.#visit(one.value, under);
  }

  /** A call of the project's own code, as one refusal of what is in there. False: it refuses nothing. */
  #followed(
    it: Expr & { readonly name: string },
    found: FoundMethod | undefined,
    args: readonly Argument[],
    under: readonly Condition[],
  ): boolean {
    if (!found?.method.body || this.#depth >= deepest) return false;
    const { silent } = this.#parts;
    if (args.length === 0 && (silent.get(found.method.body) ?? deepest) <= this.#depth) return false;
    // A redirect of it counts only where it is returned.
    const walk = new Walk(this.#parts, this.#needs.within(found, args, this.#context), this.#depth + 1);
    walk.statements(found.method.body, []);
    const inside = walk.found.filter((one) => it === this.#returns || !one.statuses.includes(302));
    if (inside.length === 0) {
      if (args.length === 0 && walk.found.length === 0) silent.set(found.method.body, this.#depth);
      return false;
    }
    const statuses = [...new Set(inside.flatMap((one) => one.statuses))];
    const check = under.map((one) => this.#gates.in(one.it)).find((one) => one !== undefined);
    const ability = check?.ability ?? inside.find((one) => one.ability)?.ability;
    this.found.push({
      name: check?.name ?? it.name,
      text: this.#text(it),
      file: this.#context.file,
      line: it.line,
      statuses,
      needs: joined(
        [
          joined(
            inside.map((one) => one.needs),
            false,
          ),
          this.#needsOf(under),
        ],
        true,
      ),
      definedAt: { file: found.file, line: found.method.line },
      readsUser: inside.some((one) => one.readsUser),
      ...(ability && { ability }),
    });
    return true;
  }

  /** A check by the gate that refuses by itself. */
  #gate(it: Expr, args: readonly Argument[], name: string, under: readonly Condition[]): void {
    const ability = this.#gates.of(args, true);
    this.found.push({
      name,
      text: this.#text(it),
      file: this.#context.file,
      line: it.line,
      statuses: [403],
      needs: this.#needsOf(under),
      readsUser: true,
      ...(ability && { ability }),
    });
  }

  #add(
    it: Expr,
    statuses: readonly number[],
    under: readonly Condition[],
    called: string | undefined,
    more: Partial<Refusal> = {},
  ): void {
    const check = under.map((one) => this.#gates.in(one.it)).find((one) => one !== undefined);
    const last = under.at(-1)?.it;
    const name =
      check?.name ?? called ?? (it.kind === 'new' ? baseName(it.of) : last ? this.#text(last) : this.#text(it));
    this.found.push({
      name,
      text: this.#text(last && called !== 'abort_if' && called !== 'abort_unless' ? last : it),
      file: this.#context.file,
      line: it.line,
      statuses,
      needs: this.#needsOf(under),
      readsUser: under.some((one) => readsUser(this.#text(one.it))),
      ...(check?.ability && { ability: check.ability }),
      ...more,
    });
  }

  #needsOf(under: readonly Condition[]): Needs {
    const needs = under.map(({ it, holds }) => {
      const own = this.#needs.of(it, this.#context, !holds);
      // What refuses for each of a list asks for all of them; what lets pass by one of them, for any.
      return holds && own.anyOf && mentions(it, this.#each) ? { ...own, anyOf: false } : own;
    });
    return needs.length === 0 ? noNeeds : joined(needs, true);
  }

  #text(it: Expr): string {
    return lineOf(this.#program.files.get(this.#context.file)?.text ?? '', it);
  }
}
