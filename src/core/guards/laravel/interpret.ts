import { type Argument, baseName, type Expr, type ExprOf, lineOf, type Param, type Stmt } from '../php/ast.ts';
import { callFunction } from './callFunction.ts';
import { callMethod } from './callMethod.ts';
import { callStatic } from './callStatic.ts';
import { Gates } from './gates.ts';
import { normal, type Program } from './program.ts';
import { Router } from './router.ts';
import { MiddlewareSettings } from './settings.ts';
import {
  type ClosureValue,
  type ControllerEntry,
  concatenated,
  deepestCall,
  fileMark,
  isKind,
  isPlain,
  itemOf,
  type ListItem,
  mostItems,
  mostRounds,
  type NamedValue,
  type Runner,
  type Scope,
  unknown,
  type Value,
} from './value.ts';

/** Steps at most, for all of an application: what is longer is hostile. */
const mostSteps = 2_000_000;

/**
 * Runs what defines routes, middleware and gates: route files, providers, kernel, bootstrap. Where a condition is not
 * known, both branches are run; what a value is that is not known stays unknown.
 */
export class Interpreter implements Runner {
  readonly program: Program;
  readonly router: Router = new Router(this);
  readonly settings = new MiddlewareSettings();
  readonly gates = new Gates();
  /** What `withRouting` says, to be done when the providers have been. */
  routing: readonly NamedValue[] | undefined;
  /** Providers that are registered by code. */
  readonly providers: string[] = [];
  /** What `$this->routes(...)` of a provider holds back until the provider has booted. */
  loading: ClosureValue[] = [];
  readonly included = new Set<string>();
  /** What the constructor of a controller puts in front of its methods, while it is run. */
  collecting: ControllerEntry[] | undefined;
  #steps = 0;
  /** How often each function and file is being run just now. */
  readonly #entered = new Map<readonly Stmt[], number>();
  depth = 0;

  constructor(program: Program) {
    this.program = program;
  }

  /** Runs a method of a class, with `$this` being of that class. */
  method(of: string, name: string, args: readonly Value[] = []): Value {
    const found = this.program.method(of, name);
    if (!found?.method.body || this.depth > deepestCall) return unknown(name);
    const scope: Scope = { file: found.file, self: of, variables: new Map() };
    this.bind(found.method.params, args, scope);
    return this.inside(found.method.body, scope);
  }

  call(closure: ClosureValue, args: readonly Value[], bound?: Value): Value {
    if (this.depth > deepestCall) return unknown('function');
    const { code, scope } = closure;
    const inner: Scope = { ...scope, variables: new Map(scope.variables) };
    if (bound !== undefined) inner.variables.set('this', bound);
    this.bind(code.params, args, inner);
    return this.inside(code.body, inner);
  }

  include(path: string, variables: ReadonlyMap<string, Value>): boolean {
    return this.run(path, variables) !== undefined;
  }

  /** The value that a file returns, e.g. of config. Undefined: it is not there. */
  run(path: string, variables: ReadonlyMap<string, Value>): Value | undefined {
    const file = normal(path.slice(fileMark.length));
    const found = this.program.files.get(file);
    if (!found || this.depth > deepestCall) return undefined;
    this.included.add(file);
    return this.inside(found.body, { file, variables: new Map(variables) });
  }

  inside(body: readonly Stmt[], scope: Scope): Value {
    const entered = this.#entered.get(body) ?? 0;
    // What calls itself defines nothing new the third time.
    if (entered >= 2) return null;
    this.#entered.set(body, entered + 1);
    this.depth++;
    const value = this.#exec(body, scope);
    this.depth--;
    this.#entered.set(body, entered);
    return value ?? null;
  }

  bind(params: readonly Param[], args: readonly Value[], scope: Scope): void {
    for (const [index, { name, types, variadic, fallback }] of params.entries()) {
      let value = args[index];
      if (variadic) value = { kind: 'list', items: args.slice(index).map((it, key) => itemOf(key, it, scope.file, 0)) };
      else if (types.some((it) => baseName(it) === 'Router' || baseName(it) === 'Registrar'))
        value = { kind: 'router' };
      else if (types.some((it) => baseName(it) === 'Kernel')) value = { kind: 'kernel' };
      else if (types.some((it) => baseName(it) === 'Gate')) value = { kind: 'gate' };
      value ??= fallback ? this.eval(fallback, scope) : undefined;
      if (value !== undefined) scope.variables.set(name, value);
      else scope.variables.delete(name);
    }
  }

