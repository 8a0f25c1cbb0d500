import type { Definition, Directive } from './httpFile.ts';
import { isSpace, skipSpace, trimEnd } from './lines.ts';

/**
 * Reads a comment line as a directive: marker, any spaces, `@name`, argument to the last character that is not white
 * space. Undefined for a plain comment. `first` is the offset of the marker.
 */
export function readDirective(text: string, first: number, end: number): Directive | undefined {
  const marker = text.charCodeAt(first);
  let at = first;
  while (at < end && text.charCodeAt(at) === marker) at++;
  at = skipSpace(text, at, end);
  if (text.charCodeAt(at) !== 64 || at >= end) return undefined;

  const nameStart = at + 1;
  let nameEnd = nameStart;
  while (nameEnd < end && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++;
  const after = nameEnd < end ? text.charCodeAt(nameEnd) : 32;
  if (nameEnd === nameStart || !(isSpace(after) || after === 61 || after === 13)) return undefined;

  const name = text.slice(nameStart, nameEnd);
  const stop = trimEnd(text, nameEnd, end);
  let start = skipSpace(text, nameEnd, stop);
  if (name === 'name' && text.charCodeAt(start) === 61 && start < stop) start = skipSpace(text, start + 1, stop);
  return {
    start: first,
    end: stop,
    name,
    argument: text.slice(start, stop),
    argumentSpan: { start, end: stop },
  };
}

/** A line that begins with `@`: a definition, and what is unusual about how it is written. */
export interface DefinitionLine {
  readonly definition?: Definition;
  readonly unusual?: 'no-name' | 'no-equals' | 'no-value';
}

/**
 * Reads `@name = value`. The name ends at white space or `=`; httpYac's `@name := value`, `@global.name = value` and
 * `@name value` are read too. `first` is the offset of the `@`.
 */
export function readDefinition(text: string, first: number, end: number): DefinitionLine {
  const nameStart = first + 1;
  let nameEnd = nameStart;
  while (nameEnd < end && !isSpace(text.charCodeAt(nameEnd)) && text.charCodeAt(nameEnd) !== 61) nameEnd++;
  let equals = skipSpace(text, nameEnd, end);
  if (text.startsWith(':=', equals)) equals++;
  else if (equals === nameEnd && nameStart < nameEnd && text.startsWith(':=', nameEnd - 1)) nameEnd--;
  const hasEquals = equals < end && text.charCodeAt(equals) === 61;
  nameEnd = trimEnd(text, nameStart, nameEnd);
  if (nameEnd <= nameStart) return { unusual: 'no-name' };

  const stop = trimEnd(text, hasEquals ? equals + 1 : nameEnd, end);
  const start = skipSpace(text, hasEquals ? equals + 1 : nameEnd, stop);
  if (!hasEquals && start === stop) return { unusual: 'no-value' };
  const definition: Definition = {
    start: first,
    end: stop,
    name: { start: nameStart, end: nameEnd, text: text.slice(nameStart, nameEnd) },
    value: { start, end: stop, text: text.slice(start, stop) },
  };
  return hasEquals ? { definition } : { definition, unusual: 'no-equals' };
}

function isNameCharacter(code: number): boolean {
  return (
    (97 <= code && code <= 122) ||
    (65 <= code && code <= 90) ||
    (48 <= code && code <= 57) ||
    code === 45 ||
    code === 95
  );
}
