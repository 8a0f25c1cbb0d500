import { type Exchange, fieldValue } from '../../core/exchange.ts';
import type { LogSource } from '../../core/logs/config.ts';
import { inOrder, type LinesFor, linesFor } from '../../core/logs/join/linesFor.ts';
import { mentions } from '../../core/logs/join/mentions.ts';
import type { ServerLine } from '../../core/logs/join/serverLine.ts';
import { usualStatus } from '../../core/logs/join/usualStatus.ts';
import { hostOf, type Wanted, wantedOf } from '../../core/logs/join/wanted.ts';
import type { LogReasons } from '../../core/logs/logReason.ts';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { reasonOf, reasonOfAll } from '../../core/logs/reasonOf.ts';
import { fixedClock, type ServerClock } from '../../core/logs/serverClock.ts';
import { sitesFor } from '../../core/logs/site.ts';
import { computerOffset } from '../../local/logs/computerClock.ts';
import { countedAnyway, countLines } from '../../local/logs/countLines.ts';
import type { LogsHost } from './host.ts';
import { findPlaces, type LogPlaces } from './places.ts';
import { readPlaces } from './readPlaces.ts';

/** What the logs of a server tell of one exchange. */
export interface ServerFindings {
  /** The surest of each kind first: access, error, application. */
  readonly lines: readonly ServerLine[];
  readonly reasons?: LogReasons;
  /** What could not be read, and what would help: whole sentences. */
  readonly problems: readonly string[];
  /** Logs, programs and servers that were looked into. */
  readonly looked: number;
  /** Those that could not be read. */
  readonly unread: number;
}

/** So much of the time of an exchange is read at most, of each log. */
const mostBytes = 400_000_000;
/** Of logs that are searched by an id alone, from the end. */
const mostWithoutTime = 64_000_000;
/** Without a `Date` in the answer nobody knows what time the server's clock showed. */
const unknownSkewMs = 120_000;

/**
 * Finds what a server wrote about an exchange. Times without a zone are taken to be of this computer's zone, then of the zone
 * that the log of requests names, then of UTC.
 */
export async function findServerLines(
  exchange: Exchange,
  sources: readonly LogSource[],
  host: LogsHost,
): Promise<ServerFindings> {
  const places = ofSites(await findPlaces(sources, host.folders), exchange);
  const looked = places.logs.length + places.commands.length + places.remotes.length + places.stdin.length;
  const search = (clock: ServerClock, all = false) => searchPlaces(exchange, places, clock, all, host);
  const { from } = wantedOf(exchange);
  const now = from === undefined ? host.now() : from + unknownSkewMs;
  const own = { offsetAt: computerOffset, now };
  const first = await search(own);
  const { problems, unread } = first;
  const wanted = wantedOf(exchange);
  // What else was answered at that time tells such lines from those of other requests.
  const isOpen = wanted.skew !== undefined && inOrder(first.lines).some((it) => mayBeOfAnother(it, wanted));
  let { lines } = isOpen ? await search(own, true) : first;
  for (const { offset, isTold } of otherZones(lines, from ?? now)) {
    if (!isTold && 0 < lines.error.length + lines.application.length) break;
    const again = await search(fixedClock(offset, now));
    if (inOrder(lines).length < inOrder(again.lines).length) lines = again.lines;
  }
  const numbered = await withLineNumbers(inOrder(lines), places, host);
  const reasons = reasonOfAll(numbered.map((it) => it.record));
  return {
    lines: numbered,
    ...(reasons ? { reasons } : {}),
    problems: [...new Set([...places.problems, ...problems])],
    looked: looked - unread,
    unread,
  };
}

/** Whether only the time and the client lead to a line, or what it says goes with another answer. */
function mayBeOfAnother({ record, sure }: ServerLine, wanted: Wanted): boolean {
  if (record.kind === 'access' || sure === 'certain') return false;
  const status = usualStatus(reasonOf(record));
  if (status !== undefined && status !== wanted.status) return true;
  return record.kind === 'error' && record.target === undefined && mentions(record.message ?? '', wanted) !== 'this';
}

/** Without the logs of sites that the request did not reach, as configurations tell. */
function ofSites(places: LogPlaces, { request, requestNotShown }: Exchange): LogPlaces {
  const url = requestNotShown ? undefined : parseUrl(request.url);
  if (!url) return places;
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const host = hostOf(fieldValue(request.headers, 'Host') ?? url.host);
  const reached = sitesFor(
    places.logs.flatMap((it) => it.sites ?? []),
    host,
    port,
  );
  if (!reached) return places;
  return { ...places, logs: places.logs.filter((it) => !it.sites || it.sites.some((site) => reached.has(site))) };
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

async function searchPlaces(
  exchange: Exchange,
  places: LogPlaces,
  clock: ServerClock,
  all: boolean,
  host: LogsHost,
): Promise<{ readonly lines: LinesFor; readonly problems: readonly string[]; readonly unread: number }> {
  const { from, to, skew, slack, status } = wantedOf(exchange);
  const margin = skew === undefined ? unknownSkewMs : slack;
  const range = from === undefined || to === undefined ? {} : { from: from - margin, to: to + margin };
  const { records, problems, unread } = await readPlaces(
    places,
    {
      ...range,
      clock,
      ...(all ? {} : { holds: String(status) }),
      mostBytes: from === undefined ? mostWithoutTime : mostBytes,
    },
    host,
  );
  return { lines: linesFor(exchange, records, reasonOf), problems, unread };
}

/** Zones that a log without one may be written in, other than this computer's: the one that a line of the request tells, then UTC. */
function otherZones(
  { access }: LinesFor,
  at: number,
): readonly { readonly offset: number; readonly isTold: boolean }[] {
  const own = computerOffset(at);
  const told = access.flatMap((it) => it.record.zone ?? []);
  return [...new Set([...told, 0])]
    .filter((it) => it !== own)
    .map((offset) => ({ offset, isTold: told.includes(offset) }));
}

async function withLineNumbers(
  lines: readonly ServerLine[],
  { logs }: LogPlaces,
  host: LogsHost,
): Promise<readonly ServerLine[]> {
  const files = new Set(logs.map((it) => it.path));
  const numbered = new Map<LogRecord, number>();
  for (const file of new Set(lines.map((it) => it.record.file))) {
    const own = lines.map((it) => it.record).filter((it) => it.file === file && it.line === undefined);
    const farthest = own.reduce((a, b) => Math.max(a, b.offset), 0);
    const isFile = files.has(file) || [...files].some((it) => file.startsWith(it));
    if (own.length === 0 || !isFile || (countedAnyway < farthest && !host.countAll)) continue;
    const numbers = await countLines(
      file,
      own.map((it) => it.offset),
      host.signal,
    );
    own.forEach((it, i) => {
      const line = numbers?.[i];
      if (line !== undefined) numbered.set(it, line);
    });
  }
  return lines.map((it) => {
    const line = numbered.get(it.record);
    return line === undefined ? it : { ...it, record: { ...it.record, line } };
  });
}
