import { h, icon, textNodes } from './dom.ts';
import type { ProofView, ResultView } from './protocol.ts';
import { toneOf } from './tone.ts';
import type { Ui } from './ui.ts';

/** Under the certainty of what is not proven: the way to know more. */
export function renderProve(ui: Ui, { unavailable }: NonNullable<ResultView['prove']>): HTMLElement {
  return h(
    'p',
    { class: 'prove' },
    h(
      'button',
      {
        type: 'button',
        class: 'link',
        'data-key': 'prove',
        disabled: unavailable !== undefined,
        title: 'Sends the request again with one thing changed at a time, after a question that lists what goes',
        on: { click: () => ui.post({ type: 'prove' }) },
      },
      icon('beaker'),
      'Prove',
    ),
    h('span', {}, unavailable ?? 'with one thing changed at a time'),
  );
}

/** What was tried: a row for each, what was changed, how it was answered, and what that shows. */
export function renderProof({ rows, concludes }: ProofView): HTMLElement {
  return h(
    'section',
    { class: 'proof', 'aria-label': 'What was tried' },
    h('h3', {}, `What was tried (${rows.length})`),
    h(
      'ol',
      {},
      rows.map(({ title, status, differs, shows }, at) =>
        h(
          'li',
          { class: differs ? 'differs' : 'same', 'data-place': `experiment:${at}`, tabindex: -1 },
          status === undefined
            ? h('span', { class: 'status', title: 'Nothing came back' }, '\u2013')
            : h('span', { class: `status ${toneOf(status)}` }, String(status)),
          h('span', {}, textNodes(title), h('span', { class: 'detail' }, textNodes(shows))),
        ),
      ),
    ),
    h('p', { class: 'concludes' }, textNodes(concludes)),
  );
}
