import { h } from './dom.ts';
import type { SidebarState } from './protocol.ts';
import type { Ui } from './ui.ts';

/** A line that moves while a request is under way, and the way to stop it. */
export function renderSending(ui: Ui, sending: SidebarState['sending']): Node[] {
  if (!sending) return [];
  return [
    h('div', { class: 'progress', role: 'progressbar', 'aria-label': `Sending ${sending.label}` }, h('div', {})),
    h(
      'div',
      { class: 'sending' },
      h('span', {}, 'Sending ', h('code', {}, sending.label)),
      h(
        'button',
        {
          type: 'button',
          class: 'button secondary',
          'data-key': 'cancel',
          on: { click: () => ui.post({ type: 'cancel' }) },
        },
        'Cancel',
      ),
    ),
  ];
}
