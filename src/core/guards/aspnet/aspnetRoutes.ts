import type { ClassProject, ProjectClass } from '../code/classProject.ts';
import { clip } from '../code/clip.ts';
import { type Call, chainOf, dotted, type Expr, lastName, plainArguments, type Stmt, textOf } from '../code/code.ts';
import { decided } from '../code/decided.ts';
import { guardFrom, joined, readsCredentials } from '../code/guardFrom.ts';
import { mayMeet } from '../code/pathTest.ts';
import type { Linked } from '../framework.ts';
import type { Guard, GuardRemark, Route, SourcePlace } from '../route.ts';
import { type Answers, Attributes } from './attributes.ts';
import { readActions } from './controllers.ts';
import { type CsRefusal, csRefusals } from './csharpRefusals.ts';
import { Endpoints, type Said, saidOf } from './endpoints.ts';
import { razorPages } from './pages.ts';
import { everyIn, readPolicies } from './policies.ts';
import { templatePattern } from './template.ts';

/** The routes of an ASP.NET Core application: controllers, minimal APIs and Razor pages. */
export function aspnetRoutes(project: ClassProject, texts: ReadonlyMap<string, string>): Linked {
  const policies = readPolicies(project);
  const attributes = new Attributes(project, policies, answersOf(project));
  const endpoints = new Endpoints(project);
  const middleware = readMiddleware(project);
  const routes: Route[] = [];

  const add = (
    method: string,
    path: string,
    place: SourcePlace,
    asked: { readonly guards: readonly Guard[]; readonly open: boolean; readonly authorizes: boolean },
    inline: readonly Guard[],
    handler: Route['handler'],
    unread: readonly string[],
  ): void => {
    // Who lets everybody in says so for all that asks who is calling, and not for the rest.
    const kept = asked.open
      ? asked.guards.filter((one) => one.kind === 'csrf' || one.kind === 'throttle')
      : asked.guards;
    const fallback = asked.open || asked.authorizes ? undefined : attributes.fallback();
    const before = middleware.guards(path, method);
    routes.push({
      method,
      path,
      ...(!path.includes('{?}') && { pattern: templatePattern(path) }),
      ...place,
      framework: 'aspnet',
      // Filters of MVC run after the middleware that authorizes.
      ...decided([
        ...before,
        ...(fallback ? [fallback] : []),
        ...kept.filter((one) => one.kind !== 'csrf'),
        ...kept.filter((one) => one.kind === 'csrf'),
        ...inline,
      ]),
      ...(handler && { handler }),
      ...(unread.length > 0 && { unread }),
    });
  };

  const metadata = (
    said: readonly Said[],
    method: string,
    unread: string[],
  ): { readonly guards: readonly Guard[]; readonly open: boolean; readonly authorizes: boolean } => {
    const guards: Guard[] = [];
    let open = false;
    let authorizes = false;
    for (const { call, of } of said) {
      const name = lastName(call.f) ?? '';
      const place = { file: of.file, line: call.line };
      const text = `${name}(${call.args.map((one) => textOf(one.value)).join(', ')})`;
      if (name === 'AllowAnonymous') open = true;
      else if (name === 'RequireRateLimiting') guards.push(attributes.throttle(name, text, place));
      else if (name === 'RequireScope')
        guards.push({
          ...attributes.signedIn(name, text, place),
          kind: 'authorization',
          needs: call.args.flatMap((one) => project.strings(of, one.value) ?? []),
          needsAre: 'scope',
          answers: [403],
        });
      else if (name === 'AddEndpointFilter') {
        const filter = endpointFilter(call, of);
        if (filter) guards.push(filter);
      } else if (name === 'RequireAuthorization') {
        authorizes = true;
        const given = plainArguments(call);
        const types = call.args.filter((one) => one.name !== '<>');
        if (types.length === 0) guards.push(attributes.signedIn(name, text, place));
        for (const one of given) {
          if (one.k === 'call' && one.made)
            guards.push({ ...attributes.authorize(of, one, name, call.line), text: clip(text) });
          else guards.push(attributes.policy(of, one, name, text, place));
        }
      } else if (name === 'WithMetadata') {
        const read = attributes.read(of, plainArguments(call), method, unread);
        guards.push(...read.guards);
        open ||= read.open;
        authorizes ||= read.authorizes;
      }
    }
    return { guards, open, authorizes };
  };

  const endpointFilter = (call: Call, of: ProjectClass): Guard | undefined => {
    const [first] = call.args.map((one) => one.value);
    const is = first && project.named(of.file, dotted(first));
    const method = is && project.method(is, 'InvokeAsync');
    const body = method?.def.body ?? (first?.k === 'fn' ? first.fn.body : []);
    const found = csRefusals(project, method?.of ?? of, body);
    if (found.length === 0) return undefined;
    const name = is ? is.class.name : 'AddEndpointFilter';
    return guardFrom({
      name,
      place: { file: of.file, line: call.line },
      text: call.text.slice(call.text.lastIndexOf('AddEndpointFilter')),
      statuses: found.map((one) => one.status),
      needs: joined(found.map((one) => one.needs)),
      ...(is && { definedAt: { file: is.file, line: is.class.line } }),
      credentials: () => readsCredentials(body),
    });
  };

  for (const action of readActions(project, endpoints.conventions)) {
    for (const path of action.paths) {
      for (const method of action.methods) {
        const unread: string[] = [];
        const onAll = metadata(endpoints.controllers, method, unread);
        const lineage = project.lineage(action.controller).toReversed();
        const onClass = lineage.map((one) => attributes.read(one, one.class.marks, method, unread));
        const own = attributes.read(action.of, action.def.marks, method, unread);
        const all = [onAll, globalFilters(project, attributes, method), ...onClass, own];
        const asked = {
          guards: all.flatMap((one) => one.guards),
          open: all.some((one) => one.open),
          authorizes: all.some((one) => one.authorizes),
        };
        const inline = inlineOf(
          csRefusals(project, action.of, action.def.body),
          action.of,
          JSON.stringify(action.def.body),
        );
        add(
          method,
          path,
          { file: action.of.file, line: action.line },
          asked,
          inline,
          { file: action.of.file, line: action.def.line, name: `${action.controller.class.name}.${action.def.name}` },
          unread,
        );
      }
    }
  }
  for (const endpoint of endpoints.all) {
    const handler = handlerOf(project, endpoint.of, endpoint.handler);
    for (const method of endpoint.methods) {
      const unread: string[] = [];
      const said = metadata(saidOf(endpoint), method, unread);
      const marked = attributes.read(endpoint.of, handler.marks, method, unread);
      const asked = {
        guards: [...said.guards, ...marked.guards],
        open: said.open || marked.open,
        authorizes: said.authorizes || marked.authorizes,
      };
      const inline = inlineOf(csRefusals(project, handler.of, handler.body), handler.of, JSON.stringify(handler.body));
      add(method, endpoint.path, { file: endpoint.of.file, line: endpoint.line }, asked, inline, handler.place, unread);
    }
  }
  for (const page of razorPages(project, texts)) {
    const unread: string[] = [];
    const read = attributes.read(page.of, [...page.of.class.marks, ...page.def.marks], page.method, unread);
    const inline = inlineOf(csRefusals(project, page.of, page.def.body), page.of, '');
    for (const path of page.paths)
      add(
        page.method,
        path,
        { file: page.of.file, line: page.def.line },
        read,
        inline,
        { file: page.of.file, line: page.def.line, name: `${page.of.class.name}.${page.def.name}` },
        unread,
      );
  }
  return { routes: byTemplate(routes), remarks: middleware.remarks };
}

