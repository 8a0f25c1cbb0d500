import * as vscode from 'vscode';
import type { RequestBlock, Span } from '../core/http/httpFile.ts';
import type { Text } from '../core/text.ts';

export const httpFiles: vscode.DocumentSelector = { language: 'http' };

export function toRange(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** The written request line, without a line that is only blank. */
export function requestLineRange(document: vscode.TextDocument, request: RequestBlock): vscode.Range {
  return toRange(document, request.requestLine);
}

/** Markdown of our own making: neither commands nor HTML in it come alive. */
export function toMarkdownString(markdown: string): vscode.MarkdownString {
  return new vscode.MarkdownString(markdown);
}

/** Words for places that show bare characters only: lenses, diagnostics, buttons. */
export function toLabel(it: Text): string {
  return it.parts.map((part) => ('ours' in part ? part.ours : part.theirs)).join('');
}

/** For labels in which the editor reads `$(name)` as an icon. */
export function withoutIcons(label: string): string {
  return label.replaceAll('$(', '$\u200b(');
}

/** At most so many characters, cut at the end. */
export function shorten(label: string, length: number): string {
  return label.length <= length ? label : `${label.slice(0, length - 1)}…`;
}
