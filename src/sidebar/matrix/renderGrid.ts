import { h, icon } from '../dom.ts';
import { gridFocus } from '../gridFocus.ts';
import { legend, marks } from './looks.ts';
import type { CellPlace, CellView, MatrixState, RowView } from './protocol.ts';
import { cellKey, type MatrixUi } from './ui.ts';

export interface GridShown extends Pick<MatrixState, 'users' | 'rows' | 'file'> {
  readonly opened?: CellPlace;
}

/** The grid: a row for each request, a column for each user. One stop for Tab; the arrow keys move inside it. */
export function renderGrid(ui: MatrixUi, { users, rows, file, opened }: GridShown): Node[] {
  if (rows.length === 0 || users.length === 0) return [];
  const size = { rows: rows.length, users: users.length };
  const stop = ui.current.row < size.rows && ui.current.user < size.users ? ui.current : { row: 0, user: 0 };
  const header = h(
    'tr',
    { role: 'row', 'aria-rowindex': 1 },
    h('th', { role: 'columnheader', scope: 'col', class: 'corner', 'aria-colindex': 1 }, 'Request'),
    users.map((it, at) =>
      h(
        'th',
        { role: 'columnheader', scope: 'col', class: `user ${it.state}`, 'aria-colindex': at + 2 },
        h('span', { class: 'name' }, it.name),
        h('span', { class: 'word' }, it.word),
      ),
    ),
  );
  const lines = rows.map((row, at) =>
    h(
      'tr',
      { role: 'row', 'aria-rowindex': at + 2 },
      rowHeader(ui, row, at),
      row.cells.map((cell, user) => {
        const place = { row: at, user };
        const isOpen = opened?.row === at && opened.user === user;
        const grey = users[user]?.state === 'not-proof';
        return gridCell(cell, place, { isOpen, isStop: stop.row === at && stop.user === user, grey });
      }),
    ),
  );
  const grid = h(
    'table',
    {
      role: 'grid',
      'aria-label': `Who may do what in ${file}`,
      'aria-rowcount': rows.length + 1,
      'aria-colcount': users.length + 1,
      'aria-describedby': 'keys',
    },
    h('thead', { role: 'rowgroup' }, header),
    h('tbody', { role: 'rowgroup' }, lines),
  );
  gridFocus(
    grid,
    { rows: size.rows, columns: size.users },
    {
      setCurrent: ({ row, column }) => ui.setCurrent({ row, user: column }),
      focus: ({ row, column }) => ui.focus({ row, user: column }),
      open: ({ row, column }) => ui.post({ type: 'open-cell', row, user: column }),
      key(key, { row }) {
        if (key === 'o') ui.post({ type: 'open-request', row });
        else if (key === 'escape') ui.post({ type: 'close-cell' });
        else return false;
        return true;
      },
    },
  );
  return [grid, foot()];
}

function rowHeader(ui: MatrixUi, { method, target, name, unsafe }: RowView, at: number): HTMLElement {
  return h(
    'th',
    { role: 'rowheader', scope: 'row', class: 'request', 'aria-colindex': 1 },
    h(
      'button',
      {
        type: 'button',
        // The keys reach it from each cell of its row.
        tabindex: -1,
        title: 'Open the request',
        on: { click: () => ui.post({ type: 'open-request', row: at }) },
      },
      h('span', { class: 'title' }, name === '' ? `${method} ${target}` : name),
      name === '' && !unsafe
        ? undefined
        : h(
            'span',
            { class: 'line' },
            name === '' ? undefined : `${method} ${target}${unsafe ? ' · ' : ''}`,
            unsafe ? h('span', { class: 'unsafe' }, 'not sent: changes something') : undefined,
          ),
    ),
  );
}

function gridCell(
  cell: CellView | null,
  place: CellPlace,
  { isOpen, isStop, grey }: { readonly isOpen: boolean; readonly isStop: boolean; readonly grey: boolean },
): HTMLElement {
  const attributes = {
    role: 'gridcell',
    tabindex: isStop ? 0 : -1,
    'aria-colindex': place.user + 2,
    'aria-selected': String(isOpen),
    'data-key': cellKey(place),
  };
  if (!cell) return h('td', { ...attributes, class: 'cell pending' }, '…');
  const { look, status, word, wants, was, notes, spoken } = cell;
  const asides = [
    wants === undefined ? undefined : `wants ${wants}`,
    was === undefined ? undefined : `was ${was}`,
  ].filter((it) => it !== undefined);
  return h(
    'td',
    { ...attributes, class: `cell ${look}${grey ? ' grey' : ''}` },
    h('span', { class: 'sr' }, spoken),
    h(
      'div',
      { class: 'inside', 'aria-hidden': 'true' },
      h('span', { class: 'mark' }, marks[look]),
      status === undefined ? undefined : h('span', { class: 'status' }, String(status)),
      h('span', { class: 'word' }, word),
      0 < notes ? icon('note') : undefined,
    ),
    0 < asides.length ? h('div', { class: 'aside', 'aria-hidden': 'true' }, asides.join(' · ')) : undefined,
  );
}

function foot(): HTMLElement {
  return h(
    'div',
    { class: 'foot' },
    h(
      'ul',
      { class: 'legend', 'aria-label': 'Marks' },
      legend.map(([look, means]) => h('li', {}, h('span', { class: `mark ${look}` }, marks[look]), ` ${means}`)),
    ),
    h('p', { id: 'keys' }, 'Arrow keys move, Enter explains, O opens the request.'),
  );
}
