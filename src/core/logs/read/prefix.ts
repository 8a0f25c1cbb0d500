import { type LogTime, readTimeAt } from '../logTime.ts';
import type { ServerClock } from '../serverClock.ts';

/** What a collector of logs put before a line. */
export interface Prefix {
  /** Index of the line itself. */
  readonly end: number;
  readonly time?: LogTime;
  /** The program: `nginx`, `web-1`. */
  readonly program?: string;
}

/**
 * The prefix of syslog (RFC 3164 and 5424, as files and journalctl have it), of `docker compose logs`, `docker logs
 * --timestamps`, `kubectl logs --prefix` and of a container runtime's own files. One inside the other, at most three.
 */
export function readPrefix(line: string, clock: ServerClock): Prefix | undefined {
  let prefix: Prefix | undefined;
  for (let depth = 0; depth < 3; depth++) {
    const from = prefix?.end ?? 0;
    const next = readOne(line.slice(from, from + 400), clock);
    if (!next) break;
    const time = next.time ?? prefix?.time;
    const program = next.program ?? prefix?.program;
    prefix = { end: from + next.end, ...(time ? { time } : {}), ...(program === undefined ? {} : { program }) };
  }
  return prefix;
}

function readOne(it: string, clock: ServerClock): Prefix | undefined {
  return readSyslog(it, clock) ?? readCompose(it) ?? readPod(it) ?? readRuntime(it, clock);
}

/** `<34>1 2026-11-27T10:00:00Z host app 12 ID47 [data] line`, `<34>Nov 27 10:00:00 host nginx[12]: line`. */
function readSyslog(it: string, clock: ServerClock): Prefix | undefined {
  const priority = /^<\d{1,3}>/.exec(it)?.[0].length ?? 0;
  const version = priority === 0 ? undefined : /^1 /.exec(it.slice(priority));
  const start = priority + (version ? 2 : 0);
  const time = readTimeAt(it, start, clock);
  if (!time || it[time.end] !== ' ') return undefined;
  const rest = it.slice(time.end + 1);
  if (version) {
    const head = /^(\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} (?:-|(?:\[[^\]]{1,250}\]){1,4})(?: |$)/.exec(rest);
    return head ? { end: time.end + 1 + head[0].length, time, program: head[2] ?? '' } : undefined;
  }
  // A host and a tag: without both it is a time that belongs to the line.
  const head =
    /^(?:[\w.:-]{1,255} )([\w./@-]{1,60})(?:\[\d{1,10}\])?: /.exec(rest) ??
    (priority ? /^([\w./@-]{1,60})(?:\[\d{1,10}\])?: /.exec(rest) : undefined);
  return head ? { end: time.end + 1 + head[0].length, time, program: head[1] ?? '' } : undefined;
}

/** `web-1  | line`, in older versions `web_1  | line`. */
function readCompose(it: string): Prefix | undefined {
  const head = /^([a-z0-9][\w.-]{0,80}) {1,40}\| ?/.exec(it);
  return head ? { end: head[0].length, program: head[1] ?? '' } : undefined;
}

/** `[pod/web-7d4/nginx] line` */
function readPod(it: string): Prefix | undefined {
  const head = /^\[pod\/[\w.-]{1,253}\/([\w.-]{1,63})\] /.exec(it);
  return head ? { end: head[0].length, program: head[1] ?? '' } : undefined;
}

/** `2026-11-27T10:00:00.123456789Z line` and `… stdout F line`: nanoseconds are written by container runtimes alone. */
function readRuntime(it: string, clock: ServerClock): Prefix | undefined {
  const head = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d) (?:(?:stdout|stderr) [FP] )?/.exec(it);
  const time = head ? readTimeAt(it, 0, clock) : undefined;
  return head && time ? { end: head[0].length, time } : undefined;
}
