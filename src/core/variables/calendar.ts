/** A moment as a wall clock shows it. Months and days count from 1; weekday 0 is Sunday. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
}

export type TimeUnit = 'y' | 'Q' | 'M' | 'w' | 'd' | 'h' | 'm' | 's' | 'ms';

const day = 86_400_000;

/** What a clock `offset` minutes east of UTC shows at `ms` milliseconds since the epoch. */
export function civilTime(ms: number, offset: number): CivilTime {
  const local = Math.floor(ms) + offset * 60_000;
  const days = Math.floor(local / day);
  const rest = local - days * day;
  return {
    ...civilDate(days),
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: rest % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** Moves a moment by calendar units: a month on from 31 January is the last day of February. */
export function shiftTime(ms: number, amount: number, unit: TimeUnit): number {
  const fixed = { w: 7 * day, d: day, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
  if (unit !== 'y' && unit !== 'Q' && unit !== 'M') return ms + amount * fixed[unit];
  const from = civilTime(ms, 0);
  const months = from.year * 12 + from.month - 1 + amount * (unit === 'y' ? 12 : unit === 'Q' ? 3 : 1);
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const lastDay =
    daysSinceEpoch(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysSinceEpoch(year, month, 1);
  const days = daysSinceEpoch(year, month, Math.min(from.day, lastDay));
  const timeOfDay = ms - Math.floor(ms / day) * day;
  return days * day + timeOfDay;
}

/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar. Years are counted from March, so leap days come last. */
function daysSinceEpoch(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (2 < month ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}
