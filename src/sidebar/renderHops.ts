import { h, icon } from './dom.ts';
import type { HopView } from './protocol.ts';
import { toneOf } from './tone.ts';

/** Every request of the way, oldest first, with what was left out where. */
export function renderHops(hops: readonly HopView[]): Node[] {
  const list = h(
    'ol',
    { class: 'hops' },
    hops.map((it) =>
      h(
        'li',
        { 'data-place': `hop:${it.entry}`, tabindex: -1 },
        h('span', { class: `status ${toneOf(it.status)}` }, String(it.status)),
        h(
          'div',
          {},
          h('code', {}, `${it.method} ${it.url}`),
          it.dropped.map((dropped) => h('p', { class: 'dropped' }, icon('warning'), dropped)),
          it.why === undefined ? undefined : h('p', { class: 'then' }, it.why),
        ),
      ),
    ),
  );
  return hops.length === 1
    ? [list, h('p', { class: 'hint' }, 'One request: nothing was redirected or repeated.')]
    : [list];
}
