import type { AuditRow } from './protocol.ts';

export const columns = ['Method', 'Path', 'Guards', 'Needs', 'Seen'] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  readonly by: Column;
  readonly down: boolean;
}

/** What a cell says. */
export function cellText({ method, path, guardNames, needs, seen }: AuditRow, column: Column): string {
  const cells = { Method: method, Path: path, Guards: guardNames, Needs: needs, Seen: seen };
  return cells[column];
}

/** The indices of the rows that hold every word of the filter, in the order that was chosen; as they come where none was. */
export function shownRows(rows: readonly AuditRow[], filter: string, sorting: Sorting | undefined): readonly number[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = [...rows.keys()].filter((at) => {
    const row = rows[at];
    if (!row) return false;
    const all = `${columns.map((it) => cellText(row, it)).join(' ')} ${row.at.short} ${row.framework}`.toLowerCase();
    return wanted.every((it) => all.includes(it));
  });
  if (!sorting) return kept;
  const of = (at: number) => {
    const row = rows[at];
    return row ? cellText(row, sorting.by) : '';
  };
  const order = new Intl.Collator('en', { numeric: true });
  const sorted = kept.toSorted((a, b) => order.compare(of(a), of(b)) || a - b);
  return sorting.down ? sorted.reverse() : sorted;
}
