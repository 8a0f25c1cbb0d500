import * as vscode from 'vscode';
import type { HttpFile, Span } from '../../core/http/httpFile.ts';
import { lineOf } from '../../core/http/position.ts';
import type { RequestTest, UserTest } from '../../core/matrix/testTree.ts';
import { writtenUser, writtenWant } from '../../core/matrix/want.ts';
import { visibleLine } from '../../core/print/visible.ts';
import { withoutIcons } from '../convert.ts';

/** What is written on an item, and where it stands. A description would be read aloud in place of the label. */
interface Row {
  readonly id: string;
  readonly label: string;
  readonly range: vscode.Range;
}

/** Brings the items below a file's up to date with its requests. Those that stay keep what was found out about them. */
export function showRequests(
  controller: vscode.TestController,
  parent: vscode.TestItem,
  file: HttpFile,
  tests: readonly RequestTest[],
): void {
  const rows = tests.map((it) => ({
    id: it.id,
    label: it.label,
    range: rangeIn(file, it.span),
  }));
  show(controller, parent, rows);
  for (const it of tests) {
    const item = parent.children.get(it.id);
    if (item)
      show(
        controller,
        item,
        it.users.map((user) => userRow(file, user)),
      );
  }
}

function userRow(file: HttpFile, { user, want, span }: UserTest): Row {
  return {
    id: user,
    label: visibleLine(`${writtenUser(user) ?? user}=${writtenWant(want)}`),
    range: rangeIn(file, span),
  };
}

function show(controller: vscode.TestController, parent: vscode.TestItem, rows: readonly Row[]): void {
  const ids = new Set(rows.map((it) => it.id));
  const gone: string[] = [];
  parent.children.forEach((it) => void (ids.has(it.id) || gone.push(it.id)));
  for (const id of gone) parent.children.delete(id);
  rows.forEach((row, at) => {
    const known = parent.children.get(row.id);
    const item = known ?? controller.createTestItem(row.id, withoutIcons(row.label), parent.uri);
    item.label = withoutIcons(row.label);
    item.range = row.range;
    // The list is in the order of the text.
    item.sortText = String(at).padStart(6, '0');
    if (!known) parent.children.add(item);
  });
}

/** A span of a file that may not be open. */
export function rangeIn(file: HttpFile, { start, end }: Span): vscode.Range {
  const place = (offset: number) => {
    const line = lineOf(file, offset);
    return new vscode.Position(line, offset - (file.lineStarts[line] ?? 0));
  };
  return new vscode.Range(place(start), place(end));
}
