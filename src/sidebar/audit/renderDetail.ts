import { h, iconButton } from '../dom.ts';
import { guardList } from '../guardList.ts';
import { placeChip } from '../placeChip.ts';
import type { AuditRow } from './protocol.ts';
import type { AuditUi } from './ui.ts';

/** One route below the table: its guards in order, each to jump to. */
export function renderDetail(
  ui: AuditUi,
  shown: { readonly row: AuditRow; readonly index: number } | undefined,
): Node[] {
  if (!shown) return [];
  const { row, index } = shown;
  const close = () => {
    ui.focus(ui.kept.current);
    ui.open(undefined);
  };
  const box = h(
    'section',
    { class: 'detail', 'aria-label': `${row.method} ${row.path}` },
    h(
      'div',
      { class: 'about' },
      h('h2', {}, h('code', {}, `${row.method} ${row.path}`)),
      placeChip(row.at, 'detail:route', 'symbol-method', () =>
        ui.post({ type: 'open-place', row: index, place: { type: 'open-source', of: 'route' } }),
      ),
      h('span', { class: 'quiet' }, row.framework),
      h('span', { class: 'grow' }),
      iconButton('close', 'Close', 'detail:close', close),
    ),
    row.guards.length === 0
      ? h(
          'p',
          { class: 'quiet' },
          row.unread.length === 0
            ? 'Nothing stands in front of it that may refuse.'
            : 'No guard was found in front of it, and not all of it could be read.',
        )
      : undefined,
    guardList(row, (place) => ui.post({ type: 'open-place', row: index, place })),
    row.seen === '' ? undefined : h('p', { class: 'quiet' }, `Seen: ${row.seen}`),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return [box];
}
