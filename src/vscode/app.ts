import * as vscode from 'vscode';
import { type Care, createCare } from './care.ts';
import { type Checks, createChecks } from './checks.ts';
import { createDecodedToken, type DecodedToken } from './decoded.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createEditPreview, type EditPreview } from './editPreview.ts';
import { createEnvironmentList, type EnvironmentList } from './environments.ts';
import { createExample, type Example } from './example.ts';
import { createGuardIndex, type GuardIndex } from './guardIndex.ts';
import { createHistory, type History, type HistoryEntry } from './history.ts';
import { createHost } from './host.ts';
import { logLine } from './logLine.ts';
import { type Besides, createOutcomeReader, type OutcomeReader } from './outcomeReader.ts';
import { createRecordings, type Recordings } from './recording/recordings.ts';
import { createRunner, type Runner } from './runner.ts';
import { createSeenList, type SeenList } from './seen.ts';
import { createSelection, type Selection } from './selection.ts';
import { createServerLogs, type ServerLogs } from './serverLogs.ts';
import { type Callbacks, createCallbacks } from './sessions/callbacks.ts';
import { signInLater } from './sessions/signInLater.ts';
import { createSessionList, type SessionList } from './sessions/store.ts';
import { setting } from './settings.ts';
import { createSignList, type SignList } from './signs.ts';
import { createVerifications, type Verifications } from './verifications.ts';

/** What the features and commands share. Made once in `activate` and passed to each. */
export interface App extends vscode.Disposable {
  readonly extensionUri: vscode.Uri;
  readonly documents: Documents;
  readonly history: History;
  readonly selection: Selection;
  readonly environments: EnvironmentList;
  readonly signs: SignList;
  readonly sessions: SessionList;
  readonly callbacks: Callbacks;
  readonly reader: OutcomeReader;
  readonly runner: Runner;
  readonly checks: Checks;
  readonly example: Example;
  readonly decodedToken: DecodedToken;
  readonly verifications: Verifications;
  readonly care: Care;
  readonly recordings: Recordings;
  readonly editPreview: EditPreview;
  readonly serverLogs: ServerLogs;
  readonly guards: GuardIndex;
  readonly seen: SeenList;
  /** What the server's side tells of an answer. */
  besides(entry: HistoryEntry): Besides;
  readonly log: vscode.LogOutputChannel;
  /** Small choices of this installation that are no settings: what was said once. */
  readonly memory: vscode.Memento;
  /** Asks the sidebar to show itself without taking the focus, with this outcome if one is given. */
  revealSidebar(entry?: HistoryEntry): void;
  /** The sidebar listens here. */
  readonly onRevealSidebar: vscode.Event<HistoryEntry | undefined>;
  /** Milliseconds since the epoch. */
  now(): number;
}

export function createApp(context: vscode.ExtensionContext): App {
  const log = vscode.window.createOutputChannel('Why401', { log: true });
  const reveal = new vscode.EventEmitter<HistoryEntry | undefined>();
  const now = () => Date.now();
  const documents = createDocuments();
  const history = createHistory();
  const selection = createSelection(context.workspaceState);
  const environments = createEnvironmentList(documents, selection);
  const signs = createSignList(log);
  const sessions = createSessionList(context.secrets, log);
  const verifications = createVerifications();
  const care = createCare(log);
  const callbacks = createCallbacks();
  const reader = createOutcomeReader({ signs, verifications, now });
  const runner = createRunner({
    documents,
    environments,
    history,
    reader,
    sent,
    host: (scope, cancel) => createHost(scope, sessions, signInLater(callbacks, cancel), now),
    now,
  });
  function sent(entry: HistoryEntry): void {
    log.info(logLine(entry));
    const when = setting('sidebar.reveal');
    if (when === 'always' || (when === 'refused' && (entry.report || !entry.exchange))) reveal.fire(entry);
  }
  const checks = createChecks({ documents, environments, history, runner, now });
  const example = createExample(context, selection);
  const decodedToken = createDecodedToken();
  const recordings = createRecordings({ history, decodedToken, signs, now });
  const editPreview = createEditPreview();
  const serverLogs = createServerLogs(log);
  const guards = createGuardIndex({ extensionUri: context.extensionUri, log });
  const seen = createSeenList(history);
  const parts = [
    checks,
    runner,
    example,
    recordings,
    decodedToken,
    verifications,
    care,
    editPreview,
    serverLogs,
    guards,
    seen,
    signs,
    sessions,
    environments,
    selection,
    history,
    documents,
    reveal,
    log,
  ];
  return {
    extensionUri: context.extensionUri,
    documents,
    history,
    selection,
    environments,
    signs,
    sessions,
    callbacks,
    reader,
    runner,
    checks,
    example,
    decodedToken,
    verifications,
    care,
    recordings,
    editPreview,
    serverLogs,
    guards,
    seen,
    besides(entry) {
      const look = entry.exchange && serverLogs.of(entry.exchange);
      return {
        ...(look?.state === 'done' ? { log: look.found.reasons } : {}),
        ...(guards.isAbout(entry) ? { routes: guards.routesFor(entry) } : {}),
      };
    },
    log,
    memory: context.globalState,
    revealSidebar: (entry) => reveal.fire(entry),
    onRevealSidebar: reveal.event,
    now,
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