  /** Undefined: it went through to its end. */
  #exec(body: readonly Stmt[], scope: Scope): Value | undefined {
    for (const it of body) {
      if (++this.#steps > mostSteps) return null;
      const value = this.#statement(it, scope);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #statement(it: Stmt, scope: Scope): Value | undefined {
    switch (it.kind) {
      case 'expr':
        this.eval(it.value, scope);
        this.router.flush();
        return undefined;
      case 'return': {
        const value = it.value ? this.eval(it.value, scope) : null;
        this.router.flush();
        return value;
      }
      case 'if': {
        const condition = this.eval(it.condition, scope);
        if (condition === true) return this.#exec(it.whenTrue, scope);
        if (condition === false || condition === null) return this.#exec(it.otherwise, scope);
        this.#exec(it.whenTrue, scope);
        this.#exec(it.otherwise, scope);
        return undefined;
      }
      case 'foreach': {
        const over = this.eval(it.over, scope);
        if (isKind(over, 'list'))
          for (const { key, value } of over.items.slice(0, mostRounds)) {
            this.#assign(it.as, value, scope);
            if (it.key) this.#assign(it.key, key, scope);
            this.#exec(it.body, scope);
          }
        else {
          this.#assign(it.as, unknown(this.text(it.as, scope)), scope);
          if (it.key) this.#assign(it.key, unknown(this.text(it.key, scope)), scope);
          this.#exec(it.body, scope);
        }
        return undefined;
      }
      case 'switch':
        for (const [, inside] of it.cases) this.#exec(inside, scope);
        return undefined;
      case 'block':
        return this.#exec(it.body, scope);
      case 'function':
        return undefined;
    }
  }

  eval(it: Expr, scope: Scope): Value {
    if (++this.#steps > mostSteps) return unknown('');
    switch (it.kind) {
      case 'string':
      case 'number':
        return it.value;
      case 'constant':
        return this.#constant(it, scope);
      case 'interpolated': {
        const parts = it.parts.map((part) => this.eval(part, scope));
        return concatenated(this.text(it, scope), parts);
      }
      case 'array':
        return this.#array(it, scope);
      case 'variable':
        return this.#variable(it.name, scope);
      case 'classConstant':
        return this.#classConstant(it, scope);
      case 'closure':
        return { kind: 'closure', code: it, scope };
      case 'call':
        return callFunction(this, it, scope);
      case 'invoke': {
        const callee = this.eval(it.callee, scope);
        const args = this.args(it.args, scope);
        if (isKind(callee, 'closure'))
          return this.call(
            callee,
            args.map((one) => one.value),
          );
        break;
      }
      case 'methodCall':
        return callMethod(this, it, scope);
      case 'staticCall':
        return callStatic(this, it, scope);
      case 'new':
        if (/^(?:Illuminate\\Foundation|Laravel\\Lumen)\\Application$/.test(it.of)) return { kind: 'app' };
        return { kind: 'object', of: it.of, args: this.args(it.args, scope) };
      case 'property':
        return this.#property(it, scope);
      case 'index': {
        const object = this.eval(it.object, scope);
        const index = it.index && this.eval(it.index, scope);
        if (isKind(object, 'app')) return index === 'router' ? { kind: 'router' } : unknown(this.text(it, scope));
        if (isKind(object, 'list') && (typeof index === 'string' || typeof index === 'number'))
          return object.items.find((one) => one.key === index)?.value ?? null;
        break;
      }
      case 'binary':
        return this.#binary(it, scope);
      case 'not': {
        const value = this.eval(it.value, scope);
        if (typeof value === 'boolean') return !value;
        break;
      }
      case 'choice': {
        const condition = this.eval(it.condition, scope);
        if (condition === true) return it.whenTrue ? this.eval(it.whenTrue, scope) : condition;
        if (condition === false || condition === null) return this.eval(it.otherwise, scope);
        if (it.whenTrue) this.eval(it.whenTrue, scope);
        this.eval(it.otherwise, scope);
        break;
      }
      case 'match':
        for (const arm of it.arms) this.eval(arm.value, scope);
        break;
      case 'assign': {
        let value = this.eval(it.value, scope);
        if (it.operator !== undefined) {
          const old = this.eval(it.target, scope);
          if (it.operator === '??=') value = old === null || isKind(old, 'unknown') ? value : old;
          else
            value =
              it.operator === '.=' ? concatenated(this.text(it, scope), [old, value]) : unknown(this.text(it, scope));
        }
        this.#assign(it.target, value, scope);
        return value;
      }
      case 'include': {
        const path = this.eval(it.path, scope);
        if (typeof path === 'string' && path.startsWith(fileMark)) return this.run(path, scope.variables) ?? null;
        break;
      }
      case 'other':
        for (const part of it.parts) this.eval(part, scope);
        break;
      case 'throw':
        break;
    }
    return unknown(this.text(it, scope));
  }

  text(it: Expr, scope: Scope): string {
    return lineOf(this.program.files.get(scope.file)?.text ?? '', it);
  }

  args(args: readonly Argument[], scope: Scope): readonly NamedValue[] {
    return args.flatMap(({ value: code, name, spread }): NamedValue[] => {
      const value = this.eval(code, scope);
      const at = { file: scope.file, line: code.line };
      if (spread && isKind(value, 'list')) return value.items.map((it) => ({ value: it.value, at: it.at }));
      return [{ value, at, ...(name !== undefined && { name }) }];
    });
  }

  #constant({ name }: ExprOf<'constant'>, scope: Scope): Value {
    switch (name.toLowerCase()) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      case '__dir__':
        return `${fileMark}${scope.file.split('/').slice(0, -1).join('/')}`;
      case '__file__':
        return `${fileMark}${scope.file}`;
      case 'directory_separator':
        return '/';
    }
    return unknown(name);
  }

