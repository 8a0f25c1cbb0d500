import type { LineFormat } from './formats/format.ts';
import { readByFormat } from './formats/readByFormat.ts';
import { known } from './known.ts';
import type { LogFields } from './logRecord.ts';
import { readAccessLine } from './read/accessLine.ts';
import { readApacheError } from './read/apacheError.ts';
import { readApplicationLine } from './read/applicationLine.ts';
import { readJsonLine } from './read/jsonLine.ts';
import { readLogfmt } from './read/logfmt.ts';
import { readNginxError } from './read/nginxError.ts';
import { readPrefix } from './read/prefix.ts';
import { readUntimed } from './read/untimed.ts';
import type { ServerClock } from './serverClock.ts';

/** How to read the lines of a log. */
export interface Reading {
  readonly clock: ServerClock;
  /** The formats that a configuration gives for this log; tried before those that are known by their look. */
  readonly formats?: readonly LineFormat[] | undefined;
}

/**
 * Reads one line of a log, whatever wrote it: by the given formats, else by its look, behind the prefix of a collector too.
 * Undefined for a line that has no form of its own: it goes on with the record before it. Never throws.
 */
export function readLine(line: string, reading: Reading): LogFields | undefined {
  if (line === '' || line[0] === '\t') return undefined;
  const direct = readBare(line, reading);
  const prefix = readPrefix(line, reading.clock);
  if (!prefix) return direct;
  const rest = line.slice(prefix.end);
  // What is set in goes on with the line before it, behind a prefix as without one.
  if (/^(?: {2}|\t)/.test(rest)) return undefined;
  const inner = readBare(rest, reading) ?? plainBehind(rest, direct);
  // Only where it stands behind the prefix as a whole is a line that of a collector.
  if (direct && direct.kind !== 'application' && inner.kind === 'application') return direct;
  const { time, program } = prefix;
  return {
    ...inner,
    ...(inner.at === undefined && time
      ? { at: time.at, step: time.step, ...(time.zone === undefined ? {} : { zone: time.zone }) }
      : {}),
    ...(inner.by === undefined && program !== undefined ? { by: program } : {}),
  };
}

/** `2026-11-27T10:00:00Z WARN auth: bad token` looks like a host and a program, and is read better as it stands. */
function plainBehind(rest: string, direct: LogFields | undefined): LogFields {
  if (direct?.level !== undefined) return direct;
  return { ...direct, kind: 'application', message: rest };
}

function readBare(line: string, reading: Reading, depth = 0): LogFields | undefined {
  const { clock, formats = [] } = reading;
  for (const format of formats) {
    const fields = readByFormat(line, format, clock);
    if (fields) return fields;
  }
  if (line[0] === '{') return readWrapped(line, reading, depth);
  return (
    readNginxError(line, clock) ??
    readApacheError(line, clock) ??
    readAccessLine(line, clock) ??
    readApplicationLine(line, clock) ??
    readUntimed(line, clock) ??
    readLogfmt(line, clock)
  );
}

/**
 * A line in JSON, or one that a collector put into JSON as it was: Docker's `json-file` driver (`{"log":"line","time":…}`),
 * `journalctl -o json`, Filebeat, Fluentd.
 */
function readWrapped(line: string, reading: Reading, depth: number): LogFields | undefined {
  const outer = readJsonLine(line, reading.clock);
  if (outer?.kind !== 'application' || outer.message === undefined || 2 <= depth) return outer;
  const inner = readBare(outer.message.trimEnd(), reading, depth + 1);
  if (!inner || (inner.kind === 'application' && outer.level !== undefined)) return outer;
  const { at, step, zone, requestIds } = outer;
  return {
    ...inner,
    ...(inner.at !== undefined || at === undefined ? {} : known({ at, step, zone })),
    ...(inner.requestIds || !requestIds ? {} : { requestIds }),
  };
}
