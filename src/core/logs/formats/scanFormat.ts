import { readAddress } from '../address.ts';
import { readTimeAt } from '../logTime.ts';
import type { ServerClock } from '../serverClock.ts';
import { type FieldName, type FormatPart, type LineFormat, ownEnd } from './format.ts';

/** The values of a line by the field that they stand for; ids are a list. */
export interface Scanned {
  readonly values: Readonly<Partial<Record<FieldName, string>>>;
  readonly ids: readonly string[];
}

/**
 * Reads a line by a compiled format; undefined where it does not fit. Bounded in steps: where a value could end in two
 * places, the nearer one is tried first, and a line that needs more than a few hundred trials fits no format.
 */
export function scanFormat(line: string, { parts }: LineFormat, clock: ServerClock): Scanned | undefined {
  const scan: Scan = { line, parts, clock, taken: [], steps: mostSteps };
  if (!matches(scan, 0, 0)) return undefined;
  const values: Partial<Record<FieldName, string>> = {};
  const ids: string[] = [];
  for (const { field, value } of scan.taken) {
    if (field === 'id') ids.push(value);
    else if (values[field] === undefined || isEmpty(values[field])) values[field] = value;
  }
  return { values, ids };
}

const mostSteps = 600;

interface Scan {
  readonly line: string;
  readonly parts: readonly FormatPart[];
  readonly clock: ServerClock;
  readonly taken: { readonly field: FieldName; readonly value: string }[];
  steps: number;
}

function matches(scan: Scan, index: number, at: number): boolean {
  if (--scan.steps < 0) return false;
  const { line, parts } = scan;
  const part = parts[index];
  if (!part) return at === line.length || /^[\s\r]*$/.test(line.slice(at, at + 20));
  if ('literal' in part) {
    if (line.startsWith(part.literal, at)) return matches(scan, index + 1, at + part.literal.length);
    // Servers older than the format, and lines cut at their end, lack what stands last.
    return false;
  }
  if ('optionalTo' in part) return withOptional(scan, index, at, part.optionalTo);
  return withField(scan, index, at, part.field);
}

function withOptional(scan: Scan, index: number, at: number, to: number): boolean {
  const taken = scan.taken.length;
  const start = at === 0 ? 0 : scan.line[at] === ' ' ? at + 1 : -1;
  if (0 <= start && matches(scan, index + 1, start)) return true;
  scan.taken.length = taken;
  return matches(scan, to, at);
}

function withField(scan: Scan, index: number, at: number, field: FieldName): boolean {
  const taken = scan.taken.length;
  for (const end of endsOf(scan, index, at, field)) {
    if (--scan.steps < 0) return false;
    const value = scan.line.slice(at, end);
    if (!fits(field, value)) continue;
    scan.taken.push({ field, value });
    if (matches(scan, index + 1, end)) return true;
    scan.taken.length = taken;
  }
  return false;
}

/** Where a value that begins here may end, nearest first. */
function* endsOf({ line, parts, clock }: Scan, index: number, at: number, field: FieldName): Generator<number> {
  if (ownEnd.has(field)) {
    const end = ownEndOf(line, at, field, clock);
    if (end !== undefined) yield end;
    return;
  }
  const next = parts[index + 1];
  const before = parts[index - 1];
  if (!next || (field === 'message' && 'optionalTo' in next)) {
    yield line.length;
    return;
  }
  const literal = 'literal' in next ? next.literal : 'optionalTo' in next ? ' ' : undefined;
  if (literal === undefined) {
    // What follows is a time or a number: it is tried wherever it may begin.
    for (let end = at; end <= Math.min(line.length, at + 200); end++) yield end;
    return;
  }
  const quote = literal[0] === '"' && before && 'literal' in before && before.literal.endsWith('"');
  for (let from = at, tried = 0; tried < mostEnds; tried++) {
    const end = quote ? quoteEnd(line, from, literal) : line.indexOf(literal, from);
    if (end < 0) break;
    yield end;
    from = end + 1;
  }
  if ('optionalTo' in next) yield line.length;
}

const mostEnds = 24;

/** The next such literal that begins with a quotation mark which no backslash escapes. */
function quoteEnd(line: string, from: number, literal: string): number {
  for (let at = from; at < line.length; at++) {
    const it = line[at];
    if (it === '\\') at++;
    else if (it === '"' && line.startsWith(literal, at)) return at;
  }
  return -1;
}

function ownEndOf(line: string, at: number, field: FieldName, clock: ServerClock): number | undefined {
  if (line[at] === '-') return at + 1;
  if (field === 'time') {
    const epoch = /^\d{10}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?(?!\d)/.exec(line.slice(at, at + 32));
    return epoch ? at + epoch[0].length : readTimeAt(line, at, clock)?.end;
  }
  const pattern = shapes[field];
  const found = pattern?.exec(line.slice(at, at + 24));
  return found ? at + found[0].length : undefined;
}

const shapes: Partial<Record<FieldName, RegExp>> = {
  status: /^\d{3}(?!\d)/,
  year: /^\d{4}/,
  month: /^\d{2}/,
  'month name': /^[A-Za-z]{3,9}/,
  day: /^ ?\d{1,2}/,
  hour: /^\d{2}/,
  minute: /^\d{2}/,
  second: /^\d{2}/,
  fraction: /^\d{1,9}/,
  zone: /^(?:[+-]\d{2}:?\d{2}|[A-Z]{1,5})/,
  date: /^\d{4}-\d{2}-\d{2}/,
  clock: /^\d{2}:\d{2}:\d{2}/,
  seconds: /^\d{9,11}/,
  milliseconds: /^\d{12,14}/,
  microseconds: /^\d{15,17}/,
};

function fits(field: FieldName, value: string): boolean {
  if (isEmpty(value)) return true;
  switch (field) {
    case 'address':
      return readAddress(value) !== undefined || /^[\w.:, -]{1,300}$/.test(value.slice(0, 400));
    case 'method':
      return /^[A-Z][A-Z0-9_-]{0,29}$/.test(value);
    case 'number':
      return /^[\d.,:+ -]{1,100}$/.test(value.slice(0, 120));
    case 'source':
      return /^\S{1,100}\(\d{1,6}\)$/.test(value);
    case 'os error':
      return /^\(\d{1,6}\)/.test(value);
    case 'path':
    case 'target':
    case 'path and query':
    case 'word':
    case 'id':
    case 'connection':
    case 'level':
      return !/\s/.test(value);
    default:
      return true;
  }
}

function isEmpty(value: string | undefined): boolean {
  return value === undefined || value === '' || value === '-';
}
