import { argument, lastName, textOf } from '../code/code.ts';
import { decided } from '../code/decided.ts';
import { mayMeet } from '../code/pathTest.ts';
import { inlineGuards } from '../code/pythonGuards.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import { PythonRefusals, type Refusal } from '../code/pythonRefusals.ts';
import type { Linked } from '../framework.ts';
import type { Guard, GuardRemark, Route } from '../route.ts';
import { Decorators } from './decorators.ts';
import { DjangoMiddleware, isReading } from './middleware.ts';
import { mixinGuards } from './mixins.ts';
import { permissionGuards } from './permissions.ts';
import { comparedActions, overriding, RestView } from './restView.ts';
import { extraActions, viewSetActions } from './routers.ts';
import { Settings } from './settings.ts';
import { type Entry, Urls } from './urls.ts';
import { type Handler, handlersOf, routerHandlers } from './views.ts';

/** The routes of a Django project in the order in which they are tried. */
export function djangoRoutes(project: PythonProject): Linked {
  const settings = new Settings(project);
  const refusals = new PythonRefusals(project);
  const decorators = new Decorators(project, refusals);
  const middleware = new DjangoMiddleware(project, settings, refusals);
  const rest = new RestView(project, settings);
  const remarks = new Map<string, GuardRemark>();
  const routes: Route[] = [];

  const guardsOf = (handler: Handler, path: string, unread: string[]): readonly Guard[] => {
    const marks = [...handler.around, ...handler.marks];
    const exempt = handler.rest || marks.some((one) => decorators.exempts(one.file, one.mark));
    const open = marks.some((one) => lastName(one.mark) === 'login_not_required');
    const before = middleware.guards({ path, method: handler.method, exempt, open });
    const around = handler.around.flatMap((one) => decorators.guards(one.file, one.mark, unread));
    const mixins = handler.owner ? mixinGuards(project, handler.owner) : [];
    const asked = handler.rest ? restGuards(handler, path, unread) : [];
    const inside = handler.marks.flatMap((one) => decorators.guards(one.file, one.mark, unread));
    const all = [...before, ...around, ...mixins, ...asked, ...inside, ...inlineOf(handler, path)];
    return isReading(handler.method) ? all.filter((one) => one.kind !== 'csrf' || one.definedAt) : all;
  };

  const restGuards = (handler: Handler, path: string, unread: string[]): readonly Guard[] => {
    const { owner } = handler;
    if (!owner && open.has(handler.name)) return [];
    const marks = [...handler.around, ...handler.marks].map((one) => one.mark);
    const of = (name: string) =>
      (handler.handed && argument(handler.handed, name)) ?? overriding(marks, handler.extra, name);
    const file = handler.viewFile;
    const asked = { path, method: handler.method, action: handler.action };
    const listed = rest.permissions(owner, asked, of('permission_classes'), file, unread);
    const stranger = rest.stranger(owner, of('authentication_classes'), file);
    const permissions = permissionGuards(
      project,
      listed,
      { ...asked, view: owner, object: looksAtObject(handler), stranger },
      unread,
    );
    return [...permissions, ...rest.throttles(owner, of('throttle_classes'), file)];
  };

  const inlineOf = (handler: Handler, path: string): readonly Guard[] => {
    const { owner, def } = handler;
    if (!owner) return def ? inlineGuards(met(refusals.ofDef(handler.file, def), handler, path), def.body) : [];
    const hooks = hooksOf(handler).flatMap((name) => {
      const is = project.member(owner, name);
      return is?.k === 'def' && is.def !== def ? [is] : [];
    });
    return [...hooks, ...(def ? [{ def, file: handler.file }] : [])].flatMap((one) =>
      inlineGuards(met(refusals.ofMethod(owner, one), handler, path), one.def.body),
    );
  };

  const met = (found: readonly Refusal[], handler: Handler, path: string): readonly Refusal[] =>
    found.filter((one) =>
      mayMeet(one.tests, { path, method: handler.method, action: handler.action }, (expr) =>
        project.strings(one.file, expr),
      ),
    );

  const add = (entry: Entry, handler: Handler): void => {
    const unread: string[] = [];
    const guards = guardsOf(handler, entry.path, unread);
    routes.push({
      method: handler.method,
      path: entry.path,
      ...(entry.pattern !== undefined && { pattern: entry.pattern }),
      file: entry.file,
      line: entry.line,
      framework: 'django',
      ...decided(guards),
      ...(handler.name !== '' && { handler: { file: handler.file, line: handler.line, name: handler.name } }),
      ...(entry.name !== undefined && { name: entry.name }),
      ...(unread.length > 0 && { unread: [...new Set(unread)] }),
    });
    for (const one of unknownActions(project, handler)) remarks.set(`${one.file}:${one.line} ${one.says}`, one);
  };

  for (const entry of new Urls(project, settings).entries()) {
    if (entry.view.k === 'admin') {
      const guard: Guard = {
        name: 'admin.site',
        kind: 'authentication',
        file: entry.file,
        line: entry.line,
        needs: [],
        text: 'admin.site.urls',
        answers: [302, 403],
      };
      routes.push({
        method: '*',
        path: entry.path,
        ...(entry.pattern !== undefined && { pattern: entry.pattern }),
        file: entry.file,
        line: entry.line,
        framework: 'django',
        ...decided([guard]),
        name: 'admin',
      });
    } else if (entry.view.k === 'router')
      for (const handler of routerHandlers(project, entry.view.of)) add(entry, handler);
    else for (const handler of handlersOf(project, entry.view.file, entry.view.expr)) add(entry, handler);
  }
  return { routes, remarks: [...remarks.values()] };
}

