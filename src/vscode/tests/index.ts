import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { createTestFiles } from './files.ts';
import { runTests } from './run.ts';

/** What the Test Explorer needs beyond its place: a bundle of its own (`dist/tests.cjs`), loaded when tests are seen. */
export interface TestExplorer extends vscode.Disposable {
  /** Without an item: looks through the folder; with one: has what is below it. */
  resolve(item: vscode.TestItem | undefined): Promise<void>;
  refresh(): Promise<void>;
  /** A document was opened, edited or closed. */
  take(document: vscode.TextDocument): void;
  run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void>;
}

export function createTestExplorer(app: App, controller: vscode.TestController): TestExplorer {
  const files = createTestFiles(app, controller);
  return {
    resolve: (item) => (item ? files.resolve(item) : files.discover()),
    refresh: () => files.discover(),
    take: (document) => files.take(document),
    run: (request, token) => runTests(app, controller, files, request, token),
    dispose: () => files.dispose(),
  };
}
