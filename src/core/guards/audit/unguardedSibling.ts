import type { GuardKind, GuardRemark, Route } from '../route.ts';
import { looksPublic } from './looksPublic.ts';

/**
 * Routes without a guard among siblings that have one: the same resource, and most of what is beside asks who is calling.
 * What is meant for anybody by its path is not claimed, and neither is reading what only writing is guarded for.
 */
export function unguardedSiblings(routes: readonly Route[], said: readonly GuardRemark[]): GuardRemark[] {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const key = `${route.framework}\n${resourceOf(route.path)}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(route);
  }
  return [...groups.values()].flatMap((group) => group.flatMap((route) => remarkOn(route, group, routes, said) ?? []));
}

/** The path up to what stands for one of many: `/api/posts` of `/api/posts/:id/comments`. */
function resourceOf(path: string): string {
  const parts = path.split('/').filter((it) => it !== '');
  const at = parts.findIndex((it) => /^[:{[<*(]/.test(it));
  return (at < 0 ? parts : parts.slice(0, Math.max(at, 1))).slice(0, 4).join('/').toLowerCase();
}

const asks: ReadonlySet<GuardKind> = new Set<GuardKind>(['authentication', 'authorization']);

function isGuarded(route: Route): boolean {
  return route.guards.some((it) => asks.has(it.kind) || it.kind === 'signature' || it.kind === 'other');
}

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function remarkOn(
  route: Route,
  group: readonly Route[],
  all: readonly Route[],
  said: readonly GuardRemark[],
): GuardRemark | undefined {
  if (isGuarded(route) || looksPublic(route) || 0 < (route.unread?.length ?? 0)) return undefined;
  if (said.some((it) => it.other?.file === route.file && it.other.line === route.line)) return undefined;
  const siblings = group.filter((it) => it !== route && !looksPublic(it));
  const beside = siblings.filter((it) => isGuarded(it));
  const reads = safe.has(route.method);
  // Reading is often for anybody where writing is not; what reads beside tells.
  const alike = reads ? siblings.filter((it) => safe.has(it.method)) : siblings;
  const guarded = alike.filter((it) => isGuarded(it));
  if (reads) {
    if (guarded.length < 2 || alike.length - guarded.length !== 0) return undefined;
  } else if (beside.length === 0 || guarded.length * 2 < alike.length) return undefined;
  // Two ways that are open beside each other are meant to be.
  if (!reads && beside.length === 1 && !moreLikely(route, all)) return undefined;
  const [first] = guarded;
  const name = first?.guards.find((it) => asks.has(it.kind) || it.kind === 'other')?.name;
  if (!first || name === undefined) return undefined;
  const count = guarded.length;
  return {
    code: 'unguarded-sibling',
    file: route.file,
    line: route.line,
    says: `Nothing guards ${route.method} ${route.path}; beside it ${first.method} ${first.path} has \`${name}\`${count === 1 ? '' : `, and ${count === 2 ? 'one more route is' : `${count - 1} more routes are`} guarded, too`}.`,
    certainty: 'likely',
    advice: `Put \`${name}\` in front of it, unless anybody may call it.`,
    other: { file: first.file, line: first.line },
  };
}

/** In the application at large, what writes is guarded. */
function moreLikely(route: Route, all: readonly Route[]): boolean {
  const writing = all.filter((it) => it.framework === route.framework && !safe.has(it.method) && !looksPublic(it));
  return writing.length * 2 < writing.filter((it) => isGuarded(it)).length * 3;
}
