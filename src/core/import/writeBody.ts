import { lineKind } from '../http/lineKind.ts';
import { cutLines } from '../http/lines.ts';
import { isBodyless } from '../http/methods.ts';
import { isPlainRequestLine } from '../http/target.ts';
import type { ImportedBody, ImportedField, ImportedPart } from './collection.ts';
import { nothingReference } from './template.ts';

/** A body as it is written below the headers. */
export interface WrittenBody {
  /** Without a line end at its end; empty for none. */
  readonly text: string;
  /** Header fields that the body brings along, where the request has none of the name. */
  readonly headers: readonly ImportedField[];
  /** Sentences: what is not as it was. */
  readonly losses: readonly string[];
}

/** What is written beside the `.http` file, for what a body there cannot hold. */
export interface BodyFiles {
  /** Gives the path to write after `<`. */
  add(content: string | Uint8Array, extension: string): string;
}

/** Writes a body so that reading it gives the same text again. */
export function writeBody(body: ImportedBody, method: string, contentType: string, files: BodyFiles): WrittenBody {
  switch (body.kind) {
    case 'none':
      return empty;
    case 'text':
      return writeText(body.text, body.exact === true, method, contentType, files);
    case 'form': {
      const pairs = body.fields.filter((it) => !it.disabled).map((it) => `${it.name}=${it.value}`);
      const whole = pairs.join('&');
      const text = whole.length <= longestLine ? whole : pairs.join('\n&');
      const type = { name: 'Content-Type', value: 'application/x-www-form-urlencoded' };
      return { text, headers: [type], losses: [] };
    }
    case 'multipart':
      return writeMultipart(body.type, body.parts, files);
    case 'graphql': {
      const variables = body.variables.trim();
      const text = variables === '' ? body.query.trim() : `${body.query.trim()}\n\n${variables}`;
      return {
        text: escapeLines(normalized(text), { method, announced: true, isJson: false }),
        headers: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'X-Request-Type', value: 'GraphQL' },
        ],
        losses: [],
      };
    }
    case 'file':
      return fileLine(body.path);
    case 'octets':
      return body.octets.length === 0
        ? empty
        : { ...empty, text: `< ${files.add(body.octets, extensionOf(contentType))}` };
  }
}

const empty: WrittenBody = { text: '', headers: [], losses: [] };
const longestLine = 80;
/** A longer body is easier to live with in a file of its own. */
const longestBody = 200_000;

