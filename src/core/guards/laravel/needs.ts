import { type Argument, baseName, type Expr, type MatchArm, type Stmt } from '../php/ast.ts';
import { checks, isUserId, joined, kindOf, type NeedKind, type Needs, noNeeds, properties } from './needKinds.ts';
import type { FoundMethod, Program } from './program.ts';

/** What is known where code stands: classes of variables, and strings that they hold. */
export interface CodeContext {
  readonly file: string;
  readonly self?: string;
  /** The method whose code it is. */
  readonly method?: string;
  readonly types: Map<string, string>;
  readonly values: Map<string, readonly string[]>;
  /** What variables were given last: `$allowed = Gate::allows(…)`. */
  readonly assigned?: Map<string, Expr>;
}

const deepest = 4;

/** Reads what conditions, policies and gates compare. */
export class NeedReader {
  readonly #program: Program;
  /** Expressions that are still looked at. */
  #left = 400_000;
  /** The class of users, where the project has it. */
  readonly userClass: string | undefined;

  constructor(program: Program) {
    this.#program = program;
    this.userClass = (
      program.find('App\\Models\\User') ??
      program.find('App\\User') ??
      program.byBaseName('User', /Model|Entit|Domain|^App\\|User/)
    )?.class.name;
  }

  /** What statements that answer yes or no ask for, as of a policy's method: any of what leads to yes. */
  ofBody(body: readonly Stmt[], context: CodeContext, depth = 0): Needs {
    return joined(
      body.map((it) => this.#statement(it, context, depth)),
      true,
    );
  }

  /** What must be so that an expression is worth `wanted`. What must not be is no need. */
  of(it: Expr | undefined, context: CodeContext, wanted = true, depth = 0): Needs {
    if (!it || depth > deepest || --this.#left < 0) return noNeeds;
    const inside = (more: readonly (Expr | undefined)[]): Needs =>
      joined(
        more.map((one) => this.of(one, context, wanted, depth)),
        true,
      );
    switch (it.kind) {
      case 'methodCall': {
        const own = this.#call(it, context, wanted, depth);
        return own.values.length > 0 || own.on !== undefined
          ? own
          : inside([it.object, ...it.args.map((one) => one.value)]);
      }
      case 'staticCall':
      case 'call': {
        if (it.kind === 'call' && /^in_array$/i.test(it.name)) {
          const [needle, list] = it.args.map((one) => one.value);
          const are = this.#subject(needle, context) ?? this.#subject(list, context);
          const values = this.#subject(needle, context) ? this.valuesOf(list, context) : this.valuesOf(needle, context);
          if (are && values.length > 0) return wanted ? { values, are, anyOf: values.length > 1 } : noNeeds;
        }
        const own = it.kind === 'staticCall' ? this.#static(it.of, it.name, context, wanted, depth) : noNeeds;
        return joined([own, inside(it.args.map((one) => one.value))], true);
      }
      case 'binary': {
        if (/^[!=]==?$/.test(it.operator)) {
          const compared = this.#comparison(it.left, it.right, context) ?? this.#comparison(it.right, it.left, context);
          if (!compared) return inside([it.left, it.right]);
          return compared.values.length === 0 || wanted === it.operator.startsWith('=') ? compared : noNeeds;
        }
        const both = [this.of(it.left, context, wanted, depth), this.of(it.right, context, wanted, depth)];
        // `a || b` is true by either of them, `a && b` is false by either.
        return joined(both, wanted === /^(?:\|\||or|\?\?)$/.test(it.operator));
      }
      case 'not':
        return this.of(it.value, context, !wanted, depth);
      case 'choice': {
        const leads = it.whenTrue && this.#truth(it.whenTrue);
        const condition = leads === undefined ? noNeeds : this.of(it.condition, context, leads === wanted, depth);
        return joined(
          [condition, this.of(it.whenTrue, context, wanted, depth), this.of(it.otherwise, context, wanted, depth)],
          true,
        );
      }
      case 'match':
        return joined(
          it.arms.map((arm) => this.#arm(it.subject, arm, context, wanted, depth)),
          true,
        );
      case 'assign':
        return this.of(it.value, context, wanted, depth);
      case 'closure':
        return wanted ? this.ofBody(it.body, context, depth) : noNeeds;
      case 'array':
        return inside(it.items.map((one) => one.value));
      case 'other':
        return inside(it.parts);
      case 'variable':
        return this.of(context.assigned?.get(it.name), context, wanted, depth + 1);
    }
    return noNeeds;
  }

  #arm(subject: Expr, arm: MatchArm, context: CodeContext, wanted: boolean, depth: number): Needs {
    const own = this.of(arm.value, context, wanted, depth);
    if (this.#truth(arm.value) === !wanted) return own;
    const are = this.#subject(subject, context);
    if (are) {
      const values = arm.conditions.flatMap((it) => this.valuesOf(it, context));
      return values.length > 0 ? joined([{ values, are, anyOf: values.length > 1 }, own], true) : own;
    }
    return joined([...arm.conditions.map((it) => this.of(it, context, true, depth)), own], true);
  }

  /** Whether an answer is yes or no, where it is written out. */
  #truth(it: Expr): boolean | undefined {
    if (it.kind === 'constant') return { true: true, false: false, null: false }[it.name.toLowerCase()];
    if (it.kind === 'staticCall' || it.kind === 'methodCall') {
      if (/^deny/.test(it.name)) return false;
      if (it.name === 'allow') return true;
    }
    return undefined;
  }

  /** The needs of a method of the project. */
  ofMethod(found: FoundMethod, context: CodeContext, depth: number, args: readonly Argument[] = []): Needs {
    if (!found.method.body || depth > deepest) return noNeeds;
    return this.ofBody(found.method.body, this.within(found, args, context), depth + 1);
  }

  /** What is known within a method or function that is called with these arguments. */
  within(found: FoundMethod, args: readonly Argument[], context: CodeContext): CodeContext {
    const types = new Map<string, string>();
    const values = new Map<string, readonly string[]>();
    for (const [index, param] of found.method.params.entries()) {
      const given = args.find((it) => it.name === param.name) ?? args[index];
      const type =
        param.types.find((it) => this.#program.find(it)) ?? this.typeOf(given?.value, context) ?? param.types[0];
      if (type) types.set(param.name, type);
      const all = param.variadic ? args.slice(index) : given ? [given] : [];
      const known = all.flatMap((it) => this.valuesOf(it.value, context));
      const fallback = given ? undefined : param.fallback;
      if (fallback) known.push(...this.valuesOf(fallback, { file: found.file, types, values }));
      if (known.length > 0) values.set(param.name, known);
    }
    const self = found.class.name === '' ? context.self : found.class.name;
    return {
      file: found.file,
      method: found.method.name,
      types,
      values,
      assigned: new Map(),
      ...(self !== undefined && { self }),
    };
  }

  /** The strings that an expression is known to hold. */
  valuesOf(it: Expr | undefined, context: CodeContext): readonly string[] {
    if (!it) return [];
    switch (it.kind) {
      case 'string':
        return [it.value];
      case 'number':
        return [String(it.value)];
      case 'array':
        return it.items.flatMap((one) => this.valuesOf(one.value, context));
      case 'variable':
        return context.values.get(it.name) ?? [];
      case 'property':
        return it.name === 'value' || it.name === 'name' ? this.valuesOf(it.object, context) : [];
      case 'classConstant': {
        if (it.name === 'class') return [];
        const of = it.of === 'self' || it.of === 'static' ? (context.self ?? it.of) : it.of;
        const found = this.#program.constant(of, it.name);
        if (!found) return [`${baseName(of)}::${it.name}`];
        const values = this.valuesOf(found.value, { ...context, self: of });
        return values.length > 0 ? values : [it.name];
      }
      case 'call':
        if (/^explode$/i.test(it.name)) {
          const [separator] = this.valuesOf(it.args[0]?.value, context);
          const of = this.valuesOf(it.args[1]?.value, context);
          return separator ? of.flatMap((one) => one.split(separator)) : of;
        }
        if (/^(?:array_\w+|collect|is_array|str_\w+|strtolower|trim|config)$/i.test(it.name))
          return it.name.toLowerCase() === 'config' ? [] : it.args.flatMap((one) => this.valuesOf(one.value, context));
        return [];
      case 'choice':
        return [...new Set([...this.valuesOf(it.whenTrue, context), ...this.valuesOf(it.otherwise, context)])];
      case 'assign':
        return this.valuesOf(it.value, context);
    }
    return [];
  }

  /** The class of what an expression is worth. */
  typeOf(it: Expr | undefined, context: CodeContext): string | undefined {
    if (!it) return undefined;
    switch (it.kind) {
      case 'variable':
        return it.name === 'this'
          ? context.self
          : (context.types.get(it.name) ?? (/user$/i.test(it.name) ? this.userClass : undefined));
      case 'classConstant':
        return it.name === 'class' ? it.of : undefined;
      case 'new':
        return it.of;
      case 'staticCall':
        if (it.name === 'user' && baseName(it.of) === 'Auth') return this.userClass;
        return this.#program.find(it.of) &&
          /^(?:find|where|first|query|create|make|with|findOrFail|firstOrFail|findOr\w+|first\w+|latest|all|new)/.test(
            it.name,
          )
          ? it.of
          : undefined;
      case 'methodCall': {
        if (it.name === 'user') return this.userClass;
        if (it.name === 'route' || it.name === 'input') return this.#byName(it.args[0]?.value);
        if (/^(?:find|first|get|sole|where|with|latest|order|load|fresh|refresh|query)/.test(it.name))
          return this.typeOf(it.object, context);
        return undefined;
      }
      case 'property': {
        const of = this.typeOf(it.object, context);
        const [declared] = of ? this.#program.propertyTypes(of, it.name) : [];
        return declared ?? (it.name === 'user' ? this.userClass : this.#model(it.name));
      }
      case 'assign':
        return this.typeOf(it.value, context);
    }
    return undefined;
  }

  /** The model that a name of a parameter stands for: `post` → `App\Models\Post`. */
  #model(name: string): string | undefined {
    const studly = name.replace(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase());
    return this.#program.byBaseName(studly, /Model|Entit|Domain|^App\\\w+$/)?.class.name;
  }

  modelNamed(name: string): string | undefined {
    return this.#model(name);
  }

  #byName(it: Expr | undefined): string | undefined {
    return it?.kind === 'string' ? this.#model(it.value) : undefined;
  }

  #statement(it: Stmt, context: CodeContext, depth: number): Needs {
    const inside = (body: readonly Stmt[]): Needs => this.ofBody(body, context, depth);
    switch (it.kind) {
      case 'expr':
        if (it.value.kind === 'assign' && it.value.target.kind === 'variable') {
          const values = this.valuesOf(it.value.value, context);
          if (values.length > 0) context.values.set(it.value.target.name, values);
          const type = this.typeOf(it.value.value, context);
          if (type) context.types.set(it.value.target.name, type);
          context.assigned?.set(it.value.target.name, it.value.value);
        }
        return noNeeds;
      case 'return':
        return this.of(it.value, context, true, depth);
      case 'if': {
        const [first] = it.whenTrue;
        const no = first?.kind === 'return' && (!first.value || this.#truth(first.value) === false);
        const leaves = no || first?.kind === 'return';
        const condition = leaves ? this.of(it.condition, context, !no, depth) : noNeeds;
        return joined([condition, inside(it.whenTrue), inside(it.otherwise)], true);
      }
      case 'foreach': {
        const values = this.valuesOf(it.over, context);
        if (it.as.kind === 'variable' && values.length > 0) context.values.set(it.as.name, values);
        return inside(it.body);
      }
      case 'switch':
        return joined(
          it.cases.map(([value, body]) => {
            const are = value && this.#subject(it.subject, context);
            const [first] = body;
            const yes = first?.kind === 'return' && first.value && this.#truth(first.value) === true;
            const values = are && yes ? this.valuesOf(value, context) : [];
            return joined([{ values, anyOf: false, ...(are && { are }) }, inside(body)], true);
          }),
          true,
        );
      case 'block':
        return inside(it.body);
      case 'function':
        return noNeeds;
    }
  }

  #call(it: Extract<Expr, { kind: 'methodCall' }>, context: CodeContext, asked: boolean, depth: number): Needs {
    const args = it.args.map((one) => one.value);
    const wanted = asked !== /^(?:doesntHave|lacks|tokenCant|isNot)/i.test(it.name);
    const are = kindOf(checks, it.name);
    // `$user->hasRole('admin')` asks for the role whatever its code is.
    if (are) {
      const values = args
        .slice(0, /^isAbleTo|Scope|token|Ability/i.test(it.name) ? 1 : undefined)
        .flatMap((one) => this.valuesOf(one, context));
      const owns = /^is/.test(it.name) && values.length === 0;
      if (values.length > 0)
        return wanted ? { values, are, anyOf: values.length > 1 && !/all|exact/i.test(it.name) } : noNeeds;
      if (!owns && args.length > 0 && args[0]?.kind !== 'variable') return noNeeds;
    }
    if (/^(?:contains|in|firstWhere|where|whereIn|exists|pluck|search)$/.test(it.name)) {
      const subject = this.#subject(it.object, context);
      const values = args
        .flatMap((one) => this.valuesOf(one, context))
        .filter((one) => !/^(?:name|slug|title|key|id|role)$/.test(one));
      if (subject && values.length > 0) return wanted ? { values, are: subject, anyOf: values.length > 1 } : noNeeds;
    }
    if (it.name === 'is' || it.name === 'isNot') {
      const on = this.#owned(args[0]) ?? this.#owned(it.object);
      if (on) return { values: [], anyOf: false, on };
    }
    const type = this.typeOf(it.object, context);
    const found = type ? this.#program.method(type, it.name) : undefined;
    return found && wanted ? this.ofMethod(found, context, depth, it.args) : noNeeds;
  }

  #static(of: string, name: string, context: CodeContext, wanted: boolean, depth: number): Needs {
    const owner = of === 'self' || of === 'static' ? context.self : of;
    const found = wanted && owner && this.#program.find(owner) ? this.#program.method(owner, name) : undefined;
    return found ? this.ofMethod(found, context, depth) : noNeeds;
  }

