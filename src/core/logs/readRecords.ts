import { w3cFormat } from './formats/w3cFormat.ts';
import type { LogFields, LogRecord } from './logRecord.ts';
import { requestIn } from './read/requestIn.ts';
import { type Reading, readLine } from './readLine.ts';

/** A line as it was cut out of a file. */
export interface RawLine {
  readonly text: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** 1-based, where it is known. */
  readonly line?: number;
}

/** The first line of a record that may go on for more lines, and what was read of it. */
interface Open {
  readonly raw: RawLine;
  readonly fields: LogFields;
  readonly more: string[];
  size: number;
}

/**
 * Puts the lines of one file together into records: a line without a form of its own (a stack trace) goes on with the
 * record before it, up to 200 lines and 64 KB. Lines before the first record belong to none.
 */
export function readRecords(file: string, lines: Iterable<RawLine>, reading: Reading): LogRecord[] {
  const records: LogRecord[] = [];
  let open: Open | undefined;
  let by = reading;
  const close = () => {
    if (open) records.push(recordOf(file, open));
    open = undefined;
  };
  for (const raw of lines) {
    if (raw.text.startsWith('#Fields:')) {
      by = { ...reading, formats: [w3cFormat(raw.text), ...(reading.formats ?? [])] };
      continue;
    }
    const fields = isIndented(raw.text) ? undefined : readLine(raw.text, by);
    if (open && (!fields || goesOn(open.fields, fields))) {
      if (open.more.length < mostLines && open.size < mostSize) {
        open.more.push(raw.text);
        open.size += raw.text.length;
      }
    } else if (fields) {
      close();
      open = { raw, fields, more: [], size: 0 };
    }
  }
  close();
  return withTimesOfNeighbours(records);
}

const mostLines = 200;
const mostSize = 64_000;

function isIndented(text: string): boolean {
  return /^\s/.test(text);
}

/** Rails writes a request in several lines, of which the first tells the time. */
function goesOn(open: LogFields, next: LogFields): boolean {
  if (open.by !== 'rails' || open.kind !== 'application' || next.by !== 'rails') return false;
  const isFirst = next.method !== undefined;
  return !isFirst && (open.requestIds === undefined || open.requestIds[0] === next.requestIds?.[0]);
}

function recordOf(file: string, { raw, fields, more }: Open): LogRecord {
  const text = more.length === 0 ? raw.text : [raw.text, ...more].join('\n').trimEnd();
  const line = raw.line === undefined ? {} : { line: raw.line };
  const place = { file, offset: raw.offset, ...line, text };
  if (fields.by === 'rails' && fields.status === undefined) return { ...fields, ...railsRest(more), ...place };
  if (fields.by === 'aspnet' && 0 < more.length) return { ...fields, ...aspnetRest(more), ...place };
  return { ...fields, ...place };
}

/** ASP.NET Core says in the lines below what it has to say, set in by six spaces. */
function aspnetRest(more: readonly string[]): Partial<LogFields> {
  const message = more
    .map((it) => it.slice(it.indexOf('      ') + 1).trim())
    .join(' ')
    .slice(0, 4_000);
  const status = /^Request finished .{0,2000}? - (\d{3}) /.exec(message)?.[1];
  return { message, ...requestIn(message), ...(status === undefined ? {} : { status: Number(status) }) };
}

/** What the later lines of a Rails request tell: the status, and what was said on the way. */
function railsRest(more: readonly string[]): Partial<LogFields> {
  let status: number | undefined;
  const said: string[] = [];
  for (const it of more) {
    const line = it.replace(/^(?:\[[\w.:@-]{1,80}\] ){1,4}/, '').trim();
    const completed = /^Completed (\d{3}) /.exec(line);
    if (completed) status = Number(completed[1]);
    if (line !== '' && !/^(?:Processing by|Parameters:|Rendering|Rendered)/.test(line)) said.push(line);
  }
  return { ...(status === undefined ? {} : { status }), message: said.join('\n').slice(0, 4_000) };
}

/** A record without a time was written between those around it: it takes the time of the one after, else before it. */
function withTimesOfNeighbours(records: readonly LogRecord[]): LogRecord[] {
  const timed = [...records];
  let next: LogRecord | undefined;
  for (let i = timed.length - 1; 0 <= i; i--) {
    const it = timed[i];
    if (!it) continue;
    if (it.at !== undefined) next = it;
    else if (next?.at !== undefined && isNear(it, next))
      timed[i] = { ...it, at: next.at, step: Math.max(2_000, next.step ?? 0) };
  }
  let before: LogRecord | undefined;
  for (const [i, it] of timed.entries()) {
    if (it.at !== undefined) before = it;
    else if (before?.at !== undefined && isNear(it, before))
      timed[i] = { ...it, at: before.at, step: Math.max(60_000, before.step ?? 0) };
  }
  return timed;
}

function isNear(a: LogRecord, b: LogRecord): boolean {
  return Math.abs(a.offset - b.offset) < 16_000;
}
