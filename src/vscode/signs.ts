import * as vscode from 'vscode';
import type { Server } from '../core/facts/sign.ts';
import type { SignFileProblem } from '../local/signText.ts';
import { isOf, placesOf, type ReadSignFile, readPlace, type SignPlace, type SignSource } from './signPlaces.ts';

/** The rules of one's own, folder by folder: read when an answer is to be explained, and again when they change. */
export interface SignList extends vscode.Disposable {
  /** What counts for a document's requests; for what belongs to no document, the rules of every folder. */
  of(document?: vscode.Uri): Promise<readonly Server[]>;
  /** The same as the text of the files, for where only text can go. */
  sourcesOf(document?: vscode.Uri): Promise<readonly SignSource[]>;
  /** Starts reading where a document is one of these files, so that what is wrong in it is known. */
  look(document: vscode.TextDocument): void;
  /** What is wrong, by the file's address, in the files that were read. */
  readonly problems: ReadonlyMap<string, readonly SignFileProblem[]>;
  /** A folder was read for the first time, or again. */
  readonly onDidRead: vscode.Event<void>;
  /** Other rules count than before. */
  readonly onDidChange: vscode.Event<void>;
}

interface Known {
  readonly place: SignPlace;
  readonly reading: Promise<readonly ReadSignFile[]>;
}

/** One save is heard of twice: from the editor and from the disk. */
const pauseMs = 50;

export function createSignList(log: vscode.LogOutputChannel): SignList {
  const changed = new vscode.EventEmitter<void>();
  const wasRead = new vscode.EventEmitter<void>();
  const known = new Map<string, Known>();
  const watchers = new Map<string, vscode.Disposable>();
  let problems: ReadonlyMap<string, readonly SignFileProblem[]> = new Map();
  let pause: NodeJS.Timeout | undefined;
  let saidRestricted = false;

  function read(place: SignPlace): Promise<readonly ReadSignFile[]> {
    const key = place.base.toString();
    const before = known.get(key);
    if (before) return before.reading;
    watch(key, place);
    const reading = readPlace(place);
    known.set(key, { place, reading });
    void reading.then(tell);
    return reading;
  }

  async function tell(): Promise<void> {
    const files = (await Promise.all([...known.values()].map((it) => it.reading))).flat();
    problems = new Map(files.map((it) => [it.uri.toString(), it.problems]));
    wasRead.fire();
  }

  function watch(key: string, { base, patterns }: SignPlace): void {
    if (watchers.has(key)) return;
    const made = patterns.flatMap((it) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, it));
      return [watcher, ...[watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete].map((on) => on(readAgain))];
    });
    watchers.set(key, vscode.Disposable.from(...made));
  }

  async function filesFor(document: vscode.Uri | undefined): Promise<readonly ReadSignFile[]> {
    if (vscode.workspace.isTrusted) return (await Promise.all(placesOf(document).map(read))).flat();
    if (!saidRestricted) log.info('Restricted Mode: the files of why401.signs are not read.');
    saidRestricted = true;
    return [];
  }

  /** What was read before is read anew; where nothing was, nothing is. */
  function readAgain(): void {
    pause ??= setTimeout(() => {
      pause = undefined;
      const places = [...known.values()].map((it) => it.place);
      known.clear();
      void Promise.all(places.map(read)).then(() => changed.fire());
    }, pauseMs);
  }

  /** Other files may count than before. */
  function startOver(): void {
    for (const it of watchers.values()) it.dispose();
    watchers.clear();
    known.clear();
    problems = new Map();
    wasRead.fire();
    changed.fire();
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    wasRead,
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if ([...known.values()].some((it) => isOf(it.place, uri))) readAgain();
    }),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.signs') && startOver()),
    vscode.workspace.onDidChangeWorkspaceFolders(startOver),
    vscode.workspace.onDidGrantWorkspaceTrust(startOver),
  );

  return {
    of: async (document) => (await filesFor(document)).flatMap((it) => it.servers),
    sourcesOf: async (document) => (await filesFor(document)).flatMap((it) => it.source ?? []),
    look({ uri }) {
      if (!vscode.workspace.isTrusted) return;
      for (const place of placesOf(uri)) if (isOf(place, uri)) void read(place);
    },
    get problems() {
      return problems;
    },
    onDidRead: wasRead.event,
    onDidChange: changed.event,
    dispose() {
      clearTimeout(pause);
      for (const it of watchers.values()) it.dispose();
      subscriptions.dispose();
    },
  };
}
