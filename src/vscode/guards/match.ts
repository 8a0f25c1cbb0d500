import type * as vscode from 'vscode';
import { readFacts } from '../../core/facts.ts';
import { matchRoute } from '../../core/guards/matchRoute.ts';
import type { Route } from '../../core/guards/route.ts';
import { type Refuser, whoRefused } from '../../core/guards/whoRefused.ts';
import { list, type Text, text, words } from '../../core/text.ts';
import type { HistoryEntry } from '../history.ts';
import { needsOf, type Refusing } from '../sidebar/routeView.ts';
import type { ReadGuards } from './readGuards.ts';

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
export function matchEntry(read: readonly ReadGuards[], { exchange, at }: HistoryEntry): EntryMatch | undefined {
  if (!exchange) return undefined;
  const { request, response } = exchange;
  for (const { folder, routes } of read) {
    const matched = matchRoute(routes, request.method, request.url);
    if (matched.is !== 'route') continue;
    const { route, dropped } = matched;
    const refuser = 400 <= response.status ? whoRefused(route, readFacts(exchange, at)) : undefined;
    return {
      folder,
      route,
      dropped,
      ...(refuser ? { refusing: { index: refuser.index, says: refuserWords(refuser, response.status) } } : {}),
    };
  }
  return undefined;
}

/** What the guard wants against what the token carries. */
export function refuserWords({ guard, lacks, holds, isOnly }: Refuser, status: number): Text {
  const sure = words(isOnly ? `The only one that answers ${status}` : 'Most likely refused');
  const needs = needsOf(guard);
  if (!needs) return text`${sure}.`;
  if (holds.length === 0) return text`${sure}: it ${needs}.`;
  const has = text`the token has ${list(holds)}`;
  return 0 < lacks.length ? text`${sure}: it ${needs}; ${has}.` : text`${sure}: it ${needs}, and ${has}.`;
}

/** The route for a method and a path. */
export function matcherOf({ routes }: ReadGuards): (method: string, path: string) => Route | undefined {
  return (method, path) => {
    const matched = matchRoute(routes, method, path);
    return matched.is === 'route' ? matched.route : undefined;
  };
}
