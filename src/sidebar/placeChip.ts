import { h, icon } from './dom.ts';
import type { PlaceLabel } from './serverProtocol.ts';

/** A button that names a line of a file in short, whole in its title and for a screen reader, and opens it. */
export function placeChip(
  { short, whole, opens }: PlaceLabel,
  key: string,
  look: string,
  click: () => void,
): HTMLElement {
  if (opens === false) return h('span', { class: 'source', title: whole }, icon(look), h('code', {}, short));
  return h(
    'button',
    {
      type: 'button',
      class: 'chip place',
      'data-key': key,
      title: whole,
      on: { click },
    },
    icon(look),
    h('span', {}, short),
    h('span', { class: 'sr' }, `, ${whole}`),
  );
}
