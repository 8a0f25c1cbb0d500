import { argument, type Call, type Class, type Def, dotted, type Expr, lastName, type Stmt } from '../code/code.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import { callsInTurn } from '../code/turns.ts';

/** A way in, as it is registered. `marks`: the decorators between the registration and the function. */
export interface Registered {
  readonly rule: Expr | undefined;
  readonly methods: Expr | undefined;
  /** `@bp.get`: the method itself. */
  readonly verb?: string;
  readonly file: string;
  readonly line: number;
  readonly view:
    | { readonly k: 'def'; readonly def: Def; readonly file: string }
    | { readonly k: 'class'; readonly class: Class; readonly file: string }
    | undefined;
  readonly marks: readonly Expr[];
  /** Decorators that stand above the registration, and so guard nothing. */
  readonly above: readonly Expr[];
  readonly endpoint?: string;
}

/** A hook before requests. */
export interface Hook {
  readonly def: Def;
  readonly file: string;
  readonly line: number;
  /** Decorators of the hook itself, below its registration. */
  readonly marks: readonly Expr[];
}

/** An application, blueprint, `Api` or namespace. */
export interface Scaffold {
  readonly kind: 'app' | 'blueprint' | 'api';
  readonly made: Call;
  readonly file: string;
  readonly rules: Registered[];
  readonly hooks: Hook[];
  /** What is registered in it, in order. `prefix`: where it is mounted. */
  readonly children: { readonly scaffold: Scaffold; readonly prefix: Expr | undefined; readonly file: string }[];
  /** Hooks of a blueprint that hold for the whole application. */
  readonly appHooks: Hook[];
}

const makers: ReadonlyMap<string, Scaffold['kind']> = new Map([
  ['Flask', 'app'],
  ['OpenAPI', 'app'],
  ['APIFlask', 'app'],
  ['Blueprint', 'blueprint'],
  ['APIBlueprint', 'blueprint'],
  ['Api', 'api'],
  ['Namespace', 'api'],
]);

/** The applications and blueprints of a project, with what is registered in each. */
export class FlaskApps {
  readonly all: Scaffold[] = [];
  readonly #project: PythonProject;
  readonly #byCall = new Map<Expr, Scaffold>();
  readonly #locals = new Map<string, Scaffold>();

  constructor(project: PythonProject) {
    this.#project = project;
    for (const [file, body] of project.files) for (const stmt of everyStatement(body)) this.#make(file, stmt);
    for (const [file, body] of project.files) for (const stmt of everyStatement(body)) this.#read(file, stmt);
  }

