import type { Route } from '../../core/guards/route.ts';
import { relative } from '../../core/time.ts';
import type { Seen } from '../seen.ts';

/** Who got which answer from a route: `admin 200 · viewer 403 (2 minutes ago)`. Empty where nothing was seen. */
export function seenWords(seen: readonly Seen[], now: number): string {
  const last = new Map<string, Seen>();
  for (const it of seen) last.set(it.user ?? '', it);
  const newest = Math.max(...[...last.values()].map((it) => it.at));
  const told = [...last.values()]
    .slice(-mostUsers)
    .map(({ user, status }) => (user ? `${user} ${status}` : `${status}`));
  if (told.length === 0) return '';
  return `${told.join(' · ')} (${relative(Math.floor(newest / 1000), Math.floor(now / 1000))})`;
}

/** More than these make no line to read. */
const mostUsers = 6;

/** What was seen, by the route that answered. */
export function seenByRoute(
  routes: readonly Route[],
  seen: readonly Seen[],
  match: (method: string, path: string) => Route | undefined,
): ReadonlyMap<Route, readonly Seen[]> {
  const found = new Map<Route, Seen[]>();
  if (routes.length === 0) return found;
  for (const it of seen) {
    const route = match(it.method, it.path);
    if (!route) continue;
    const there = found.get(route) ?? [];
    there.push(it);
    found.set(route, there);
  }
  return found;
}
