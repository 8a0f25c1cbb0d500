import { baseName, type Argument, type Expr, type ExprOf, lineOf, type Param, type Stmt } from '../php/ast.ts';
import type { SourcePlace } from '../route.ts';
import { middlewareText, resourceEntries } from './controllerCalls.ts';
import { Gates } from './gates.ts';
import { packageRoutes } from './packageRoutes.ts';
import { normal, type Program } from './program.ts';
import { Router } from './router.ts';
import { MiddlewareSettings } from './settings.ts';
import {
  argument,
  type ClosureValue,
  type ControllerEntry,
  entriesOf,
  fileMark,
  isKind,
  type ListItem,
  type NamedValue,
  type Runner,
  type Scope,
  type Value,
  wrapped,
} from './value.ts';

/** Steps at most, for all of an application: what is longer is hostile. */
const mostSteps = 2_000_000;
const deepestCall = 40;
/** Rounds of a loop over a list. */
const mostRounds = 500;

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
  #depth = 0;

  constructor(program: Program) {
    this.program = program;
  }

  /** Runs a method of a class, with `$this` being of that class. */
  method(of: string, name: string, args: readonly Value[] = []): Value {
    const found = this.program.method(of, name);
    if (!found?.method.body || this.#depth > deepestCall) return unknown(name);
    const scope: Scope = { file: found.file, self: of, variables: new Map() };
    this.#bind(found.method.params, args, scope);
    return this.#inside(found.method.body, scope);
  }

  call(closure: ClosureValue, args: readonly Value[], bound?: Value): Value {
    if (this.#depth > deepestCall) return unknown('function');
    const { code, scope } = closure;
    const inner: Scope = { ...scope, variables: new Map(scope.variables) };
    if (bound !== undefined) inner.variables.set('this', bound);
    this.#bind(code.params, args, inner);
    return this.#inside(code.body, inner);
  }

  include(path: string, variables: ReadonlyMap<string, Value>): boolean {
    return this.#run(path, variables) !== undefined;
  }

  /** The value that a file returns, e.g. of config. Undefined: it is not there. */
  #run(path: string, variables: ReadonlyMap<string, Value>): Value | undefined {
    const file = normal(path.slice(fileMark.length));
    const found = this.program.files.get(file);
    if (!found || this.#depth > deepestCall) return undefined;
    this.included.add(file);
    return this.#inside(found.body, { file, variables: new Map(variables) });
  }

  #inside(body: readonly Stmt[], scope: Scope): Value {
    this.#depth++;
    const value = this.#exec(body, scope);
    this.#depth--;
    return value ?? null;
  }

  #bind(params: readonly Param[], args: readonly Value[], scope: Scope): void {
    for (const [index, { name, types, variadic, fallback }] of params.entries()) {
      let value = args[index];
      if (variadic) value = { kind: 'list', items: args.slice(index).map((it, key) => item(key, it, scope.file, 0)) };
      else if (types.some((it) => baseName(it) === 'Router' || baseName(it) === 'Registrar')) value = { kind: 'router' };
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
        if (condition === true) return this.#exec(it.then, scope);
        if (condition === false || condition === null) return this.#exec(it.otherwise, scope);
        this.#exec(it.then, scope);
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
          this.#assign(it.as, unknown(this.#text(it.as, scope)), scope);
          if (it.key) this.#assign(it.key, unknown(this.#text(it.key, scope)), scope);
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
        return parts.every(isPlain) ? parts.join('') : partly(this.#text(it, scope), parts);
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
        return this.#function(it, scope);
      case 'invoke': {
        const callee = this.eval(it.callee, scope);
        const args = this.#args(it.args, scope);
        if (isKind(callee, 'closure')) return this.call(callee, args.map((one) => one.value));
        break;
      }
      case 'methodCall':
        return this.#methodCall(it, scope);
      case 'staticCall':
        return this.#staticCall(it, scope);
      case 'new':
        if (/^(?:Illuminate\\Foundation|Laravel\\Lumen)\\Application$/.test(it.of)) return { kind: 'app' };
        return { kind: 'object', of: it.of, args: this.#args(it.args, scope) };
      case 'property':
        return this.#property(it, scope);
      case 'index': {
        const object = this.eval(it.object, scope);
        const index = it.index && this.eval(it.index, scope);
        if (isKind(object, 'app')) return index === 'router' ? { kind: 'router' } : unknown(this.#text(it, scope));
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
        if (condition === true) return it.then ? this.eval(it.then, scope) : condition;
        if (condition === false || condition === null) return this.eval(it.otherwise, scope);
        if (it.then) this.eval(it.then, scope);
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
          else value = it.operator === '.=' && isPlain(old) && isPlain(value) ? `${old}${value}` : unknown(this.#text(it, scope));
        }
        this.#assign(it.target, value, scope);
        return value;
      }
      case 'include': {
        const path = this.eval(it.path, scope);
        if (typeof path === 'string' && path.startsWith(fileMark)) return this.#run(path, scope.variables) ?? null;
        break;
      }
      case 'other':
        for (const part of it.parts) this.eval(part, scope);
        break;
      case 'throw':
        break;
    }
    return unknown(this.#text(it, scope));
  }

  #text(it: Expr, scope: Scope): string {
    return lineOf(this.program.files.get(scope.file)?.text ?? '', it);
  }

  #args(args: readonly Argument[], scope: Scope): readonly NamedValue[] {
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
        for (const one of value.items) items.push(typeof one.key === 'number' ? { ...one, key: next++ } : one);
        continue;
      }
      const key = code ? this.eval(code, scope) : next++;
      if (typeof key === 'number') next = Math.max(next, key + 1);
      items.push(item(isPlain(key) ? key : next++, value, scope.file, inside.line));
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
    if (!found) return unknown(this.#text(it, scope));
    return found.value ? this.eval(found.value, { file: found.file, self: of, variables: new Map() }) : it.name;
  }

  #property(it: ExprOf<'property'>, scope: Scope): Value {
    const object = this.eval(it.object, scope);
    // `Role::Admin->value` is worth what the case is.
    if ((it.name === 'value' || it.name === 'name') && isPlain(object)) return object;
    if (isKind(object, 'app') && it.name === 'router') return { kind: 'router' };
    if (!isKind(object, 'this')) return unknown(this.#text(it, scope));
    if (it.name === 'app') return { kind: 'app' };
    if (it.name === 'router') return { kind: 'router' };
    const own = scope.variables.get(`this->${it.name}`);
    if (own !== undefined) return own;
    const property = this.program.property(object.of, it.name);
    if (!property) return unknown(this.#text(it, scope));
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
        scope.variables.set(target.object.name, { kind: 'list', items: [...items.filter((it) => it.key !== key), item(key, value, scope.file, target.line)] });
    }
  }

  #binary(it: ExprOf<'binary'>, scope: Scope): Value {
    const left = this.eval(it.left, scope);
    if (it.operator === '??') return left === null || isKind(left, 'unknown') ? this.eval(it.right, scope) : left;
    const right = this.eval(it.right, scope);
    if (it.operator === '.') return isPlain(left) && isPlain(right) ? `${left}${right}` : partly(this.#text(it, scope), [left, right]);
    if (it.operator === '+' && isKind(left, 'list') && isKind(right, 'list'))
      return { kind: 'list', items: [...left.items, ...right.items.filter((one) => !left.items.some((two) => two.key === one.key))] };
    return unknown(this.#text(it, scope));
  }

  #function(it: ExprOf<'call'>, scope: Scope): Value {
    const args = this.#args(it.args, scope);
    const [first, second] = args.map((one) => one.value);
    const inRoot = (folder: string): Value =>
      `${fileMark}${this.program.root}${folder}${typeof first === 'string' ? `/${first}` : ''}`;
    switch (it.name.toLowerCase()) {
      case 'base_path':
        return inRoot('');
      case 'app_path':
        return inRoot('app');
      case 'config_path':
        return inRoot('config');
      case 'dirname':
        return typeof first === 'string' ? first.split('/').slice(0, typeof second === 'number' ? -second : -1).join('/') : unknown('');
      case 'config':
        return typeof first === 'string' ? this.config(first, second) : unknown(this.#text(it, scope));
      case 'env':
        return second ?? unknown(this.#text(it, scope));
      case 'app':
      case 'resolve':
        return first === undefined ? { kind: 'app' } : made(first, this.#text(it, scope));
      case 'collect':
        return first ?? { kind: 'list', items: [] };
      case 'glob':
        return typeof first === 'string' ? this.#glob(first, it.line, scope) : unknown('glob');
      case 'array_merge':
        return mergedLists(args.map((one) => one.value));
      case 'isset':
      case 'empty':
      case 'is_null': {
        const known = args.every((one) => !isKind(one.value, 'unknown'));
        if (!known) return unknown(this.#text(it, scope));
        const isNothing = args.some((one) => one.value === null || (it.name === 'empty' && isEmpty(one.value)));
        return it.name.toLowerCase() === 'isset' ? !isNothing : isNothing;
      }
      case 'is_array':
        return isKind(first, 'unknown') ? unknown(it.name) : isKind(first, 'list');
      case 'is_string':
        return isKind(first, 'unknown') ? unknown(it.name) : typeof first === 'string';
      case 'in_array':
        if (isPlain(first ?? null) && isKind(second, 'list') && second.items.every((one) => isPlain(one.value)))
          return second.items.some((one) => one.value === first);
        return unknown(it.name);
      case 'strtolower':
      case 'lcfirst':
      case 'ucfirst':
      case 'trim':
        return typeof first === 'string' ? changedText(it.name.toLowerCase(), first) : unknown(it.name);
      case 'array_map':
      case 'array_walk': {
        const [closure, list] = isKind(first, 'closure') ? [first, second] : [second, first];
        if (isKind(closure, 'closure') && isKind(list, 'list'))
          for (const one of list.items.slice(0, mostRounds)) this.call(closure, [one.value]);
        return unknown(it.name);
      }
      case 'implode':
      case 'join':
        if (typeof first === 'string' && isKind(second, 'list') && second.items.every((one) => isPlain(one.value)))
          return second.items.map((one) => one.value).join(first);
        return unknown(this.#text(it, scope));
      case 'sprintf': {
        const rest = args.slice(1).map((one) => one.value);
        if (typeof first === 'string' && rest.every(isPlain)) return first.replace(/%[sd]/g, () => String(rest.shift() ?? ''));
        return unknown(this.#text(it, scope));
      }
      case 'tap':
      case 'value':
        if (isKind(second, 'closure')) this.call(second, [first ?? null]);
        return first ?? null;
      case 'call_user_func':
        return isKind(first, 'closure') ? this.call(first, args.slice(1).map((one) => one.value)) : unknown(it.name);
    }
    const own = this.program.function(it.name);
    if (!own || this.#depth > deepestCall) return unknown(this.#text(it, scope));
    const inner: Scope = { file: own.file, variables: new Map() };
    this.#bind(own.params, args.map((one) => one.value), inner);
    return this.#inside(own.body, inner);
  }

  /** A value of a config file: `auth.guards`. */
  config(key: string, fallback?: Value): Value {
    const [name = '', ...rest] = key.split('.');
    let value = this.#run(`${fileMark}${this.program.root}config/${name}.php`, new Map());
    if (value === undefined) return fallback ?? unknown(`config('${key}')`);
    for (const part of rest) value = isKind(value, 'list') ? value.items.find((it) => String(it.key) === part)?.value : undefined;
    return value ?? fallback ?? null;
  }

  #glob(pattern: string, line: number, scope: Scope): Value {
    const path = normal(pattern.slice(pattern.startsWith(fileMark) ? fileMark.length : 0));
    const parts = path.split('/');
    const fits = (file: string): boolean => {
      const own = file.split('/');
      return own.length === parts.length && parts.every((part, at) => globbed(part, own[at] ?? ''));
    };
    const found = [...this.program.files.keys()].filter(fits).sort();
    return { kind: 'list', items: found.map((it, key) => item(key, fileMark + it, scope.file, line)) };
  }

  #methodCall(it: ExprOf<'methodCall'>, scope: Scope): Value {
    const object = this.eval(it.object, scope);
    const args = this.#args(it.args, scope);
    const at: SourcePlace = { file: scope.file, line: it.line };
    const values = args.map((one) => one.value);
    if (typeof object === 'object' && object !== null)
      switch (object.kind) {
        case 'router':
          if (this.settings.onRouter(it.name, args)) return object;
          return this.router.call(it.name, args, at) ?? this.#notRead(it, scope);
        case 'registrar':
          return this.router.onGroup(object.group, it.name, args, at) ?? this.#notRead(it, scope);
        case 'routes':
          return this.router.onRoutes(object.routes, it.name, args, at);
        case 'resource':
          return this.router.onResource(object.pending, it.name, args);
        case 'kernel':
          this.settings.onRouter(it.name, args);
          return object;
        case 'gate':
          this.gates.call(it.name, args, at);
          return object;
        case 'middleware':
          this.settings.onBuilder(it.name, args);
          return object;
        case 'builder':
          return this.#builder(it.name, args);
        case 'app':
          return this.#app(it, args, scope);
        case 'this':
          return this.#own(object.of, it, args, scope);
        case 'list':
          return this.#list(object.items, it, args, scope);
        case 'options':
          for (const one of object.entries)
            if (it.name === 'only' || it.name === 'except') one[it.name] = listed(args);
          return object;
        case 'object': {
          if (baseName(object.of) === 'Middleware' && (it.name === 'only' || it.name === 'except'))
            return { ...object, args: [...object.args, { name: it.name, value: { kind: 'list', items: listed(args) }, at }] };
          const found = this.program.method(object.of, it.name);
          if (found && this.#depth < deepestCall) return this.method(object.of, it.name, values);
        }
      }
    if (it.name === 'call' && isKind(args[0]?.value, 'closure')) return this.call(args[0].value, []);
    return unknown(this.#text(it, scope));
  }

  /** Something that is called on the router, and is not known: a macro of a package. */
  #notRead(it: ExprOf<'methodCall'> | ExprOf<'staticCall'>, scope: Scope): Value {
    if (!/^(?:current|has|is|input|getRoutes|getCurrent|resourceVerbs|singularResource|dispatch|uses|substitute)/.test(it.name))
      this.router.unread.push({
        at: { file: scope.file, line: it.line },
        says: `What ${this.#text(it, scope)} defines is not known.`,
      });
    return unknown(this.#text(it, scope));
  }

  #builder(name: string, args: readonly NamedValue[]): Value {
    const [first] = args;
    if (name === 'withRouting') this.routing = args;
    else if (name === 'withMiddleware') {
      this.settings.known = true;
      if (isKind(first?.value, 'closure')) this.call(first.value, [{ kind: 'middleware' }]);
    } else if (name === 'withProviders' && isKind(first?.value, 'list'))
      for (const { value } of first.value.items) if (typeof value === 'string') this.providers.push(value);
    return { kind: 'builder' };
  }

  #app(it: ExprOf<'methodCall'>, args: readonly NamedValue[], scope: Scope): Value {
    const first = args[0]?.value;
    switch (it.name) {
      case 'make':
      case 'makeWith':
        return typeof first === 'string' ? made(first, this.#text(it, scope)) : unknown(this.#text(it, scope));
      // Lumen's.
      case 'routeMiddleware':
        this.settings.known = true;
        this.settings.alias(first);
        return { kind: 'app' };
      case 'middleware':
        this.settings.onBuilder('append', args);
        return { kind: 'app' };
      case 'register':
        if (typeof first === 'string') this.providers.push(first);
        return { kind: 'app' };
      case 'booted':
      case 'booting':
      case 'call':
        if (isKind(first, 'closure')) this.call(first, []);
        return { kind: 'app' };
      case 'basePath':
      case 'path':
        return `${fileMark}${this.program.root}${typeof first === 'string' ? first : ''}`;
    }
    // Routes were defined on the application itself, once.
    if (/^(?:group|get|post|put|patch|delete|options|any|match)$/.test(it.name) && (args.length > 1 || it.name === 'group'))
      return this.router.call(it.name, args, { file: scope.file, line: it.line }) ?? unknown(this.#text(it, scope));
    return unknown(this.#text(it, scope));
  }

  /** A call on `$this`, as it is in a provider. */
  #own(of: string, it: ExprOf<'methodCall'>, args: readonly NamedValue[], scope: Scope): Value {
    const values = args.map((one) => one.value);
    const [first] = values;
    const found = this.program.method(of, it.name);
    if (found) return this.method(of, it.name, values);
    if (this.collecting && (it.name === 'middleware' || it.name === 'authorizeResource')) {
      const at = { file: scope.file, line: it.line };
      const entries: readonly ControllerEntry[] =
        it.name === 'middleware'
          ? middlewareCall(args)
          : resourceEntries(args, at, this.#returnedList(of, 'resourceAbilityMap'), this.#returnedList(of, 'resourceMethodsWithoutModels'));
      this.collecting.push(...entries);
      return { kind: 'options', entries };
    }
    switch (it.name) {
      case 'routes':
        if (isKind(first, 'closure')) this.loading.push(first);
        return { kind: 'this', of };
      case 'booted':
      case 'booting':
        if (isKind(first, 'closure')) this.call(first, []);
        return { kind: 'this', of };
      case 'loadRoutesFrom':
        if (typeof first === 'string' && first.startsWith(fileMark)) this.include(first, new Map());
        return null;
      case 'registerPolicies':
        return null;
      case 'callAfterResolving':
        if (isKind(values[1], 'closure')) this.call(values[1], [made(String(first), 'it')]);
        return null;
    }
    // A route provider passes on to the router what it does not know.
    if (this.program.kinds(of).some((one) => baseName(one) === 'RouteServiceProvider'))
      return this.router.call(it.name, args, { file: scope.file, line: it.line }) ?? unknown(this.#text(it, scope));
    return unknown(this.#text(it, scope));
  }

  #returnedList(of: string, name: string): readonly ListItem[] | undefined {
    const value = this.program.method(of, name) ? this.method(of, name) : undefined;
    return isKind(value, 'list') ? value.items : undefined;
  }

  #list(items: readonly ListItem[], it: ExprOf<'methodCall'>, args: readonly NamedValue[], scope: Scope): Value {
    const first = args[0]?.value;
    if (isKind(first, 'closure') && /^(?:each|map|flatMap|filter|mapWithKeys)$/.test(it.name)) {
      const values = items.slice(0, mostRounds).map((one) => ({ ...one, value: this.call(first, [one.value, one.key]) }));
      this.router.flush();
      return { kind: 'list', items: it.name === 'map' ? values : items };
    }
    if (/^(?:all|toArray|values|unique|sort|reverse)$/.test(it.name)) return { kind: 'list', items };
    return unknown(this.#text(it, scope));
  }

  #staticCall(it: ExprOf<'staticCall'>, scope: Scope): Value {
    const args = this.#args(it.args, scope);
    const values = args.map((one) => one.value);
    const at: SourcePlace = { file: scope.file, line: it.line };
    const of = /^(?:self|static)$/.test(it.of) ? (scope.self ?? it.of) : it.of;
    if (it.of === 'parent' && scope.self !== undefined) {
      const parent = this.program.lineage(scope.self).find((one) => one.file === scope.file)?.class.parent;
      if (parent && this.program.method(parent, it.name)) return this.method(parent, it.name, values);
      return unknown(this.#text(it, scope));
    }
    if (this.program.find(of)) return this.method(of, it.name, values);
    switch (baseName(of)) {
      case 'Route':
        if (this.settings.onRouter(it.name, args)) return { kind: 'router' };
        return this.router.call(it.name, args, at) ?? this.#notRead(it, scope);
      case 'Gate':
        return this.gates.call(it.name, args, at) ? { kind: 'gate' } : unknown(this.#text(it, scope));
      case 'Application':
        return it.name === 'configure' ? { kind: 'builder' } : unknown(this.#text(it, scope));
      case 'App':
        return made(typeof values[0] === 'string' ? values[0] : '', this.#text(it, scope));
      case 'RateLimiter':
        return null;
      case 'Config':
        return typeof values[0] === 'string' ? this.config(values[0], values[1]) : unknown(this.#text(it, scope));
      case 'ValidateCsrfToken':
      case 'VerifyCsrfToken':
        if (it.name === 'except') this.settings.onBuilder('validateCsrfTokens', args);
        return null;
      case 'File':
        if (/^(?:allFiles|files|glob)$/.test(it.name) && typeof values[0] === 'string')
          return this.#glob(it.name === 'glob' ? values[0] : `${values[0]}/*.php`, it.line, scope);
        return unknown(this.#text(it, scope));
    }
    const written = middlewareText(of, it.name, args);
    if (written !== undefined) return written;
    if (packageRoutes(baseName(of), it.name, args, at, this.router)) return null;
    if (/^routes?$/i.test(it.name)) return this.#notRead(it, scope);
    return unknown(this.#text(it, scope));
  }
}

/** `->only('index', 'show')` and `->only(['index', 'show'])`. */
const listed = (args: readonly NamedValue[]): readonly ListItem[] => args.flatMap((it) => wrapped(it.value, it.at));

/** `$this->middleware('auth', ['only' => …])` of a controller. */
function middlewareCall(args: readonly NamedValue[]): readonly ControllerEntry[] {
  const options = argument(args, 1, 'options')?.value;
  return entriesOf(args.slice(0, 1)).map((entry) => {
    const one: ControllerEntry = { entry };
    for (const key of ['only', 'except'] as const) {
      const value = isKind(options, 'list') ? options.items.find((it) => it.key === key) : undefined;
      if (value) one[key] = wrapped(value.value, value.at);
    }
    return one;
  });
}

/** A text of which parts are known. */
const partly = (text: string, parts: readonly Value[]): Value => ({
  kind: 'unknown',
  text,
  shape: parts.map((it) => (isPlain(it) ? String(it) : isKind(it, 'unknown') ? (it.shape ?? '{?}') : '{?}')).join(''),
});

const unknown = (text: string): Value => ({ kind: 'unknown', text });

const item = (key: string | number, value: Value, file: string, line: number): ListItem => ({ key, value, at: { file, line } });

/** `array_merge`: later values of a name take the place of the first, what has none is put behind. */
function mergedLists(lists: readonly Value[]): Value {
  const items: ListItem[] = [];
  let next = 0;
  for (const list of lists)
    for (const it of isKind(list, 'list') ? list.items : []) {
      const at = typeof it.key === 'string' ? items.findIndex((one) => one.key === it.key) : -1;
      if (at >= 0) items[at] = it;
      else items.push(typeof it.key === 'string' ? it : { ...it, key: next++ });
    }
  return { kind: 'list', items };
}

const isEmpty = (value: Value): boolean =>
  value === '' || value === false || value === 0 || value === '0' || (isKind(value, 'list') && value.items.length === 0);

function changedText(by: string, text: string): string {
  if (by === 'trim') return text.trim();
  if (by === 'strtolower') return text.toLowerCase();
  const first = text.charAt(0);
  return (by === 'ucfirst' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
}

const isPlain = (value: Value): value is string | number => typeof value === 'string' || typeof value === 'number';

/** What the container makes of a name. */
function made(name: Value, text: string): Value {
  if (typeof name !== 'string') return unknown(text);
  const base = baseName(name);
  if (name === 'router' || base === 'Router' || base === 'Registrar') return { kind: 'router' };
  if (base === 'Kernel') return { kind: 'kernel' };
  if (base === 'Gate') return { kind: 'gate' };
  return unknown(text);
}

/** Whether a part of a path fits a part of a glob: `*.php`. */
function globbed(pattern: string, part: string): boolean {
  const pieces = pattern.split(/\*+/);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = index === 0 ? (part.startsWith(piece) ? 0 : -1) : part.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return pieces.length > 1 ? pieces.at(-1) === '' || part.endsWith(pieces.at(-1) ?? '') : at === part.length;
}