function writeText(text: string, exact: boolean, method: string, contentType: string, files: BodyFiles): WrittenBody {
  if (text === '') return empty;
  const isJson = /json/i.test(contentType) || (contentType === '' && /^\s*[[{]/.test(text));
  const isTree = isJson || /xml|html|graphql/i.test(contentType);
  // The lines of a multipart body end in CRLF when they are sent, however they are written.
  const isMultipart = /^multipart\//i.test(contentType) && !/(?<!\r)\n|\r(?!\n)/.test(text);
  const whole = isMultipart ? normalized(text) : exact ? text : isTree ? normalized(text).trim() : text;
  if (whole === '') return empty;
  // A lone CR, a CRLF or a control does not survive every editor's saving.
  if (longestBody < whole.length || /[\u0000-\u0008\u000b-\u001f\u007f\ufeff\u2028\u2029]/.test(whole))
    return { ...empty, text: `<@ ${files.add(whole, extensionOf(contentType))}` };
  const isForm = /^application\/x-www-form-urlencoded/i.test(contentType);
  return { ...empty, text: escapeLines(whole, { method, announced: contentType !== '', isJson, exact, isForm }) };
}

function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

interface Around {
  readonly method: string;
  /** There is a Content-Type. */
  readonly announced: boolean;
  readonly isJson: boolean;
  readonly exact?: boolean;
  /** Lines that begin or end with an ampersand would be joined. */
  readonly isForm?: boolean;
}

/** Lines that would end the body, or be read as something else, begin with a reference to nothing instead. */
function escapeLines(text: string, { method, announced, isJson, exact, isForm }: Around): string {
  const lines = text.split('\n');
  const expected = announced && !isBodyless(method);
  const first = lines.findIndex((it) => it.trim() !== '');
  const escaped = lines.map((line, at) => {
    const risky =
      endsBody(line) ||
      (isForm === true && 0 < at && /^[ \t]*&/.test(line)) ||
      (at === 0 && line.trim() === '') ||
      (at === lines.length - 1 && line.trim() === '') ||
      (at === first && beginsOtherwise(line, expected)) ||
      (isJson && exact === true && isRemark(line));
    const joins = isForm === true && at < lines.length - 1 && /&[ \t]*$/.test(line);
    return `${risky ? nothingReference : ''}${line}${joins ? nothingReference : ''}`;
  });
  return escaped.join('\n');
}

const ending =
  /^(?:###|<(?:@\w*)?[ \t]|<>|>[ \t]*\{%|>[ \t]|>>|\?\?|\{\{(?:@js[ \t]{1,20})?[+@]?(?:request|streaming|response|after|responseLogging)?[ \t\r]*$|HTTP\/\d)/;

function endsBody(line: string): boolean {
  return ending.test(line) || isRequestLine(line) || /^[ \t]*\/\*/.test(line);
}

/** Whether the first line of a body that is not blank would be taken for something else than a body. */
function beginsOtherwise(line: string, expected: boolean): boolean {
  const start = line.length - line.trimStart().length;
  const kind = lineKind(cutLines(line), 0, start);
  if (kind === 'text') return !expected && isRequestLine(line);
  return kind !== 'comment' && kind !== 'definition' ? true : !expected;
}

function isRemark(line: string): boolean {
  return /^[ \t]*(?:#|\/\/|@|\/\*)/.test(line);
}

function isRequestLine(line: string): boolean {
  return isPlainRequestLine(cutLines(line), 0, 0);
}

function fileLine(path: string): WrittenBody {
  const clean = path.trim();
  if (clean === '') return { ...empty, losses: ['The body is a file, and the source does not say which.'] };
  if (/[<>\r\n]/.test(clean) || clean.startsWith('{%'))
    return { ...empty, losses: ['The name of the body file cannot be written in a .http file: the body is left out.'] };
  return { ...empty, text: `< ${clean}` };
}

function writeMultipart(type: string, parts: readonly ImportedPart[], files: BodyFiles): WrittenBody {
  const losses: string[] = [];
  const lines: string[] = [];
  const all = JSON.stringify(parts);
  let boundary = 'why401-boundary';
  for (let i = 2; all.includes(boundary); i++) boundary = `why401-boundary-${i}`;
  for (const part of parts) {
    if (part.disabled) continue;
    const inLine = /[\r\n]/.test(`${part.name}${part.fileName ?? ''}${part.contentType ?? ''}`);
    if (inLine) losses.push('A part whose name holds a line break is written without it.');
    const fileName = part.fileName === undefined ? '' : `; filename="${quoted(part.fileName)}"`;
    lines.push(`--${boundary}`, `Content-Disposition: form-data; name="${quoted(part.name)}"${fileName}`);
    if (part.contentType) lines.push(`Content-Type: ${part.contentType.replace(/[\r\n]+/g, ' ')}`);
    lines.push('');
    if ('path' in part.content) {
      const file = fileLine(part.content.path);
      losses.push(...file.losses);
      lines.push(file.text);
    } else if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\r(?!\n)/.test(part.content.text)) {
      lines.push(`<@ ${files.add(part.content.text, 'txt')}`);
    } else {
      const value = normalized(part.content.text);
      if (value.includes('\n') && !/\r\n/.test(part.content.text))
        losses.push('The lines of a multipart value end in CRLF when they are sent.');
      lines.push(
        escapeLines(value, { method: 'POST', announced: true, isJson: false }).replace(/^\{\{nothing\}\}$/, ''),
      );
    }
  }
  if (lines.length === 0) return { ...empty, losses };
  lines.push(`--${boundary}--`);
  return {
    text: lines.join('\n'),
    headers: [{ name: 'Content-Type', value: `${type}; boundary=${boundary}` }],
    losses,
  };
}

/** As browsers write it (HTML, multipart form data). */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replace(/\r\n?|\n/g, ' ');
}

function extensionOf(contentType: string): string {
  const bare = contentType.toLowerCase();
  if (bare.includes('json')) return 'json';
  if (bare.includes('xml')) return 'xml';
  if (bare.includes('html')) return 'html';
  if (bare.includes('csv')) return 'csv';
  return bare === '' || bare.startsWith('text/') || bare.includes('form') ? 'txt' : 'bin';
}
