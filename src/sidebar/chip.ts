import { h, icon } from './dom.ts';
import { jump } from './jump.ts';
import type { EvidenceView } from './protocol.ts';
import type { Ui } from './ui.ts';

/** A button that names a place of the exchange, and jumps there. */
export function chip(ui: Ui, it: EvidenceView, key: string, then?: () => void): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'chip',
      'data-key': key,
      title: it.quote ?? 'Show this place',
      on: {
        click: () => {
          jump(ui, it);
          then?.();
        },
      },
    },
    icon(placeIcon(it)),
    h('span', {}, it.at),
  );
}

function placeIcon({ place }: EvidenceView): string {
  switch (place.in) {
    case 'token':
      return 'key';
    case 'earlier':
      return 'history';
    case 'experiment':
      return 'beaker';
    case 'log':
      return 'output';
    case 'source':
      return 'code';
    case 'response-header':
    case 'response-body':
    case 'status':
      return 'arrow-small-down';
    default:
      return 'arrow-small-up';
  }
}
