import type * as vscode from 'vscode';
import { brokenWords } from '../../core/matrix/cellTest.ts';
import { prose, text } from '../../core/text.ts';
import type { App } from '../app.ts';
import type { HistoryEntry } from '../history.ts';
import { verdict } from '../verdict.ts';
import type { ChosenTest } from './chosen.ts';
import { brokenMessage, explanationMessage, tellLine, tellProblem, tellSkipped, titleOf } from './results.ts';

/**
 * Sends requests whose assertions and scripts are their tests, one after another, as whoever is selected: the same way
 * as Send, so that their answers are shown beside the text and in the sidebar.
 */
export async function runOwnTests(
  app: App,
  run: vscode.TestRun,
  tests: readonly ChosenTest[],
  agreed: boolean,
  signal: AbortSignal,
): Promise<void> {
  const cancel = () => app.runner.cancel();
  signal.addEventListener('abort', cancel);
  try {
    for (const it of tests) {
      if (signal.aborted) tellSkipped(run, it, 'The run was cancelled before.');
      else if (!it.test.safe && !agreed) tellSkipped(run, it, unsafe(it.test.request.method.text));
      else {
        run.started(it.item);
        const entry = await app.runner.send({ uri: it.file.uri.toString(), id: it.test.id });
        if (entry) tellEntry(run, it, entry);
        else tellSkipped(run, it, 'This request is no longer in the file.');
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function tellEntry(run: vscode.TestRun, chosen: ChosenTest, entry: HistoryEntry): void {
  const { outcome, report } = entry;
  if (outcome.kind === 'cancelled') {
    tellSkipped(run, chosen, outcome.message ?? 'It was cancelled.');
    return;
  }
  if (outcome.kind !== 'answered') {
    tellProblem(run, chosen, prose(verdict(entry)));
    return;
  }
  const { tests = [], exchange } = outcome;
  const broken = tests.filter((it) => !it.passed);
  const ms = Math.round(exchange.timings?.total ?? 0);
  const about = `${exchange.response.status} ${titleOf(chosen)}`;
  if (tests.length === 0) tellProblem(run, chosen, nothingTested);
  else if (broken.length === 0) {
    tellLine(run, chosen, `+  ${about}: ${tests.length} ${tests.length === 1 ? 'test' : 'tests'} passed`);
    run.passed(chosen.item, ms);
  } else {
    tellLine(run, chosen, `x  ${about}: ${brokenWords(broken)}`);
    const why = report ? [explanationMessage(chosen, report)] : [];
    run.failed(chosen.item, [...broken.map((it) => brokenMessage(chosen, it)), ...why], ms);
  }
}

const nothingTested = text`An answer came, and nothing was tested of it: no assertion was read, and no script called ${'client.test'}.`;

function unsafe(method: string): string {
  return `A ${method} may change something, so it is not sent by itself. Confirm it, or mark the request with "# @matrix".`;
}
