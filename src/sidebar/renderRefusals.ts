import { h, icon, iconButton } from './dom.ts';
import { fold } from './fold.ts';
import type { Facet, FacetView, RefusalListView, RefusalRowView } from './protocol.ts';
import { roving } from './roving.ts';
import { toneOf } from './tone.ts';
import type { Ui } from './ui.ts';

/** The refusals of a long text: what it is, counts by cause and host that filter, and the rows. */
export function renderRefusals(ui: Ui, list: RefusalListView | undefined): Node[] {
  if (!list) return [];
  const parts: (Node | undefined)[] = [
    h(
      'div',
      { class: 'refusals-head' },
      h('h2', { id: 'refusals-title', class: 'lead' }, counted(list.count)),
      iconButton('close', 'Close the list', 'close-refusals', () => ui.post({ type: 'close-refusals' })),
    ),
    h('p', { class: 'hint seen' }, list.name, ' · ', list.saw),
    ...list.problems.map((it) => h('div', { class: 'note', role: 'note' }, icon('info'), h('span', {}, it))),
    facet(ui, 'cause', 'By cause', list.causes),
    facet(ui, 'host', 'By host', list.hosts),
    list.matching === list.count
      ? undefined
      : h(
          'p',
          { class: 'filtered' },
          h('span', {}, `${list.matching.toLocaleString('en')} of ${counted(list.count)}`),
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              'data-key': 'filter:all',
              on: { click: () => ui.post({ type: 'filter-refusals', by: 'all' }) },
            },
            'Show all',
          ),
        ),
    rows(ui, list),
    list.rows.length < list.matching
      ? h(
          'p',
          { class: 'hint' },
          `The first ${list.rows.length} are listed. Choose a cause or a host to see the others.`,
        )
      : undefined,
  ];
  return parts.filter((it) => it !== undefined);
}

/** What a screen reader says when the list comes, and when a filter changes it. */
export function spokenRefusals(list: RefusalListView, before: RefusalListView | undefined): string | undefined {
  if (!before || before.name !== list.name || before.count !== list.count)
    return `${counted(list.count)} in ${list.name}. ${list.saw}`;
  return before.matching === list.matching ? undefined : `${list.matching} of ${counted(list.count)}`;
}

/** One alone is no choice, unless it is chosen. */
function facet(ui: Ui, by: 'cause' | 'host', title: string, { shown, more }: Facet): HTMLElement | undefined {
  if (shown.length < 2 && !shown.some((it) => it.chosen)) return undefined;
  return fold(
    ui,
    `facet:${by}`,
    true,
    [`${title} (${shown.length + more})`],
    h(
      'ul',
      { class: 'facets' },
      shown.map((it) => h('li', {}, chip(ui, by, it))),
    ),
    more === 0 ? undefined : h('p', { class: 'hint' }, `and ${more} more`),
  );
}

function chip(ui: Ui, by: 'cause' | 'host', { value, label, count, chosen }: FacetView): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'facet',
      'data-key': `facet:${by}:${value}`,
      'aria-pressed': chosen ? 'true' : 'false',
      title: chosen ? `Show all again, not only: ${label}` : `Show only: ${label}`,
      on: { click: () => ui.post({ type: 'filter-refusals', by, ...(chosen ? {} : { value }) }) },
    },
    h('span', { class: 'facet-label' }, label),
    ' ',
    h('span', { class: 'count' }, count.toLocaleString('en')),
  );
}

function rows(ui: Ui, list: RefusalListView): HTMLElement {
  const buttons = list.rows.map((it) => row(ui, it, it.entry === list.chosen));
  const current = list.rows.findIndex((it) => it.entry === list.chosen);
  roving(buttons, Math.max(0, current), { previous: 'ArrowUp', next: 'ArrowDown' });
  return h(
    'ul',
    { class: 'refusals', 'aria-labelledby': 'refusals-title' },
    buttons.map((it) => h('li', {}, it)),
  );
}

function row(ui: Ui, it: RefusalRowView, chosen: boolean): HTMLElement {
  const { entry, status, method, host, path, title } = it;
  return h(
    'button',
    {
      type: 'button',
      class: 'refusal',
      'data-key': `refusal:${entry}`,
      title: `${method} ${host ?? ''}${path}\n${title}`.trim(),
      'aria-current': chosen ? 'true' : undefined,
      on: { click: () => ui.post({ type: 'choose-refusal', entry }) },
    },
    h('span', { class: `status ${toneOf(status)}` }, String(status)),
    // Spaces that only a screen reader meets.
    ' ',
    h(
      'span',
      { class: 'what' },
      h(
        'span',
        { class: 'where' },
        method === '' ? undefined : h('span', { class: 'method' }, method),
        ' ',
        h('span', { class: 'path' }, path),
      ),
      ' ',
      h(
        'span',
        { class: 'because' },
        h('span', { class: 'cause' }, title),
        ' ',
        host === undefined ? undefined : h('span', { class: 'host' }, host),
      ),
    ),
  );
}

function counted(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'refusal' : 'refusals'}`;
}
