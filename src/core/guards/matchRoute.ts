import { RE2JS } from 're2js';
import { asksOf } from './asksOf.ts';
import { decide } from './decide.ts';
import type { Route } from './route.ts';

/** The route that a request meets. */
export type Matched =
  /** `dropped`: the start of the path that a proxy must have taken off for it to match; empty where nothing needs to be. */
  | { readonly is: 'route'; readonly route: Route; readonly dropped: string }
  /** Routes have the path, and none has the method: such an answer is 405 or 404, where the framework gives it. */
  | { readonly is: 'other-method'; readonly methods: readonly string[] }
  /** No route of the code matches: what refused stands in front of it. */
  | { readonly is: 'none' };

/**
 * The first route that matches, in the order in which the framework tries them. `path` may have a query, which is left
 * aside; HEAD is answered by what answers GET.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Matched {
  const plain = pathOf(path);
  const verb = method.toUpperCase();
  const direct = firstOf(routes, verb, plain);
  if (direct) return { is: 'route', route: forMethod(direct, verb), dropped: '' };
  const here = routes.filter((it) => takesPath(it, plain));
  if (0 < here.length) return { is: 'other-method', methods: [...new Set(here.map((it) => it.method))].sort() };
  // A proxy in front may take off the start of the path: only where something longer than the root is left.
  for (
    let dropped = segment(plain, 0), left = 3;
    0 < left && dropped < plain.length - 1;
    dropped = segment(plain, dropped), left--
  ) {
    const found = firstOf(routes, verb, plain.slice(dropped));
    if (found && !takesAnything(found))
      return { is: 'route', route: forMethod(found, verb), dropped: plain.slice(0, dropped) };
  }
  return { is: 'none' };
}

/** A route for any method, with the guards that ask something of this one. */
function forMethod(route: Route, method: string): Route {
  if (route.method !== '*' || route.guards.every((it) => asksOf(method, it))) return route;
  const guards = route.guards.filter((it) => asksOf(method, it));
  return { ...route, guards, ...decide(guards) };
}

/** Routes for one host only come last: of the host nothing is said. */
function firstOf(all: readonly Route[], method: string, path: string): Route | undefined {
  const routes = all.some((it) => it.host !== undefined)
    ? [...all.filter((it) => it.host === undefined), ...all.filter((it) => it.host !== undefined)]
    : all;
  const exact = routes.find((it) => takesMethod(it, method) && takesPath(it, path));
  if (exact || method !== 'HEAD') return exact;
  return routes.find((it) => takesMethod(it, 'GET') && takesPath(it, path));
}

function takesMethod(route: Route, method: string): boolean {
  return route.method === '*' || route.method === method || (method === 'HEAD' && route.method === 'GET');
}

function takesPath(route: Route, path: string): boolean {
  if (route.path === path) return true;
  return route.pattern !== undefined && test(route.pattern, path);
}

/** A route for all that is left says nothing of where a proxy stands. */
function takesAnything(route: Route): boolean {
  return takesPath(route, '/why401/takes/anything/at/all');
}

/** Where the segment after the one that begins at a slash begins. */
function segment(path: string, from: number): number {
  const next = path.indexOf('/', from + 1);
  return next < 0 ? path.length : next;
}

function pathOf(path: string): string {
  const plain = path.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
  return plain.startsWith('/') ? plain : `/${plain}`;
}

const compiled = new Map<string, RE2JS | undefined>();

function test(pattern: string, path: string): boolean {
  if (!compiled.has(pattern)) {
    if (5_000 < compiled.size) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return 8_000 < path.length ? false : compiled.get(pattern)?.matcher(path).find() === true;
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