  #make(file: string, stmt: Stmt): void {
    if (stmt.k !== 'set' || stmt.value?.k !== 'call') return;
    const is = this.#project.meaning(file, stmt.value.f);
    const names = is?.k === 'foreign' ? [is.name] : is?.k === 'class' ? this.#project.foreignBases(is) : [];
    const kind = names.map((one) => makers.get(one.split('.').at(-1) ?? '')).find((one) => one);
    if (!kind) return;
    const scaffold: Scaffold = { kind, made: stmt.value, file, rules: [], hooks: [], children: [], appHooks: [] };
    this.all.push(scaffold);
    this.#byCall.set(stmt.value, scaffold);
    const name = dotted(stmt.target);
    if (name !== undefined) this.#locals.set(`${file} ${name}`, scaffold);
    // `Api(app, prefix='/api')` is in the application from here on.
    if (kind === 'api') {
      const outer = argument(stmt.value, 'app', 0);
      const above = outer && this.of(file, outer);
      if (above) above.children.push({ scaffold, prefix: argument(stmt.value, 'prefix'), file });
    }
  }

  /** The application or blueprint that an expression names. Extensions and functions that make one are followed. */
  of(file: string, expr: Expr, depth = 0): Scaffold | undefined {
    if (depth > 8) return undefined;
    if (expr.k === 'call') {
      const made = this.#project.meaning(file, expr.f);
      if (made?.k !== 'def') return this.#byCall.get(expr);
      const returned = made.def.body.findLast((one) => one.k === 'return');
      return returned?.k === 'return' && returned.value ? this.of(made.file, returned.value, depth + 1) : undefined;
    }
    const name = dotted(expr);
    if (name === undefined) return undefined;
    const local = this.#locals.get(`${file} ${name}`);
    if (local) return local;
    const is = this.#project.meaning(file, name);
    if (is?.k === 'value') return this.#byCall.get(is.value) ?? this.of(is.file, is.value, depth + 1);
    // `current_app`, and the parameter `app` of `def init_app(app)`: there is but one.
    const apps = this.all.filter((one) => one.kind === 'app');
    return /^(?:app|application|current_app|flask_app|server)$/.test(name) && is?.k === 'foreign' && apps.length === 1
      ? apps[0]
      : undefined;
  }

  #read(file: string, stmt: Stmt): void {
    if (stmt.k === 'def') this.#decorated(file, stmt.def.marks, { k: 'def', def: stmt.def, file });
    else if (stmt.k === 'class') this.#decorated(file, stmt.class.marks, { k: 'class', class: stmt.class, file });
    else if (stmt.k === 'expr' && stmt.value.k === 'call') this.#called(file, stmt.value);
    // `for bp in (a, b): app.register_blueprint(bp)`
    else
      for (const it of callsInTurn(
        stmt,
        (one) => this.#listed(file, one),
        (one) => this.#nameOf(file, one),
      ))
        if (it.f.k === 'dot' && it.f.v === 'register_blueprint') this.#called(file, it);
  }

  #listed(file: string, expr: Expr): Expr {
    const is = dotted(expr) === undefined ? undefined : this.#project.meaning(file, expr);
    return is?.k === 'value' && is.file === file ? is.value : expr;
  }

  /** `bp.name`: what the blueprint was made with. */
  #nameOf(file: string, expr: Expr): Expr | undefined {
    if (expr.k !== 'dot' || (expr.v !== 'name' && expr.v !== 'url_prefix')) return undefined;
    const scaffold = this.of(file, expr.of);
    return scaffold?.kind === 'blueprint'
      ? argument(scaffold.made, expr.v, expr.v === 'name' ? 0 : undefined)
      : undefined;
  }

  #decorated(file: string, marks: readonly Expr[], view: NonNullable<Registered['view']>): void {
    marks.forEach((mark, at) => {
      const f = mark.k === 'call' ? mark.f : mark;
      if (f.k !== 'dot') return;
      const scaffold = this.of(file, f.of);
      if (!scaffold) return;
      const below = marks.slice(at + 1);
      if (mark.k === 'call' && (f.v === 'route' || verbs.has(f.v))) {
        const endpoint = dotted(argument(mark, 'endpoint')) ?? (view.k === 'def' ? view.def.name : undefined);
        const rules =
          f.v === 'route' && scaffold.kind === 'api'
            ? mark.args.filter((one) => one.name === undefined).map((one) => one.value)
            : [argument(mark, 'rule', 0)];
        for (const rule of rules) {
          scaffold.rules.push({
            rule,
            methods: argument(mark, 'methods'),
            ...(verbs.has(f.v) && { verb: f.v.toUpperCase() }),
            file,
            line: mark.line,
            view,
            marks: below,
            above: marks.slice(0, at).filter((one) => !this.#registers(file, one)),
            ...(endpoint !== undefined && { endpoint }),
          });
        }
      } else if (view.k === 'def' && /^before_(?:app_)?request$/.test(f.v)) {
        const hooks = f.v === 'before_request' ? scaffold.hooks : scaffold.appHooks;
        hooks.push({ def: view.def, file, line: mark.line, marks: below });
      }
    });
  }

  #registers(file: string, mark: Expr): boolean {
    const f = mark.k === 'call' ? mark.f : mark;
    return f.k === 'dot' && this.of(file, f.of) !== undefined;
  }

  #called(file: string, call: Call): void {
    if (call.f.k !== 'dot') return;
    const scaffold = this.of(file, call.f.of);
    if (!scaffold) return;
    switch (call.f.v) {
      case 'register_blueprint':
      case 'add_namespace': {
        const inner = argument(call, 'blueprint', 0) ?? argument(call, 'ns');
        const child = inner && this.of(file, inner);
        const prefix =
          argument(call, 'url_prefix') ?? argument(call, 'path', call.f.v === 'add_namespace' ? 1 : undefined);
        if (child && child !== scaffold) scaffold.children.push({ scaffold: child, prefix, file });
        return;
      }
      case 'add_url_rule': {
        const made = argument(call, 'view_func', 2);
        const { view, marks } = this.#view(file, made);
        scaffold.rules.push({
          rule: argument(call, 'rule', 0),
          methods: argument(call, 'methods'),
          file,
          line: call.line,
          view,
          marks,
          above: [],
        });
        return;
      }
      case 'add_resource': {
        const [resource, ...rules] = call.args.filter((one) => one.name === undefined).map((one) => one.value);
        const { view } = this.#view(file, resource);
        for (const rule of rules)
          scaffold.rules.push({ rule, methods: undefined, file, line: call.line, view, marks: [], above: [] });
        return;
      }
      case 'before_request':
      case 'before_app_request': {
        const is = this.#project.meaning(file, call.args[0]?.value);
        if (is?.k !== 'def') return;
        const hooks = call.f.v === 'before_request' ? scaffold.hooks : scaffold.appHooks;
        hooks.push({ def: is.def, file: is.file, line: call.line, marks: is.def.marks });
      }
    }
  }

  /** `login_required(UserView.as_view('user'))`: the view, and what it is wrapped in. */
  #view(
    file: string,
    expr: Expr | undefined,
    depth = 0,
  ): { readonly view: Registered['view']; readonly marks: readonly Expr[] } {
    if (!expr || depth > 8) return { view: undefined, marks: [] };
    if (expr.k === 'call' && lastName(expr.f) === 'as_view' && expr.f.k === 'dot')
      return this.#view(file, expr.f.of, depth + 1);
    const is = this.#project.meaning(file, expr.k === 'call' ? undefined : expr);
    if (is?.k === 'def') return { view: { k: 'def', def: is.def, file: is.file }, marks: is.def.marks };
    if (is?.k === 'class') return { view: { k: 'class', class: is.class, file: is.file }, marks: [] };
    if (is?.k === 'value') return this.#view(is.file, is.value, depth + 1);
    const wrapped = expr.k === 'call' ? expr.args[0]?.value : undefined;
    if (expr.k !== 'call' || !wrapped) return { view: undefined, marks: [] };
    const inner = this.#view(file, wrapped, depth + 1);
    return { view: inner.view, marks: [expr.f, ...inner.marks] };
  }
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete']);
