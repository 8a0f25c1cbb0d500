import { type CivilDate, civilDate, daysSinceEpoch } from '../civilDate.ts';

/** A moment as a wall clock shows it. Weekday 0 is Sunday. */
export interface CivilTime extends CivilDate {
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
