import { literal } from '../../literal.ts';
import { argument, type Call, type Class, type Def, dotted, type Expr, lastName } from '../code/code.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { Owner } from '../code/pythonRefusals.ts';

/** One URL that a router of Django REST framework makes of a view set. */
export interface FromRouter {
  readonly path: string;
  readonly regex: string;
  readonly file: string;
  readonly line: number;
  /** Undefined: the list of what the router has, which `DefaultRouter` shows. */
  readonly viewSet: Owner | undefined;
  /** Method → action. */
  readonly actions: readonly (readonly [method: string, action: string])[];
  readonly detail: boolean;
  /** `@action(…)`, where it is one. */
  readonly extra?: Call;
}

interface Router {
  readonly made: Call;
  readonly file: string;
  readonly kind: string;
  readonly registered: { readonly call: Call; readonly file: string }[];
}

/** The routers of a project. */
export class Routers {
  readonly #project: PythonProject;
  readonly #byCall = new Map<Expr, Router>();

  constructor(project: PythonProject) {
    this.#project = project;
    for (const [file, body] of project.files) {
      for (const stmt of everyStatement(body)) {
        if (stmt.k !== 'set' || stmt.value?.k !== 'call') continue;
        const kind = this.#kind(file, stmt.value.f);
        if (kind) this.#byCall.set(stmt.value, { made: stmt.value, file, kind, registered: [] });
      }
    }
    for (const [file, body] of project.files) {
      for (const stmt of everyStatement(body)) {
        if (stmt.k !== 'expr' || stmt.value.k !== 'call' || stmt.value.f.k !== 'dot') continue;
        const router = this.#of(file, stmt.value.f.of);
        if (!router) continue;
        if (stmt.value.f.v === 'register') router.registered.push({ call: stmt.value, file });
        else if (stmt.value.f.v === 'extend') this.#extend(file, router, stmt.value);
      }
    }
  }

  /** What `router.urls` holds; undefined if that is no router. */
  urls(file: string, expr: Expr): readonly FromRouter[] | undefined {
    const router = this.#of(file, expr);
    if (!router) return undefined;
    const slash = lastName(argument(router.made, 'trailing_slash')) === 'False' ? '' : '/';
    const parent = this.#parent(router);
    const suffix = router.kind === 'DefaultRouter' ? '(?:\\.[a-z0-9]+/?)?' : '';
    const urls = router.registered.flatMap((one) => this.#registered(one.file, one.call, slash, parent, suffix));
    if (router.kind !== 'DefaultRouter') return urls;
    return [
      ...urls,
      {
        path: '',
        regex: '',
        file: router.file,
        line: router.made.line,
        viewSet: undefined,
        actions: [['GET', 'get']],
        detail: false,
      },
    ];
  }

  #kind(file: string, expr: Expr): string | undefined {
    const is = this.#project.meaning(file, expr);
    const names = is?.k === 'foreign' ? [is.name] : is?.k === 'class' ? this.#project.foreignBases(is) : [];
    return names.map((one) => one.split('.').at(-1) ?? '').find((one) => /Router$/.test(one) && one !== 'APIRouter');
  }

