import { type Child, h } from './dom.ts';
import type { Ui } from './ui.ts';

/** A part that opens by a click and stays as the person left it. */
export function fold(
  ui: Ui,
  key: string,
  open: boolean,
  summary: readonly Child[],
  ...content: readonly Child[]
): HTMLElement {
  const details = h(
    'details',
    { open: ui.isOpen(key, open), 'data-fold': key },
    h('summary', { 'data-key': `fold:${key}` }, summary),
    h('div', { class: 'fold' }, content),
  );
  details.addEventListener('toggle', () => ui.setOpen(key, details.open));
  return details;
}
