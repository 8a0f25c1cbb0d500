import { h, icon } from '../dom.ts';
import { gridFocus, gridKey } from '../gridFocus.ts';
import type { AuditRow } from './protocol.ts';
import { type Column, cellText, columns, type Sorting } from './rows.ts';
import type { AuditUi } from './ui.ts';

/** More rows make the page slow; the filter leads to the others. */
const mostRows = 1000;

export interface TableShown {
  readonly rows: readonly AuditRow[];
  /** Indices of the rows that the filter leaves, in order. */
  readonly shown: readonly number[];
  readonly sorting?: Sorting;
  readonly filter: string;
  readonly opened?: number;
}

/** The box that filters. */
export function renderFilter(ui: AuditUi, { filter, shown, rows }: TableShown): Node[] {
  if (rows.length === 0) return [];
  const box = h('input', {
    type: 'search',
    id: 'filter-box',
    class: 'filter',
    placeholder: 'Filter by path, guard, role, status',
    'aria-label': 'Filter routes',
    'data-key': 'filter',
    value: filter,
    spellcheck: 'false',
  });
  box.addEventListener('input', () => ui.setFilter(box.value));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') ui.focus({ row: 0, column: 1 });
  });
  return [box, h('span', { class: 'quiet', role: 'status' }, filter === '' ? '' : `${shown.length} of ${rows.length}`)];
}

/** The routes: one stop for Tab, the arrow keys move inside; Enter shows the guards below. */
export function renderTable(ui: AuditUi, { rows, shown, sorting, opened }: TableShown): Node[] {
  if (rows.length === 0) return [];
  const listed = shown.slice(0, mostRows);
  const { current } = ui.kept;
  const stop = current.row < listed.length ? current : { row: 0, column: 0 };
  const lines = listed.flatMap((index, at) => {
    const row = rows[index];
    if (!row) return [];
    return [
      h(
        'tr',
        { role: 'row', 'aria-rowindex': at + 2, class: index === opened ? 'opened-row' : undefined },
        columns.map((column, i) =>
          h(
            'td',
            {
              role: 'gridcell',
              class: `cell ${column.toLowerCase()}`,
              tabindex: stop.row === at && stop.column === i ? 0 : -1,
              'aria-colindex': i + 1,
              'aria-selected': String(index === opened),
              'data-key': gridKey({ row: at, column: i }),
            },
            ...content(row, column),
          ),
        ),
      ),
    ];
  });
  const table = h(
    'table',
    {
      role: 'grid',
      'aria-label': 'Routes and their guards',
      'aria-rowcount': listed.length + 1,
      'aria-colcount': columns.length,
      'aria-describedby': 'keys',
    },
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row', 'aria-rowindex': 1 },
        columns.map((it, at) => header(ui, it, at, sorting)),
      ),
    ),
    h('tbody', { role: 'rowgroup' }, lines),
  );
  gridFocus(
    table,
    { rows: listed.length, columns: columns.length },
    {
      setCurrent: ui.setCurrent,
      focus: ui.focus,
      open: ({ row }) => ui.open(listed[row]),
      key(key, { row }) {
        const index = listed[row];
        if (key === 'o' && index !== undefined)
          ui.post({ type: 'open-place', row: index, place: { type: 'open-source', of: 'route' } });
        else if (key === 'escape') ui.open(undefined);
        else return false;
        return true;
      },
    },
  );
  return [table, foot(listed.length, shown.length)];
}

function header(ui: AuditUi, column: Column, at: number, sorting: Sorting | undefined): HTMLElement {
  const mine = sorting?.by === column ? sorting : undefined;
  const next = !mine ? { by: column, down: false } : mine.down ? undefined : { by: column, down: true };
  return h(
    'th',
    {
      role: 'columnheader',
      scope: 'col',
      'aria-colindex': at + 1,
      'aria-sort': mine ? (mine.down ? 'descending' : 'ascending') : undefined,
    },
    h(
      'button',
      { type: 'button', class: 'sort', 'data-key': `sort:${column}`, on: { click: () => ui.sort(next) } },
      h('span', {}, column),
      icon(mine ? (mine.down ? 'arrow-down' : 'arrow-up') : 'blank'),
    ),
  );
}

function content(row: AuditRow, column: Column): (Node | string)[] {
  const text = cellText(row, column);
  switch (column) {
    case 'Method':
      return [h('code', {}, text)];
    case 'Path':
      return [
        h('code', { class: 'path' }, text),
        ...(row.remarks === 0
          ? []
          : [h('span', { class: 'flagged' }, icon('warning'), h('span', { class: 'sr' }, ' looks wrong'))]),
        h('span', { class: 'where' }, row.at.short),
      ];
    case 'Guards':
      if (text === '') return [h('span', { class: 'none' }, row.unread.length === 0 ? 'none' : 'not known')];
      return row.guards.flatMap((it, at) => [
        ...(at === 0 ? [] : [', ']),
        h('code', { class: it.refused ? 'decides' : undefined, title: it.text }, it.name),
      ]);
    default:
      return [text === '' ? h('span', { class: 'none' }, h('span', { 'aria-hidden': 'true' }, '–')) : text];
  }
}

function foot(listed: number, shown: number): HTMLElement {
  return h(
    'div',
    { class: 'foot' },
    h('p', { id: 'keys' }, 'Arrow keys move, Enter shows the guards, O opens the route.'),
    listed < shown
      ? h('p', {}, `The first ${listed} of ${shown} are listed. The filter leads to the others.`)
      : undefined,
  );
}
