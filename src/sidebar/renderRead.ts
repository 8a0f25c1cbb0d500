import { h, icon, iconButton } from './dom.ts';
import type { ReadView } from './protocol.ts';
import type { Ui } from './ui.ts';

/** Above an explanation: what the text was taken for, and the way back to its list. */
export function renderRead(ui: Ui, read: ReadView | undefined): Node[] {
  if (!read) return [];
  const { says, from, back, inFile, problems } = read;
  const seen = h('span', { class: 'says', title: `${says}, from ${from}` }, says);
  return [
    h(
      'div',
      { class: 'read' },
      back === undefined
        ? seen
        : h(
            'button',
            {
              type: 'button',
              class: 'link back',
              'data-key': 'back-to-refusals',
              title: `${says}, from ${from}`,
              on: { click: () => ui.post({ type: 'back-to-refusals' }) },
            },
            icon('arrow-left'),
            h('span', {}, `All ${back.toLocaleString('en')} refusals`),
          ),
      inFile
        ? iconButton('go-to-file', `Show it in ${from}`, 'reveal-entry', () => ui.post({ type: 'reveal-entry' }))
        : undefined,
    ),
    // The list has said them already.
    ...(back === undefined ? problems.map((it) => h('p', { class: 'hint' }, it)) : []),
  ];
}
