import * as vscode from 'vscode';
import type { Exchange } from '../core/exchange.ts';
import type { HistoryEntry } from './history.ts';
import type { FoundInLogs } from './logs/foundInLogs.ts';

/** What was looked up in server logs for one exchange. `asked`: by a click, not by itself. */
export type LogLook = { readonly asked: boolean } & (
  | { readonly state: 'looking' }
  | { readonly state: 'done'; readonly found: FoundInLogs }
);

/** What servers wrote of the refusals of this window. In memory only. */
export interface ServerLogs extends vscode.Disposable {
  of(exchange: Exchange): LogLook | undefined;
  /**
   * Looks for the lines of a refusal, unless that was done. `asked`: once more, and also where a command or another
   * computer must be asked.
   */
  look(entry: HistoryEntry, asked: boolean): Promise<void>;
  cancel(): void;
  readonly onDidChange: vscode.Event<void>;
  /** Lines were found for this exchange. */
  readonly onDidFind: vscode.Event<Exchange>;
}

/** Servers write the line of a request once it is over, some of them a moment later. Milliseconds. */
const pauses = [150, 1200];

export function createServerLogs(log: vscode.LogOutputChannel): ServerLogs {
  const changed = new vscode.EventEmitter<void>();
  const found = new vscode.EventEmitter<Exchange>();
  const looks = new WeakMap<Exchange, LogLook>();
  let underWay: { readonly abort: AbortController; readonly exchange: Exchange } | undefined;

  function settle(exchange: Exchange, look: LogLook | undefined): void {
    if (look) looks.set(exchange, look);
    else looks.delete(exchange);
    changed.fire();
  }

  return {
    of: (exchange) => looks.get(exchange),
    async look(entry, asked) {
      const { exchange } = entry;
      if (!exchange || (!asked && looks.has(exchange))) return;
      const before = looks.get(exchange);
      underWay?.abort.abort();
      const abort = new AbortController();
      const mine = { abort, exchange };
      underWay = mine;
      settle(exchange, { state: 'looking', asked });
      try {
        const { lookInLogs } = await import('./logs/index.ts');
        const result = await lookInLogs(entry, { asked, pauses, signal: abort.signal });
        abort.signal.throwIfAborted();
        settle(exchange, result && { state: 'done', asked, found: result });
        if (result && 0 < result.lines.length) found.fire(exchange);
      } catch (error) {
        settle(exchange, before?.state === 'done' ? before : undefined);
        if (!abort.signal.aborted) log.error('server log', error instanceof Error ? error : String(error));
      } finally {
        if (underWay === mine) underWay = undefined;
      }
    },
    cancel: () => underWay?.abort.abort(),
    onDidChange: changed.event,
    onDidFind: found.event,
    dispose() {
      underWay?.abort.abort();
      vscode.Disposable.from(changed, found).dispose();
    },
  };
}
