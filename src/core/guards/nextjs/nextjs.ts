import type { Framework } from '../framework.ts';
import { createWorld } from '../js/createWorld.ts';
import { jsFramework } from '../js/jsFramework.ts';
import { placedBy } from '../js/placed.ts';
import { patternOf } from '../js/segments.ts';
import type { Expression, ModuleSyntax } from '../js/syntax.ts';
import { once, toRoute } from '../js/toRoute.ts';
import type { World } from '../js/world.ts';
import type { Route } from '../route.ts';
import { exportedAs } from './exported.ts';
import { chained, type Handled, handled } from './handler.ts';
import { createNextHost, type NextRouter } from './host.ts';
import { basePathIn, middlewareFor } from './middleware.ts';
import { compareRoutes, type RouteFile, rootOf, routeFileOf } from './routeFiles.ts';

const top = /(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]s$/;
const config = /(?:^|\/)next\.config\.[cm]?[jt]s$/;

/** Next.js 12 to 16: route handlers of `app`, `pages/api`, and the middleware in front. https://nextjs.org/docs */
export const nextjs: Framework<ModuleSyntax> = jsFramework({
  id: 'nextjs',
  begins: (path, text) =>
    config.test(path) ||
    (top.test(path) && /['"`](?:next\b|next\/|next-auth|@clerk\/|@auth0\/|@\/|\.{1,2}\/)/.test(text)) ||
    routeFileOf(path) !== undefined,
  link(modules, project) {
    if (!isNext(modules, project.texts)) return { routes: [], remarks: [] };
    const world = createWorld(modules, project, createNextHost());
    for (const path of modules.keys()) world.run(path);
    const files = [...modules.keys()].flatMap((path) => {
      const file = routeFileOf(path);
      return file ? [{ ...file, file: path }] : [];
    });
    const tops = [...modules.keys()].filter((it) => top.test(it));
    const configs = [...modules.keys()].filter((it) => config.test(it));
    const routes = files.sort(compareRoutes).flatMap((it) => {
      const before = tops.find((one) => rootOf(one) === it.root);
      const settings = configs.find((one) => rootOf(one) === it.root);
      const base = settings === undefined ? '' : basePathIn(exportedAs(settings, 'default', world)?.value);
      return it.kind === 'app' ? appRoutes(it, base, before, world) : pageRoutes(it, base, before, world);
    });
    return { routes: once(routes), remarks: [] };
  },
});

/** `app` and `pages` are names that other frameworks use, too: an import, a setting or a dependency asks for Next.js. */
function isNext(modules: ReadonlyMap<string, ModuleSyntax>, texts: ReadonlyMap<string, string>): boolean {
  for (const [path, { imports }] of modules)
    if (config.test(path) || imports.some((it) => /^next(?:\/|$)|^next-auth|^@clerk\/nextjs/.test(it))) return true;
  return [...texts].some(([path, text]) => path.endsWith('package.json') && /"next"\s*:/.test(text));
}

interface Found extends RouteFile {
  readonly file: string;
}

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function appRoutes(it: Found, base: string, before: string | undefined, world: World): readonly Route[] {
  return verbs.flatMap((method) => {
    const slot = exportedAs(it.file, method, world);
    if (!slot) return [];
    const at = { file: it.file, line: slot.line };
    return [route(it, base, method, at.line, before, handled(slot, at, it.path, method, world), world)];
  });
}

function pageRoutes(it: Found, base: string, before: string | undefined, world: World): readonly Route[] {
  const slot = exportedAs(it.file, 'default', world);
  if (!slot) return [];
  const at = { file: it.file, line: slot.line };
  const router = slot.value.is === 'thing' ? (slot.value.thing as NextRouter) : undefined;
  if (router?.kind === 'next-router') {
    const entries = router.entries.filter((one) => one.method !== 'use');
    return entries.map((one) => {
      const method = one.method === 'all' ? '*' : one.method.toUpperCase();
      return route(it, base, method, one.line, before, chained(router, method === '*' ? 'ALL' : method, world), world);
    });
  }
  const first = handled(slot, at, it.path, undefined, world);
  const inner = first.handler?.value;
  const named = inner?.is === 'function' ? methodsIn(inner.syntax.body) : [];
  if (named.length === 0) return [route(it, base, '*', at.line, before, first, world)];
  return named.map((method) =>
    route(it, base, method, at.line, before, handled(slot, at, it.path, method, world), world),
  );
}

function route(
  it: Found,
  base: string,
  method: string,
  line: number,
  before: string | undefined,
  by: Handled,
  world: World,
): Route {
  const front = before === undefined ? { guards: [], unread: [] } : middlewareFor(before, it.segments, method, world);
  const { handler } = by;
  const site = { file: it.file, line, text: '', sometimes: false };
  const based =
    base === ''
      ? it.segments
      : [
          ...base
            .split('/')
            .filter((one) => one !== '')
            .map((text) => ({ is: 'text' as const, text })),
          ...it.segments,
        ];
  return toRoute({
    framework: 'nextjs',
    method,
    path: base + it.path,
    pattern: patternOf(based, true, true),
    at: { file: it.file, line },
    guards: [...front.guards, ...by.guards],
    handler: handler && placedBy(handler, site)[0],
    unread: [...front.unread, ...by.unread],
  });
}

/** The methods that a handler tells apart: `req.method === 'POST'`, `switch (req.method)`. */
function methodsIn(body: ModuleSyntax['body']): readonly string[] {
  const found = new Set<string>();
  const isMethod = (it: Expression) => it.is === 'member' && it.name === 'method';
  const add = (it: Expression | undefined) => {
    if (it?.is === 'string' && verbs.includes(it.value.toUpperCase())) found.add(it.value.toUpperCase());
  };
  const look = (it: unknown, depth: number): void => {
    if (typeof it !== 'object' || it === null || 80 < depth) return;
    if (Array.isArray(it)) {
      for (const one of it) look(one, depth + 1);
      return;
    }
    const node = it as {
      is?: string;
      left?: Expression;
      right?: Expression;
      on?: Expression;
      to?: { is: string; fields?: { key: string }[] };
      cases?: { test?: Expression }[];
      callee?: Expression;
      args?: Expression[];
    };
    if (node.is === 'binary' && node.left && node.right) {
      if (isMethod(node.left) || isNamedMethod(node.left)) add(node.right);
      if (isMethod(node.right)) add(node.left);
    }
    if (node.is === 'switch' && node.on && (isMethod(node.on) || isNamedMethod(node.on)))
      for (const one of node.cases ?? []) add(one.test);
    if (
      node.is === 'call' &&
      node.callee?.is === 'member' &&
      node.callee.name === 'includes' &&
      node.args?.[0] &&
      isMethod(node.args[0]) &&
      node.callee.of.is === 'array'
    )
      for (const one of node.callee.of.items) add(one);
    for (const one of Object.values(it)) look(one, depth + 1);
  };
  look(body, 0);
  return verbs.filter((it) => found.has(it));
}

function isNamedMethod(it: Expression): boolean {
  return it.is === 'name' && it.name === 'method';
}
