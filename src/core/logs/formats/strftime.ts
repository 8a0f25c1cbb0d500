import type { FieldName, FormatPart } from './format.ts';

/** The pieces of a time as strftime(3) formats it, Apache's own additions (`msec_frac`, `sec`, `begin:`) included. */
export function strftimeParts(format: string): readonly FormatPart[] {
  const own = format.replace(/^(?:begin|end):/, '');
  const direct = apache[own];
  if (direct !== undefined) return [{ field: direct }];
  const parts: FormatPart[] = [];
  for (let at = 0; at < own.length; at++) {
    const it = own[at] ?? '';
    if (it !== '%') parts.push({ literal: it });
    else {
      at++;
      const code = own[at] ?? '';
      parts.push(...(composed[code] ?? [code === '%' ? { literal: '%' } : { field: single[code] ?? 'other' }]));
    }
  }
  return parts;
}

const apache: Readonly<Record<string, FieldName>> = {
  '': 'time',
  sec: 'seconds',
  msec: 'milliseconds',
  usec: 'microseconds',
  msec_frac: 'fraction',
  usec_frac: 'fraction',
};

const single: Readonly<Record<string, FieldName>> = {
  Y: 'year',
  m: 'month',
  b: 'month name',
  B: 'month name',
  h: 'month name',
  d: 'day',
  e: 'day',
  H: 'hour',
  M: 'minute',
  S: 'second',
  z: 'zone',
  Z: 'zone',
  s: 'seconds',
};

const composed: Readonly<Record<string, readonly FormatPart[]>> = {
  F: [{ field: 'date' }],
  T: [{ field: 'clock' }],
  R: [{ field: 'hour' }, { literal: ':' }, { field: 'minute' }],
  n: [{ literal: '\n' }],
  t: [{ literal: '\t' }],
};
