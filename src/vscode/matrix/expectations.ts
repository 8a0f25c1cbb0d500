import * as vscode from 'vscode';
import type { HttpFile } from '../../core/http/httpFile.ts';
import { requestById } from '../../core/http/requestId.ts';
import type { RunStatuses } from '../../core/matrix/compareRuns.ts';
import { judge } from '../../core/matrix/judge.ts';
import type { Matrix } from '../../core/matrix/matrix.ts';
import { readExpectations } from '../../core/matrix/readExpectations.ts';
import { writtenWant } from '../../core/matrix/want.ts';
import { expectationEdits } from '../../core/matrix/writeExpectations.ts';
import type { App } from '../app.ts';
import { toRange } from '../convert.ts';

/** Shows what the run would write above the requests, and writes it when a person applies it. False: nothing to write. */
export async function writeExpectations(app: App, document: vscode.TextDocument, matrix: Matrix): Promise<boolean> {
  const file = app.documents.parsed(document);
  const edit = new vscode.WorkspaceEdit();
  for (const [at, row] of matrix.rows.entries()) {
    const request = requestById(file, row.id);
    if (!request) continue;
    const outcomes = matrix.users.flatMap((user, i) => {
      const cell = matrix.cells[at * matrix.users.length + i];
      return cell ? [{ user, outcome: cell.outcome }] : [];
    });
    for (const { span, newText } of expectationEdits(file, request, outcomes))
      edit.replace(document.uri, toRange(document, span), newText);
  }
  if (edit.size === 0) return false;
  await app.editPreview.show(document, edit, titleFor(matrix));
  return true;
}

/** Writing down a hole would make it meant: that is said. */
function titleFor({ cells }: Matrix): string {
  const opened = cells.filter((it) => it.verdict === 'opened').length;
  const title = 'write the last run as expectations';
  if (opened === 0) return title;
  return `${title}, which permits ${opened === 1 ? 'one cell that was' : `${opened} cells that were`} to be refused`;
}

/** The run judged by what the file says now; the same run where it says nothing else. */
export function rejudged(matrix: Matrix, file: HttpFile, before: RunStatuses | undefined): Matrix {
  let changed = false;
  const rows = matrix.rows.map((row) => {
    const request = requestById(file, row.id);
    if (!request) return row;
    const { expectations } = readExpectations(request);
    if (said(expectations) !== said(row.expectations)) changed = true;
    return { ...row, line: request.line, expectations };
  });
  if (!changed) return matrix;
  const outcomes = matrix.cells.map((it) => it.outcome);
  return { ...matrix, rows, cells: judge(rows, matrix.users, outcomes, before) };
}

function said(expectations: Matrix['rows'][number]['expectations']): string {
  return JSON.stringify(expectations.map(({ user, want }) => [user, writtenWant(want)]));
}
