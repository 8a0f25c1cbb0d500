import { clip } from '../code/clip.ts';
import { argument, type Call, dotted, type Expr, itemsOf, lastName, type Stmt } from '../code/code.ts';
import { joinPaths } from '../joinPaths.ts';
import type { Guard } from '../route.ts';
import { deviseFor } from './deviseFor.ts';
import { actionsOf, modules, ofText, target, text } from './drawnArguments.ts';
import { plural, singular } from './inflect.ts';

/** One route as `routes.rb` draws it. */
export interface Drawn {
  readonly method: string;
  /** Without `(.:format)`. */
  readonly path: string;
  /** `admin/posts`; undefined for what is mounted, redirected or a lambda. */
  readonly controller: string | undefined;
  readonly action: string | undefined;
  readonly file: string;
  readonly line: number;
  /** What stands around it: Devise's `authenticate`. */
  readonly guards: readonly Guard[];
  /** What placeholders have to look like, where a regular expression says so. */
  readonly segments: ReadonlyMap<string, string>;
}

interface Scope {
  readonly path: string;
  readonly module: string;
  readonly controller: string | undefined;
  readonly guards: readonly Guard[];
  readonly segments: ReadonlyMap<string, string>;
  readonly resource?: Resource;
  /** Where in a resource a plain `get :x` goes. */
  readonly level?: 'member' | 'collection' | 'new' | undefined;
  readonly shallow?: boolean | undefined;
  readonly shallowPath?: string;
}

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly controller: string;
  readonly single: boolean;
  readonly param: string;
  /** What `new` is called in paths. */
  readonly fresh: string;
}

const mostRoutes = 5000;
const deepest = 20;

/** Draws the routes of a Rails application. */
export class Drawing {
  readonly drawn: Drawn[] = [];
  readonly #files: ReadonlyMap<string, readonly Stmt[]>;
  readonly #api: boolean;
  readonly #concerns = new Map<string, { readonly body: readonly Stmt[]; readonly file: string }>();

  /** `api`: `config.api_only`, which leaves out forms. */
  constructor(files: ReadonlyMap<string, readonly Stmt[]>, api: boolean) {
    this.#files = files;
    this.#api = api;
    const root: Scope = { path: '', module: '', controller: undefined, guards: [], segments: new Map() };
    for (const [file, body] of files) {
      if (!/(?:^|\/)config\/routes\.rb$/.test(file)) continue;
      for (const stmt of body) {
        if (stmt.k !== 'expr' || stmt.value.k !== 'call' || lastName(stmt.value.f) !== 'draw' || !stmt.value.block)
          continue;
        this.#body(file, stmt.value.block.body, root, 0);
      }
    }
  }

