import type { HttpFile, PartKind, Span } from '../http/httpFile.ts';
import { commonMethods, otherMethods } from '../http/methods.ts';
import { lineOf, partAt, requestAt } from '../http/position.ts';
import { versions } from '../http/requestLine.ts';
import { readExpectations } from '../matrix/readExpectations.ts';
import { writtenUser } from '../matrix/want.ts';
import { directiveWords, headerWords, schemeWords, valueWords, type Word, wantWords } from './vocabulary.ts';

/** What may be written at a place. */
export interface Completion {
  readonly kind: 'method' | 'header' | 'value' | 'scheme' | 'directive' | 'variable' | 'version' | 'user' | 'want';
  readonly label: string;
  readonly detail: string;
  /** Written over `span`. */
  readonly newText: string;
  readonly span: Span;
}

/** Where the cursor stands: what kind of word is being written, and over what it is written. */
export interface CompletionContext {
  readonly kind: Completion['kind'];
  readonly span: Span;
  /** For a value: the field's name in lower case; for a user: the directive that names them. */
  readonly field?: string;
}

/** What can be completed at an offset; undefined inside comments, scripts and text without references. */
export function completionContext(file: HttpFile, offset: number): CompletionContext | undefined {
  const line = lineOf(file, offset);
  const start = file.lineStarts[line] ?? 0;
  const before = file.text.slice(start, offset);
  const kind = partAt(file, offset === file.text.length ? Math.max(start, offset - 1) : offset)?.kind ?? 'blank';
  if (kind === 'script' || kind === 'handler' || kind === 'stored-response' || kind === 'curl') return undefined;

  const directive = /^\s*(?:#{1,2}|\/\/)\s*@([\w-]*)$/.exec(before);
  if (directive && kind !== 'body') return { kind: 'directive', span: back(offset, directive[1]) };
  if (kind === 'directive') return userContext(before, offset);
  if (kind === 'comment' || kind === 'separator') return undefined;

  const reference = /\{\{[ \t]{0,20}([^{}\r\n]{0,200})$/.exec(before);
  if (reference) return { kind: 'variable', span: back(offset, reference[1]) };
  if (kind === 'body' || kind === 'definition') return undefined;
  if (inHead(file, line, kind)) return headContext(before, offset);
  return requestLineContext(before, offset);
}

/** The words for an offset. `variables` are those known there, with where they come from; `users` those of `$users`. */
export function completionsAt(
  file: HttpFile,
  offset: number,
  variables: readonly Word[],
  users: readonly string[] = [],
): readonly Completion[] {
  const context = completionContext(file, offset);
  if (!context) return [];
  const { kind } = context;
  const span = withClosingQuote(file, context);
  if (kind === 'user') return usersAt(file, offset, context, users);
  const closed = file.text.startsWith('}}', span.end);
  return wordsFor(context, variables).map(({ label, detail }) => {
    const after =
      kind === 'header'
        ? ': '
        : kind === 'scheme' || kind === 'method'
          ? ' '
          : kind === 'variable' && !closed
            ? '}}'
            : '';
    return { kind, label, detail, newText: label + after, span };
  });
}

/** The editor closes what is opened: behind `$auth.token("` stands `")` already. */
function withClosingQuote({ text }: HttpFile, { kind, span }: CompletionContext): Span {
  if (kind !== 'variable' || !/^\$auth\.\w+\(/.test(text.slice(span.start, span.end))) return span;
  const closing = /^["']?\)?/.exec(text.slice(span.end, span.end + 2))?.[0] ?? '';
  return { start: span.start, end: span.end + closing.length };
}

function wordsFor(context: CompletionContext, variables: readonly Word[]): readonly Word[] {
  switch (context.kind) {
    case 'method':
      return [...commonMethods, ...otherMethods].map((label) => ({ label, detail: '' }));
    case 'version':
      return versions.map((label) => ({ label, detail: '' }));
    case 'header':
      return headerWords;
    case 'scheme':
      return schemeWords;
    case 'directive':
      return directiveWords;
    case 'variable':
      return variables;
    case 'user':
      return [];
    case 'want':
      return wantWords;
    case 'value':
      return (valueWords[context.field ?? ''] ?? []).map((label) => ({ label, detail: '' }));
  }
}

/** Whether a line belongs to a request's headers: its own part says so, or the part of the line above. */
function inHead(file: HttpFile, line: number, kind: PartKind): boolean {
  if (kind === 'header' || kind === 'target-continuation') return true;
  if (kind === 'request-line' || line === 0) return false;
  for (let at = line - 1; 0 <= at; at--) {
    const above = partAt(file, file.lineStarts[at] ?? 0)?.kind;
    if (above === 'comment' || above === 'directive') continue;
    return above === 'header' || above === 'request-line' || above === 'target-continuation';
  }
  return false;
}

function headContext(before: string, offset: number): CompletionContext | undefined {
  const colon = before.indexOf(':');
  if (colon === -1) return /^[\w-]*$/.test(before) ? { kind: 'header', span: back(offset, before) } : undefined;
  const field = before.slice(0, colon).trim().toLowerCase();
  const value = before.slice(colon + 1).trimStart();
  if (field === 'authorization' || field === 'proxy-authorization') {
    return /\s/.test(value) ? undefined : { kind: 'scheme', span: back(offset, value) };
  }
  return Object.hasOwn(valueWords, field) ? { kind: 'value', field, span: back(offset, value) } : undefined;
}

function requestLineContext(before: string, offset: number): CompletionContext | undefined {
  if (/^\s*[A-Za-z-]*$/.test(before)) return { kind: 'method', span: back(offset, before.trimStart()) };
  const version = /\S[ \t]+(H[A-Z/\d.]{0,8})$/.exec(before);
  return version ? { kind: 'version', span: back(offset, version[1]) } : undefined;
}

/** Within `# @expect`: a name, or what stands behind `=`. Within `# @as`: a name. */
function userContext(before: string, offset: number): CompletionContext | undefined {
  const [, field, argument = ''] = /^\s*(?:#{1,9}|\/{2,9})\s*@(expect|as)\s(.*)$/.exec(before) ?? [];
  if (field === undefined) return undefined;
  if (field === 'as') return { kind: 'user', field, span: back(offset, argument.trimStart()) };
  const want = /=[ \t]{0,9}([\w*]{0,9})$/.exec(argument);
  if (want) return { kind: 'want', span: back(offset, want[1]) };
  const name = /(?:^|[ \t,])("[^"]{0,99}|'[^']{0,99}|[^ \t,="']{0,99})$/.exec(argument);
  return name ? { kind: 'user', field, span: back(offset, name[1]) } : undefined;
}

/** For `# @expect`: users of whom nothing is expected yet, and `*` for all the others. */
function usersAt(
  file: HttpFile,
  offset: number,
  { field, span }: CompletionContext,
  users: readonly string[],
): readonly Completion[] {
  const user = (label: string, detail: string, newText: string): Completion => ({
    kind: 'user',
    label,
    detail,
    newText,
    span,
  });
  if (field === 'as') return users.map((it) => user(it, '', it));
  const request = requestAt(file, offset);
  const written = new Set(request ? readExpectations(request).expectations.map((it) => it.user) : []);
  const sign = file.text[span.end] === '=' ? '' : '=';
  return [
    ...users.flatMap((it) => {
      const name = written.has(it) ? undefined : writtenUser(it);
      return name === undefined ? [] : [user(it, '', name + sign)];
    }),
    ...(written.has('*') ? [] : [user('*', 'All other users', `*${sign}`)]),
  ];
}

function back(offset: number, written = ''): Span {
  return { start: offset - written.length, end: offset };
}
