import * as vscode from 'vscode';
import type { CellFailure, CellTest } from '../../core/matrix/cellTest.ts';
import { inline, toMarkdown } from '../../core/print/markdown.ts';
import { visible, visibleLine } from '../../core/print/visible.ts';
import type { Report } from '../../core/report.ts';
import type { TestResult } from '../../core/scripts/testResult.ts';
import { plain, type Text } from '../../core/text.ts';
import { toMarkdownString } from '../convert.ts';
import type { ChosenTest } from './chosen.ts';
import { rangeIn } from './items.ts';

/** Tells the editor what became of a test: its state, its messages at the `@expect`, a line of the output. */
export function tellResult(
  run: vscode.TestRun,
  chosen: ChosenTest,
  { state, ms, line, failure, broken = [] }: CellTest,
): void {
  const { item } = chosen;
  tellLine(run, chosen, line);
  if (state === 'passed') run.passed(item, ms);
  else if (state === 'skipped') run.skipped(item);
  else {
    const messages = failure ? messagesOf(failure, placeOf(chosen)) : [];
    run[state](item, [...messages, ...broken.map((it) => brokenMessage(chosen, it))], ms);
  }
}

/** An assertion or a test of a script that failed, where it stands. */
export function brokenMessage(chosen: ChosenTest, it: TestResult): vscode.TestMessage {
  const whose = it.request === undefined ? '' : ` (${it.request})`;
  const says = visibleLine(`${it.name}${whose}: ${it.message ?? 'it does not hold'}`);
  const differs = it.expected !== undefined && it.actual !== undefined;
  const message = differs
    ? vscode.TestMessage.diff(says, visible(it.expected ?? ''), visible(it.actual ?? ''))
    : new vscode.TestMessage(says);
  const here = it.span && it.path === undefined;
  message.location = here ? new vscode.Location(chosen.file.uri, rangeIn(chosen.file.file, it.span)) : placeOf(chosen);
  return message;
}

/** Why the answer is a refusal, and what to do. */
export function explanationMessage(chosen: ChosenTest, report: Report): vscode.TestMessage {
  const message = new vscode.TestMessage(toMarkdownString(toMarkdown(report)));
  message.location = placeOf(chosen);
  return message;
}

/** It could not be sent; `why` in a sentence or two. */
export function tellProblem(run: vscode.TestRun, chosen: ChosenTest, why: Text): void {
  const message = new vscode.TestMessage(toMarkdownString(inline(why)));
  message.location = placeOf(chosen);
  run.errored(chosen.item, message);
  tellLine(run, chosen, `?  --- ${titleOf(chosen)}: ${visibleLine(plain(why))}`);
}

export function tellSkipped(run: vscode.TestRun, chosen: ChosenTest, why: string): void {
  run.skipped(chosen.item);
  tellLine(run, chosen, `-  --- ${titleOf(chosen)}: ${visibleLine(why)}`);
}

export function tellLine(run: vscode.TestRun, chosen: ChosenTest, line: string): void {
  run.appendOutput(`${line}\r\n`, undefined, chosen.item);
}

/** A comparison shows two values and no more, so the explanation is a message of its own. */
function messagesOf(failure: CellFailure, place: vscode.Location): vscode.TestMessage[] {
  const explanation = new vscode.TestMessage(toMarkdownString(failure.markdown));
  explanation.location = place;
  if (failure.expected === undefined || failure.actual === undefined) return [explanation];
  const difference = vscode.TestMessage.diff(
    `${failure.expected} is wanted, ${failure.actual} came`,
    failure.expected,
    failure.actual,
  );
  difference.location = place;
  return [explanation, difference];
}

function placeOf({ file, test, user }: ChosenTest): vscode.Location {
  const span = user?.span ?? test.problem?.span ?? test.span;
  return new vscode.Location(file.uri, rangeIn(file.file, span));
}

export function titleOf({ test, user }: ChosenTest): string {
  const title = test.label === test.title ? test.title : `${test.title} (${test.label})`;
  return user ? `${title} as ${visibleLine(user.user)}` : title;
}
