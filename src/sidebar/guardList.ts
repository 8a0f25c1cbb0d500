import { h, icon, textNodes } from './dom.ts';
import { placeChip } from './placeChip.ts';
import type { GuardView, OpenSource, RouteView } from './serverProtocol.ts';

/** The guards in front of a route, then its handler, each to jump to; and what of the code could not be followed. */
export function guardList({ guards, handler, unread }: RouteView, post: (it: OpenSource) => void): HTMLElement {
  return h(
    'div',
    {},
    guards.length === 0
      ? undefined
      : h(
          'ol',
          { class: 'guard-list', 'aria-label': 'Guards, in the order in which they run' },
          guards.map((it, at) => guardRow(it, at, post)),
        ),
    handler
      ? h(
          'p',
          { class: 'handler' },
          h('span', { class: 'quiet' }, handler.name === 'function' ? 'then its handler' : 'then '),
          handler.name === 'function' ? undefined : h('code', { class: 'name' }, handler.name),
          ' ',
          placeChip(handler.at, 'handler', 'symbol-method', () => post({ type: 'open-source', of: 'handler' })),
        )
      : undefined,
    unread.length === 0
      ? undefined
      : h(
          'ul',
          { class: 'unread', 'aria-label': 'What could not be followed' },
          unread.map((it) => h('li', {}, icon('question'), h('span', {}, it))),
        ),
  );
}

function guardRow(it: GuardView, guard: number, post: (it: OpenSource) => void): HTMLElement {
  const { name, text, kind, at, definedAt, needs, refused } = it;
  return h(
    'li',
    { class: refused ? 'refuses' : undefined },
    h('span', { class: 'number', 'aria-hidden': 'true' }, refused ? icon('circle-slash') : String(guard + 1)),
    h(
      'div',
      {},
      h(
        'div',
        { class: 'line-head' },
        h('code', { class: 'name', title: text }, name),
        h('span', { class: 'quiet' }, kind),
        placeChip(at, `guard:${guard}`, 'code', () => post({ type: 'open-source', of: 'guard', guard })),
        definedAt
          ? placeChip(definedAt, `definition:${guard}`, 'symbol-method', () =>
              post({ type: 'open-source', of: 'definition', guard }),
            )
          : undefined,
      ),
      needs && !refused ? h('p', { class: 'needs' }, textNodes(needs)) : undefined,
      refused ? h('p', { class: 'refused-here' }, textNodes(refused)) : undefined,
    ),
  );
}
