import * as vscode from 'vscode';
import type { CheckedFile, FileChecker, PlacedFinding } from '../core/check/checkFile.ts';
import type { WrittenSecret } from '../core/check/writtenSecrets.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import { requestAt } from '../core/http/position.ts';
import type { GitState } from '../local/git.ts';
import type { App } from './app.ts';
import type { Checking } from './checking.ts';
import type { HistoryEntry } from './history.ts';
import { editingScope } from './scope.ts';
import type { Unresolved, UnresolvedFinder } from './unresolved.ts';

/** What of the open documents will be refused, before it is sent. */
export interface Checks extends vscode.Disposable {
  /** As far as known now: the checks, environment files and git may still be read, and `onDidChange` tells their end. */
  of(document: vscode.TextDocument): readonly DocumentFinding[];
  /** References without a value, as far as known now: as for `of`. */
  unresolved(document: vscode.TextDocument): readonly Unresolved[];
  /** What looks into requests, once it is loaded. */
  engine(): Promise<Checking>;
  /** The secrets that the document itself writes, whether git tracks it or not. */
  secrets(document: vscode.TextDocument): Promise<readonly WrittenSecret[]>;
  /** Something came to light, or a token's time has come: not the text, environments or answers, which others tell of. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

/** The request is absent where a definition above all of them is meant. */
export type DocumentFinding = Omit<PlacedFinding, 'request'> & Partial<Pick<PlacedFinding, 'request'>>;

type Parts = Pick<App, 'documents' | 'environments' | 'history' | 'runner' | 'now'>;

interface Known {
  readonly checker: FileChecker;
  readonly finder: UnresolvedFinder;
  /** Undefined: not asked yet. */
  git?: Promise<void>;
  state?: GitState | undefined;
  timer?: NodeJS.Timeout;
}

/** The longest time that a timer takes. */
const longestWaitMs = 2 ** 31 - 1;

export function createChecks(parts: Parts): Checks {
  const { documents, environments, history, now } = parts;
  const changed = new vscode.EventEmitter<vscode.TextDocument>();
  const known = new Map<vscode.TextDocument, Known>();
  const learnedFrom = new WeakSet<HistoryEntry>();
  /** Answers that came before there was anything to learn with. */
  const waiting: HistoryEntry[] = [];
  let loaded: Checking | undefined;
  let loading: Promise<Checking> | undefined;

  /** Loads what checks, once; what was learned until then is taken over. */
  function load(): Promise<Checking> {
    loading ??= import('./checking.ts').then(({ createChecking }) => {
      loaded = createChecking();
      for (const entry of waiting.splice(0)) learn(entry);
      return loaded;
    });
    return loading;
  }

  function stateOf(document: vscode.TextDocument, checking: Checking): Known {
    const state = known.get(document) ?? {
      checker: checking.createChecker(),
      finder: checking.createUnresolvedFinder(),
    };
    known.set(document, state);
    return state;
  }

  function checked(document: vscode.TextDocument, file: HttpFile, checking: Checking): CheckedFile | undefined {
    const scope = editingScope(parts, document);
    if (!scope || document.isClosed) return undefined;
    const state = stateOf(document, checking);
    const { memory, weakSecretOf } = checking;
    const { environment, user } = environments.choice(document);
    const basis = [environments.of(document), environment, user, history.latest, memory];
    const input = { scope, now: Math.floor(now() / 1000), memory, weakSecretOf };
    const result = state.checker.check(file, input, basis);
    clearTimeout(state.timer);
    if (result.changesAt !== undefined) {
      const wait = Math.max(1_000, result.changesAt * 1000 - now());
      state.timer = setTimeout(() => changed.fire(document), Math.min(wait, longestWaitMs));
    }
    return result;
  }

  /** Git is asked once, and again when the file was saved: only where there is a secret, and only in a trusted window. */
  function isTracked(document: vscode.TextDocument, checking: Checking): boolean {
    if (document.uri.scheme !== 'file' || !vscode.workspace.isTrusted) return false;
    const state = stateOf(document, checking);
    state.git ??= askGit(document, state);
    return state.state?.tracked ?? false;
  }

  async function askGit(document: vscode.TextDocument, state: Known): Promise<void> {
    const { readGitState } = await import('../local/git.ts');
    const before = state.state?.tracked;
    state.state = await readGitState(document.uri.fsPath);
    if (before !== state.state?.tracked) changed.fire(document);
  }

  function forgetGit(document: vscode.TextDocument): void {
    const state = known.get(document);
    if (!state?.git) return;
    delete state.git;
    changed.fire(document);
  }

  function learn(entry: HistoryEntry): void {
    if (!entry.lessons || learnedFrom.has(entry)) return;
    if (!loaded) {
      waiting.push(entry);
      return;
    }
    learnedFrom.add(entry);
    loaded.learn(entry.lessons);
  }

  function forget(document: vscode.TextDocument): void {
    clearTimeout(known.get(document)?.timer);
    known.delete(document);
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    history.onDidChange(learn),
    documents.onDidChange((it) => it?.isClosed && forget(it)),
    vscode.workspace.onDidSaveTextDocument(forgetGit),
    vscode.workspace.onDidGrantWorkspaceTrust(() => [...known.keys()].forEach((it) => void changed.fire(it))),
  );

  /** Undefined until it is loaded, which the document's change event tells. */
  function ready(document: vscode.TextDocument): Checking | undefined {
    if (!loaded) void load().then(() => document.isClosed || changed.fire(document));
    return loaded;
  }

  return {
    of(document) {
      const loaded = ready(document);
      if (!loaded) return [];
      const { secretFinding } = loaded;
      const file = documents.parsed(document);
      const result = checked(document, file, loaded);
      if (!result) return [];
      if (result.secrets.length === 0 || !isTracked(document, loaded)) return result.findings;
      const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
      const secrets = result.secrets.map((it): DocumentFinding => {
        const request = requestAt(file, it.span.start);
        return { ...secretFinding(it, name), ...(request ? { request } : {}) };
      });
      return [...result.findings, ...secrets];
    },
    secrets: async (document) => checked(document, documents.parsed(document), await load())?.secrets ?? [],
    unresolved(document) {
      const checking = ready(document);
      const scope = checking && editingScope(parts, document);
      if (!scope) return [];
      const { environment, user } = environments.choice(document);
      const basis = [environments.of(document), environment, user, history.latest];
      return stateOf(document, checking).finder.find(documents.parsed(document), scope, basis);
    },
    engine: load,
    onDidChange: changed.event,
    dispose() {
      for (const it of known.values()) clearTimeout(it.timer);
      subscriptions.dispose();
    },
  };
}
