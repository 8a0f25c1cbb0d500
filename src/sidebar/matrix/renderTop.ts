import { h, icon, textNodes } from '../dom.ts';
import { marks } from './looks.ts';
import type { MatrixState, SummaryView } from './protocol.ts';
import type { MatrixUi } from './ui.ts';

/** The line of buttons: what ran, run again or cancel, write expectations. */
export function renderBar(ui: MatrixUi, state: Pick<MatrixState, 'environment' | 'choosable' | 'running' | 'ran'>) {
  const { environment, choosable, running, ran } = state;
  const button = (
    type: 'run' | 'cancel' | 'write-expectations',
    name: string,
    label: string,
    key: string,
    look = 'button',
  ) =>
    h(
      'button',
      { type: 'button', class: look, 'data-key': key, on: { click: () => ui.post({ type }) } },
      icon(name),
      h('span', {}, label),
    );
  return [
    h(
      'div',
      { class: 'buttons' },
      // One place, one key: the focus stays where it is when one gives way to the other.
      running
        ? button('cancel', 'debug-stop', 'Cancel', 'run')
        : ran === undefined
          ? button('run', 'play', 'Run', 'run')
          : button('run', 'refresh', 'Run again', 'run'),
      running || ran === undefined
        ? undefined
        : button('write-expectations', 'checklist', 'Write Expectations', 'write', 'button secondary'),
      choosable
        ? h(
            'button',
            {
              type: 'button',
              class: 'button quiet',
              'data-key': 'select-environment',
              disabled: running !== undefined,
              title: 'Choose another environment',
              on: { click: () => ui.post({ type: 'select-environment' }) },
            },
            icon('server-environment'),
            h('span', {}, environment === undefined ? 'No environment' : environment),
          )
        : undefined,
    ),
    running ? progress(running) : undefined,
    running || ran === undefined ? undefined : h('p', { class: 'ran' }, ran),
  ].filter((it) => it !== undefined);
}

function progress({ done, total }: { readonly done: number; readonly total: number }): HTMLElement {
  const says = total === 0 ? 'Getting the users ready' : `${done} of ${total}`;
  return h(
    'div',
    { class: 'progress' },
    h('progress', { value: done, max: Math.max(1, total), 'aria-label': 'Cells that are there' }),
    h('span', {}, says),
  );
}

/** What came of it: the breaches first. */
export function renderSummary(ui: MatrixUi, summary: SummaryView | undefined): Node[] {
  if (!summary) return [];
  const { tone, headline, breaches, more, counts } = summary;
  return [
    h('h1', { class: `headline ${tone}` }, headline),
    ...(breaches.length === 0
      ? []
      : [
          h(
            'ul',
            { class: 'breaches', 'aria-label': 'Breaches' },
            breaches.map((it) =>
              h(
                'li',
                {},
                h(
                  'button',
                  {
                    type: 'button',
                    class: `breach ${it.look}`,
                    'data-key': `breach:${it.row}:${it.user}`,
                    on: { click: () => ui.focus(it) },
                  },
                  h('span', { class: 'mark', 'aria-hidden': 'true' }, marks[it.look]),
                  h('span', {}, it.says),
                ),
              ),
            ),
            0 < more ? h('li', { class: 'quiet' }, `and ${more} more`) : undefined,
          ),
        ]),
    h('p', { class: 'counts' }, counts),
  ];
}

/** Users whose refusals prove nothing, and requests that were left out: each with what can be done. */
export function renderNotices(ui: MatrixUi, state: Pick<MatrixState, 'users' | 'unsafe' | 'running'>): Node[] {
  const { users, unsafe, running } = state;
  const ofUsers = users.flatMap(({ name, because, renewable, state: standing }, user) =>
    because === undefined
      ? []
      : [
          h(
            'div',
            { class: `notice ${standing}` },
            icon(standing === 'not-proof' ? 'circle-slash' : 'question'),
            h(
              'span',
              {},
              h('strong', {}, name),
              standing === 'not-proof' ? ' is not proof. ' : '. ',
              textNodes(because),
            ),
            renewable
              ? small(`Renew ${name}`, 'Renew', `renew:${user}`, running !== undefined, () =>
                  ui.post({ type: 'renew', user }),
                )
              : undefined,
          ),
        ],
  );
  if (unsafe === 0) return ofUsers;
  const says =
    unsafe === 1
      ? 'One request changes something, so it was not sent.'
      : `${unsafe} requests change something, so they were not sent.`;
  return [
    ...ofUsers,
    h(
      'div',
      { class: 'notice' },
      icon('shield'),
      h('span', {}, says),
      small('Include the requests that change something', 'Include…', 'include-unsafe', running !== undefined, () =>
        ui.post({ type: 'include-unsafe' }),
      ),
    ),
  ];
}

function small(label: string, title: string, key: string, disabled: boolean, click: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button secondary', 'aria-label': label, 'data-key': key, disabled, on: { click } },
    title,
  );
}
