import { type Argument, baseName, type Expr, lineOf, type Stmt } from '../php/ast.ts';
import { type Abilities, abilityPart } from './abilities.ts';
import {
  answers,
  armConditions,
  type Condition,
  compared,
  ends,
  isGate,
  isRedirect,
  mentions,
  readsUser,
  subjectName,
} from './conditions.ts';
import { joined, type Needs, noNeeds } from './needKinds.ts';
import type { CodeContext, NeedReader } from './needs.ts';
import type { FoundMethod, Program } from './program.ts';
import { type Refusal, refusing } from './refusal.ts';
import { Statuses } from './statuses.ts';

/** How far calls of the project's own code are followed. */
const deepest = 4;
/** Refusals of one function at most. */
const most = 50;

/** Calls that ask a gate or a user's abilities, in conditions. */
const asks = /^(?:can|cannot|cant|canAny|allows|denies|any|none|check|inspect|has)$/;

/** What an ability is asked of, in code. */
export interface Asked {
  readonly ability: string;
  readonly model: string | undefined;
  readonly line: number;
  readonly file: string;
}

/** Reads where code of the project refuses. */
export class RefusalReader {
  readonly #program: Program;
  readonly #needs: NeedReader;
  readonly #abilities: Abilities;
  /** Told of each ability that is asked for. */
  readonly #asked: (asked: Asked) => void;

  constructor(program: Program, needs: NeedReader, abilities: Abilities, asked: (asked: Asked) => void) {
    this.#program = program;
    this.#needs = needs;
    this.#abilities = abilities;
    this.#asked = asked;
  }

  /** The refusals of a method, in the order in which they stand. */
  ofMethod(found: FoundMethod, context: CodeContext, depth = 0): readonly Refusal[] {
    return found.method.body ? this.ofBody(found.method.body, context, depth) : [];
  }

