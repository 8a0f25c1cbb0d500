import type * as vscode from 'vscode';
import { userPass } from '../core/auth/userPass.ts';
import type { Directive, HttpFile, RequestBlock, Span } from '../core/http/httpFile.ts';
import { type Reference, referenceAt, requestAt } from '../core/http/position.ts';
import { requestId } from '../core/http/requestId.ts';
import { findTokensInText } from '../core/jwt/find.ts';
import { inspectToken } from '../core/jwt/inspect.ts';
import { authorizationToMarkdown } from '../core/print/authorizationMarkdown.ts';
import { codeSpan, toHoverMarkdown } from '../core/print/markdown.ts';
import { tokenToMarkdown } from '../core/print/tokenMarkdown.ts';
import { Secret } from '../core/secret.ts';
import { asDirective, scopeFor, unknownAs } from '../core/variables/asUser.ts';
import { explainVariable } from '../core/variables/variables.ts';
import type { App } from './app.ts';
import { commands, type EvidenceChoice } from './contributions.ts';
import { evidenceLinks } from './evidenceLinks.ts';
import { editingScope } from './scope.ts';
import { verdict } from './verdict.ts';

export interface HoverText {
  readonly markdown: string;
  readonly span: Span;
  /** It has links that open evidence: that one command may be run from it. */
  readonly opens?: boolean;
}

/** What to say about a place of an `.http` file: a variable, a token, else the request's last answer. */
export function hoverAt(app: App, document: vscode.TextDocument, offset: number): HoverText | undefined {
  const file = app.documents.parsed(document);
  const request = requestAt(file, offset);
  const reference = referenceAt(file, offset);
  if (reference) return variableHover(app, document, file, reference, request ?? file.requests[0]);
  const token = tokenAt(file, offset);
  if (token) return { markdown: tokenHover(app, token.raw), span: token.span };
  const header = request?.headers.find(
    (it) => holds(it, offset) && it.value.text !== '' && isAuthorization(it.name.text),
  );
  if (header) return { markdown: authorizationToMarkdown(header.value.text), span: header };
  const as = request && asDirective(request);
  if (request && as && holds(as, offset)) return asHover(app, document, file, request, as);
  if (request && holds(request.requestLine, offset)) return requestHover(app, document, file, request);
  return undefined;
}

/** A token decoded, masked, its claims in words. */
export function tokenHover(app: App, raw: string): string {
  return tokenToMarkdown(inspectToken(raw), new Secret(raw), Math.floor(app.now() / 1000));
}

/** Whom `# @as` means, with what that user would come with. */
function asHover(
  app: App,
  document: vscode.TextDocument,
  file: HttpFile,
  request: RequestBlock,
  { argument, argumentSpan }: Directive,
): HoverText | undefined {
  const scope = editingScope(app, document);
  if (!scope) return undefined;
  const unknown = unknownAs(request, scope.users ?? []);
  if (unknown) return { markdown: `${codeSpan(argument)} is not known here. ${unknown.hint}`, span: argumentSpan };
  const sessions = (app.sessions.known ?? []).filter(
    (it) => it.key.user === argument && it.key.environment === scope.environment,
  );
  const { says } = userPass(file, request, scopeFor(request, scope), sessions, [], app.now());
  return { markdown: `Sent as ${codeSpan(argument)}, whoever is selected: ${codeSpan(says)}`, span: argumentSpan };
}

function variableHover(
  app: App,
  document: vscode.TextDocument,
  file: HttpFile,
  { name, span }: Reference,
  request: RequestBlock | undefined,
): HoverText | undefined {
  const scope = editingScope(app, document);
  if (!scope || !request) return undefined;
  const { value, origin } = explainVariable(file, request, name, scopeFor(request, scope));
  const shown = value === undefined ? '' : `${codeSpan(String(value))}, `;
  const blocks = [`${codeSpan(name)}: ${shown}${origin.replace(/[\\*_[\]<>|]/g, '\\$&')}`];
  const clear = value instanceof Secret ? value.reveal() : (value ?? '');
  const token = findTokensInText(clear)[0];
  if (token) blocks.push(tokenHover(app, token.raw));
  return { markdown: blocks.join('\n\n---\n\n'), span };
}

function requestHover(
  app: App,
  document: vscode.TextDocument,
  file: HttpFile,
  request: RequestBlock,
): HoverText | undefined {
  const entry = app.history.of({ uri: document.uri.toString(), id: requestId(file, request) });
  if (!entry) return undefined;
  if (!entry.report) return { markdown: codeSpan(verdict(entry)), span: request.requestLine };
  const links = evidenceLinks(entry).map(
    ({ label, choice }) => `[${label.short.replace(/[\\*_`[\]<>|#]/g, '\\$&')}](${commandLink(choice)})`,
  );
  const places = links.length === 0 ? '' : `\n\n---\n\nOpen ${links.join(', ')}`;
  return { markdown: `${toHoverMarkdown(entry.report)}${places}`, span: request.requestLine, opens: 0 < links.length };
}

/** Indices and the request's name only: a link that somebody else made could open nothing but evidence. */
function commandLink(choice: EvidenceChoice): string {
  return `command:${commands.openEvidence}?${encodeURIComponent(JSON.stringify([choice]))}`;
}

function tokenAt(file: HttpFile, offset: number): { readonly raw: string; readonly span: Span } | undefined {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const newline = file.text.indexOf('\n', offset);
  const line = file.text.slice(start, newline === -1 ? file.text.length : newline);
  for (const { raw, span } of findTokensInText(line)) {
    const here = { start: start + span.start, end: start + span.end };
    if (holds(here, offset)) return { raw, span: here };
  }
  return undefined;
}

function isAuthorization(name: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(name);
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
