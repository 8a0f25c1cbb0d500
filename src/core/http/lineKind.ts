import { endOf, type Lines, skipSpace, startOf } from './lines.ts';

/** What a line outside a body is, going by its first characters. */
export type LineKind =
  | 'blank'
  | 'separator'
  | 'comment'
  | 'block-comment'
  | 'definition'
  | 'pre-script'
  | 'script-block'
  | 'file'
  | 'handler'
  | 'handler-file'
  | 'response-file'
  | 'response-reference'
  | 'assertion'
  | 'import'
  | 'run'
  | 'stored-response'
  | 'curl'
  | 'text';

const assertion = /^\?\?[ \t]*(?:status|header|body|duration|js|xpath)\b/i;
const scriptBlock = /^\{\{(?:@js[ \t]{1,20})?[+@]?(?:request|streaming|response|after|responseLogging)?[ \t\r]*$/;
const storedResponse = /^HTTP\/\d(?:\.\d)?[ \t]+\d{3}\b/;
const directiveLike = /^(import|run)[ \t]+(?:#|\S{1,500}\.(?:http|rest)\b)/;

/** Names a line. `first` is the offset of its first character that is no white space. */
export function lineKind(lines: Lines, line: number, first: number): LineKind {
  const { text } = lines;
  const end = endOf(lines, line);
  if (end <= first) return 'blank';
  switch (text.charCodeAt(first)) {
    case 13:
      return skipSpace(text, first + 1, end) === end ? 'blank' : 'text';
    case 35:
      return text.startsWith('###', first) ? 'separator' : 'comment';
    case 47:
      if (text.charCodeAt(first + 1) === 47) return 'comment';
      return text.charCodeAt(first + 1) === 42 ? 'block-comment' : 'text';
    case 64:
      return 'definition';
    case 60:
    case 62:
    case 63:
      return tailKind(text, first, end);
    case 123:
      return isScriptBlock(text, first, end) ? 'script-block' : 'text';
    case 72:
      return storedResponse.test(text.slice(first, Math.min(end, first + 40))) ? 'stored-response' : 'text';
    case 99:
      return /^curl[ \t]/.test(text.slice(first, first + 5)) ? 'curl' : 'text';
    case 105:
    case 114: {
      const match = directiveLike.exec(text.slice(first, Math.min(end, first + 520)));
      return match === null ? 'text' : match[1] === 'import' ? 'import' : 'run';
    }
    default:
      return 'text';
  }
}

/** Whether a line inside a body ends it. The first line of a block decides; where nothing does, undefined. */
export function bodyEnd(lines: Lines, line: number): LineKind | undefined {
  const { text } = lines;
  const start = startOf(lines, line);
  switch (text.charCodeAt(start)) {
    case 35:
      return text.startsWith('###', start) ? 'separator' : undefined;
    case 60:
    case 62:
    case 63: {
      const kind = tailKind(text, start, endOf(lines, line));
      return kind === 'text' || kind === 'file' || kind === 'pre-script' ? undefined : kind;
    }
    case 123:
      return isScriptBlock(text, start, endOf(lines, line)) ? 'script-block' : undefined;
    default:
      return undefined;
  }
}

/** Lines that begin with `<`, `>` or `?`. */
function tailKind(text: string, first: number, end: number): LineKind {
  const rest = text.slice(first, Math.min(end, first + 1000));
  if (rest.startsWith('?')) return assertion.test(rest) ? 'assertion' : 'text';
  if (rest.startsWith('<>')) return /^<>[ \t][^<>]+$/.test(rest) && /[./]/.test(rest) ? 'response-reference' : 'text';
  if (rest.startsWith('<')) {
    if (/^<[ \t]*\{%/.test(rest)) return 'pre-script';
    return /^<(?:@\w*)?[ \t]+\S/.test(rest) ? 'file' : 'text';
  }
  if (rest.startsWith('>>')) return /^>>!?[ \t]+[^\s<>]/.test(rest) ? 'response-file' : 'text';
  if (/^>[ \t]*\{%/.test(rest)) return 'handler';
  const path = /^>[ \t]+([^\s{%}<>]+)[ \t\r]*$/.exec(rest)?.[1];
  return path !== undefined && /\.[cm]?[jt]s$|\.lua$|^\.{0,2}\/./.test(path) ? 'handler-file' : 'text';
}

function isScriptBlock(text: string, first: number, end: number): boolean {
  return text.charCodeAt(first + 1) === 123 && scriptBlock.test(text.slice(first, Math.min(end, first + 80)));
}