function handlerOf(
  project: ClassProject,
  of: ProjectClass,
  expr: Expr | undefined,
): {
  readonly marks: readonly Expr[];
  readonly body: readonly Stmt[];
  readonly of: ProjectClass;
  readonly place?: Route['handler'];
} {
  if (expr?.k === 'fn') return { marks: expr.fn.marks ?? [], body: expr.fn.body, of };
  const name = lastName(expr);
  const holder = expr?.k === 'dot' ? project.named(of.file, dotted(expr.of)) : of;
  const method = name === undefined || !holder ? undefined : project.method(holder, name);
  if (!method) return { marks: [], body: [], of };
  return {
    marks: method.def.marks,
    body: method.def.body,
    of: method.of,
    place: { file: method.of.file, line: method.def.line, name: name ?? '' },
  };
}

/** Checks inside of an action. What signs people in answers 401 for another reason. */
function inlineOf(found: readonly CsRefusal[], of: ProjectClass, said: string): readonly Guard[] {
  const signsIn =
    /PasswordSignIn|CheckPassword|VerifyPassword|VerifyHashedPassword|GenerateToken|CreateToken|BCrypt/i.test(said);
  const groups = new Map<string, CsRefusal[]>();
  for (const one of found) {
    if (signsIn && one.status === 401) continue;
    const key = `${one.by ?? ''}:${one.line}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group): readonly Guard[] => {
    const [first] = group;
    const test = first?.tests.at(-1)?.expr;
    if (!first || (first.by === undefined && !test)) return [];
    return [
      guardFrom({
        name: first.by ?? (test ? textOf(test) : ''),
        place: { file: of.file, line: first.by === undefined ? (test?.line ?? first.line) : first.line },
        text: first.by ?? (test ? `if (${textOf(test)})` : ''),
        statuses: group.map((one) => one.status),
        needs: joined(group.map((one) => one.needs).filter((one) => one?.needsAre)),
        ...(first.byOf && { definedAt: { file: first.byOf.file, line: first.byLine ?? 1 } }),
      }),
    ];
  });
}

/** `options.Filters.Add(new AuthorizeFilter(…))`: what holds for every controller. */
function globalFilters(
  project: ClassProject,
  attributes: Attributes,
  method: string,
): { readonly guards: readonly Guard[]; readonly open: boolean; readonly authorizes: boolean } {
  const guards: Guard[] = [];
  for (const { of, stmt } of everyIn(project)) {
    if (
      (stmt.k !== 'expr' && stmt.k !== 'return') ||
      stmt.value?.k !== 'call' ||
      lastName(stmt.value.f) !== 'Add' ||
      !/Filters$/.test(textOf(stmt.value.f.k === 'dot' ? stmt.value.f.of : stmt.value))
    )
      continue;
    const [given] = stmt.value.args.map((one) => one.value);
    const name = lastName(given) ?? '';
    const place = { file: of.file, line: stmt.line };
    if (name === 'AuthorizeFilter') {
      const policy = given?.k === 'call' ? given.args[0]?.value : undefined;
      const known =
        policy && project.strings(of, policy)
          ? attributes.policy(of, policy, name, stmt.value.text, place)
          : attributes.signedIn(name, stmt.value.text, place);
      guards.push(known);
    } else if (given?.k === 'call' && /AntiforgeryTokenAttribute$/.test(name))
      guards.push(...attributes.read(of, [given], method, []).guards);
  }
  return { guards, open: false, authorizes: guards.some((one) => one.kind !== 'csrf') };
}

function answersOf(project: ClassProject): Answers {
  const calls = new Set<string>();
  let throttled = 503;
  for (const { stmt } of everyIn(project)) {
    if (
      stmt.k === 'set' &&
      lastName(stmt.target) === 'RejectionStatusCode' &&
      /429|TooMany/.test(stmt.value ? textOf(stmt.value) : '')
    )
      throttled = 429;
    if (stmt.k === 'set') calls.add(lastName(stmt.target) ?? '');
    const value = stmt.k === 'expr' || stmt.k === 'set' || stmt.k === 'return' ? stmt.value : undefined;
    for (const call of value ? chainOf(value) : []) calls.add(lastName(call.f) ?? '');
  }
  const bearer = [
    'AddJwtBearer',
    'AddMicrosoftIdentityWebApi',
    'AddBearerToken',
    'AddIdentityApiEndpoints',
    'AddScheme',
    'OnRedirectToLogin',
    'AddNegotiate',
    'AddOAuth2Introspection',
  ].some((one) => calls.has(one));
  const cookie = [
    'AddCookie',
    'AddIdentity',
    'AddDefaultIdentity',
    'AddMicrosoftIdentityWebApp',
    'AddOpenIdConnect',
  ].some((one) => calls.has(one));
  return { stranger: cookie && !bearer ? 302 : 401, forbidden: cookie && !bearer ? 302 : 403, throttled };
}

interface Middleware {
  guards(path: string, method: string): readonly Guard[];
  readonly remarks: readonly GuardRemark[];
}

/** `UseMiddleware<X>` and `Use(async …)` that refuse, and the order of those that sign in. */
function readMiddleware(project: ClassProject): Middleware {
  const found: {
    readonly name: string;
    readonly text: string;
    readonly place: SourcePlace;
    readonly definedAt: SourcePlace | undefined;
    readonly refusals: readonly CsRefusal[];
    readonly body: readonly Stmt[];
    readonly of: ProjectClass;
  }[] = [];
  const remarks: GuardRemark[] = [];
  const authorization = new Map<string, number>();
  for (const { of, stmt } of everyIn(project)) {
    if (stmt.k !== 'expr') continue;
    for (const call of chainOf(stmt.value)) {
      const name = lastName(call.f) ?? '';
      const place = { file: of.file, line: call.line };
      if (name === 'UseAuthorization' && !authorization.has(of.file)) authorization.set(of.file, call.line);
      else if (name === 'UseAuthentication' && authorization.has(of.file)) {
        const line = authorization.get(of.file) ?? 1;
        remarks.push({
          code: 'skipped-by-order',
          file: of.file,
          line,
          says: 'UseAuthorization stands before UseAuthentication: when it asks, nobody has been signed in yet.',
          certainty: 'sure',
          advice: 'Move UseAuthentication in front of UseAuthorization.',
          other: place,
        });
      } else if (name === 'UseMiddleware') {
        const is = project.named(of.file, dotted(call.args[0]?.value));
        const method = is && (project.method(is, 'InvokeAsync') ?? project.method(is, 'Invoke'));
        if (is && method)
          found.push({
            name: is.class.name,
            text: `UseMiddleware<${is.class.name}>()`,
            place,
            definedAt: { file: is.file, line: is.class.line },
            refusals: csRefusals(project, method.of, method.def.body),
            body: method.def.body,
            of: method.of,
          });
      } else if (name === 'Use') {
        const [first] = call.args.map((one) => one.value);
        if (first?.k === 'fn')
          found.push({
            name: 'Use',
            text: first.text,
            place,
            definedAt: undefined,
            refusals: csRefusals(project, of, first.fn.body),
            body: first.fn.body,
            of,
          });
      }
    }
  }
  return {
    remarks,
    guards: (path, method) =>
      found.flatMap((one): readonly Guard[] => {
        const met = one.refusals.filter((it) =>
          mayMeet(it.tests, { path, method }, (expr) => project.strings(one.of, expr)),
        );
        if (met.length === 0) return [];
        return [
          guardFrom({
            name: one.name,
            place: one.place,
            text: one.text,
            statuses: met.map((it) => it.status),
            needs: joined(met.map((it) => it.needs).filter((it) => it?.needsAre)),
            definedAt: one.definedAt,
            credentials: () => readsCredentials(one.body),
          }),
        ];
      }),
  };
}

/** What is written out goes before placeholders, and those with a constraint before those without. */
function byTemplate(routes: readonly Route[]): readonly Route[] {
  const weight = (part: string): number =>
    !part.includes('{') ? 0 : part.includes('{*') ? 4 : part.startsWith('{') ? (part.includes(':') ? 2 : 3) : 1;
  const weighed = routes.map((route, at) => ({ route, at, weights: route.path.split('/').map(weight) }));
  const compare = (a: readonly number[], b: readonly number[]): number => {
    for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
    return 0;
  };
  return weighed.sort((a, b) => compare(a.weights, b.weights) || a.at - b.at).map((one) => one.route);
}