  #body(file: string, body: readonly Stmt[], scope: Scope, depth: number): void {
    if (depth > deepest) return;
    for (const stmt of body) {
      if (this.drawn.length >= mostRoutes) return;
      if (stmt.k === 'if') {
        this.#body(file, stmt.body, scope, depth + 1);
        this.#body(file, stmt.otherwise, scope, depth + 1);
      } else if (stmt.k === 'block') this.#body(file, stmt.body, scope, depth + 1);
      else if (stmt.k === 'expr' && stmt.value.k === 'call') this.#call(file, stmt.value, scope, depth);
    }
  }

  #call(file: string, call: Call, scope: Scope, depth: number): void {
    const name = call.f.k === 'name' ? call.f.v : '';
    const inside = (next: Scope): void => this.#body(file, call.block?.body ?? [], next, depth + 1);
    const first = call.args.find((one) => one.name === undefined)?.value;
    switch (name) {
      case 'root':
        this.#add(file, call, scope, ['GET'], scope.path === '' ? '/' : scope.path, target(call, first));
        return;
      case 'get':
      case 'post':
      case 'put':
      case 'patch':
      case 'delete':
      case 'options':
        this.#plain(file, call, scope, [name.toUpperCase()]);
        return;
      case 'match': {
        const via = itemsOf(argument(call, 'via')).flatMap((one) => (one.k === 'str' ? [one.v.toUpperCase()] : []));
        this.#plain(file, call, scope, via.length === 0 || via.includes('ALL') ? ['*'] : via);
        return;
      }
      case 'resources':
      case 'resource': {
        for (const one of call.args)
          if (one.name === undefined && one.value.k === 'str')
            this.#resource(file, call, one.value.v, name === 'resource', scope, depth);
        return;
      }
      case 'namespace': {
        const own = text(first) ?? '';
        const path = text(argument(call, 'path')) ?? own;
        const module = text(argument(call, 'module')) ?? own;
        inside({
          ...this.#under(scope, call),
          path: joinPaths(nested(scope), path),
          module: modules(scope.module, module),
          controller: undefined,
        });
        return;
      }
      case 'scope': {
        const paths = call.args.filter((one) => one.name === undefined).flatMap((one) => text(one.value) ?? []);
        const path = text(argument(call, 'path')) ?? paths.join('/');
        const module = text(argument(call, 'module'));
        const controller = text(argument(call, 'controller')) ?? scope.controller;
        inside({
          ...this.#under(scope, call),
          path: joinPaths(nested(scope), path),
          module: module === undefined ? scope.module : modules(scope.module, module),
          controller,
        });
        return;
      }
      case 'controller':
        inside({ ...scope, controller: text(first) });
        return;
      case 'constraints':
      case 'defaults':
      case 'with_options':
      case 'authenticated':
      case 'unauthenticated':
      case 'nested':
      case 'direct':
        if (name !== 'direct') inside(this.#under(scope, call));
        return;
      case 'shallow':
        inside({ ...scope, shallow: true });
        return;
      case 'authenticate': {
        const who = text(first) ?? 'user';
        const guard = signedIn('authenticate', `authenticate :${who}`, file, call.line);
        inside({ ...scope, guards: [...scope.guards, { ...guard, on: who }] });
        return;
      }
      case 'member':
      case 'collection':
      case 'new':
        inside({ ...scope, level: name });
        return;
      case 'concern':
        if (text(first) !== undefined && call.block)
          this.#concerns.set(text(first) ?? '', { body: call.block.body, file });
        return;
      case 'concerns':
        this.#concern(
          call.args.filter((one) => one.name === undefined).flatMap((one) => itemsOf(one.value)),
          scope,
          depth,
        );
        return;
      case 'draw': {
        const wanted = text(first);
        const folder = `${file.slice(0, file.lastIndexOf('config/routes'))}config/routes/`;
        const body = wanted === undefined ? undefined : this.#files.get(`${folder}${wanted}.rb`);
        if (body) this.#body(`${folder}${wanted}.rb`, body, scope, depth + 1);
        return;
      }
      case 'mount': {
        const pair = call.args.find((one) => one.name === '=>')?.value;
        const at = text(argument(call, 'at')) ?? (pair?.k === 'list' ? text(pair.items[1]) : undefined);
        if (at === undefined) return;
        const path = joinPaths(nested(scope), at);
        this.drawn.push({
          method: '*',
          path: `${path === '/' ? '' : path}/*mounted`,
          controller: undefined,
          action: undefined,
          file,
          line: call.line,
          guards: scope.guards,
          segments: new Map(),
        });
        return;
      }
      case 'devise_for':
        for (const it of deviseFor(call, this.#files)) {
          const asks = it.signedIn ? [signedIn('authenticate_scope!', call.text, file, call.line)] : [];
          const at = joinPaths(nested(scope), it.path);
          this.#add(file, call, { ...scope, guards: [...scope.guards, ...asks] }, it.methods, at, it);
        }
        return;
      default:
        // `%w[a b].each do |x|` and the like: what is drawn depends on what runs.
        return;
    }
  }

  #resource(file: string, call: Call, name: string, single: boolean, outer: Scope, depth: number): void {
    const scope = this.#under(outer, call);
    const own = text(argument(call, 'controller'));
    const module = text(argument(call, 'module'));
    const under = module === undefined ? scope.module : modules(scope.module, module);
    const controller = own
      ? own.startsWith('/')
        ? own.slice(1)
        : modules(under, own)
      : modules(under, single ? plural(name) : name);
    const param = text(argument(call, 'param')) ?? 'id';
    const shallow = outer.shallow === true || dotted(argument(call, 'shallow')) === 'true';
    const base = nested(outer);
    const path = joinPaths(base, text(argument(call, 'path')) ?? name);
    const member =
      shallow && outer.resource && !single
        ? joinPaths(outer.shallowPath ?? '', text(argument(call, 'path')) ?? name)
        : path;
    const names = argument(call, 'path_names');
    const fresh =
      names?.k === 'dict'
        ? text(names.entries.find((one) => one.key.k === 'str' && one.key.v === 'new')?.value)
        : undefined;
    const resource: Resource = { name, path, controller, single, param, fresh: fresh ?? 'new' };
    const shallowPath = outer.resource ? (outer.shallowPath ?? '') : outer.path;
    const inner: Scope = {
      ...scope,
      path,
      module: under,
      controller,
      resource,
      level: undefined,
      shallow,
      shallowPath,
    };
    this.#body(file, call.block?.body ?? [], inner, depth + 1);
    this.#concern(itemsOf(argument(call, 'concerns')), inner, depth);
    const wanted = actionsOf(call, single, this.#api);

    const named = (action: string): string =>
      names?.k === 'dict'
        ? (text(names.entries.find((one) => one.key.k === 'str' && one.key.v === action)?.value) ?? action)
        : action;
    const add = (action: string, methods: readonly string[], at: string): void => {
      if (wanted.includes(action)) this.#add(file, call, scope, methods, at, { controller, action });
    };
    const one = single ? path : `${member}/:${param}`;
    if (!single) add('index', ['GET'], path);
    if (!single) add('create', ['POST'], path);
    add('new', ['GET'], `${path}/${named('new')}`);
    add('edit', ['GET'], `${one}/${named('edit')}`);
    add('show', ['GET'], one);
    add('update', ['PATCH', 'PUT'], one);
    add('destroy', ['DELETE'], one);
    if (single) add('create', ['POST'], path);
  }

  #concern(wanted: readonly Expr[], scope: Scope, depth: number): void {
    for (const one of wanted) {
      const found = this.#concerns.get(text(one) ?? '');
      if (found) this.#body(found.file, found.body, scope, depth + 1);
    }
  }

  /** `get 'x', to: 'a#b'`, `get 'x' => 'a#b'`, `get :x` inside of a resource. */
  #plain(file: string, call: Call, outer: Scope, methods: readonly string[]): void {
    const scope = this.#under(outer, call);
    const pair = call.args.find((one) => one.name === '=>')?.value;
    const given =
      pair?.k === 'list'
        ? pair.items.slice(0, 1)
        : call.args.filter((one) => one.name === undefined).map((one) => one.value);
    const on = text(argument(call, 'on'));
    const level = on === 'member' || on === 'collection' || on === 'new' ? on : scope.level;
    for (const one of given) {
      const written = text(one);
      if (written === undefined) continue;
      const at = at_(scope, level);
      const path = joinPaths(at, written);
      const to = pair?.k === 'list' ? ofText(text(pair.items[1])) : target(call, undefined);
      const parts = written.replace(/^\//, '').split('/');
      const guessed = {
        controller: text(argument(call, 'controller')) ?? scope.controller,
        action: text(argument(call, 'action')) ?? written.replace(/^\//, '').replace(/-/g, '_'),
      };
      const fallback =
        guessed.controller === undefined && parts.length > 1
          ? { controller: parts.slice(0, -1).join('/'), action: parts.at(-1) ?? '' }
          : guessed;
      const said = to ?? (argument(call, 'to') ? { controller: undefined, action: undefined } : fallback);
      const action = said.action ?? text(argument(call, 'action'));
      const inResource = said.controller !== undefined && said.controller === scope.resource?.controller;
      const controller =
        said.controller === undefined
          ? said.action === undefined
            ? undefined
            : scope.controller
          : inResource || said.controller === scope.controller
            ? said.controller
            : modules(scope.module, said.controller);
      this.#add(file, call, { ...scope, module: '' }, methods, path, { controller, action });
    }
  }

  #add(
    file: string,
    call: Call,
    scope: Scope,
    methods: readonly string[],
    path: string,
    to: { readonly controller: string | undefined; readonly action: string | undefined } | undefined,
  ): void {
    const plain = path.replace(/\(\.:format\)$/, '');
    const controller =
      to?.controller === undefined
        ? undefined
        : lastName(call.f) === 'root'
          ? modules(scope.module, to.controller)
          : to.controller;
    for (const method of methods) {
      this.drawn.push({
        method,
        path: plain === '' ? '/' : plain,
        controller,
        action: to?.action,
        file,
        line: call.line,
        guards: scope.guards,
        segments: scope.segments,
      });
    }
  }

  /** What `constraints: { id: /\d+/ }` says of placeholders from here on. */
  #under(scope: Scope, call: Call): Scope {
    const said =
      argument(call, 'constraints') ?? (lastName(call.f) === 'constraints' ? call.args[0]?.value : undefined);
    const pairs: (readonly [string, string])[] = [];
    const add = (name: string, value: Expr): void => {
      const regex = value.k === 'other' ? /^\/((?:[^/\\]|\\.)*)\/$/.exec(value.text)?.[1] : undefined;
      if (regex !== undefined && !/\(\?[=!<]|\\[AzZ]|\[\[:/.test(regex)) pairs.push([name, regex]);
    };
    if (said?.k === 'dict') for (const one of said.entries) if (one.key.k === 'str') add(one.key.v, one.value);
    for (const one of call.args) if (one.name !== undefined) add(one.name, one.value);
    return pairs.length === 0 ? scope : { ...scope, segments: new Map([...scope.segments, ...pairs]) };
  }
}

/** Devise's check that somebody is signed in. */
function signedIn(name: string, written: string, file: string, line: number): Guard {
  return { name, kind: 'authentication', file, line, needs: [], text: clip(written), answers: [302, 401] };
}

/** Where what is drawn inside of a resource goes: `/posts/:post_id`. */
function nested(scope: Scope): string {
  return scope.resource ? at_(scope, scope.level) : scope.path;
}

function at_(scope: Scope, level: Scope['level']): string {
  const { resource } = scope;
  if (!resource || scope.path !== resource.path) return scope.path;
  if (resource.single || level === 'collection') return resource.path;
  if (level === 'new') return `${resource.path}/${resource.fresh}`;
  if (level === 'member') return `${resource.path}/:${resource.param}`;
  return `${resource.path}/:${singular(resource.name)}_${resource.param}`;
}