  #of(file: string, expr: Expr): Router | undefined {
    const is = this.#project.meaning(file, expr);
    return is?.k === 'value' ? this.#byCall.get(is.value) : undefined;
  }

  #extend(file: string, router: Router, call: Call): void {
    const given = call.args[0]?.value;
    const other = given?.k === 'dot' && given.v === 'registry' ? this.#of(file, given.of) : undefined;
    if (other) router.registered.push(...other.registered);
  }

  /** `NestedSimpleRouter(router, 'domains', lookup='domain')`: what stands in front. */
  #parent(router: Router): { readonly path: string; readonly regex: string } {
    if (!/Nested/.test(router.kind)) return { path: '', regex: '' };
    const prefix = this.#project.strings(router.file, argument(router.made, 'parent_prefix', 1))?.[0] ?? '';
    const lookup = this.#project.strings(router.file, argument(router.made, 'lookup'))?.[0] ?? 'nested_1';
    const outer = this.#of(router.file, argument(router.made, 'parent_router', 0) ?? router.made);
    const above = outer && outer !== router ? this.#parent(outer) : { path: '', regex: '' };
    return { path: `${above.path}${prefix}/<${lookup}_pk>/`, regex: `${above.regex}${literal(prefix)}/[^/.]+/` };
  }

  #registered(
    file: string,
    call: Call,
    slash: string,
    parent: { readonly path: string; readonly regex: string },
    suffix: string,
  ): readonly FromRouter[] {
    const prefix = this.#project.strings(file, argument(call, 'prefix', 0))?.[0];
    const is = this.#project.meaning(file, argument(call, 'viewset', 1));
    if (prefix === undefined || is?.k !== 'class') return [];
    const lookup = this.#lookup(is);
    const has = new Set(viewSetActions(this.#project, is));
    const start = prefix === '' ? '' : `${prefix}/`;
    const made = (
      path: string,
      regex: string,
      actions: FromRouter['actions'],
      detail: boolean,
      extra?: Call,
    ): readonly FromRouter[] => {
      if (actions.length === 0) return [];
      const whole = regex === '' ? regex : regex.replace(/\/$/, slash === '' ? '' : '/');
      const shown = slash === '' ? path.replace(/\/$/, '') : path;
      const ends =
        suffix === ''
          ? whole
          : whole.endsWith('/')
            ? `(?:${whole}|${whole.slice(0, -1)}\\.[a-z0-9]+/?)`
            : `${whole}${suffix}`;
      return [
        {
          path: parent.path + shown,
          regex: parent.regex + ends,
          file,
          line: call.line,
          viewSet: is,
          actions,
          detail,
          ...(extra && { extra }),
        },
      ];
    };
    const kept = (pairs: readonly (readonly [string, string])[]): FromRouter['actions'] =>
      pairs.filter(([method, action]) => has.has(action) && this.#allows(is, method));
    const extras = extraActions(this.#project, is);
    const under = `${start}${lookup.path}/`;
    const underRegex = `${prefix === '' ? '' : `${literal(prefix)}/`}${lookup.regex}/`;
    const startRegex = prefix === '' ? '' : `${literal(prefix)}/`;
    const dynamic = (detail: boolean): readonly FromRouter[] =>
      extras
        .filter((one) => one.detail === detail)
        .flatMap((one) => {
          const regex = one.urlPath.replace(/\(\?P<\w+>/g, '(');
          const shown = one.urlPath.replace(/\(\?P<(\w+)>[^()]*\)/g, '<$1>');
          const actions = one.methods.filter(([method]) => this.#allows(is, method));
          return made(
            `${detail ? under : start}${shown}/`,
            `${detail ? underRegex : startRegex}${regex}/`,
            actions,
            detail,
            one.call,
          );
        });
    return [
      ...made(
        start,
        startRegex,
        kept([
          ['GET', 'list'],
          ['POST', 'create'],
        ]),
        false,
      ),
      ...dynamic(false),
      ...made(
        under,
        underRegex,
        kept([
          ['GET', 'retrieve'],
          ['PUT', 'update'],
          ['PATCH', 'partial_update'],
          ['DELETE', 'destroy'],
        ]),
        true,
      ),
      ...dynamic(true),
    ];
  }

  #allows(viewSet: Owner, method: string): boolean {
    const names = this.#project.member(viewSet, 'http_method_names');
    const listed = names?.k === 'value' ? this.#project.strings(names.file, names.value) : undefined;
    return !listed || listed.includes(method.toLowerCase());
  }

  #lookup(viewSet: Owner): { readonly path: string; readonly regex: string } {
    const text = (name: string): string | undefined => {
      const is = this.#project.member(viewSet, name);
      return is?.k === 'value' ? this.#project.strings(is.file, is.value)?.[0] : undefined;
    };
    const name = text('lookup_url_kwarg') ?? text('lookup_field') ?? 'pk';
    return { path: `<${name}>`, regex: text('lookup_value_regex') ?? '[^/.]+' };
  }
}

/** What an `@action` of a view set is. */
export interface ExtraAction {
  readonly name: string;
  readonly detail: boolean;
  readonly urlPath: string;
  /** Methods, and the function for each: `@publish.mapping.delete` adds one. */
  readonly methods: readonly (readonly [method: string, action: string])[];
  readonly call: Call;
}

/** The `@action`s of a view set, by name as Django REST framework orders them. */
export function extraActions(project: PythonProject, viewSet: Owner): readonly ExtraAction[] {
  const found = new Map<string, ExtraAction>();
  for (const { def, file } of methodsOf(project, viewSet)) {
    for (const mark of def.marks) {
      const mapped = mark.k === 'name' || mark.k === 'dot' ? /^(\w+)\.mapping\.(\w+)$/.exec(dotted(mark) ?? '') : null;
      const base = mapped ? found.get(mapped[1] ?? '') : undefined;
      if (mapped && base)
        found.set(base.name, { ...base, methods: [...base.methods, [(mapped[2] ?? '').toUpperCase(), def.name]] });
      if (mark.k !== 'call' || !/^(?:action|detail_route|list_route)$/.test(lastName(mark.f) ?? '')) continue;
      if (found.has(def.name)) continue;
      const old = lastName(mark.f);
      const detail = old === 'detail_route' || (old === 'action' && lastName(argument(mark, 'detail', 1)) === 'True');
      const methods = project.strings(file, argument(mark, 'methods', old === 'action' ? 0 : 0)) ?? ['get'];
      const urlPath = project.strings(file, argument(mark, 'url_path'))?.[0] ?? def.name;
      found.set(def.name, {
        name: def.name,
        detail,
        urlPath,
        methods: methods.map((one) => [one.toUpperCase(), def.name]),
        call: mark,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The standard actions that a view set has, of its own or by its bases. */
export function viewSetActions(project: PythonProject, viewSet: Owner): readonly string[] {
  const own = methodsOf(project, viewSet)
    .map((one) => one.def.name)
    .filter((one) => standard.includes(one));
  const based = project.foreignBases(viewSet).flatMap((one) => given.get(one.split('.').at(-1) ?? '') ?? []);
  return [...new Set([...own, ...based])];
}

function methodsOf(project: PythonProject, of: Owner): readonly { readonly def: Def; readonly file: string }[] {
  return project
    .lineage(of)
    .flatMap((one: { readonly class: Class; readonly file: string }) =>
      one.class.body.flatMap((stmt) => (stmt.k === 'def' ? [{ def: stmt.def, file: one.file }] : [])),
    );
}

const standard = ['list', 'create', 'retrieve', 'update', 'partial_update', 'destroy'];

const given: ReadonlyMap<string, readonly string[]> = new Map([
  ['ModelViewSet', standard],
  ['ReadOnlyModelViewSet', ['list', 'retrieve']],
  ['ListModelMixin', ['list']],
  ['CreateModelMixin', ['create']],
  ['RetrieveModelMixin', ['retrieve']],
  ['UpdateModelMixin', ['update', 'partial_update']],
  ['DestroyModelMixin', ['destroy']],
]);
