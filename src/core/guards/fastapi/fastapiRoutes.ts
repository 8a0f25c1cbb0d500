import { argument, type Call, type Def, dotted, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { decided } from '../code/decided.ts';
import { handledExceptions } from '../code/handledExceptions.ts';
import { pathPattern } from '../code/pathPattern.ts';
import { mayMeet } from '../code/pathTest.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import { guardOfRefusals, inlineGuards } from '../code/pythonGuards.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import { PythonRefusals } from '../code/pythonRefusals.ts';
import { callsInTurn } from '../code/turns.ts';
import type { Guard, Route } from '../route.ts';
import { Dependencies, type Dependency } from './dependencies.ts';

/** What is done to a router, in the order of the file. */
type Event =
  | {
      readonly k: 'route';
      readonly methods: readonly string[];
      readonly path: Expr | undefined;
      readonly call: Call;
      readonly def: Def | undefined;
      readonly endpoint: Expr | undefined;
      readonly file: string;
    }
  | { readonly k: 'include'; readonly router: Expr; readonly call: Call; readonly file: string }
  | { readonly k: 'mount'; readonly app: Expr; readonly path: Expr; readonly file: string };

/** An application or router: the call that makes it, and what is done to it. */
interface Router {
  readonly made: Call;
  readonly file: string;
  readonly events: Event[];
  readonly middleware: { readonly def: Def; readonly file: string; readonly line: number; readonly name: string }[];
}

const deepest = 12;
const mostRoutes = 5000;

/** The routes of every application of a project; where there is none, those of its routers. */
export function fastapiRoutes(project: PythonProject): readonly Route[] {
  const routers = readRouters(project);
  const refusals = new PythonRefusals(project, handledExceptions(project));
  const dependencies = new Dependencies(project, refusals);
  const routes: Route[] = [];

  const strings = (file: string, expr: Expr | undefined): string =>
    expr ? (project.strings(file, expr)?.[0] ?? `{${textOf(expr)}}`) : '';
  const emit = (router: Router, prefix: string, above: readonly Dependency[], outer: readonly Router[]): void => {
    if (outer.length > deepest || outer.includes(router)) return;
    const own = [...above, ...dependencies.listed(router.file, argument(router.made, 'dependencies'))];
    const here =
      lastName(router.made.f) === 'FastAPI' ? prefix : prefix + strings(router.file, argument(router.made, 'prefix'));
    for (const event of router.events) {
      if (routes.length >= mostRoutes) return;
      if (event.k === 'include') {
        const inner = routers.of(event.file, event.router);
        if (!inner) continue;
        // What a router gets after it was included is not of the application.
        const included =
          inner.file === event.file
            ? { ...inner, events: inner.events.filter((one) => lineOf(one) < event.call.line) }
            : inner;
        const listed = dependencies.listed(event.file, argument(event.call, 'dependencies'));
        emit(
          included,
          here + strings(event.file, argument(event.call, 'prefix')),
          [...own, ...listed],
          [...outer, router],
        );
      } else if (event.k === 'mount') {
        const inner = routers.of(event.file, event.app);
        if (inner) emit(inner, here + strings(event.file, event.path), [], [...outer, router]);
      } else routes.push(...routesOf(event, here, own, [...outer, router]));
    }
  };

  const routesOf = (
    event: Extract<Event, { k: 'route' }>,
    prefix: string,
    above: readonly Dependency[],
    chain: readonly Router[],
  ): readonly Route[] => {
    const handler = event.def ? { def: event.def, file: event.file } : defOf(project, event.file, event.endpoint);
    const path = (prefix + strings(event.file, event.path)).replace(/^$/, '/');
    const own = dependencies.listed(event.file, argument(event.call, 'dependencies'));
    const inParams = handler ? dependencies.ofParams(handler.file, handler.def) : [];
    const { guards, unread } = dependencies.guards([...above, ...own, ...inParams]);
    const inline = handler ? inlineGuards(refusals.ofDef(handler.file, handler.def), handler.def.body) : [];
    return event.methods.map((method) => ({
      method,
      path,
      ...(!/\{[^{}]{0,200}[.(]/.test(path) && {
        pattern: pathPattern(path, /\{(\w+)(:\w+)?\}/g, (found) => (found[2] === ':path' ? '.*' : '[^/]+')),
      }),
      file: event.file,
      line: event.call.line,
      framework: 'fastapi' as const,
      ...decided([...chain.flatMap((one) => middlewareGuards(one, path, method)), ...guards, ...inline]),
      ...(handler && { handler: { file: handler.file, line: handler.def.line, name: handler.def.name } }),
      ...(unread.length > 0 && { unread }),
    }));
  };

  /** The last that was added runs first. */
  const middlewareGuards = (router: Router, path: string, method: string): readonly Guard[] =>
    [...router.middleware].reverse().flatMap((one) => {
      const found = refusals.ofDef(one.file, one.def);
      const met = found.filter((refusal) =>
        mayMeet(refusal.tests, { path, method }, (expr) => project.strings(one.file, expr)),
      );
      const text = `middleware ${one.name}`;
      return met.length > 0
        ? [guardOfRefusals(met, one, { name: one.name, place: { file: router.file, line: one.line }, text })]
        : [];
    });

  const included = new Set<Router>();
  for (const router of routers.all) {
    for (const event of router.events) {
      const inner =
        event.k === 'include'
          ? routers.of(event.file, event.router)
          : event.k === 'mount'
            ? routers.of(event.file, event.app)
            : undefined;
      if (inner) included.add(inner);
    }
  }
  const apps = routers.all.filter((one) => lastName(one.made.f) === 'FastAPI' && !included.has(one));
  for (const app of apps.length > 0 ? apps : routers.all.filter((one) => !included.has(one))) emit(app, '', [], []);
  return routes;
}

function lineOf(event: Event): number {
  return event.k === 'mount' ? event.path.line : event.call.line;
}

function defOf(
  project: PythonProject,
  file: string,
  expr: Expr | undefined,
): { readonly def: Def; readonly file: string } | undefined {
  const is = project.meaning(file, expr);
  return is?.k === 'def' ? is : undefined;
}

interface Routers {
  readonly all: readonly Router[];
  of(file: string, expr: Expr): Router | undefined;
}

function readRouters(project: PythonProject): Routers {
  const byCall = new Map<Expr, Router>();
  const locals = new Map<string, Router>();
  const makes = (file: string, expr: Expr | undefined): expr is Call => {
    if (expr?.k !== 'call') return false;
    const is = project.meaning(file, expr.f);
    if (is?.k === 'class') return project.foreignBases(is).some((one) => /(?:^|\.)(?:FastAPI|APIRouter)$/.test(one));
    return is?.k === 'foreign' && /(?:^|\.)(?:FastAPI|APIRouter)$/.test(is.name);
  };
  for (const [file, body] of project.files) {
    for (const stmt of everyStatement(body)) {
      if (stmt.k !== 'set' || !makes(file, stmt.value)) continue;
      const router: Router = { made: stmt.value, file, events: [], middleware: [] };
      byCall.set(stmt.value, router);
      const name = dotted(stmt.target);
      if (name !== undefined) locals.set(`${file} ${name}`, router);
    }
  }
  const of = (file: string, expr: Expr): Router | undefined => {
    const name = dotted(expr.k === 'call' ? expr.f : expr);
    if (name === undefined) return undefined;
    const local = locals.get(`${file} ${name}`);
    if (local) return local;
    const is = project.meaning(file, name);
    if (is?.k === 'value')
      return (
        byCall.get(is.value) ?? (is.value.k === 'call' || is.value.k === 'name' ? of(is.file, is.value) : undefined)
      );
    if (is?.k === 'module') return locals.get(`${is.file} router`);
    if (is?.k !== 'def') return undefined;
    // A function that makes a router and returns it.
    const returned = is.def.body.find((one) => one.k === 'return');
    const inner = returned?.k === 'return' ? dotted(returned.value) : undefined;
    return inner === undefined ? undefined : locals.get(`${is.file} ${inner}`);
  };
  for (const [file, body] of project.files) for (const stmt of everyStatement(body)) readEvent(project, file, stmt, of);
  return { all: [...byCall.values()], of };
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']);

function readEvent(project: PythonProject, file: string, stmt: Stmt, of: Routers['of']): void {
  if (stmt.k === 'def') {
    // The decorator nearest to the function is called first.
    for (const mark of [...stmt.def.marks].reverse()) {
      if (mark.k !== 'call' || mark.f.k !== 'dot') continue;
      const router = of(file, mark.f.of);
      if (!router) continue;
      const verb = mark.f.v;
      if (methods.has(verb)) {
        router.events.push({
          k: 'route',
          methods: [verb.toUpperCase()],
          path: argument(mark, 'path', 0),
          call: mark,
          def: stmt.def,
          endpoint: undefined,
          file,
        });
      } else if (verb === 'api_route' || verb === 'route') {
        router.events.push({
          k: 'route',
          methods: methodsOf(project, file, mark),
          path: argument(mark, 'path', 0),
          call: mark,
          def: stmt.def,
          endpoint: undefined,
          file,
        });
      } else if (verb === 'middleware')
        router.middleware.push({ def: stmt.def, file, line: mark.line, name: stmt.def.name });
    }
    return;
  }
  if (stmt.k === 'block' && stmt.word === 'for') {
    // `for router in (a, b): app.include_router(router)`
    for (const it of callsInTurn(stmt, (one) => listedIn(project, file, one)))
      if (it.f.k === 'dot' && it.f.v === 'include_router') included(it, file, of);
    return;
  }
  if (stmt.k !== 'expr' || stmt.value.k !== 'call' || stmt.value.f.k !== 'dot') return;
  const call = stmt.value;
  const router = of(file, stmt.value.f.of);
  if (!router) return;
  const verb = stmt.value.f.v;
  if (verb === 'include_router') included(call, file, of);
  else if (verb === 'mount') {
    const path = argument(call, 'path', 0);
    const app = argument(call, 'app', 1);
    if (path && app) router.events.push({ k: 'mount', app, path, file });
  } else if (verb === 'add_api_route') {
    router.events.push({
      k: 'route',
      methods: methodsOf(project, file, call),
      path: argument(call, 'path', 0),
      call,
      def: undefined,
      endpoint: argument(call, 'endpoint', 1),
      file,
    });
  } else if (verb === 'add_middleware') {
    const is = project.meaning(file, argument(call, 'middleware_class', 0));
    const dispatch = is?.k === 'class' ? (project.member(is, 'dispatch') ?? project.member(is, '__call__')) : undefined;
    if (is?.k === 'class' && dispatch?.k === 'def')
      router.middleware.push({ def: dispatch.def, file: dispatch.file, line: call.line, name: is.class.name });
  }
}

function included(call: Call, file: string, of: Routers['of']): void {
  const outer = call.f.k === 'dot' ? of(file, call.f.of) : undefined;
  const inner = argument(call, 'router', 0);
  if (outer && inner && of(file, inner)) outer.events.push({ k: 'include', router: inner, call, file });
}

/** The list that a name in the same file stands for. */
function listedIn(project: PythonProject, file: string, expr: Expr): Expr {
  const is = dotted(expr) === undefined ? undefined : project.meaning(file, expr);
  return is?.k === 'value' && is.file === file ? is.value : expr;
}

function methodsOf(project: PythonProject, file: string, call: Call): readonly string[] {
  const listed = project.strings(file, argument(call, 'methods'));
  return listed && listed.length > 0 ? listed.map((one) => one.toUpperCase()) : ['GET'];
}
