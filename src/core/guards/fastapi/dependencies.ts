import { type Bound, bind, bindMembers } from '../code/bound.ts';
import { argument, type Call, type Def, dotted, type Expr, lastName, textOf } from '../code/code.ts';
import { guardFrom, guardsByName } from '../code/guardFrom.ts';
import { type Needs, needsAreOf } from '../code/needs.ts';
import { guardOfDef } from '../code/pythonGuards.ts';
import type { Meaning, PythonProject } from '../code/pythonProject.ts';
import type { PythonRefusals } from '../code/pythonRefusals.ts';
import type { Guard, SourcePlace } from '../route.ts';

/** One `Depends(…)` or `Security(…)`, where it is written. */
export interface Dependency {
  /** What it calls; undefined for `Depends()`, which calls the parameter's type. */
  readonly call: Expr;
  readonly scopes: readonly string[];
  /** Where names in `call` are looked up. */
  readonly file: string;
  /** Where it is put in front of the route. */
  readonly place: SourcePlace;
  readonly text: string;
}

/** What dependencies come to: the guards among them in the order in which FastAPI runs them, and what could not be read. */
export interface Depended {
  readonly guards: readonly Guard[];
  readonly unread: readonly string[];
}

const deepest = 10;

export class Dependencies {
  readonly #project: PythonProject;
  readonly #refusals: PythonRefusals;

  constructor(project: PythonProject, refusals: PythonRefusals) {
    this.#project = project;
    this.#refusals = refusals;
  }

  /** The dependencies of a list such as `dependencies=[Depends(a), Security(b, scopes=['c'])]`. */
  listed(file: string, expr: Expr | undefined, depth = 0): readonly Dependency[] {
    if (!expr || depth > deepest) return [];
    if (expr.k === 'list' || (expr.k === 'op' && expr.op === '+'))
      return expr.items.flatMap((one) => this.listed(file, one, depth + 1));
    if (expr.k === 'call') {
      const one = this.#dependency(file, expr, undefined);
      return one ? [one] : [];
    }
    const is = this.#project.meaning(file, expr);
    return is?.k === 'value' ? this.listed(is.file, is.value, depth + 1) : [];
  }

  /** The dependencies among a function's parameters, in order. */
  ofParams(file: string, def: Def): readonly Dependency[] {
    return def.params.flatMap((param) => {
      const inDefault = param.value && this.#dependency(file, param.value, param.type);
      const found = inDefault ?? this.#annotated(file, param.type, 0);
      return found ? [found] : [];
    });
  }

  /** The guards that dependencies are, those that they depend on before them, each once. */
  guards(all: readonly Dependency[]): Depended {
    const seen = new Set<string>();
    const guards: Guard[] = [];
    const unread: string[] = [];
    const visit = (one: Dependency, outer: readonly string[], depth: number): void => {
      if (depth > deepest) return;
      const scopes = [...outer, ...one.scopes];
      const target = this.#target(one);
      const key = target
        ? `${target.file}:${target.def.line}:${textOf(one.call)}|${scopes.join(' ')}`
        : textOf(one.call);
      if (seen.has(key)) return;
      seen.add(key);
      if (target) for (const inner of this.ofParams(target.file, target.def)) visit(inner, scopes, depth + 1);
      const guard = this.#guard(one, target, scopes, unread);
      if (guard) guards.push(guard);
    };
    for (const one of all) visit(one, [], 0);
    return { guards, unread };
  }

