import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { type LogTime, readTimeAt } from '../logTime.ts';
import { idsIn } from '../requestIds.ts';
import { readRequestLine } from '../requestLine.ts';
import type { ServerClock } from '../serverClock.ts';

/**
 * Reads an access line whose format nobody told: common and combined, with or without a virtual host before and more behind,
 * HAProxy's, uvicorn's, Django's, Flask's. What all of them have is a request in quotes and a status.
 */
export function readAccessLine(line: string, clock: ServerClock): LogFields | undefined {
  const request = findRequest(line);
  if (!request) return undefined;
  const before = line.slice(0, request.start);
  const status = statusAfter(line, request.end) ?? statusBefore(before);
  if (status === undefined) return undefined;
  const time = findTime(line, request, clock);
  const caller = readCaller(before);
  const ids = idsIn(`${line.slice(request.end)} ${before}`);
  return known<LogFields>({
    kind: 'access',
    by: undefined,
    at: time?.at,
    step: time?.step,
    zone: time?.zone,
    method: request.method,
    target: request.target,
    status: status === 0 ? undefined : status,
    ...caller,
    requestIds: ids.length === 0 ? undefined : ids,
  });
}

interface FoundRequest {
  readonly method: string;
  readonly target: string;
  /** Of the opening quotation mark, and behind the closing one. */
  readonly start: number;
  readonly end: number;
}

/** So far into a line a request is looked for: what comes before it is short. */
const farthest = 2_000;

function findRequest(line: string): FoundRequest | undefined {
  let at = line.indexOf('"');
  for (let tried = 0; 0 <= at && at < farthest && tried < 12; tried++) {
    const end = closing(line, at + 1);
    const request = readRequestLine(line.slice(at + 1, end));
    if (request) return { ...request, start: at, end: end + 1 };
    at = line.indexOf('"', at + 1);
  }
  return undefined;
}

function closing(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return at;
  }
  return line.length;
}

/** 0 for a request that was given up before it had one (`000`, nginx; `-`, Apache). */
function statusAfter(line: string, end: number): number | undefined {
  const found = /^[\s",:|-]{0,6}(\d{3})(?![\w.])/.exec(line.slice(end, end + 12));
  const status = Number(found?.[1] ?? Number.NaN);
  return status === 0 || (100 <= status && status < 600) ? status : undefined;
}

/** HAProxy: `0/0/1/2/3 401 123 - - ----` */
function statusBefore(before: string): number | undefined {
  const found = /\s-?\d{1,9}(?:\/[-+]?\d{1,9}){2,5} (\d{3}) /.exec(before);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

function findTime(line: string, { start, end }: FoundRequest, clock: ServerClock): LogTime | undefined {
  const first = readTimeAt(line, 0, clock);
  if (first) return first;
  let at = line.indexOf('[');
  for (let tried = 0; 0 <= at && tried < 8 && (at < start || end <= at); tried++) {
    const time = readTimeAt(line, at + 1, clock);
    if (time) return time;
    at = line.indexOf('[', at + 1);
  }
  for (const found of line.slice(0, Math.min(start, 300)).matchAll(/(?<=\s)[\dA-Z]/g)) {
    const time = readTimeAt(line, found.index, clock);
    if (time) return time;
  }
  return undefined;
}

/** `host:80 192.0.2.1 - ada [`: the virtual host, the address, the user. */
function readCaller(before: string): Pick<LogFields, 'address' | 'host' | 'user'> {
  const bracket = before.indexOf('[');
  const lead = (bracket < 0 ? before : before.slice(0, bracket)).slice(0, 600).trim();
  const words = lead.split(/\s+/);
  const at = words.findIndex((it) => readAddress(it) !== undefined);
  const user = (from: number) => {
    const it = words
      .slice(from)
      .join(' ')
      .replace(/^"(.*)"$/, '$1');
    return it === '' || it === '-' || bracket < 0 ? undefined : it;
  };
  if (0 <= at) {
    const address = readAddress(words[at] ?? '');
    const host = at === 1 ? hostIn(words[0] ?? '') : undefined;
    return known<Pick<LogFields, 'address' | 'host' | 'user'>>({ address, host, user: user(at + 2) });
  }
  // A name in the place of the address: Apache with HostnameLookups.
  const [name = '', ident] = words;
  if (ident !== undefined && /^[A-Za-z][\w.-]{0,254}$/.test(name) && 3 <= words.length)
    return known<Pick<LogFields, 'address' | 'host' | 'user'>>({ address: name, host: undefined, user: user(2) });
  return {};
}

function hostIn(word: string): string | undefined {
  return /^[A-Za-z0-9][\w.-]{0,254}(?::\d{1,5})?$/.test(word) ? word : undefined;
}
