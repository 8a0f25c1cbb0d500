import * as vscode from 'vscode';
import { tokenWords } from '../core/editing/tokenWords.ts';
import { editRequest } from '../core/http/edit.ts';
import { referenceAt, requestAt } from '../core/http/position.ts';
import { requestId } from '../core/http/requestId.ts';
import { similarNames } from '../core/variables/similar.ts';
import { variableNames } from '../core/variables/variableNames.ts';
import type { App } from './app.ts';
import { asCommand, commands } from './contributions.ts';
import { toLabel, toRange } from './convert.ts';
import { source } from './diagnostics.ts';
import { evidenceLinks } from './evidenceLinks.ts';
import { editOf, isAvailable } from './fixes.ts';
import { editingScope } from './scope.ts';

/** What the last refusal of the request at this place suggests, save advice that leads nowhere. */
export async function refusalFixes(
  app: App,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const file = app.documents.parsed(document);
  const request = requestAt(file, document.offsetAt(range.start));
  if (!request) return [];
  const ref = { uri: document.uri.toString(), id: requestId(file, request) };
  const entry = app.history.of(ref);
  const actions: vscode.CodeAction[] = [];
  for (const [finding, found] of (entry?.report?.findings ?? []).entries()) {
    for (const [index, fix] of found.fixes.entries()) {
      if (!entry || (fix.kind === 'advice' && fix.link === undefined) || !isAvailable(app, entry, fix)) continue;
      const action = new vscode.CodeAction(toLabel(fix.title), vscode.CodeActionKind.QuickFix);
      const edit = await editOf(app, entry, fix);
      if (fix.kind === 'edit' && !edit) continue;
      if (edit) action.edit = edit;
      else action.command = asCommand(commands.applyFix, action.title, { ref, finding, fix: index });
      action.isPreferred = actions.length === 0 && fix.kind === 'edit';
      action.diagnostics = context.diagnostics.filter((it) => it.source === source && codeOf(it) === found.id);
      actions.push(action);
    }
  }
  for (const { label, choice } of entry ? evidenceLinks(entry) : []) {
    const action = new vscode.CodeAction(`Open ${label.short}`, vscode.CodeActionKind.QuickFix);
    action.command = asCommand(commands.openEvidence, action.title, choice);
    action.diagnostics = context.diagnostics.filter(
      (it) => it.source === source && codeOf(it) === entry?.report?.findings[0]?.id,
    );
    actions.push(action);
  }
  return actions;
}

/** What puts right what will be refused at this place: an edit of the request, or the way to a private file. */
export function checkFixes(
  app: App,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const marks = context.diagnostics.filter((it) => it.source === source);
  if (marks.length === 0) return [];
  const file = app.documents.parsed(document);
  return app.checks.of(document).flatMap(({ fix, span, request, code }) => {
    const place = toRange(document, span);
    if (!fix || !place.intersection(range)) return [];
    const action = new vscode.CodeAction(toLabel(fix.title), vscode.CodeActionKind.QuickFix);
    action.diagnostics = marks.filter((it) => codeOf(it) === code && it.range.isEqual(place));
    if (fix.kind === 'move-secret') {
      action.command = asCommand(commands.moveSecret, action.title, {
        uri: document.uri.toString(),
        offset: span.start,
      });
      return [action];
    }
    const edits = request ? editRequest(file, request, fix.edit) : [];
    if (edits.length === 0) return [];
    action.edit = new vscode.WorkspaceEdit();
    for (const it of edits) action.edit.replace(document.uri, toRange(document, it.span), it.newText);
    action.isPreferred = true;
    return [action];
  });
}

/** Close spellings of each variable that has no value. */
export function spellings(
  app: App,
  document: vscode.TextDocument,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const file = app.documents.parsed(document);
  const scope = editingScope(app, document);
  const marks = context.diagnostics.filter((it) => codeOf(it) === 'unresolved-variable');
  return marks.flatMap((mark) => {
    const offset = document.offsetAt(mark.range.start);
    const reference = referenceAt(file, offset);
    if (!reference || !scope) return [];
    const tokens = tokenWords(scope.signInIds).map((it) => it.label);
    const known = [...variableNames(file, requestAt(file, offset), scope), ...tokens];
    return similarNames(reference.name, known).map((name) => {
      const action = new vscode.CodeAction(`Change to {{${name}}}`, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, toRange(document, reference.span), `{{${name}}}`);
      action.diagnostics = [mark];
      return action;
    });
  });
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
