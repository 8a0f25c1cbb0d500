import { h, iconButton, textNodes } from '../dom.ts';
import { placeChip } from '../placeChip.ts';
import { roving } from '../roving.ts';
import { toneOf } from '../tone.ts';
import type { FollowState, OpenedView, RefusalView } from './protocol.ts';
import type { FollowUi } from './ui.ts';

/** The newest refusals, newest first. One stop for Tab; the arrow keys move inside. */
export function renderRows(
  ui: FollowUi,
  { refusals, opened }: { readonly refusals: FollowState['refusals']; readonly opened?: string },
): Node[] {
  if (refusals.length === 0) return [];
  const buttons = refusals.map((it) => row(ui, it, it.key === opened));
  const current = refusals.findIndex((it) => it.key === opened);
  roving(buttons, Math.max(0, current), { previous: 'ArrowUp', next: 'ArrowDown' });
  return [
    h('h2', { class: 'small' }, 'Newest'),
    h(
      'ul',
      { class: 'refusals', 'aria-label': 'Newest refusals' },
      buttons.map((it) => h('li', {}, it)),
    ),
  ];
}

function row(ui: FollowUi, it: RefusalView, opened: boolean): HTMLElement {
  const { key, time, status, method, target, address, says } = it;
  return h(
    'button',
    {
      type: 'button',
      class: 'refusal',
      'data-key': `refusal:${key}`,
      'aria-expanded': String(opened),
      title: `${method} ${target}`,
      on: { click: () => ui.post({ type: 'open', key }) },
    },
    h('span', { class: 'time' }, time),
    ' ',
    h('span', { class: `status ${toneOf(status)}` }, String(status)),
    ' ',
    h('span', { class: 'what' }, h('span', { class: 'method' }, method), ' ', h('code', {}, target)),
    ' ',
    h('span', { class: 'says' }, says),
    ' ',
    h('span', { class: 'address' }, address),
  );
}

/** One refusal in full: what the server says, and its lines. */
export function renderOpened(ui: FollowUi, opened: OpenedView | undefined): Node[] {
  if (!opened) return [];
  const { key, title, status, shows, certainty, why, advice, lines } = opened;
  const close = () => {
    ui.post({ type: 'close' });
    document.querySelector<HTMLElement>(`[data-key="refusal:${CSS.escape(key)}"]`)?.focus();
  };
  const box = h(
    'section',
    { class: 'detail', 'aria-label': title },
    h(
      'div',
      { class: 'about' },
      h('h2', {}, h('span', { class: `status ${toneOf(status)}` }, String(status)), ' ', h('code', {}, title)),
      h('span', { class: 'grow' }),
      iconButton('close', 'Close', 'detail:close', close),
    ),
    h('p', {}, textNodes(shows), ' ', h('span', { class: 'quiet' }, `(${certainty})`)),
    advice ? h('p', {}, textNodes(advice)) : undefined,
    why === undefined ? undefined : h('p', { class: 'quiet' }, why),
    h(
      'ol',
      { class: 'log-lines', 'aria-label': 'Lines of the log' },
      lines.map(({ at, kind, text }, line) =>
        h(
          'li',
          {},
          h(
            'div',
            { class: 'line-head' },
            placeChip(at, `detail:line:${line}`, 'output', () => ui.post({ type: 'open-line', line })),
            h('span', { class: 'quiet' }, kind),
          ),
          h('pre', { class: 'log-text' }, h('code', {}, text)),
        ),
      ),
    ),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return [box];
}