  /** What a method that answers yes or no asks, as one refusal: `authorize()` of a form request. */
  ofAnswer(found: FoundMethod, context: CodeContext): readonly Refusal[] {
    const walk = new Walk(this, this.#program, this.#needs, this.#abilities, context, 0, this.#asked);
    walk.answer(found.method.body ?? []);
    return walk.found;
  }

  ofBody(body: readonly Stmt[], context: CodeContext, depth = 0): readonly Refusal[] {
    const walk = new Walk(this, this.#program, this.#needs, this.#abilities, context, depth, this.#asked);
    walk.statements(body, []);
    return walk.found;
  }
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

class Walk {
  readonly found: Refusal[] = [];
  readonly #reader: RefusalReader;
  readonly #program: Program;
  readonly #needs: NeedReader;
  readonly #abilities: Abilities;
  readonly #context: CodeContext;
  readonly #statuses: Statuses;
  readonly #depth: number;
  readonly #asked: (asked: Asked) => void;
  /** Variables that stand for one of several values after the other. */
  readonly #each = new Set<string>();

  constructor(
    reader: RefusalReader,
    program: Program,
    needs: NeedReader,
    abilities: Abilities,
    context: CodeContext,
    depth: number,
    asked: (asked: Asked) => void,
  ) {
    this.#reader = reader;
    this.#program = program;
    this.#needs = needs;
    this.#abilities = abilities;
    this.#context = context.assigned ? context : { ...context, assigned: new Map() };
    this.#statuses = new Statuses(program, needs, this.#context);
    this.#depth = depth;
    this.#asked = asked;
  }

  statements(body: readonly Stmt[], under: readonly Condition[]): void {
    let conditions = under;
    for (const it of body) {
      if (this.found.length >= most) return;
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
    this.#visit(it, under);
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
    const all = (args: readonly Argument[]): void => {
      for (const one of args) this.#visit(one.value, under);
    };
    switch (it.kind) {
      case 'call':
        if (!this.#abort(it, under) && !this.#followed(it, this.#ownFunction(it.name), it.args, under)) all(it.args);
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

  #ownFunction(name: string): FoundMethod | undefined {
    const found = this.#program.function(name);
    return found && { file: found.file, class: nameless, method: { ...found, attributes: [] } };
  }

  /** A call of the project's own code, as one refusal of what is in there. False: it refuses nothing. */
  #followed(
    it: Expr & { readonly name: string },
    found: FoundMethod | undefined,
    args: readonly Argument[],
    under: readonly Condition[],
  ): boolean {
    if (!found?.method.body || this.#depth >= deepest) return false;
    const types = new Map<string, string>();
    const values = new Map<string, readonly string[]>();
    for (const [index, param] of found.method.params.entries()) {
      const given = args.find((one) => one.name === param.name) ?? args[index];
      const type =
        param.types.find((one) => this.#program.find(one)) ??
        (given && this.#needs.typeOf(given.value, this.#context)) ??
        param.types[0];
      if (type) types.set(param.name, type);
      const known = (param.variadic ? args.slice(index) : given ? [given] : []).flatMap((one) =>
        this.#needs.valuesOf(one.value, this.#context),
      );
      const fallback = given ? undefined : param.fallback;
      if (fallback) known.push(...this.#needs.valuesOf(fallback, { file: found.file, types, values }));
      if (known.length > 0) values.set(param.name, known);
    }
    const self = found.class.name === '' ? this.#context.self : found.class.name;
    const inside = this.#reader
      .ofMethod(found, { file: found.file, types, values, ...(self !== undefined && { self }) }, this.#depth + 1)
      .filter((one) => !one.statuses.includes(302));
    if (inside.length === 0) return false;
    const statuses = [...new Set(inside.flatMap((one) => one.statuses))];
    const check = under.map((one) => this.#check(one.it)).find((one) => one !== undefined);
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
    const ability = this.#abilityOf(args);
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

  #abilityOf(args: readonly Argument[]): Refusal['ability'] {
    const [first, second] = args.map((one) => one.value);
    const names = this.#needs.valuesOf(first, this.#context);
    const [name] = names;
    if (name === undefined) return undefined;
    const subject = second?.kind === 'array' ? second.items[0]?.value : second;
    const model = this.#needs.typeOf(subject, this.#context);
    const on = subject && subjectName(subject);
    for (const ability of names) this.#asked({ ability, model, file: this.#context.file, line: first?.line ?? 0 });
    if (names.length > 1) return { needs: names, needsAre: 'ability', anyOf: true, ...(on !== undefined && { on }) };
    return abilityPart(name, on, this.#abilities.of(name, model));
  }

  #add(
    it: Expr,
    statuses: readonly number[],
    under: readonly Condition[],
    called: string | undefined,
    more: Partial<Refusal> = {},
  ): void {
    const check = under.map((one) => this.#check(one.it)).find((one) => one !== undefined);
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

  /** The question to the gate within a condition: `Gate::denies('x')`, `$user->can('update', $post)`. */
  #check(it: Expr, depth = 0): { readonly name: string; readonly ability: Refusal['ability'] } | undefined {
    if (depth > deepest) return undefined;
    const first = (more: readonly Expr[]) => {
      for (const one of more) {
        const found = this.#check(one, depth);
        if (found) return found;
      }
      return undefined;
    };
    switch (it.kind) {
      case 'not':
      case 'assign':
        return this.#check(it.value, depth);
      case 'binary':
        return first([it.left, it.right]);
      case 'methodCall':
        if (
          asks.test(it.name) &&
          it.args.length > 0 &&
          (isGate(it.object) || /^(?:can|cannot|cant|canAny)$/.test(it.name))
        )
          return { name: isGate(it.object) ? `Gate::${it.name}` : it.name, ability: this.#abilityOf(it.args) };
        return this.#check(it.object, depth);
      case 'staticCall':
        return baseName(it.of) === 'Gate' && asks.test(it.name)
          ? { name: `Gate::${it.name}`, ability: this.#abilityOf(it.args) }
          : undefined;
      case 'property':
        return this.#check(it.object, depth);
      case 'variable': {
        const given = this.#context.assigned?.get(it.name);
        return given && this.#check(given, depth + 1);
      }
    }
    return undefined;
  }

  #text(it: Expr): string {
    return lineOf(this.#program.files.get(this.#context.file)?.text ?? '', it);
  }
}
