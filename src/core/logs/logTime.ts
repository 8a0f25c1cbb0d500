import { type CivilDate, civilDate, daysSinceEpoch } from '../civilDate.ts';
import { monthNames, parseHttpDate } from '../time.ts';
import type { ServerClock } from './serverClock.ts';

export interface LogTime {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How finely it is told, in milliseconds. */
  readonly step: number;
  /** Minutes east of UTC, where the text says so. */
  readonly zone?: number;
  /** Index behind it. */
  readonly end: number;
}

/**
 * Reads a time that begins at `start`, in any form that servers and logging libraries write: ISO 8601, `27/Nov/2026:10:00:00
 * +0100`, `2026/11/27 10:00:00`, `Fri Nov 27 10:00:00.123 2026`, `Nov 27 10:00:00`, `27-Nov-2026 10:00:00 UTC`,
 * `10:00:00.123`, an HTTP date.
 */
export function readTimeAt(text: string, start: number, clock: ServerClock): LogTime | undefined {
  const first = text.charCodeAt(start);
  const isDigit = 48 <= first && first <= 57;
  if (!isDigit && (first < 65 || 90 < first)) return undefined;
  const it = text.slice(start, start + 48);
  const read = isDigit ? (readIso(it, clock) ?? readDayFirst(it, clock) ?? readClock(it, clock)) : readNamed(it, clock);
  return read && { ...read, end: start + read.end };
}

/** The same for a value that is all time: a count of seconds, milliseconds, micro- or nanoseconds since the epoch besides. */
export function readTime(value: string, clock: ServerClock): LogTime | undefined {
  return readEpoch(value) ?? readTimeAt(value, 0, clock);
}

/** The parts of a time as numbers; the month counts from 1, `fraction` are the digits behind the point. */
export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction?: string | undefined;
  readonly zone?: number | undefined;
}

/** Milliseconds since the epoch by a clock's zone where the parts name none. */
export function timeOf(parts: TimeParts, clock: ServerClock): Omit<LogTime, 'end'> | undefined {
  const { year, month, day, hour, minute, second, fraction = '', zone } = parts;
  if (!(1 <= month && month <= 12 && 1 <= day && day <= 31 && hour < 24 && minute < 60 && second <= 60))
    return undefined;
  const whole = ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000;
  const local = whole + (fraction === '' ? 0 : Number(`0.${fraction}`) * 1000);
  if (!Number.isFinite(local)) return undefined;
  const step = fraction === '' ? 1000 : 10 ** (3 - Math.min(fraction.length, 6));
  const at = local - (zone ?? clock.offsetAt(local)) * 60_000;
  return { at, step, ...(zone === undefined ? {} : { zone }) };
}

/** `Nov` and `November` → 11; NaN for anything else. */
export function monthNumber(name: string): number {
  const at = monthNames.indexOf(name.slice(0, 3).toLowerCase());
  return at < 0 ? Number.NaN : at + 1;
}

/** `+0130`, `+01:30`, `Z`, `UTC` → minutes east of UTC. */
export function zoneMinutes(text: string | undefined): number | undefined {
  const it = text?.trim();
  if (it === 'Z' || it === 'z' || it === 'UTC' || it === 'GMT') return 0;
  const found = it === undefined ? undefined : /^([+-])(\d{2}):?(\d{2})?$/.exec(it);
  if (!found) return undefined;
  const [, sign, hours, minutes = '0'] = found;
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -offset : offset;
}

const iso =
  /^(\d{4})([-/])(\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?( ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![\w-]))?/;

function readIso(it: string, clock: ServerClock): LogTime | undefined {
  const found = iso.exec(it);
  if (!found) return undefined;
  const [all, year, , month, day, hour, minute, second, fraction, zone] = found;
  return made(all, [year, Number(month), day, hour, minute, second], fraction, zone, clock);
}

const dayFirst =
  /^(\d{1,2})([/-])([A-Z][a-z]{2})[/-](\d{4})[: ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?( ?(?:[+-]\d{4}|UTC|GMT|Z)(?!\w))?/;

function readDayFirst(it: string, clock: ServerClock): LogTime | undefined {
  const found = dayFirst.exec(it);
  if (!found) return undefined;
  const [all, day, , month = '', year, hour, minute, second, fraction, zone] = found;
  return made(all, [year, monthNumber(month), day, hour, minute, second], fraction, zone, clock);
}

const hoursOnly = /^(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?![\d:])/;

/** No day: that of the clock's `now`, or the one before it. */
function readClock(it: string, clock: ServerClock): LogTime | undefined {
  const found = hoursOnly.exec(it);
  if (!found) return undefined;
  const [all, hour, minute, second, fraction] = found;
  const { year, month, day } = dateOf(clock.now + clock.offsetAt(clock.now) * 60_000);
  const read = made(all, [year, month, day, hour, minute, second], fraction, undefined, clock);
  return read && read.at <= clock.now + ahead ? read : read && { ...read, at: read.at - dayMs };
}

const named =
  /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?: (\d{4})(?!\d))?/;

function readNamed(it: string, clock: ServerClock): LogTime | undefined {
  const found = named.exec(it);
  if (!found) return readHttpDate(it);
  const [all, month = '', day, before, hour, minute, second, fraction, after] = found;
  const told = before ?? after;
  const year = told === undefined ? dateOf(clock.now).year : Number(told);
  const at = (year: number) =>
    made(all, [year, monthNumber(month), day, hour, minute, second], fraction, undefined, clock);
  const read = at(year);
  return told === undefined && read && clock.now + dayMs < read.at ? at(year - 1) : read;
}

function readHttpDate(it: string): LogTime | undefined {
  const found = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC)/.exec(it);
  const seconds = found ? parseHttpDate(found[0]) : undefined;
  return found && seconds !== undefined ? { at: seconds * 1000, step: 1000, zone: 0, end: found[0].length } : undefined;
}

/** Ten digits are seconds, thirteen milliseconds, sixteen and nineteen finer ones; each until the year 2286. */
function readEpoch(value: string): LogTime | undefined {
  const found = /^(1\d{9}|[2-9]\d{9}|\d{13}|\d{16}|\d{19})(?:\.(\d{1,9}))?$/.exec(value.slice(0, 40));
  if (!found) return undefined;
  const [all, whole = '', fraction = ''] = found;
  const digits = whole.length - 10 + fraction.length;
  const at = Number(`${whole.slice(0, 10)}.${whole.slice(10)}${fraction}`) * 1000;
  return { at, step: 10 ** (3 - Math.min(digits, 6)), end: all.length };
}

function made(
  all: string,
  [year, month, day, hour, minute, second]: readonly (string | number | undefined)[],
  fraction: string | undefined,
  zone: string | undefined,
  clock: ServerClock,
): LogTime | undefined {
  const parts = {
    ...{ year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute) },
    ...{ second: Number(second), fraction, zone: zoneMinutes(zone) },
  };
  const time = timeOf(parts, clock);
  return time && { ...time, end: all.length };
}

const dayMs = 86_400_000;
/** Clocks of two computers differ. */
const ahead = 600_000;

/** The date (UTC) of milliseconds since the epoch. */
export function dateOf(ms: number): CivilDate {
  return civilDate(Math.floor(ms / dayMs));
}
