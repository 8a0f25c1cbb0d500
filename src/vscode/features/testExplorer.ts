import * as vscode from 'vscode';
import { hasTests } from '../../core/matrix/hasTests.ts';
import type { App } from '../app.ts';
import type { TestExplorer } from '../tests/index.ts';

/** After typing pauses for so long, the tests of the file are read anew. */
const pauseMs = 200;

/**
 * The Test Explorer: each request with an `@expect` is a test, each of its users a test below it. What is open shows its
 * tests beside the text; the other files of the folder are read when the Testing view asks for them.
 */
export function registerTestExplorer(app: App): vscode.Disposable {
  const controller = vscode.tests.createTestController('why401', 'Why401');
  const changed = new Set<vscode.TextDocument>();
  let loading: Promise<TestExplorer> | undefined;
  let loaded: TestExplorer | undefined;
  let pause: NodeJS.Timeout | undefined;

  function load(): Promise<TestExplorer> {
    loading ??= import('../tests/index.ts').then(({ createTestExplorer }) => {
      loaded = createTestExplorer(app, controller);
      return loaded;
    });
    return loading;
  }

  function look(documents: readonly vscode.TextDocument[]): void {
    for (const it of documents) changed.add(it);
    clearTimeout(pause);
    pause = setTimeout(() => void take(), pauseMs);
  }

  async function take(): Promise<void> {
    const documents = [...changed];
    changed.clear();
    if (!loading && !documents.some((it) => !it.isClosed && hasTests(app.documents.parsed(it)))) return;
    const explorer = await load();
    for (const it of documents) explorer.take(it);
  }

  controller.resolveHandler = async (item) => (await load()).resolve(item);
  controller.refreshHandler = async () => (await load()).refresh();
  controller.createRunProfile(
    'Run',
    vscode.TestRunProfileKind.Run,
    async (request, token) => (await load()).run(request, token),
    true,
  );
  look(app.documents.all);
  return vscode.Disposable.from(
    controller,
    app.documents.onDidChange((it) => it && look([it])),
    new vscode.Disposable(() => {
      clearTimeout(pause);
      loaded?.dispose();
    }),
  );
}