  #array(it: ExprOf<'array'>, scope: Scope): Value {
    const items: ListItem[] = [];
    let next = 0;
    for (const { key: code, value: inside, spread } of it.items) {
      const value = this.eval(inside, scope);
      if (spread && isKind(value, 'list')) {
        for (const one of value.items.slice(0, mostItems - items.length))
          items.push(typeof one.key === 'number' ? { ...one, key: next++ } : one);
        continue;
      }
      const key = code ? this.eval(code, scope) : next++;
      if (typeof key === 'number') next = Math.max(next, key + 1);
      items.push(itemOf(isPlain(key) ? key : next++, value, scope.file, inside.line));
    }
    return { kind: 'list', items };
  }

  #variable(name: string, scope: Scope): Value {
    const value = scope.variables.get(name);
    if (value !== undefined) return value;
    if (name === 'this' && scope.self !== undefined) return { kind: 'this', of: scope.self };
    if (name === 'router' || name === 'api') return { kind: 'router' };
    if (name === 'app') return { kind: 'app' };
    return unknown(`$${name}`);
  }

  #classConstant(it: ExprOf<'classConstant'>, scope: Scope): Value {
    const of = it.of === 'self' || it.of === 'static' ? (scope.self ?? it.of) : it.of;
    if (it.name === 'class') return of;
    const found = this.program.constant(of, it.name);
    if (!found) return unknown(this.text(it, scope));
    return found.value ? this.eval(found.value, { file: found.file, self: of, variables: new Map() }) : it.name;
  }

  #property(it: ExprOf<'property'>, scope: Scope): Value {
    const object = this.eval(it.object, scope);
    // `Role::Admin->value` is worth what the case is.
    if ((it.name === 'value' || it.name === 'name') && isPlain(object)) return object;
    if (isKind(object, 'app') && it.name === 'router') return { kind: 'router' };
    if (!isKind(object, 'this')) return unknown(this.text(it, scope));
    if (it.name === 'app') return { kind: 'app' };
    if (it.name === 'router') return { kind: 'router' };
    const own = scope.variables.get(`this->${it.name}`);
    if (own !== undefined) return own;
    const property = this.program.property(object.of, it.name);
    if (!property) return unknown(this.text(it, scope));
    if (!property.value) return null;
    return this.eval(property.value, { file: property.file, self: object.of, variables: new Map() });
  }

  #assign(target: Expr, value: Value, scope: Scope): void {
    if (target.kind === 'variable') scope.variables.set(target.name, value);
    else if (target.kind === 'property' && target.object.kind === 'variable' && target.object.name === 'this')
      scope.variables.set(`this->${target.name}`, value);
    else if (target.kind === 'array' && isKind(value, 'list'))
      for (const [index, { key, value: inner }] of target.items.entries()) {
        const wanted = key ? this.eval(key, scope) : index;
        this.#assign(inner, value.items.find((it) => it.key === wanted)?.value ?? unknown(''), scope);
      }
    else if (target.kind === 'index' && target.object.kind === 'variable') {
      const list = scope.variables.get(target.object.name);
      const items = isKind(list, 'list') ? list.items : [];
      const key = target.index ? this.eval(target.index, scope) : items.length;
      if (items.length < mostRounds && isPlain(key))
        scope.variables.set(target.object.name, {
          kind: 'list',
          items: [...items.filter((it) => it.key !== key), itemOf(key, value, scope.file, target.line)],
        });
    }
  }

  #binary(it: ExprOf<'binary'>, scope: Scope): Value {
    const left = this.eval(it.left, scope);
    if (it.operator === '??') return left === null || isKind(left, 'unknown') ? this.eval(it.right, scope) : left;
    const right = this.eval(it.right, scope);
    if (it.operator === '.') return concatenated(this.text(it, scope), [left, right]);
    if (it.operator === '+' && isKind(left, 'list') && isKind(right, 'list'))
      return {
        kind: 'list',
        items: [...left.items, ...right.items.filter((one) => !left.items.some((two) => two.key === one.key))],
      };
    return unknown(this.text(it, scope));
  }

  /** A value of a config file: `auth.guards`. */
  config(key: string, fallback?: Value): Value {
    const [name = '', ...rest] = key.split('.');
    let value = this.run(`${fileMark}${this.program.root}config/${name}.php`, new Map());
    if (value === undefined) return packageConfig.get(key) ?? fallback ?? unknown(`config('${key}')`);
    for (const part of rest)
      value = isKind(value, 'list') ? value.items.find((it) => String(it.key) === part)?.value : undefined;
    return value ?? fallback ?? null;
  }
}

/** What packages set where no file of the application does. */
const packageConfig: ReadonlyMap<string, string> = new Map([
  ['jetstream.auth_session', 'Laravel\\Jetstream\\Http\\Middleware\\AuthenticateSession'],
]);
