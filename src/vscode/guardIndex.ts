import * as vscode from 'vscode';
import type { Route } from '../core/guards/route.ts';
import type { EntryMatch } from './guards/match.ts';
import type { GuardReader } from './guards/reader.ts';
import type { ReadGuards } from './guards/readGuards.ts';
import type { HistoryEntry } from './history.ts';
import { setting } from './settings.ts';
import { leadsHere } from './thisComputer.ts';

/** The routes and guards in the source code of this window's folders, read in a worker when they are first asked for. */
export interface GuardIndex extends vscode.Disposable {
  readonly all: readonly ReadGuards[];
  /** The folder that is being read. */
  readonly reading: vscode.Uri | undefined;
  /** Why a folder could not be read. */
  failure(folder: vscode.Uri): string | undefined;
  of(folder: vscode.Uri): ReadGuards | undefined;
  /** Reads what was not read yet; `again`: all of it. Undefined where it was cancelled or failed. */
  read(folder: vscode.Uri, again?: boolean): Promise<ReadGuards | undefined>;
  cancel(): void;
  /** A person wants to know it of this answer, wherever it came from. */
  ask(entry: HistoryEntry): void;
  wasAsked(entry: HistoryEntry): boolean;
  /** The code of this window's folders is taken for that of the server: it is this computer, or a person asked. */
  isAbout(entry: HistoryEntry): boolean;
  /** The routes in the first of the folders that has the request's. */
  routesFor(entry: HistoryEntry): readonly Route[] | undefined;
  /** The folders in which the code of a request may be. */
  foldersFor(entry: HistoryEntry): readonly vscode.Uri[];
  /** The route of an answered request, where the code that was read has one. */
  matchOf(entry: HistoryEntry): EntryMatch | undefined;
  /** It was read, is being read, or was read anew. */
  readonly onDidChange: vscode.Event<void>;
  /** Other routes than before. */
  readonly onDidRead: vscode.Event<void>;
}

interface Parts {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export function createGuardIndex({ extensionUri, log }: Parts): GuardIndex {
  const changed = new vscode.EventEmitter<void>();
  const anew = new vscode.EventEmitter<void>();
  const known = new Map<string, ReadGuards>();
  const failures = new Map<string, string>();
  const asked = new WeakSet<object>();
  const underWay = new Map<string, Promise<ReadGuards | undefined>>();
  let matches = new WeakMap<object, { readonly matched: EntryMatch | undefined }>();
  let reading: { readonly folder: vscode.Uri; readonly abort: AbortController } | undefined;
  let loaded: typeof import('./guards/index.ts') | undefined;
  let reader: GuardReader | undefined;

  function wasAsked({ exchange }: HistoryEntry): boolean {
    return exchange !== undefined && asked.has(exchange);
  }

  function took(read: ReadGuards): void {
    known.set(read.folder.toString(), read);
    matches = new WeakMap();
    anew.fire();
    changed.fire();
  }

  async function readNow(folder: vscode.Uri): Promise<ReadGuards | undefined> {
    const key = folder.toString();
    const abort = new AbortController();
    failures.delete(key);
    reading = { folder, abort };
    changed.fire();
    try {
      loaded ??= await import('./guards/index.ts');
      reader ??= loaded.createReader({ extensionUri, log, took });
      const read = await reader.read(folder, abort.signal);
      took(read);
      return read;
    } catch (error) {
      if (!abort.signal.aborted) {
        log.error('reading guards', error instanceof Error ? error : String(error));
        failures.set(key, 'The source code could not be read; the log says why.');
      }
      return undefined;
    } finally {
      reading = undefined;
      changed.fire();
    }
  }

  return {
    get all() {
      return [...known.values()];
    },
    get reading() {
      return reading?.folder;
    },
    failure: (folder) => failures.get(folder.toString()),
    of: (folder) => known.get(folder.toString()),
    read(folder, again = false) {
      const key = folder.toString();
      const there = known.get(key);
      if (there && !again) return Promise.resolve(there);
      const running = underWay.get(key) ?? readNow(folder).finally(() => underWay.delete(key));
      underWay.set(key, running);
      return running;
    },
    cancel: () => reading?.abort.abort(),
    ask({ exchange }) {
      if (exchange) asked.add(exchange);
      changed.fire();
    },
    wasAsked,
    isAbout: (entry) => wasAsked(entry) || (entry.exchange !== undefined && leadsHere(entry.exchange.request.url)),
    routesFor(entry) {
      const folder = this.matchOf(entry)?.folder;
      return folder && known.get(folder.toString())?.routes;
    },
    foldersFor({ ref }) {
      const own = ref && vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(ref.uri, true));
      const folders = own ? [own] : (vscode.workspace.workspaceFolders ?? []);
      return folders.map((it) => it.uri).filter((it) => it.scheme === 'file' && setting('guards.enabled', it));
    },
    matchOf(entry) {
      const { exchange } = entry;
      if (!loaded || !exchange || known.size === 0) return undefined;
      const there = matches.get(exchange);
      if (there) return there.matched;
      const matched = loaded.matchEntry(
        this.foldersFor(entry).flatMap((it) => known.get(it.toString()) ?? []),
        entry,
      );
      matches.set(exchange, { matched });
      return matched;
    },
    onDidChange: changed.event,
    onDidRead: anew.event,
    dispose() {
      reading?.abort.abort();
      reader?.dispose();
      vscode.Disposable.from(changed, anew).dispose();
    },
  };
}
