import type * as vscode from 'vscode';
import { matchRoute } from '../../core/guards/matchRoute.ts';
import type { Route } from '../../core/guards/route.ts';
import { text, words } from '../../core/text.ts';
import type { ReadGuards } from '../guardIndex.ts';
import type { HistoryEntry } from '../history.ts';
import { needsOf, type Refusing } from '../sidebar/routeView.ts';

/** The route of an answered request, in the code of a folder. */
export interface EntryMatch {
  readonly folder: vscode.Uri;
  readonly route: Route;
  /** The start of the path that a proxy must have taken off; empty where none was. */
  readonly dropped: string;
  /** The guard that most likely refused. */
  readonly refusing?: Refusing;
}

/** The route of an answered request, in the first of these folders that has one. */
export function matchEntry(read: readonly ReadGuards[], { exchange }: HistoryEntry): EntryMatch | undefined {
  if (!exchange) return undefined;
  const { request, response } = exchange;
  for (const { folder, routes } of read) {
    const matched = matchRoute(routes, request.method, request.url);
    if (matched.is !== 'route') continue;
    const { route, dropped } = matched;
    const refusing = refusingIn(route, response.status);
    return { folder, route, dropped, ...(refusing ? { refusing } : {}) };
  }
  return undefined;
}

function refusingIn(route: Route, status: number): Refusing | undefined {
  const index = status === 401 ? route.decides401 : status === 403 ? route.decides403 : -1;
  const guard = route.guards[index];
  if (!guard) return undefined;
  const needs = needsOf(guard);
  return { index, says: needs ? text`Most likely refused: it ${needs}.` : words('Most likely refused.') };
}

/** The route for a method and a path. */
export function matcherOf({ routes }: ReadGuards): (method: string, path: string) => Route | undefined {
  return (method, path) => {
    const matched = matchRoute(routes, method, path);
    return matched.is === 'route' ? matched.route : undefined;
  };
}
