import * as vscode from 'vscode';
import type { Lesson } from '../core/check/hostMemory.ts';
import type { Exchange } from '../core/exchange.ts';
import type { ProofFacts } from '../core/prove/proof.ts';
import type { Report } from '../core/report.ts';
import type { RunOutcome } from '../run/run.ts';
import type { RequestRef } from './requestId.ts';

/** What came of a request, or of something pasted. Held in memory only: it is full of secrets. */
export interface HistoryEntry {
  /** The request in its document; absent for what was pasted or read from a HAR. */
  readonly ref?: RequestRef;
  /** `GET https://api.example/me` as written in the file, references unresolved, what looks like a secret masked. */
  readonly label: string;
  /** Milliseconds since the epoch at which the outcome was known. */
  readonly at: number;
  readonly outcome: RunOutcome;
  /** The final exchange, where there is one. */
  readonly exchange?: Exchange;
  /** What the answers of this run teach of their hosts. */
  readonly lessons?: readonly Lesson[];
  /** Present for refusals. */
  readonly report?: Report;
  /** What experiments showed of the refusal, once it was to be proven. */
  readonly proof?: ProofFacts;
  /** What was refused at first, where this is the answer to a second attempt. */
  readonly first?: FirstAttempt;
  /** The name of what this request waits for and what failed: `exchange` and `report` are that one's. */
  readonly failedFirst?: string;
  /** What would be had anew to mend the refusal: `the token of ada`. */
  readonly renewable?: string;
  readonly environment?: string;
  readonly user?: string;
  /** The request's own text as it was sent: what is said about it holds while it stands so. */
  readonly text?: string;
}

export interface FirstAttempt {
  readonly exchange: Exchange;
  readonly report?: Report;
  /** What was had anew between the two: `the token of ada` */
  readonly renewed: string;
}

/** The last outcome of each request: the one mutable state that features share. */
export interface History extends vscode.Disposable {
  readonly latest: HistoryEntry | undefined;
  of(ref: RequestRef): HistoryEntry | undefined;
  add(entry: HistoryEntry): void;
  /** Makes what is known of a request the latest again; false where nothing is known. */
  show(ref: RequestRef): boolean;
  /** Puts another entry in the place of each, as given; what came in between stays. */
  renew(make: (entry: HistoryEntry) => Promise<HistoryEntry>): Promise<void>;
  readonly onDidChange: vscode.Event<HistoryEntry>;
}

export function createHistory(): History {
  const changed = new vscode.EventEmitter<HistoryEntry>();
  const entries = new Map<string, HistoryEntry>();
  let latest: HistoryEntry | undefined;
  return {
    get latest() {
      return latest;
    },
    of: (ref) => entries.get(key(ref)),
    add(entry) {
      if (entry.ref) entries.set(key(entry.ref), entry);
      latest = entry;
      changed.fire(entry);
    },
    show(ref) {
      const entry = entries.get(key(ref));
      if (!entry) return false;
      latest = entry;
      changed.fire(entry);
      return true;
    },
    async renew(make) {
      for (const before of new Set([...entries.values(), ...(latest ? [latest] : [])])) {
        const after = await make(before);
        if (before.ref && entries.get(key(before.ref)) === before) entries.set(key(before.ref), after);
        if (latest === before) latest = after;
      }
      if (latest) changed.fire(latest);
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}

function key(ref: RequestRef): string {
  return `${ref.uri}\n${ref.id}`;
}