  /** What kind of thing is compared: the role of `$user->role->name`. */
  #subject(it: Expr | undefined, context: CodeContext, depth = 0): NeedKind | undefined {
    if (!it || depth > deepest) return undefined;
    if (it.kind === 'variable') {
      const given = context.assigned?.get(it.name);
      return this.#subject(given, context, depth + 1) ?? kindOf(properties, it.name);
    }
    if (it.kind === 'property') {
      const own = kindOf(properties, it.name);
      if (own) return own;
      return /^(?:name|slug|value|key|title|id|code)$/.test(it.name)
        ? this.#subject(it.object, context, depth)
        : undefined;
    }
    if (it.kind === 'methodCall') return kindOf(properties, it.name) ?? this.#subject(it.object, context, depth);
    if (it.kind === 'index') {
      if (it.index?.kind === 'string') return kindOf(properties, it.index.value);
      return this.#subject(it.object, context, depth);
    }
    if (it.kind === 'call') return this.#subject(it.args[0]?.value, context, depth);
    return undefined;
  }

  #comparison(left: Expr, right: Expr, context: CodeContext): Needs | undefined {
    const are = this.#subject(left, context);
    const values = are ? this.valuesOf(right, context) : [];
    if (are && values.length > 0) return { values, are, anyOf: values.length > 1 };
    const on = this.#owned(left);
    if (on !== undefined && isUserId(right)) return { values: [], anyOf: false, on };
    return undefined;
  }

  /** `post` of `$post->user_id`, `$post->user->id`, `$post->owner`. */
  #owned(it: Expr | undefined): string | undefined {
    if (it?.kind === 'methodCall' && it.args.length === 0)
      return this.#owned({ ...it, kind: 'property', name: it.name });
    if (it?.kind !== 'property') return undefined;
    if (it.name === 'id' || it.name === 'getKey') return this.#owned(it.object);
    if (
      !/user|owner|author|creat|member|account|customer|admin|teacher|company|team|tenant|seller|client|employee/i.test(
        it.name,
      )
    )
      return undefined;
    if (it.object.kind === 'variable' && it.object.name !== 'this' && !/user$/i.test(it.object.name))
      return it.object.name;
    if (it.object.kind === 'property' || it.object.kind === 'methodCall') return it.object.name;
    return undefined;
  }
}
