import type { Route } from '../../core/guards/route.ts';
import type { App } from '../app.ts';
import type { Seen } from '../seen.ts';
import { matcherOf } from './match.ts';
import type { ReadGuards } from './readGuards.ts';
import { seenByRoute } from './seenBy.ts';

/** Who got which answer from each route of a folder. Worked out again only when something new was seen or read. */
export function seenIn(app: Pick<App, 'seen'>, read: ReadGuards): ReadonlyMap<Route, readonly Seen[]> {
  const { all } = app.seen;
  const newest = all.at(-1);
  const there = known.get(read);
  if (there && there.newest === newest && there.count === all.length) return there.byRoute;
  const byRoute = seenByRoute(read.routes, all, matcherOf(read));
  known.set(read, { newest, count: all.length, byRoute });
  return byRoute;
}

const known = new WeakMap<
  ReadGuards,
  { readonly newest: Seen | undefined; readonly count: number; readonly byRoute: ReadonlyMap<Route, readonly Seen[]> }
>();
