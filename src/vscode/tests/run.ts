import * as vscode from 'vscode';
import { cellTest } from '../../core/matrix/cellTest.ts';
import { text } from '../../core/text.ts';
import type { MatrixFile } from '../../run/index.ts';
import type { App } from '../app.ts';
import { whereabouts } from '../environments.ts';
import { tell } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';
import { isUserError } from '../userError.ts';
import { type ChosenTest, chosenTests } from './chosen.ts';
import { confirmUnsafe } from './confirmUnsafe.ts';
import type { TestFiles } from './files.ts';
import { runOwnTests } from './ownTests.ts';
import { tellProblem, tellResult, tellSkipped } from './results.ts';

/** A test that can be sent. */
type Sendable = ChosenTest & Required<Pick<ChosenTest, 'user'>>;

/** What goes as one matrix: files of one folder, in one environment. */
interface Group {
  readonly environment?: string;
  readonly tests: Sendable[];
}

/** Runs tests: as few matrices as their folders and environments allow. Nothing is sent in Restricted Mode. */
export async function runTests(
  app: App,
  controller: vscode.TestController,
  files: TestFiles,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  const chosen = await chosenTests(request, controller, files);
  const run = controller.createTestRun(request);
  const abort = new AbortController();
  const listening = [token, run.token].map((it) => it.onCancellationRequested(() => abort.abort()));
  try {
    requireTrust();
    const own = chosen.filter((it) => it.test.own);
    const sendable = chosen.flatMap((it) => (it.test.own ? [] : sendableOf(it, run)));
    for (const it of [...sendable, ...own]) run.enqueued(it.item);
    const agreed = await confirmUnsafe([...sendable, ...own]);
    await runOwnTests(app, run, own, agreed, abort.signal);
    for (const group of groupsOf(app, sendable)) await runGroup(app, run, group, agreed, abort);
  } catch (error) {
    if (!isUserError(error)) throw error;
    for (const it of chosen) tellSkipped(run, it, error.message);
    void tell(error);
  } finally {
    run.end();
    for (const it of listening) it.dispose();
  }
}

/** The others are told at once. */
function sendableOf(chosen: ChosenTest, run: vscode.TestRun): readonly Sendable[] {
  const { user, test } = chosen;
  if (user && !user.problem) return [{ ...chosen, user }];
  tellProblem(run, chosen, user?.problem ?? test.problem?.message ?? nobody);
  return [];
}

const nobody = text`No user is left for whom ${'*'} could stand. ${'$users'} of the environment files names them.`;

function groupsOf(app: App, tests: readonly Sendable[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const it of tests) {
    const environment = it.file.environments.names.find((name) => name === app.selection.environment);
    const key = JSON.stringify([whereabouts(it.file).root, environment]);
    const group = groups.get(key) ?? { ...(environment === undefined ? {} : { environment }), tests: [] };
    groups.set(key, group);
    group.tests.push(it);
  }
  return [...groups.values()];
}

async function runGroup(
  app: App,
  run: vscode.TestRun,
  { environment, tests }: Group,
  agreed: boolean,
  abort: AbortController,
): Promise<void> {
  const [first] = tests;
  if (!first) return;
  const left = new Map(tests.map((it) => [keyOf(whereabouts(it.file).path, it.test.id, it.user.user), it]));
  const document = await vscode.workspace.openTextDocument(first.file.uri);
  const [{ reportOf }, own] = await Promise.all([import('../explaining.ts'), app.signs.of(document.uri)]);
  const matrix = await app.runner.lend(document, abort, async ({ loadMatrix }, _, { host, memory, signal }) => {
    const { runMatrix } = await loadMatrix();
    for (const it of tests) run.started(it.item);
    return runMatrix(
      {
        files: filesOf(tests),
        ...(environment === undefined ? {} : { environment }),
        users: [...new Set(tests.map((it) => it.user.user))],
        host,
        memory,
      },
      {
        signal,
        only: (row, user) => left.has(keyOf(row.path, row.id, user)),
        explain: (exchange, secrets) =>
          reportOf(exchange, app.now(), { known: secrets, own, verifications: app.verifications.all }),
        ...(agreed ? { confirmUnsafe: async (rows) => rows } : {}),
      },
    );
  });
  for (const cell of matrix.cells) {
    const row = matrix.rows[cell.row];
    const user = matrix.users[cell.user];
    const key = row && user && keyOf(row.path, row.id, user.name);
    const test = key === undefined ? undefined : left.get(key);
    if (!row || !user || !test || key === undefined) continue;
    left.delete(key);
    tellResult(run, test, cellTest(cell, row, user));
  }
  for (const it of left.values()) tellSkipped(run, it, 'It was not sent.');
}

function filesOf(tests: readonly Sendable[]): readonly MatrixFile[] {
  return [...new Set(tests.map((it) => it.file))].map((file) => {
    const wanted = new Set(tests.flatMap((it) => (it.file === file ? it.test.request : [])));
    return { ...whereabouts(file), file: file.file, requests: file.file.requests.filter((it) => wanted.has(it)) };
  });
}

function keyOf(path: string, id: string, user: string): string {
  return JSON.stringify([path, id, user]);
}
