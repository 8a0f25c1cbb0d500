import { h, icon } from './dom.ts';
import type { Ui } from './ui.ts';

/** Says why nothing can be sent, and how to change that. */
export function renderRestricted(ui: Ui, restricted: boolean): Node[] {
  if (!restricted) return [];
  return [
    h(
      'div',
      { class: 'note', role: 'note' },
      icon('shield'),
      h(
        'span',
        {},
        'Restricted Mode: requests are read and explained, nothing is sent, and rules of this folder are not read. ',
        h(
          'button',
          {
            type: 'button',
            class: 'link',
            'data-key': 'trust',
            on: { click: () => ui.post({ type: 'manage-trust' }) },
          },
          'Manage trust',
        ),
      ),
    ),
  ];
}
