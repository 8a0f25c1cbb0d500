import { h } from '../dom.ts';
import { svg } from '../svg.ts';
import type { CountsView, FollowState } from './protocol.ts';

/** Who, what and where: the most frequent causes, addresses and paths, each with its share as a bar. */
export function renderCounts({
  causes,
  addresses,
  paths,
}: Pick<FollowState, 'causes' | 'addresses' | 'paths'>): Node[] {
  const lists = [table('By cause', causes, false), table('By address', addresses, true), table('By path', paths, true)];
  return lists.filter((it) => it !== undefined);
}

function table(title: string, { shown, more }: CountsView, code: boolean): HTMLElement | undefined {
  if (shown.length === 0) return undefined;
  const most = Math.max(...shown.map((it) => it.count));
  return h(
    'section',
    { class: 'count-list', 'aria-label': title },
    h('h2', { class: 'small' }, title),
    h(
      'ul',
      {},
      shown.map(({ label, count }) =>
        h(
          'li',
          {},
          svg(
            'svg',
            { class: 'share', 'aria-hidden': 'true' },
            svg('rect', { width: `${Math.max(1, (100 * count) / most)}%`, height: '100%', rx: 3 }),
          ),
          h('span', { class: 'label', title: label }, code ? h('code', {}, label) : label),
          h('span', { class: 'count' }, count.toLocaleString('en')),
        ),
      ),
    ),
    more === 0 ? undefined : h('p', { class: 'quiet' }, `and ${more.toLocaleString('en')} more`),
  );
}