/** Views of packages that let everybody in, since one signs in there. */
const open = new Set([
  'TokenObtainPairView',
  'TokenRefreshView',
  'TokenVerifyView',
  'TokenBlacklistView',
  'ObtainAuthToken',
  'SpectacularAPIView',
  'SpectacularSwaggerView',
  'SpectacularRedocView',
]);

/** The methods of a class-based view that run before or inside of what answers. */
function hooksOf(handler: Handler): readonly string[] {
  const hooks = ['setup', 'dispatch', 'initial', 'initialize_request'];
  const writes = /^(?:POST|PUT|PATCH|DELETE)$/.test(handler.method);
  const action = handler.action ?? '';
  const byAction: Readonly<Record<string, readonly string[]>> = {
    list: ['get_queryset'],
    create: ['perform_create'],
    retrieve: ['get_object', 'get_queryset'],
    update: ['get_object', 'get_queryset', 'perform_update'],
    partial_update: ['get_object', 'get_queryset', 'perform_update'],
    destroy: ['get_object', 'get_queryset', 'perform_destroy'],
  };
  if (handler.action !== undefined) return [...hooks, ...(byAction[action] ?? [])];
  if (handler.def) return hooks;
  const generic =
    handler.method === 'POST'
      ? ['perform_create']
      : handler.method === 'DELETE'
        ? ['perform_destroy']
        : writes
          ? ['perform_update']
          : [];
  return [...hooks, 'get_queryset', 'get_object', ...generic, ...(writes ? ['form_valid', 'delete'] : [])];
}

/** Whether permissions are asked about one object as well: where the view fetches it by `get_object`. */
function looksAtObject(handler: Handler): boolean {
  const standard = /^(?:retrieve|update|partial_update|destroy)$/.test(handler.action ?? '');
  const { def } = handler;
  if (!def) return standard || (handler.action === undefined && handler.detail);
  const said = JSON.stringify(def.body);
  return /get_object\b|check_object_permissions/.test(said) || (standard && /"v":"super"/.test(said));
}

/** Actions that a view set compares `self.action` with and does not have. */
function unknownActions(project: PythonProject, handler: Handler): readonly GuardRemark[] {
  const { owner } = handler;
  const own = owner && handler.action !== undefined ? project.member(owner, 'get_permissions') : undefined;
  if (!owner || own?.k !== 'def' || own.file !== owner.file) return [];
  const has = new Set([
    ...viewSetActions(project, owner),
    ...extraActions(project, owner).flatMap((one) => one.methods.map(([, name]) => name)),
    'metadata',
  ]);
  const compared = comparedActions(own.def, (expr) => project.strings(own.file, expr));
  return compared
    .filter((one) => !has.has(one.name) && !standardActions.has(one.name))
    .map((one) => ({
      code: 'method-gap' as const,
      file: own.file,
      line: one.line,
      says: `get_permissions of ${owner.class.name} names the action ${one.name}, which ${owner.class.name} does not have.`,
      certainty: 'sure' as const,
      advice: `Name one of its actions instead of ${textOf({ k: 'str', v: one.name, line: one.line })}, or take it out.`,
    }));
}

const standardActions = new Set(['list', 'create', 'retrieve', 'update', 'partial_update', 'destroy']);
