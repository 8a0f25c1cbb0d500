import { h, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import { link } from './link.ts';
import type { CareView } from './protocol.ts';
import type { Ui } from './ui.ts';

/** What could be better about a token, folded until asked for; nothing where it is as it should be. */
export function renderCare(ui: Ui, care: readonly CareView[], key: string): HTMLElement | undefined {
  if (care.length === 0) return undefined;
  return fold(
    ui,
    `${key}.care`,
    false,
    [`Token care (${care.length})`],
    h(
      'ul',
      { class: 'owner-notes', 'aria-label': 'Token care' },
      care.map((it, at) => remark(ui, it, `${key}.care:${at}`)),
    ),
  );
}

function remark(ui: Ui, { says, ask, rotate, link: page }: CareView, key: string): HTMLElement {
  return h(
    'li',
    {},
    h('p', {}, textNodes(says)),
    h('p', { class: 'instead' }, textNodes(ask), ' ', link(ui, page, 'Read more', `${key}:link`)),
    rotate.length === 0
      ? undefined
      : fold(
          ui,
          `${key}.rotate`,
          false,
          ['Rotate'],
          h(
            'ol',
            { class: 'steps' },
            rotate.map((step) => h('li', {}, textNodes(step))),
          ),
        ),
  );
}
