import { formNames, refusalForms } from '../core/print/refusalCode.ts';
import { chip } from './chip.ts';
import { h, icon, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import { link } from './link.ts';
import type { NoteView, ResultView } from './protocol.ts';
import type { Ui } from './ui.ts';

/** For those who own the API, folded until asked for: how it refuses, and the refusal that it ought to send. */
export function renderNotes(ui: Ui, { notes, better }: ResultView): HTMLElement | undefined {
  if (notes.length === 0 && !better) return undefined;
  const count = notes.length === 0 ? '' : ` · ${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`;
  return fold(
    ui,
    'notes',
    false,
    [`For the API's owner${count}`],
    notes.length === 0
      ? undefined
      : h(
          'ul',
          { class: 'owner-notes', 'aria-label': "Notes for the API's owner" },
          notes.map((it, at) => note(ui, it, at)),
        ),
    better ? copyBetter(ui) : undefined,
  );
}

function note(ui: Ui, it: NoteView, at: number): HTMLElement {
  return h(
    'li',
    {},
    h(
      'p',
      {},
      chip(ui, { ...it, shows: it.says }, `note:${at}`),
      ' ',
      h('span', { class: 'shows' }, textNodes(it.says)),
    ),
    h('p', { class: 'instead' }, textNodes(it.instead), ' ', link(ui, it.link, 'Read more', `note-link:${at}`)),
    it.inDevelopment
      ? h('p', { class: 'instead' }, h('strong', {}, 'In development'), ' ', textNodes(it.inDevelopment))
      : undefined,
  );
}

/** The form stays as it was chosen last. */
function copyBetter(ui: Ui): HTMLElement {
  const options = refusalForms.map((it) => h('option', { value: it, selected: it === ui.form }, formNames[it]));
  const choice: HTMLSelectElement = h(
    'select',
    {
      'aria-label': 'Form of the better refusal',
      'data-key': 'better:form',
      on: { change: () => ui.setForm(chosen()) },
    },
    options,
  );
  const chosen = () => refusalForms.find((it) => it === choice.value) ?? 'http';
  return h(
    'div',
    { class: 'better' },
    h(
      'button',
      {
        type: 'button',
        class: 'button secondary',
        'data-key': 'better:copy',
        title: 'The response that the API ought to send: status, challenge, problem+json, and a sentence for its user',
        on: { click: () => ui.post({ type: 'copy-better', form: chosen() }) },
      },
      icon('copy'),
      h('span', {}, 'Copy a Better Refusal'),
    ),
    choice,
  );
}
