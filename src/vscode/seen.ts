import * as vscode from 'vscode';
import type { Exchange } from '../core/exchange.ts';
import type { History, HistoryEntry } from './history.ts';
import { leadsHere } from './thisComputer.ts';

/** Who got which answer from this computer: by history, and by the runs of the matrix. Holds no secret. */
export interface Seen {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly user: string | undefined;
  readonly status: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface SeenList extends vscode.Disposable {
  /** Oldest first; the last one of each method, path and user. */
  readonly all: readonly Seen[];
  add(exchange: Exchange, user: string | undefined, at: number): void;
  readonly onDidChange: vscode.Event<void>;
}

/** More than a window sees of one API. */
const most = 2000;

export function createSeenList(history: Pick<History, 'onDidChange'>): SeenList {
  const changed = new vscode.EventEmitter<void>();
  const all = new Map<string, Seen>();
  const known = new WeakSet<Exchange>();

  function add(exchange: Exchange, user: string | undefined, at: number): void {
    const { request, response } = exchange;
    if (known.has(exchange) || !leadsHere(request.url)) return;
    known.add(exchange);
    const { pathname: path } = new URL(request.url);
    const key = `${request.method} ${path} ${user ?? ''}`;
    all.delete(key);
    all.set(key, { method: request.method, path, user, status: response.status, at });
    const oldest = all.keys().next();
    if (most < all.size && !oldest.done) all.delete(oldest.value);
    changed.fire();
  }

  const listening = history.onDidChange(({ exchange, failedFirst, user, at }: HistoryEntry) => {
    if (exchange?.source === 'sent' && failedFirst === undefined) add(exchange, user, at);
  });
  return {
    get all() {
      return [...all.values()];
    },
    add,
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(listening, changed).dispose(),
  };
}
