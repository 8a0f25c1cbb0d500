import type { RequestEdit } from '../cause.ts';
import type { Header, HttpFile, RequestBlock, Span } from './httpFile.ts';
import { skipSpace } from './lines.ts';
import { references } from './position.ts';
import { targetForm } from './target.ts';

/** One replacement in the file's text. Several never overlap, and all count from the text before any of them. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Turns a change of a request into changes of the file's text; none where the request has nothing to change. */
export function editRequest(file: HttpFile, request: RequestBlock, edit: RequestEdit): readonly TextEdit[] {
  if ('remove' in edit && edit.remove === 'auth-scheme') return removeAuthScheme(request);
  if ('remove' in edit) return named(request, edit.name).map((it) => removeLine(file, it));
  if ('rename' in edit) {
    return named(request, edit.name).map((it) => ({ span: bare(it.name), newText: edit.to }));
  }
  if (edit.set === 'scheme') return setScheme(file, request);
  if (edit.set === 'auth-scheme') return setAuthScheme(request, edit.value);
  return /[\r\n]/.test(edit.name + edit.value) ? [] : setHeader(file, request, edit.name, edit.value);
}

/** The text once the edits are made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return result;
}

/** Gives the first field of the name the value and removes the others, or adds a line behind the last header. */
function setHeader(file: HttpFile, request: RequestBlock, name: string, value: string): TextEdit[] {
  const [first, ...others] = named(request, name);
  if (first) {
    return [replaceValue(file, first, value), ...others.map((it) => removeLine(file, it))];
  }
  const last = request.headers.at(-1) ?? request.continuation.at(-1) ?? request.requestLine;
  const written = file.text.indexOf('\n', last.end);
  const at = written === -1 ? file.text.length : written + 1;
  const terminator = terminatorOf(file, request);
  const line = `${name}: ${value}`;
  return [{ span: { start: at, end: at }, newText: written === -1 ? terminator + line : line + terminator }];
}

/** An empty value may have white space where it would stand: one space takes its place. */
function replaceValue(file: HttpFile, header: Header, value: string): TextEdit {
  if (header.value.start < header.value.end) return { span: bare(header.value), newText: value };
  const start = file.text.indexOf(':', header.name.end) + 1;
  return { span: { start, end: skipSpace(file.text, start, file.text.length) }, newText: ` ${value}` };
}

/** Replaces the scheme words that are written; none where a reference brings them along, as `{{token}}` may. */
function setAuthScheme(request: RequestBlock, scheme: string): TextEdit[] {
  const value = named(request, 'authorization')[0]?.value;
  if (!value || !/^[A-Za-z][A-Za-z0-9-]{0,30}$/.test(scheme)) return [];
  const written = writtenSchemes(value.text);
  const newText = `${scheme} `;
  if (written === newText) return [];
  return [{ span: { start: value.start, end: value.start + written.length }, newText }];
}

function removeAuthScheme(request: RequestBlock): TextEdit[] {
  const value = named(request, 'authorization')[0]?.value;
  const written = value === undefined ? '' : writtenSchemes(value.text);
  return value && written !== ''
    ? [{ span: { start: value.start, end: value.start + written.length }, newText: '' }]
    : [];
}

function writtenSchemes(value: string): string {
  return /^(?:(?:Bearer|Basic|Token|JWT|DPoP|ApiKey|OAuth)(?::[ \t]*|[ \t]+))*/i.exec(value)?.[0] ?? '';
}

/** Writes `https://` where the target's authority is written: in the target, or in the variable that it begins with. */
function setScheme(file: HttpFile, request: RequestBlock): TextEdit[] {
  const { target } = request;
  switch (targetForm(target.text)) {
    case 'absolute':
      return replaceHttp(file, target.start);
    case 'schemeless':
      return [{ span: { start: target.start, end: target.start }, newText: 'https://' }];
    case 'reference': {
      const [reference] = references(file, target);
      const value = reference?.span.start === target.start ? reference.definition?.value : undefined;
      return value ? replaceHttp(file, value.start) : [];
    }
    default:
      return [];
  }
}

function replaceHttp(file: HttpFile, start: number): TextEdit[] {
  const isHttp = /^http:\/\//i.test(file.text.slice(start, start + 7));
  return isHttp ? [{ span: { start, end: start + 4 }, newText: 'https' }] : [];
}

function removeLine(file: HttpFile, header: Header): TextEdit {
  const start = file.text.lastIndexOf('\n', header.start - 1) + 1;
  const end = file.text.indexOf('\n', header.end);
  if (end !== -1) return { span: { start, end: end + 1 }, newText: '' };
  const before = file.text[start - 2] === '\r' ? start - 2 : start - 1;
  return { span: { start: Math.max(0, before), end: file.text.length }, newText: '' };
}

function terminatorOf(file: HttpFile, request: RequestBlock): string {
  const end = file.text.indexOf('\n', request.requestLine.end);
  const seen = end === -1 ? file.text.indexOf('\n') : end;
  return 0 < seen && file.text[seen - 1] === '\r' ? '\r\n' : '\n';
}

function named(request: RequestBlock, name: string): Header[] {
  const lower = name.toLowerCase();
  return request.headers.filter((it) => it.name.text.toLowerCase() === lower);
}

function bare({ start, end }: Span): Span {
  return { start, end };
}
