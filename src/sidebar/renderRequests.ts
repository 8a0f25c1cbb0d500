import { h, icon } from './dom.ts';
import type { FileView, RequestRow, SidebarState } from './protocol.ts';
import { roving } from './roving.ts';
import { toneOf } from './tone.ts';
import type { Ui } from './ui.ts';

export interface Requests {
  readonly file?: FileView;
  readonly restricted: boolean;
  readonly sending?: SidebarState['sending'];
  /** The row whose result is shown. */
  readonly shown?: string;
}

/** The requests of the file: Enter sends one, a click or Space shows it in the file. */
export function renderRequests(ui: Ui, { file, restricted, sending, shown }: Requests): Node[] {
  if (!file) return [];
  const many = file.count;
  const title = h(
    'h2',
    { id: 'requests-title' },
    h('span', { class: 'name' }, file.name),
    h('span', { class: 'count' }, countOf(file)),
  );
  const problems =
    0 < file.problems
      ? h(
          'p',
          { class: 'hint' },
          icon('warning'),
          file.problems === 1
            ? '1 problem in the text: see the Problems panel.'
            : `${file.problems} problems in the text: see the Problems panel.`,
        )
      : undefined;
  if (many === 0)
    return [title, h('p', { class: 'hint' }, 'No request here yet. Write one as: GET https://example.com/')];

  const rows = file.requests.map(row);
  const current = Math.max(
    0,
    file.requests.findIndex((it) => it.id === shown),
  );
  roving(
    rows.map((it) => it.main),
    current,
    { previous: 'ArrowUp', next: 'ArrowDown' },
    (index) => {
      const id = file.requests[index]?.id;
      if (id !== undefined && !restricted) ui.post({ type: 'send', id });
    },
  );
  const list = h(
    'ul',
    { 'aria-labelledby': 'requests-title', class: 'rows', 'data-scrolls': true },
    rows.map((it) => it.item),
  );
  return problems ? [title, list, problems] : [title, list];

  function row(request: RequestRow) {
    const label = request.name || request.target;
    const busy = sending?.id === request.id;
    const status =
      request.status === undefined
        ? undefined
        : h('span', { class: `status ${toneOf(request.status)}` }, String(request.status));
    const main = h(
      'button',
      {
        type: 'button',
        class: 'main',
        'data-key': `row:${request.id}`,
        title: [`${request.method} ${request.target}`, request.verdict].filter(Boolean).join('\n'),
        'aria-description': restricted ? 'Space shows it in the file' : 'Enter sends it, Space shows it in the file',
        'aria-current': request.id === shown ? 'true' : undefined,
        on: { click: () => ui.post({ type: 'reveal-request', id: request.id }) },
      },
      h('span', { class: 'method' }, request.method),
      // Spaces that only a screen reader meets.
      ' ',
      h(
        'span',
        { class: 'label' },
        label,
        ' ',
        request.name ? h('span', { class: 'target' }, request.target) : undefined,
      ),
      ' ',
      status,
      request.verdict === undefined ? undefined : h('span', { class: 'sr' }, request.verdict),
    );
    const send = h(
      'button',
      {
        type: 'button',
        class: 'icon-button send',
        tabindex: -1,
        title: `Send ${label}`,
        'aria-label': `Send ${label}`,
        disabled: restricted,
        on: { click: () => ui.post({ type: 'send', id: request.id }) },
      },
      icon(busy ? 'loading codicon-modifier-spin' : 'play'),
    );
    return { main, item: h('li', { class: busy ? 'row busy' : 'row' }, main, send) };
  }
}

function countOf({ count, requests }: FileView): string {
  const all = `${count.toLocaleString('en')} ${count === 1 ? 'request' : 'requests'}`;
  return requests.length < count ? `${all}, the first ${requests.length} listed` : all;
}
