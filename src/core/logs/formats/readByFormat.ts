import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { type LogTime, monthNumber, readTime, timeOf, zoneMinutes } from '../logTime.ts';
import { idOf } from '../requestIds.ts';
import { readRequestLine } from '../requestLine.ts';
import type { ServerClock } from '../serverClock.ts';
import type { LineFormat } from './format.ts';
import { type Scanned, scanFormat } from './scanFormat.ts';

/** Reads a line that was written by a known format. Undefined where it was not, or where no time and no status is in it. */
export function readByFormat(line: string, format: LineFormat, clock: ServerClock): LogFields | undefined {
  const scanned = scanFormat(line, format, clock);
  if (!scanned) return undefined;
  const value = (name: keyof Scanned['values']) => {
    const it = scanned.values[name];
    if (it === undefined || it === '' || it === '-') return undefined;
    return format.escape === 'json' ? unescapeJson(it) : it;
  };
  const time = timeIn(scanned.values, format, clock);
  const request = readRequestLine(value('request') ?? '');
  const path = value('path');
  const query = value('query');
  const both = value('path and query');
  const target =
    request?.target ??
    value('target') ??
    (both?.includes('?') || format.by !== 'nginx' ? both : both?.replace(/-$/, '')) ??
    (path === undefined ? undefined : `${path}${query ? `?${query.replace(/^\?/, '')}` : ''}`);
  const status = Number(value('status') ?? Number.NaN);
  if (time === undefined && Number.isNaN(status)) return undefined;
  const connection = value('connection');
  const ids = [...scanned.ids.flatMap((it) => idOf(it) ?? []), ...(connection === undefined ? [] : [`*${connection}`])];
  const address = value('address');
  return known<LogFields>({
    kind: format.kind,
    by: format.by,
    at: time?.at,
    step: time?.step,
    zone: time?.zone,
    method: request?.method ?? value('method'),
    target,
    status: Number.isNaN(status) || status === 0 ? undefined : status,
    address:
      address === undefined
        ? undefined
        : (readAddress(address.split(',', 1)[0]?.trim() ?? '') ?? address.slice(0, 255)),
    host: value('host'),
    user: value('user'),
    level: format.kind === 'error' ? value('level') : undefined,
    message: format.kind === 'error' ? (value('message') ?? '').replace(/, referer: \S{0,2000}$/, '') : undefined,
    requestIds: ids.length === 0 ? undefined : ids,
  });
}

function timeIn(values: Scanned['values'], format: LineFormat, clock: ServerClock): Omit<LogTime, 'end'> | undefined {
  const whole = values.time === undefined ? undefined : readTime(values.time, clock);
  if (whole) return whole;
  const epoch = values.microseconds ?? values.milliseconds;
  if (epoch !== undefined) return readTime(epoch, clock);
  if (values.seconds !== undefined)
    return readTime(values.fraction === undefined ? values.seconds : `${values.seconds}.${values.fraction}`, clock);
  const [year, month, day] = values.date?.split('-') ?? [values.year, values.month, values.day];
  const [hour, minute, second] = values.clock?.split(':') ?? [values.hour, values.minute, values.second];
  if (year === undefined || day === undefined || hour === undefined) return undefined;
  return timeOf(
    {
      ...{ year: Number(year), month: month === undefined ? monthNumber(values['month name'] ?? '') : Number(month) },
      ...{ day: Number(day), hour: Number(hour), minute: Number(minute ?? 0), second: Number(second ?? 0) },
      fraction: values.fraction,
      zone: zoneMinutes(values.zone) ?? format.zone,
    },
    clock,
  );
}

function unescapeJson(value: string): string {
  if (!value.includes('\\')) return value;
  try {
    const read: unknown = JSON.parse(`"${value}"`);
    return typeof read === 'string' ? read : value;
  } catch {
    return value;
  }
}
