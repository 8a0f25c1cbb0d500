import * as vscode from 'vscode';
import type { CauseId } from '../../core/causeIds.ts';
import { maskUrl } from '../../core/mask.ts';
import type { DecodedToken } from '../decoded.ts';
import type { History, HistoryEntry } from '../history.ts';
import type { SignList } from '../signs.ts';
import type { Read } from './messages.ts';
import type { Reading } from './readAside.ts';

/** A HAR or another text that was read: where from, and what is in it. */
export interface Recording {
  /** `shop.har`, `the clipboard` */
  readonly name: string;
  readonly uri?: vscode.Uri;
  readonly read: Read;
  readonly reading: Pick<Reading, 'exchangeOf' | 'end'>;
}

/** What is listed of its refusals. */
export interface Filter {
  readonly cause?: CauseId;
  /** `null`: those whose host is not known. */
  readonly host?: string | null;
}

/** The recording that was read last, for the sidebar: its list of refusals, and the one that was chosen. */
export interface Recordings extends vscode.Disposable {
  readonly current: Recording | undefined;
  readonly isListOpen: boolean;
  readonly filter: Filter;
  /** The refusal that was chosen last, by its index in the text. */
  readonly chosen: number | undefined;
  /** Whether the explanation that is shown is one of this recording. */
  isShown(entry: HistoryEntry | undefined): boolean;
  /** Several refusals as a list; the one refusal, or the last exchange, with its explanation. */
  open(recording: Recording): Promise<void>;
  choose(entry: number): Promise<void>;
  openList(): void;
  list(filter: Filter): void;
  close(): void;
  readonly onDidChange: vscode.Event<void>;
}

/** What it takes from the rest of the extension. */
interface Surroundings {
  readonly history: History;
  readonly decodedToken: DecodedToken;
  readonly signs: SignList;
  now(): number;
}

export function createRecordings({ history, decodedToken, signs, now }: Surroundings): Recordings {
  const changed = new vscode.EventEmitter<void>();
  let current: Recording | undefined;
  let isListOpen = false;
  let filter: Filter = {};
  let chosen: number | undefined;
  let shown: HistoryEntry | undefined;

  function set(next: Recording | undefined): void {
    if (next !== current) current?.reading.end();
    current = next;
    isListOpen = false;
    filter = {};
    chosen = undefined;
    shown = undefined;
  }

  function leaveList(): void {
    if (!isListOpen) return;
    isListOpen = false;
    changed.fire();
  }

  async function choose(entry: number): Promise<void> {
    const from = current;
    if (!from) return;
    const [{ reportOnRequest }, own, exchange] = await Promise.all([
      import('../explaining.ts'),
      signs.of(from.uri),
      from.reading.exchangeOf(entry),
    ]);
    // Another text was opened meanwhile.
    if (current !== from) return;
    const { method, url } = exchange.request;
    const report = reportOnRequest(exchange, now(), { own });
    chosen = entry;
    isListOpen = false;
    shown = {
      label: exchange.requestNotShown ? 'The request was not recorded' : `${method} ${maskUrl(url)}`,
      at: now(),
      outcome: { kind: 'answered', exchange, ranFirst: [], used: [] },
      exchange,
      ...(report ? { report } : {}),
    };
    history.add(shown);
    changed.fire();
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    history.onDidChange((it) => it !== shown && leaveList()),
    decodedToken.onDidChange(leaveList),
  );

  return {
    get current() {
      return current;
    },
    get isListOpen() {
      return isListOpen;
    },
    get filter() {
      return filter;
    },
    get chosen() {
      return chosen;
    },
    isShown: (entry) => entry !== undefined && entry === shown,
    async open(recording) {
      set(recording);
      const { refusals, last } = recording.read;
      const only = refusals.length === 0 ? last : refusals[0]?.entry;
      isListOpen = 1 < refusals.length;
      if (isListOpen || only === undefined) return changed.fire();
      await choose(only);
      recording.reading.end();
    },
    choose,
    openList() {
      isListOpen = current !== undefined && 1 < current.read.refusals.length;
      changed.fire();
    },
    list(next) {
      filter = next;
      changed.fire();
    },
    close() {
      set(undefined);
      changed.fire();
    },
    onDidChange: changed.event,
    dispose() {
      current?.reading.end();
      subscriptions.dispose();
    },
  };
}
