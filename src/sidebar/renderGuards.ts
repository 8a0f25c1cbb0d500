import { h, icon, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import { guardList } from './guardList.ts';
import { placeChip } from './placeChip.ts';
import type { GuardsView, RouteView } from './serverProtocol.ts';
import type { Ui } from './ui.ts';

/** The route that the request matched, and the guards in front of it in the order in which they run. */
export function renderGuards(ui: Ui, guards: GuardsView): HTMLElement {
  const { state, says, route, open } = guards;
  const about = (content: readonly (Node | undefined)[]) =>
    h('section', { class: `server guards ${state}`, 'aria-label': 'In the code' }, ...content);
  if (!open)
    return about([
      fold(
        ui,
        'guards',
        false,
        [h('span', {}, 'In the code: ', h('span', { class: 'quiet' }, textNodes(says)))],
        route && routeLine(ui, route),
        route && guardList(route, (it) => ui.post(it)),
        audit(ui),
      ),
    ]);
  return about([
    h('div', { class: 'server-head' }, h('h3', {}, 'In the code'), state === 'route' ? audit(ui) : undefined),
    route ? routeLine(ui, route) : undefined,
    h('p', { class: state === 'route' ? 'said' : 'hint' }, textNodes(says)),
    state === 'reading'
      ? h(
          'div',
          { class: 'reading-bar' },
          h('progress', { 'aria-label': 'Reading' }),
          button(ui, 'cancel-guards', 'Cancel', 'debug-stop'),
        )
      : undefined,
    state === 'offered' || state === 'failed'
      ? button(ui, 'look-at-guards', state === 'failed' ? 'Look Again' : 'Look at Guards', 'shield')
      : undefined,
    route ? guardList(route, (it) => ui.post(it)) : undefined,
  ]);
}

function routeLine(ui: Ui, { method, path, at, framework }: RouteView): HTMLElement {
  return h(
    'p',
    { class: 'route' },
    h('code', { class: 'theirs' }, `${method} ${path}`),
    ' ',
    placeChip(at, 'route', 'symbol-method', () => ui.post({ type: 'open-source', of: 'route' })),
    ' ',
    h('span', { class: 'quiet' }, framework),
  );
}

function audit(ui: Ui): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      'data-key': 'server:audit-guards',
      title: 'Every route with its guards, and what looks wrong among them',
      on: { click: () => ui.post({ type: 'audit-guards' }) },
    },
    'Audit guards',
  );
}

function button(ui: Ui, type: 'look-at-guards' | 'cancel-guards', label: string, name: string): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button secondary', 'data-key': `server:${type}`, on: { click: () => ui.post({ type }) } },
    icon(name),
    h('span', {}, label),
  );
}
