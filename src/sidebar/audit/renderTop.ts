import { h, icon, textNodes } from '../dom.ts';
import { placeChip } from '../placeChip.ts';
import type { AuditState, RemarkView } from './protocol.ts';
import type { AuditUi } from './ui.ts';

/** Buttons, and how far reading is. */
export function renderBar(ui: AuditUi, { reading, rows }: Pick<AuditState, 'reading' | 'rows'>): Node[] {
  const button = (type: 'read-again' | 'cancel' | 'copy-markdown', name: string, label: string, look = 'button') =>
    h(
      'button',
      {
        type: 'button',
        class: look,
        'data-key': type === 'cancel' ? 'read-again' : type,
        on: { click: () => ui.post({ type }) },
      },
      icon(name),
      h('span', {}, label),
    );
  return [
    h(
      'div',
      { class: 'buttons' },
      reading
        ? button('cancel', 'debug-stop', 'Cancel')
        : button('read-again', 'refresh', 'Read Again', 'button secondary'),
      rows.length === 0 ? undefined : button('copy-markdown', 'markdown', 'Copy as Markdown', 'button secondary'),
    ),
    ...(reading ? [progress()] : []),
  ];
}

function progress(): HTMLElement {
  return h(
    'div',
    { class: 'progress' },
    h('progress', { 'aria-label': 'Reading the source files' }),
    h('span', {}, 'Reading the source files'),
  );
}

/** What came of it, and what looks wrong: the sure first. */
export function renderSummary(
  ui: AuditUi,
  { summary, failed, remarks, left }: Pick<AuditState, 'summary' | 'failed' | 'remarks' | 'left'>,
): Node[] {
  if (failed) return [h('p', { class: 'failed' }, textNodes(failed))];
  if (!summary) return [];
  return [
    h('h1', { class: `headline ${summary.tone}` }, summary.headline),
    ...(remarks.length === 0
      ? []
      : [
          h(
            'ul',
            { class: 'remarks', 'aria-label': 'What looks wrong' },
            remarks.map((it, at) => h('li', { class: it.sure ? 'sure' : 'likely' }, ...remark(ui, it, at))),
          ),
        ]),
    h('p', { class: 'counts' }, summary.counts),
    ...left.map((it) => h('p', { class: 'left' }, icon('info'), h('span', {}, it))),
  ];
}

function remark(ui: AuditUi, { sure, certainty, says, advice, at, other }: RemarkView, index: number): Node[] {
  const open = (isOther: boolean) => () => ui.post({ type: 'open-remark', remark: index, other: isOther });
  return [
    icon(sure ? 'error' : 'warning'),
    h(
      'div',
      {},
      h('p', {}, textNodes(says), ' ', h('span', { class: 'quiet' }, `(${certainty})`)),
      h('p', { class: 'advice' }, textNodes(advice)),
      h(
        'div',
        { class: 'places' },
        placeChip(at, `remark:${index}`, 'code', open(false)),
        other ? placeChip(other, `remark:${index}:other`, 'code', open(true)) : undefined,
      ),
    ),
  ];
}