  /** `Annotated[T, Depends(f)]`, or a name for it. */
  #annotated(file: string, type: Expr | undefined, depth: number): Dependency | undefined {
    if (!type || depth > deepest) return undefined;
    if (type.k === 'at' && lastName(type.of) === 'Annotated') {
      for (const one of type.index.slice(1)) {
        const found = this.#dependency(file, one, type.index[0]);
        if (found) return found;
      }
      return this.#annotated(file, type.index[0], depth + 1);
    }
    const is = type.k === 'name' || type.k === 'dot' ? this.#project.meaning(file, type) : undefined;
    if (is?.k !== 'value' || is.value === type) return undefined;
    const found = this.#annotated(is.file, is.value, depth + 1);
    return found && { ...found, place: { file, line: type.line } };
  }

  #dependency(file: string, expr: Expr, type: Expr | undefined): Dependency | undefined {
    if (expr.k === 'name' || expr.k === 'dot') {
      const is = this.#project.meaning(file, expr);
      if (is?.k !== 'value' || is.value.k !== 'call') return undefined;
      return this.#dependency(is.file, is.value, type);
    }
    if (expr.k !== 'call') return undefined;
    if (!/^(?:Depends|Security)$/.test(lastName(expr.f) ?? '')) {
      // A function that returns `Depends(…)`.
      const made = this.#project.meaning(file, expr.f);
      const returns =
        made?.k === 'def' &&
        made.def.body.some(
          (one) =>
            one.k === 'return' && one.value?.k === 'call' && /^(?:Depends|Security)$/.test(lastName(one.value.f) ?? ''),
        );
      return returns ? { call: expr, scopes: [], file, place: { file, line: expr.line }, text: expr.text } : undefined;
    }
    const call = argument(expr, 'dependency', 0) ?? type;
    if (!call) return undefined;
    const scopes = argument(expr, 'scopes', 1);
    const read = scopes && (this.#project.strings(file, scopes) ?? []);
    return { call, scopes: read ?? [], file, place: { file, line: expr.line }, text: expr.text };
  }

  /** The function that a dependency comes to, through factories, instances and partials. */
  #target(one: Dependency): { readonly def: Def; readonly file: string; readonly bound: Bound } | undefined {
    return this.#callable(one.file, one.call, new Map(), 0);
  }

  #callable(
    file: string,
    expr: Expr,
    bound: Bound,
    depth: number,
  ): { readonly def: Def; readonly file: string; readonly bound: Bound } | undefined {
    if (depth > deepest) return undefined;
    if (expr.k === 'call') {
      if (lastName(expr.f) === 'partial' && expr.args[0]) {
        const inner = this.#callable(file, expr.args[0].value, bound, depth + 1);
        const rest: Call = { ...expr, args: expr.args.slice(1) };
        return inner && { ...inner, bound: bind(inner.def, rest, file, bound) };
      }
      const made = this.#project.meaning(file, expr.f);
      if (made?.k === 'class') return this.#instance(made, expr, file, bound);
      if (made?.k !== 'def') return undefined;
      const handed = bind(made.def, expr, file, bound);
      return this.#returned(made, handed, depth);
    }
    const is = this.#project.meaning(file, expr);
    if (is?.k === 'def') return { def: is.def, file: is.file, bound };
    if (is?.k === 'class') {
      const init = this.#project.member(is, '__init__');
      return init?.k === 'def' ? { def: init.def, file: init.file, bound } : undefined;
    }
    return is?.k === 'value' ? this.#callable(is.file, is.value, bound, depth + 1) : undefined;
  }

  /** What a factory returns: a function inside it, or another factory's. */
  #returned(
    made: Extract<Meaning, { k: 'def' }>,
    bound: Bound,
    depth: number,
  ): { readonly def: Def; readonly file: string; readonly bound: Bound } | undefined {
    for (const stmt of made.def.body) {
      if (stmt.k !== 'return' || !stmt.value) continue;
      const name = dotted(
        stmt.value.k === 'call' && lastName(stmt.value.f) === 'Depends' ? stmt.value.args[0]?.value : stmt.value,
      );
      const inner = made.def.body.find((one) => one.k === 'def' && one.def.name === name);
      if (inner?.k === 'def') return { def: inner.def, file: made.file, bound };
      return this.#callable(made.file, stmt.value, bound, depth + 1);
    }
    return undefined;
  }

  /** An instance that is called: `__call__`, with what its initializer was handed. */
  #instance(
    made: Extract<Meaning, { k: 'class' }>,
    call: Call,
    file: string,
    bound: Bound,
  ): { readonly def: Def; readonly file: string; readonly bound: Bound } | undefined {
    const called = this.#project.member(made, '__call__');
    if (called?.k !== 'def') return undefined;
    const init = this.#project.member(made, '__init__');
    const members = init?.k === 'def' ? bindMembers(init.def, bind(init.def, call, file, bound)) : new Map();
    return { def: called.def, file: called.file, bound: members };
  }

  #guard(
    one: Dependency,
    target: { readonly def: Def; readonly file: string; readonly bound: Bound } | undefined,
    scopes: readonly string[],
    unread: string[],
  ): Guard | undefined {
    const called = one.call.k === 'call' ? one.call.f : one.call;
    const name = this.#project.nameOf(one.file, called);
    const { place } = one;
    const scheme = this.#scheme(one.file, one.call);
    const wanted: Needs | undefined = scopes.length > 0 ? { needs: scopes, needsAre: 'scope' } : undefined;
    if (target) {
      const takesScopes = target.def.params.some((param) =>
        /SecurityScopes/.test(param.type ? textOf(param.type) : ''),
      );
      const guard = guardOfDef(this.#refusals, target, {
        name,
        place,
        text: one.text,
        bound: target.bound,
        needs: takesScopes ? wanted : undefined,
      });
      if (!scheme) return guard && named(guard, target, one);
      // A scheme of the project's own refuses as the one that it extends does, too.
      return guardFrom({
        name,
        place,
        text: one.text,
        statuses: [...(guard?.answers ?? []), ...scheme],
        needs: guard ?? wanted,
        definedAt: { file: target.file, line: target.def.line },
        credentials: () => true,
      });
    }
    if (scheme)
      return scheme.length > 0
        ? guardFrom({ name, place, text: one.text, statuses: scheme, credentials: () => true })
        : undefined;
    const is = this.#project.meaning(one.file, one.call.k === 'call' ? one.call.f : one.call);
    const known = packaged(name, one.call);
    if (known)
      return {
        ...guardFrom({ name, place, text: one.text, statuses: known, credentials: () => true }),
        kind: known.includes(429) ? 'throttle' : 'authentication',
      };
    if (is?.k === 'class' || is?.k === 'value' || !guardsByName(name)) return undefined;
    unread.push(`The code of ${name} is not in this folder.`);
    return { ...guardFrom({ name, place, text: one.text, statuses: [], needs: wanted }), kind: 'other' };
  }

  /** What a security scheme of FastAPI answers without credentials; none where `auto_error` is off. Undefined: it is no scheme. */
  #scheme(file: string, expr: Expr, depth = 0): readonly number[] | undefined {
    if (depth > deepest) return undefined;
    if (expr.k !== 'call') {
      const is = this.#project.meaning(file, expr);
      return is?.k === 'value' ? this.#scheme(is.file, is.value, depth + 1) : undefined;
    }
    const is = this.#project.meaning(file, expr.f);
    const off = lastName(argument(expr, 'auto_error')) === 'False';
    if (is?.k === 'class') {
      const base = this.#project
        .foreignBases(is)
        .map((one) => schemes.get(one.split('.').at(-1) ?? ''))
        .find((one) => one);
      return base && (off ? [] : base);
    }
    const answers = is?.k === 'foreign' ? schemes.get(is.name.split('.').at(-1) ?? '') : undefined;
    return answers && (off ? [] : answers);
  }
}

