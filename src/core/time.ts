/**
 * Reads an HTTP date (RFC 9110, 5.6.7): IMF-fixdate, RFC 850 or asctime. Seconds since the epoch, or undefined.
 * The weekday is not compared with the date, and `UTC` and `+0000` pass for `GMT`: servers write them.
 */
export function parseHttpDate(text: string): number | undefined {
  const it = text.trim();
  const fixed =
    /^[A-Za-z]{3,9}, ?(\d{1,2})[ -]([A-Za-z]{3})[ -](\d{4}|\d{2}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC|\+0000)$/.exec(it);
  if (fixed) {
    const [, day, month, year, hour, minute, second] = fixed;
    return epoch(fullYear(year), month, day, hour, minute, second);
  }
  const asctime = /^[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/.exec(it);
  if (asctime) {
    const [, month, day, hour, minute, second, year] = asctime;
    return epoch(Number(year), month, day, hour, minute, second);
  }
  return undefined;
}

/**
 * Reads an ISO 8601 instant, extended (`2026-11-22T19:04:11.5+01:00`) or basic (`20261122T190411Z`).
 * Seconds since the epoch, fraction kept. Without an offset it names no instant: undefined.
 */
export function parseIso(text: string): number | undefined {
  const found =
    /^(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2}):?(\d{2})([.,]\d{1,9})?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/.exec(
      text.trim(),
    );
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = found;
  const whole = epoch(Number(year), monthNames[Number(month) - 1], day, hour, minute, second);
  if (whole === undefined) return undefined;
  const offset = sign ? (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60 : 0;
  const rest = fraction ? Number(`0.${fraction.slice(1)}`) : 0;
  return whole - (sign === '-' ? -offset : offset) + rest;
}

/** `2026-11-22 19:04:11 UTC` from seconds since the epoch; fractions are cut off. */
export function formatTime(seconds: number): string {
  const time = new Date(Math.floor(seconds) * 1000);
  if (Number.isNaN(time.getTime())) return `${seconds} seconds after 1970`;
  const iso = time.toISOString().replace(/^\+0*/, '');
  return `${iso.slice(0, iso.indexOf('T'))} ${iso.slice(iso.indexOf('T') + 1, -5)} UTC`;
}

/**
 * A length of time in one unit: `90 seconds`, `2 minutes`, `3 hours`, `45 days`, `3 years`. The sign is dropped.
 * The unit is the largest that counts to two, so rounding is off by a quarter at most; exactly one of a unit is
 * named as such (`1 hour`).
 */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  const length = Math.abs(seconds);
  if (length < 1) return 'less than a second';
  const whole = Math.round(length);
  for (const [i, [size, name]] of units.entries()) {
    // What a smaller unit would round up to a full one is a full one: 119.9 minutes are 2 hours.
    const [smaller = 1] = units[i + 1] ?? [];
    const near = Math.round(whole / smaller) * smaller;
    if (near === size) return `1 ${name}`;
    if (2 * size <= near) return `${grouped(Math.round(whole / size))} ${name}s`;
  }
  return '1 second';
}

/** `3 hours ago`, `in 12 minutes` or `now`; both in seconds since the epoch. */
export function relative(seconds: number, now: number): string {
  const ahead = seconds - now;
  if (Math.abs(ahead) < 1) return 'now';
  return ahead < 0 ? `${duration(ahead)} ago` : `in ${duration(ahead)}`;
}

/** `3 hours ago (2026-11-22 19:04:11 UTC)`; both in seconds since the epoch. */
export function formatBoth(seconds: number, now: number): string {
  return `${relative(seconds, now)} (${formatTime(seconds)})`;
}

/** As HTTP dates and logs begin them, in lower case. */
export const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const units = [
  [365 * 86400, 'year'],
  [86400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

function epoch(year: number, month = '', ...rest: readonly (string | undefined)[]): number | undefined {
  const monthIndex = monthNames.indexOf(month.toLowerCase());
  const [day = Number.NaN, hour = Number.NaN, minute = Number.NaN, second = Number.NaN] = rest.map(Number);
  const inRange = 0 <= monthIndex && 1 <= day && day <= 31 && hour < 24 && minute < 60 && second <= 60;
  if (!inRange) return undefined;
  const time = new Date(Date.UTC(year, monthIndex, day, hour, minute, second));
  // Date.UTC takes 0 to 99 for years of the twentieth century.
  if (year < 100) time.setUTCFullYear(year);
  return time.getUTCMonth() === monthIndex ? time.getTime() / 1000 : undefined;
}

/** RFC 850 has two digits; what would lie far in the future is of the last century. */
function fullYear(year = ''): number {
  const it = Number(year);
  if (year.length === 4) return it;
  return it < 70 ? 2000 + it : 1900 + it;
}

function grouped(count: number): string {
  return count < 10_000 ? String(count) : String(count).replace(/\B(?=(?:\d{3}){1,7}$)/g, ',');
}
