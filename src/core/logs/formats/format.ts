/** What a piece of a log format stands for. `other`: read over. */
export type FieldName =
  | 'time'
  | 'request'
  | 'method'
  | 'target'
  | 'path'
  /** Path and query in one; nginx writes a dash for a query that is not there. */
  | 'path and query'
  | 'query'
  | 'status'
  | 'address'
  | 'host'
  | 'user'
  | 'id'
  | 'connection'
  | 'level'
  | 'message'
  | 'number'
  | 'word'
  /** `mod_auth_basic.c(123)` and `(13)Permission denied`, as Apache's error log has them. */
  | 'source'
  | 'os error'
  | 'other'
  | TimeField;

/** Pieces of a time that a format writes apart. `date` is `2026-11-27`, `clock` `10:00:00`, `seconds` counts since the epoch. */
export type TimeField =
  | 'year'
  | 'month'
  | 'month name'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'zone'
  | 'date'
  | 'clock'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds';

export type FormatPart =
  | { readonly literal: string }
  | { readonly field: FieldName }
  /** What follows up to the part of this index may be absent, the space before it with it. */
  | { readonly optionalTo: number };

/** A log format as it stands in a configuration, compiled for reading its lines. */
export interface LineFormat {
  readonly kind: 'access' | 'error';
  readonly by: string;
  readonly parts: readonly FormatPart[];
  /** How values are escaped in it. */
  readonly escape: 'hex' | 'json' | 'none';
  /** Minutes east of UTC of times that tell no zone, where the format fixes it. */
  readonly zone?: number;
}

/** Joins literals that stand side by side, and fields that nothing parts: path and query are a target, the rest is unknown. */
export function tidyParts(parts: readonly FormatPart[]): readonly FormatPart[] {
  const tidy: FormatPart[] = [];
  for (const part of parts) {
    const last = tidy.at(-1);
    if ('literal' in part && part.literal === '') continue;
    if (last && 'literal' in last && 'literal' in part)
      tidy[tidy.length - 1] = { literal: last.literal + part.literal };
    else if (last && 'field' in last && 'field' in part && !ownEnd.has(last.field))
      tidy[tidy.length - 1] = { field: joined(last.field, part.field) };
    else tidy.push(part);
  }
  return tidy;
}

function joined(first: FieldName, second: FieldName): FieldName {
  if (first === 'path' && second === 'query') return 'path and query';
  if (first === 'target') return 'target';
  return first === second ? first : 'other';
}

/** Fields that are known by themselves to end. */
export const ownEnd: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['time', 'year', 'month', 'month name', 'day', 'hour', 'minute', 'second', 'fraction', 'zone'] as const),
  ...(['date', 'clock', 'seconds', 'milliseconds', 'microseconds', 'status'] as const),
]);
