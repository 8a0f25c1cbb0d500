import { h, icon, iconButton, textNodes } from '../dom.ts';
import { marks } from './looks.ts';
import type { DetailView } from './protocol.ts';
import { cellKey, type MatrixUi } from './ui.ts';

/** The diagnosis of one cell, under the grid. */
export function renderDetail(ui: MatrixUi, detail: DetailView | undefined): Node[] {
  if (!detail) return [];
  const { row, look, status, fixes, others, notes } = detail;
  const close = () => {
    ui.focus(detail);
    ui.post({ type: 'close-cell' });
  };
  const box = h(
    'section',
    { class: `detail ${look}`, 'aria-label': detail.title },
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'title' }, detail.title),
      iconButton('close', 'Close', `close:${cellKey(detail)}`, close),
    ),
    h(
      'h2',
      {},
      h('span', { class: 'mark', 'aria-hidden': 'true' }, marks[look]),
      status === undefined ? undefined : h('span', { class: 'status' }, String(status)),
      h('span', { class: 'words' }, textNodes(detail.headline)),
      detail.certainty === undefined ? undefined : h('span', { class: 'certainty' }, detail.certainty),
    ),
    h('p', { class: 'says' }, detail.says),
    detail.summary ? h('p', {}, textNodes(detail.summary)) : undefined,
    0 < notes.length
      ? h(
          'ul',
          { class: 'notes', 'aria-label': 'Notes' },
          notes.map((it) => h('li', {}, icon('note'), h('span', {}, textNodes(it)))),
        )
      : undefined,
    0 < fixes.length
      ? h(
          'div',
          {},
          h('h3', {}, 'What to do'),
          h(
            'ul',
            { class: 'fixes' },
            fixes.map((it) =>
              h(
                'li',
                {},
                icon('lightbulb'),
                h(
                  'span',
                  {},
                  textNodes(it.title),
                  it.detail ? h('span', { class: 'more' }, textNodes(it.detail)) : undefined,
                ),
              ),
            ),
          ),
        )
      : undefined,
    detail.why === undefined ? undefined : h('p', { class: 'quiet' }, detail.why),
    0 < others.length ? h('p', { class: 'quiet' }, `Also possible: ${others.join('; ')}`) : undefined,
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        {
          type: 'button',
          class: 'button secondary',
          'data-key': 'detail:open',
          on: { click: () => ui.post({ type: 'open-request', row }) },
        },
        icon('go-to-file'),
        h('span', {}, 'Open Request'),
      ),
      detail.inSidebar
        ? h(
            'button',
            {
              type: 'button',
              class: 'button secondary',
              'data-key': 'detail:sidebar',
              on: { click: () => ui.post({ type: 'show-in-sidebar' }) },
            },
            icon('layout-sidebar-left'),
            h('span', {}, 'Show in Sidebar'),
          )
        : undefined,
    ),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return [box];
}
