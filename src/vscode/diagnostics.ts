import * as vscode from 'vscode';
import type { CheckSeverity } from '../core/check/finding.ts';
import { placeSpan } from '../core/editing/placeSpan.ts';
import type { HttpFile, Problem, Severity } from '../core/http/httpFile.ts';
import { requestId } from '../core/http/requestId.ts';
import type { ReportedFinding } from '../core/report.ts';
import type { App } from './app.ts';
import { requestLineRange, toLabel, toRange } from './convert.ts';
import { textOf } from './runner.ts';
import type { Unresolved } from './unresolved.ts';

export const source = 'Why401';

/** Something in the text that the parser found. */
export function problemDiagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const it = new vscode.Diagnostic(toRange(document, problem.span), problem.message, severities[problem.severity]);
  it.source = source;
  it.code = problem.code;
  return it;
}

const severities: Readonly<Record<Severity | CheckSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** References without a value, each place once. */
export function variableDiagnostics(
  document: vscode.TextDocument,
  unresolved: readonly Unresolved[],
): vscode.Diagnostic[] {
  return unresolved.map(({ span, message }) => {
    const range = toRange(document, span);
    const diagnostic = new vscode.Diagnostic(range, unresolvedWords(message), vscode.DiagnosticSeverity.Warning);
    diagnostic.source = source;
    diagnostic.code = 'unresolved-variable';
    return diagnostic;
  });
}

/** The sentence for a text that is still being written: nothing was sent, and nothing was to be. */
function unresolvedWords(message: string): string {
  return message.replace(', so nothing was sent.', '.').replaceAll('`', '');
}

/** What will be refused before it is sent, each place and code once; more marks than some hundred help nobody. */
export function checkDiagnostics(app: App, document: vscode.TextDocument): vscode.Diagnostic[] {
  const found = new Map<string, vscode.Diagnostic>();
  for (const { span, message, severity, code } of app.checks.of(document)) {
    if (mostMarks <= found.size) break;
    const it = new vscode.Diagnostic(toRange(document, span), toLabel(message), severities[severity]);
    it.source = source;
    it.code = code;
    found.set(`${span.start} ${code}`, it);
  }
  return [...found.values()];
}

const mostMarks = 500;

/** One mark for each request that was refused and still stands as it was sent. */
export function refusalDiagnostics(app: App, document: vscode.TextDocument, file: HttpFile): vscode.Diagnostic[] {
  const found: vscode.Diagnostic[] = [];
  for (const request of file.requests) {
    const entry = app.history.of({ uri: document.uri.toString(), id: requestId(file, request) });
    const finding = entry?.report?.findings[0];
    if (!entry?.report || !finding || entry.text !== textOf(file, request)) continue;
    const it = new vscode.Diagnostic(
      requestLineRange(document, request),
      `${entry.report.status} · ${toLabel(finding.summary)}`,
      vscode.DiagnosticSeverity.Warning,
    );
    it.source = source;
    it.code = { value: finding.id, target: vscode.Uri.parse(finding.link) };
    it.relatedInformation = related(document, finding, (place) => placeSpan(file, request, place));
    found.push(it);
  }
  return found;
}

/** Evidence as the editor lists it: what the text itself writes leads there, the rest to the request line. */
function related(
  document: vscode.TextDocument,
  finding: ReportedFinding,
  find: (
    place: ReportedFinding['evidence'][number]['place'],
  ) => { readonly start: number; readonly end: number } | undefined,
): vscode.DiagnosticRelatedInformation[] {
  const here = find({ in: 'request-line' });
  return finding.evidence.flatMap((it) => {
    const span = find(it.place) ?? here;
    if (!span) return [];
    const words = `${it.at}: ${toLabel(it.shows)}`;
    return [new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, toRange(document, span)), words)];
  });
}
