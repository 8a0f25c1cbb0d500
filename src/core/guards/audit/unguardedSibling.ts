import type { GuardKind, GuardRemark, Route } from '../route.ts';
import { looksPublic } from './looksPublic.ts';

/**
 * Routes without a guard among siblings that have one: of the same resource, or below the same path, where most of what
 * is beside asks who is calling. What is meant for anybody by its path is not claimed, nor signing up, nor reading where
 * only writing is guarded.
 */
export function unguardedSiblings(routes: readonly Route[], said: readonly GuardRemark[]): GuardRemark[] {
  const claimed = new Set(said.map((it) => `${it.other?.file}:${it.other?.line}`));
  const strict = new Set(
    [...new Set(routes.map((it) => it.framework))].filter((it) =>
      writingIsGuarded(routes.filter((one) => one.framework === it)),
    ),
  );
  const groups = new Map<string, Route[]>();
  for (const route of routes)
    for (const key of keysOf(route)) {
      const group = groups.get(key);
      if (group) group.push(route);
      else groups.set(key, [route]);
    }
  return routes.flatMap((route): GuardRemark[] => {
    if (isOpenOnPurpose(route) || claimed.has(`${route.file}:${route.line}`)) return [];
    for (const key of keysOf(route)) {
      const first = guardedBeside(route, groups.get(key) ?? [], strict.has(route.framework));
      if (first) return [remarkOn(route, first)];
    }
    return [];
  });
}

/** The resource, and what it stands below: `api/posts` for `/api/posts/:id`, `api/admin` for `/api/admin/stats`. */
function keysOf(route: Route): readonly string[] {
  const before = known.get(route);
  if (before) return before;
  const keys = makeKeys(route);
  known.set(route, keys);
  return keys;
}

/** Routes stay the same objects while nothing of them is other. */
const known = new WeakMap<Route, readonly string[]>();

function makeKeys({ path, framework, file }: Route): readonly string[] {
  const parts = path
    .toLowerCase()
    .split('/')
    .filter((it) => it !== '');
  const at = parts.findIndex((it) => /^[:{[<*(]/.test(it));
  const fixed = at < 0 ? parts : parts.slice(0, at);
  const resource = fixed.join('/');
  const above = fixed.slice(0, -1);
  const last = above.at(-1);
  const keys = [resource === '' ? file : resource];
  if (last !== undefined && !general.test(last)) keys.push(above.join('/'));
  return keys.map((it) => `${framework}\n${it}`);
}

const general = /^(?:api|apis|rest|v\d+(?:\.\d+)?|public|internal|app|web|service|services)$/;
const asks: ReadonlySet<GuardKind> = new Set<GuardKind>(['authentication', 'authorization', 'other']);
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function isGuarded(route: Route): boolean {
  return route.guards.some((it) => asks.has(it.kind) || it.kind === 'signature');
}

function isOpenOnPurpose(route: Route): boolean {
  if (isGuarded(route) || looksPublic(route) || route.letThrough || 0 < (route.unread?.length ?? 0)) return true;
  // Who has no account yet makes one.
  return (
    route.method === 'POST' &&
    /(?:^|\/)(?:users?|accounts?|members?|customers?|people|clients?|profiles?)\/?$/i.test(route.path)
  );
}

/** The first guarded sibling, where enough of them are for this one to look forgotten. */
function guardedBeside(route: Route, group: readonly Route[], isStrict: boolean): Route | undefined {
  const siblings = group.filter((it) => it !== route && !looksPublic(it));
  // What writes is measured by what writes, where there is such beside.
  const reads = safe.has(route.method);
  const same = siblings.filter((it) => safe.has(it.method) === reads);
  const alike = reads || 0 < same.length ? same : siblings;
  if (!reads && 2 <= siblings.length && siblings.every((it) => isGuarded(it))) return alike[0];
  const guarded = alike.filter((it) => isGuarded(it));
  const open = alike.length - guarded.length;
  if (/(?:^|\/)admin(?:istration)?(?:\/|$)/i.test(route.path) && 0 < guarded.length && open === 0) return guarded[0];
  // Reading is often for anybody where writing is not; what reads beside tells.
  if (safe.has(route.method)) return 2 <= guarded.length && open === 0 ? guarded[0] : undefined;
  if (guarded.length === 0 || guarded.length < open) return undefined;
  return guarded.length === 1 && !isStrict ? undefined : guarded[0];
}

function remarkOn(route: Route, first: Route): GuardRemark {
  const name = first.guards.find((it) => asks.has(it.kind))?.name ?? first.guards[0]?.name ?? '';
  return {
    code: 'unguarded-sibling',
    file: route.file,
    line: route.line,
    says: `Nothing guards ${route.method} ${route.path}; ${first.method} ${first.path} beside it has \`${name}\`.`,
    certainty: 'likely',
    advice: `Put \`${name}\` in front of it, unless anybody may call it.`,
    other: { file: first.file, line: first.line },
  };
}

/** In the application at large, what writes is guarded. */
function writingIsGuarded(routes: readonly Route[]): boolean {
  const writing = routes.filter((it) => !safe.has(it.method) && !looksPublic(it));
  return writing.length * 2 < writing.filter((it) => isGuarded(it)).length * 3;
}
