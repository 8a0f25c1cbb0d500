import type { Problem, Spanned } from './httpFile.ts';
import { findOutsideReferences, isSpace, isTokenCharacter, skipSpace, trimEnd } from './lines.ts';
import { isCommonMethod, isKnownMethod } from './methods.ts';
import { targetForm } from './target.ts';

/** The tokens of a request line. Spans count from the beginning of the text that was read. */
export interface RequestLine {
  /** As written, or `GET` with an empty span. One of the seven common methods in another case is put in upper case. */
  readonly method: Spanned;
  /** Empty where none is written. */
  readonly target: Spanned;
  /** `HTTP/1.1`; absent when not written. */
  readonly version?: Spanned;
  /** False for text that no tool would take for a request line, such as a sentence. */
  readonly recognized: boolean;
  readonly problems: readonly Problem[];
}

/** The version tokens of the draft standard (request-version). */
export const versions: readonly string[] = ['HTTP/1.0', 'HTTP/1.1', 'HTTP/2', 'HTTP/3'];

/**
 * Reads one request line without its terminator. For a line that holds references, call it again on the resolved text
 * with `resolved` true: structure comes from the written lines, tokens from the resolved ones. White space in a resolved
 * target then is a value's and no defect of the document.
 */
export function readRequestLine(line: string, resolved = false): RequestLine {
  const problems: Problem[] = [];
  const start = skipSpace(line, 0, line.length);
  const { end, version } = readVersion(line, start, trimEnd(line, start, line.length), problems);

  const firstEnd = findOutsideReferences(line, start, end, isSpace);
  const second = skipSpace(line, firstEnd, end);
  const methodFirst = isMethodFirst(line, start, firstEnd, second, end, version !== undefined);
  const targetStart = methodFirst ? second : start;
  const target = spanned(line, targetStart, end);
  const method = methodFirst ? readMethod(line, start, firstEnd) : { start, end: start, text: 'GET' };

  const recognized = methodFirst || (start < end && isTargetFirst(target.text));
  if (!recognized || target.text === '')
    problems.push(malformed(line, start, trimEnd(line, start, line.length), method, target));
  else checkSpacing(line, methodFirst ? firstEnd : start, target, resolved, problems);
  return { method, target, ...(version ? { version } : {}), recognized, problems };
}

/** Cuts a version token off the end of a request line, or of a continuation line's piece of the target. */
export function readVersion(
  line: string,
  start: number,
  end: number,
  problems: Problem[],
): { readonly end: number; readonly version?: Spanned } {
  const priorKnowledge = ' (Prior Knowledge)';
  const tokenEnd = line.slice(start, end).endsWith(`HTTP/2${priorKnowledge}`) ? end - priorKnowledge.length : end;
  let at = tokenEnd;
  while (start < at && !isSpace(line.charCodeAt(at - 1))) at--;
  if (!/^HTTP\//i.test(line.slice(at, Math.min(tokenEnd, at + 5)))) return { end };

  const version = spanned(line, at, tokenEnd);
  if (!versions.includes(version.text)) {
    problems.push({
      span: { start: at, end: tokenEnd },
      severity: 'error',
      code: 'malformed-version',
      message: `Expected HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3, got ${version.text}.`,
      refuses: true,
    });
  }
  return { end: trimEnd(line, start, at), version };
}

/** Whether the first word is a method, going by the word and by what follows it. */
function isMethodFirst(
  line: string,
  start: number,
  firstEnd: number,
  second: number,
  end: number,
  hasVersion: boolean,
): boolean {
  const first = line.slice(start, firstEnd);
  const rest = line.slice(second, end);
  if (rest === '') return isKnownMethod(first) || (hasVersion && /^[A-Z]{1,30}$/.test(first));
  if (isKnownMethod(first)) return true;
  if (!isMethodToken(line, start, firstEnd)) return false;

  const form = targetForm(rest);
  if (form !== 'none' && form !== 'schemeless' && isCommonMethod(first.toUpperCase())) return true;
  const oneWord = findOutsideReferences(line, second, end, isSpace) === end;
  if (!oneWord) return form === 'reference' && /^[A-Z][A-Z-]{0,30}$/.test(first);
  return form !== 'none' || /^[A-Z][A-Z0-9_-]{0,63}$/.test(first);
}

/** A method token (RFC 9110, 9.1), with references in it. */
function isMethodToken(line: string, start: number, end: number): boolean {
  return start < end && findOutsideReferences(line, start, end, (code) => !isTokenCharacter(code)) === end;
}

function isTargetFirst(target: string): boolean {
  const form = targetForm(target);
  if (form === 'none' || form === 'asterisk') return false;
  return form !== 'schemeless' || findOutsideReferences(target, 0, target.length, isSpace) === target.length;
}

function readMethod(line: string, start: number, end: number): Spanned {
  const method = spanned(line, start, end);
  const upper = method.text.toUpperCase();
  return isCommonMethod(upper) ? { ...method, text: upper } : method;
}

function checkSpacing(line: string, methodEnd: number, target: Spanned, resolved: boolean, problems: Problem[]): void {
  const gap = line.slice(methodEnd, target.start);
  if (methodEnd < target.start && gap !== ' ') {
    problems.push({
      span: { start: methodEnd, end: target.start },
      severity: 'hint',
      code: 'request-line-spacing',
      message: 'The draft standard has a single space between method and target. Other tools may refuse this line.',
    });
  }
  const space = findOutsideReferences(target.text, 0, target.text.length, isSpace);
  if (resolved || space === target.text.length) return;

  const span = { start: target.start + space, end: target.end };
  if (/[ \t]HTTP\/\d/.test(target.text)) {
    problems.push({
      span,
      severity: 'error',
      code: 'malformed-request-line',
      message: 'Text follows the version token. A request line is METHOD target HTTP/1.1 and nothing else.',
      refuses: true,
    });
  } else if (
    targetForm(target.text) === 'absolute' &&
    !target.text.includes('{{') &&
    !target.text.slice(0, space).includes('?')
  ) {
    problems.push({
      span,
      severity: 'error',
      code: 'malformed-request-line',
      message: `A space ends the target, but ${JSON.stringify(target.text.slice(space).trim().slice(0, 40))} follows it. Write a space in a path as %20.`,
      refuses: true,
    });
  } else {
    problems.push({
      span,
      severity: 'warning',
      code: 'space-in-target',
      message: 'The target holds a space, which is sent as %20. Write %20: other tools end the target here.',
    });
  }
}

function malformed(line: string, start: number, end: number, method: Spanned, target: Spanned): Problem {
  const written = JSON.stringify(line.slice(start, Math.min(end, start + 60)));
  return {
    span: { start, end },
    severity: 'error',
    code: 'malformed-request-line',
    message:
      target.text === '' && method.start < method.end
        ? `Expected a target after ${method.text}, such as ${method.text} https://example.org/, got the end of the line.`
        : `Expected a request line, such as GET https://example.org/, got ${written}. A comment begins with #.`,
    refuses: true,
  };
}

function spanned(line: string, start: number, end: number): Spanned {
  return { start, end, text: line.slice(start, end) };
}
