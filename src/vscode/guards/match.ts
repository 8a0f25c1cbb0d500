import type * as vscode from 'vscode';
import type { Route } from '../../core/guards/route.ts';
import type { ReadGuards } from '../guardIndex.ts';
import type { HistoryEntry } from '../history.ts';
import type { Refusing } from '../sidebar/routeView.ts';

/** The route of an answered request, in the code of a folder. */
export interface Matched {
  readonly folder: vscode.Uri;
  readonly route: Route;
  /** The guard that most likely refused. */
  readonly refusing?: Refusing;
}
export function matchEntry(_read: readonly ReadGuards[], _entry: HistoryEntry): Matched | undefined {
  return undefined;
}
export function matcherOf(_read: ReadGuards): (method: string, path: string) => Route | undefined {
  return () => undefined;
}
