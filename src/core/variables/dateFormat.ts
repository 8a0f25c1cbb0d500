import { type CivilTime, civilTime } from './calendar.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * Prints a moment for `$datetime` and `$localDatetime`: `rfc1123`, `iso8601`, or a pattern of Day.js (`YYYY-MM-DD`,
 * REST Client and httpYac) or .NET (`yyyy-MM-dd`, Visual Studio); a pattern with `yy` or `dd` is read as .NET's.
 * `offset` is the clock's distance from UTC in minutes, undefined for UTC itself.
 */
export function formatDate(ms: number, pattern: string, offset: number | undefined): string {
  const time = civilTime(ms, offset ?? 0);
  const east = offset ?? 0;
  if (pattern === 'rfc1123') {
    return print(
      time,
      east,
      offset === undefined ? 'ddd, DD MMM YYYY HH:mm:ss [GMT]' : 'ddd, DD MMM YYYY HH:mm:ss ZZ',
      dayjs,
    );
  }
  if (pattern === 'iso8601') {
    return print(time, east, offset === undefined ? 'YYYY-MM-DDTHH:mm:ss.SSS[Z]' : 'YYYY-MM-DDTHH:mm:ss.SSSZ', dayjs);
  }
  const net = /y{2}/.test(pattern) || (/dd/.test(pattern) && !/[YD]/.test(pattern));
  return print(time, east, pattern, net ? dotnet : dayjs);
}

interface Patterns {
  readonly tokens: RegExp;
  value(token: string, time: CivilTime, offset: number): string;
}

const dayjs: Patterns = {
  tokens: /\[[^\]]{0,200}\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|dd|d|HH|H|hh|h|A|a|mm|m|ss|s|SSS|ZZ|Z/g,
  value(token, time, offset) {
    if (token.startsWith('[')) return token.slice(1, -1);
    return common(token, time) ?? (token === 'ZZ' ? zone(offset, '') : token === 'Z' ? zone(offset, ':') : token);
  },
};

const dotnet: Patterns = {
  tokens:
    /'[^']{0,200}'|"[^"]{0,200}"|yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|f{1,7}|F{1,7}|tt|zzz|zz|K/g,
  value(token, time, offset) {
    if (token.startsWith("'") || token.startsWith('"')) return token.slice(1, -1);
    if (token === 'dd') return two(time.day);
    if (token === 'd') return String(time.day);
    if (/^[fF]/.test(token)) return String(time.millisecond).padStart(3, '0').padEnd(7, '0').slice(0, token.length);
    if (token === 'tt') return time.hour < 12 ? 'AM' : 'PM';
    if (token === 'zzz' || token === 'K') return zone(offset, ':');
    if (token === 'zz') return zone(offset, ':').slice(0, 3);
    return common(token.replace(/y/g, 'Y'), time) ?? token;
  },
};

function print(time: CivilTime, offset: number, pattern: string, patterns: Patterns): string {
  return pattern.slice(0, 500).replace(patterns.tokens, (token) => patterns.value(token, time, offset));
}

/** The tokens that both languages write alike. */
function common(token: string, time: CivilTime): string | undefined {
  const hour12 = time.hour % 12 === 0 ? 12 : time.hour % 12;
  const weekday = weekdays[time.weekday] ?? '';
  const month = months[time.month - 1] ?? '';
  switch (token) {
    case 'YYYY':
      return String(time.year).padStart(4, '0');
    case 'YY':
      return two(time.year % 100);
    case 'MMMM':
      return month;
    case 'MMM':
      return month.slice(0, 3);
    case 'MM':
      return two(time.month);
    case 'M':
      return String(time.month);
    case 'DD':
      return two(time.day);
    case 'D':
      return String(time.day);
    case 'dddd':
      return weekday;
    case 'ddd':
      return weekday.slice(0, 3);
    case 'dd':
      return weekday.slice(0, 2);
    case 'd':
      return String(time.weekday);
    case 'HH':
      return two(time.hour);
    case 'H':
      return String(time.hour);
    case 'hh':
      return two(hour12);
    case 'h':
      return String(hour12);
    case 'A':
      return time.hour < 12 ? 'AM' : 'PM';
    case 'a':
      return time.hour < 12 ? 'am' : 'pm';
    case 'mm':
      return two(time.minute);
    case 'm':
      return String(time.minute);
    case 'ss':
      return two(time.second);
    case 's':
      return String(time.second);
    case 'SSS':
      return String(time.millisecond).padStart(3, '0');
  }
  return undefined;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function zone(offset: number, separator: string): string {
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}