/** What scopes and roles a guard was handed, where its code does not compare them by a name that says so. */
function named(guard: Guard, target: { readonly def: Def; readonly bound: Bound }, one: Dependency): Guard {
  if (guard.needs.length === 0 || guard.needsAre) return guard;
  const are = needsAreOf(`${[...target.bound.keys()].join(' ')} ${guard.name} ${textOf(one.call)}`);
  return are ? { ...guard, needsAre: are } : guard;
}

/** Dependencies of well-known packages. */
function packaged(name: string, call: Expr): readonly number[] | undefined {
  if (/(?:^|\.)current_user$/.test(name) || /^current_(?:\w+_)?user$/.test(name))
    return call.k === 'call' && /superuser=True/.test(call.text) ? [401, 403] : [401];
  if (/RateLimiter$/.test(name)) return [429];
  if (/(?:^|\.)jwt_(?:refresh_token_)?required$|AccessTokenBearer$/.test(name)) return [401];
  return undefined;
}

/** FastAPI's schemes. Up to 0.121 those that are not OAuth2 or Basic answer 403 without credentials, since then 401. */
const schemes: ReadonlyMap<string, readonly number[]> = new Map([
  ['OAuth2PasswordBearer', [401]],
  ['OAuth2AuthorizationCodeBearer', [401]],
  ['OAuth2', [401, 403]],
  ['HTTPBasic', [401]],
  ['HTTPBearer', [401, 403]],
  ['HTTPDigest', [401, 403]],
  ['APIKeyHeader', [401, 403]],
  ['APIKeyQuery', [401, 403]],
  ['APIKeyCookie', [401, 403]],
  ['OpenIdConnect', [401, 403]],
]);
