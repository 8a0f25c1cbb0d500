import { h } from './dom.ts';
import type { Ui } from './ui.ts';

/** A web page, opened by the extension after the editor's own question. */
export function link(ui: Ui, url: string, label: string, key: string): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      title: url,
      'data-key': key,
      on: { click: () => ui.post({ type: 'open-link', url }) },
    },
    label,
  );
}
