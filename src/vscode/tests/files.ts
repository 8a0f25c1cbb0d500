import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { HttpFile } from '../../core/http/httpFile.ts';
import { parse } from '../../core/http/parse.ts';
import { hasTests, mayHaveTests } from '../../core/matrix/hasTests.ts';
import { type RequestTest, testsOf } from '../../core/matrix/testTree.ts';
import type { Environments } from '../../core/variables/environments.ts';
import { readEnvironments } from '../../local/envFiles.ts';
import type { App } from '../app.ts';
import { isHttp } from '../documents.ts';
import { openText, restClientVariables, whereabouts } from '../environments.ts';
import { showRequests } from './items.ts';

/** A file that has tests, as it stands now. */
export interface TestFile {
  readonly uri: vscode.Uri;
  readonly item: vscode.TestItem;
  readonly file: HttpFile;
  readonly environments: Environments;
  readonly tests: readonly RequestTest[];
}

/** The files of the folder that have tests. Their items are made from what is open, else from the disk. */
export interface TestFiles extends vscode.Disposable {
  /** Looks through the folder, and from then on follows its changes. */
  discover(): Promise<void>;
  /** Has the items below a file's. */
  resolve(item: vscode.TestItem): Promise<void>;
  take(document: vscode.TextDocument): void;
  /** The file that an item, or what is above it, stands for. */
  of(item: vscode.TestItem): Promise<TestFile | undefined>;
}

/** What is looked at: enough for any project, and bounded for what is none. */
const bounds = { files: 5_000, bytes: 5_000_000, atOnce: 16 } as const;
/** An environment file that is saved is heard of several times. */
const pauseMs = 200;

interface Known {
  readonly uri: vscode.Uri;
  readonly item: vscode.TestItem;
  file: HttpFile;
  /** Somebody looks at what is below it. */
  open: boolean;
}

export function createTestFiles(app: App, controller: vscode.TestController): TestFiles {
  const known = new Map<string, Known>();
  const folders = new Map<string, Promise<Environments>>();
  let watcher: vscode.Disposable | undefined;
  let pause: NodeJS.Timeout | undefined;

  function environmentsOf(uri: vscode.Uri): Promise<Environments> {
    const { path, root } = whereabouts({ uri });
    const key = dirname(path);
    const before = folders.get(key);
    if (before) return before;
    const options = { ...(root ? { root } : {}), openText, restClientVariables: restClientVariables(uri) };
    const reading = readEnvironments(path, options);
    folders.set(key, reading);
    return reading;
  }

  async function show(it: Known): Promise<TestFile> {
    const environments = await environmentsOf(it.uri);
    const { uri, item, file } = it;
    const tests = testsOf(file, environments.users);
    // It may have changed or gone meanwhile.
    if (known.get(uri.toString()) === it && it.file === file) showRequests(controller, item, file, tests);
    return { uri, item, file, environments, tests };
  }

  function put(uri: vscode.Uri, file: HttpFile, open: boolean): void {
    const key = uri.toString();
    if (!hasTests(file)) {
      drop(uri);
      return;
    }
    const before = known.get(key);
    if (before) {
      before.file = file;
      before.open ||= open;
      if (before.open) void show(before);
      return;
    }
    const item = controller.createTestItem(key, vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    const fresh = { uri, item, file, open };
    known.set(key, fresh);
    controller.items.add(item);
    if (open) void show(fresh);
  }

  function drop(uri: vscode.Uri): void {
    known.delete(uri.toString());
    controller.items.delete(uri.toString());
  }

  async function read(uri: vscode.Uri): Promise<void> {
    if (uri.path.includes('/node_modules/')) return;
    const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
    const file = document && isHttp(document) ? app.documents.parsed(document) : await readFile(uri);
    if (file) put(uri, file, document !== undefined);
    else drop(uri);
  }

  /** Undefined where there is nothing to be had from it. */
  async function readFile(uri: vscode.Uri): Promise<HttpFile | undefined> {
    try {
      if (bounds.bytes < (await vscode.workspace.fs.stat(uri)).size) return undefined;
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      // Most files have none: they need not be read any closer.
      return mayHaveTests(text) ? parse(text) : undefined;
    } catch {
      return undefined;
    }
  }

  async function discover(): Promise<void> {
    watcher ??= watch();
    folders.clear();
    const found = await vscode.workspace.findFiles('**/*.{http,rest}', '**/node_modules/**', bounds.files);
    const there = new Set(found.map((it) => it.toString()));
    for (const { uri } of [...known.values()]) if (!there.has(uri.toString())) await read(uri);
    const left = [...found];
    const reader = async () => {
      for (let uri = left.shift(); uri; uri = left.shift()) await read(uri);
    };
    await Promise.all(Array.from({ length: bounds.atOnce }, reader));
  }

  function watch(): vscode.Disposable {
    const files = vscode.workspace.createFileSystemWatcher('**/*.{http,rest}');
    return vscode.Disposable.from(
      files,
      files.onDidCreate(read),
      files.onDidChange(read),
      files.onDidDelete(drop),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void discover()),
    );
  }

  /** Others may be users now. */
  const environments = app.environments.onDidChange(() => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      folders.clear();
      for (const it of known.values()) if (it.open) void show(it);
    }, pauseMs);
  });

  function knownOf(item: vscode.TestItem): Known | undefined {
    let top = item;
    while (top.parent) top = top.parent;
    return known.get(top.id);
  }

  return {
    discover,
    async resolve(item) {
      const it = knownOf(item);
      if (!it) return;
      it.open = true;
      await show(it);
    },
    take(document) {
      if (document.uri.scheme !== 'file') return;
      // What was not saved is gone; what is on the disk stays.
      if (document.isClosed) void read(document.uri);
      else put(document.uri, app.documents.parsed(document), true);
    },
    async of(item) {
      const it = knownOf(item);
      if (!it) return undefined;
      it.open = true;
      return show(it);
    },
    dispose() {
      clearTimeout(pause);
      watcher?.dispose();
      environments.dispose();
    },
  };
}
