import { h, icon, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import type { FirstAttemptView } from './protocol.ts';
import { renderWhole } from './renderCalls.ts';
import { toneOf } from './tone.ts';
import type { Ui } from './ui.ts';

/** Above a second answer: what was refused at first, what was renewed, and what that changed. */
export function renderFirstAttempt(ui: Ui, first: FirstAttemptView): HTMLElement {
  return h(
    'section',
    { class: 'first-attempt', 'aria-label': 'First attempt' },
    h(
      'p',
      { class: 'attempt' },
      h('span', { class: `status ${toneOf(first.status)}` }, String(first.status)),
      h('span', {}, h('span', { class: 'which' }, 'First attempt: '), textNodes(first.headline)),
    ),
    fold(
      ui,
      'first-attempt',
      false,
      ['Why, and what was sent'],
      ...first.reasons.map((it) =>
        h('p', { class: 'reason' }, h('strong', {}, it.title), ` (${it.certaintyWords}): `, textNodes(it.summary)),
      ),
      ...renderWhole(ui, first.exchange),
    ),
    h('p', { class: 'attempt' }, icon('refresh'), h('span', {}, `Renewed ${first.renewed}, then sent once more`)),
    first.changed.length === 0
      ? undefined
      : h(
          'dl',
          { class: 'changed', 'aria-label': 'What changed' },
          first.changed.map(({ name, before, after }) =>
            h(
              'div',
              {},
              h('dt', {}, name),
              h(
                'dd',
                {},
                h('code', {}, before),
                icon('arrow-right'),
                h('span', { class: 'sr' }, ' became '),
                h('code', {}, after),
              ),
            ),
          ),
        ),
  );
}
