import { capital } from '../core/capital.ts';
import { certainties } from '../core/certainty.ts';
import { chip } from './chip.ts';
import { type Child, h, icon, plainWords, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import { link } from './link.ts';
import type { EvidenceView, FindingView, FixView } from './protocol.ts';
import type { Ui } from './ui.ts';

/** As many as are read at a glance; the strongest come first. */
const mostEvidence = 3;

/** One reason: how sure, what, what to do, by what evidence, and why servers do so. A headline that says it all is not said again. */
export function renderFinding(
  ui: Ui,
  finding: FindingView,
  index: number,
  headline = '',
  prove?: HTMLElement,
): HTMLElement {
  const shown = finding.fixes.flatMap((it, at) => (it.saidElsewhere ? [] : [{ it, at }]));
  return h(
    'div',
    { class: 'finding' },
    h('p', { class: 'certainty' }, meter(finding), h('span', {}, capital(finding.certaintyWords))),
    prove,
    saysAll(headline, finding) ? undefined : h('p', { class: 'summary' }, textNodes(finding.summary)),
    0 < shown.length
      ? h(
          'div',
          { class: 'fixes', role: 'group', 'aria-label': 'What to do' },
          h('h3', {}, 'What to do'),
          shown.map(({ it, at }) => fix(ui, it, index, at, at === shown[0]?.at)),
        )
      : undefined,
    ...evidenceList(ui, finding, index),
    h('p', { class: 'why' }, finding.why, ' ', link(ui, finding.link, 'Read more', `why:${index}`)),
  );
}

/** What shows it: the first few, and the rest behind a fold. */
function evidenceList(ui: Ui, { evidence: all }: FindingView, index: number): HTMLElement[] {
  if (all.length === 0) return [];
  // A fold that hides a single line costs as much as the line.
  const shown = all.length <= mostEvidence + 1 ? all.length : mostEvidence;
  const items = all.map((it, at) => evidence(ui, it, index, at));
  const list = h('ul', { class: 'evidence', 'aria-label': 'Evidence' }, items.slice(0, shown));
  const rest = items.slice(shown);
  return [
    h('h3', {}, 'What shows it'),
    list,
    ...(rest.length === 0
      ? []
      : [
          fold(
            ui,
            `evidence:${index}`,
            false,
            [`More evidence (${rest.length})`],
            h('ul', { class: 'evidence', 'aria-label': 'More evidence' }, rest),
          ),
        ]),
  ];
}

/** A headline is the summary or a title, after a word of caution where one is due. */
function saysAll(headline: string, { summary }: FindingView): boolean {
  return headline.toLowerCase().endsWith(plainWords(summary).replace(/\.$/, '').toLowerCase());
}

/** Four bars, filled as far as the certainty goes; the words beside it say the same. */
function meter({ certainty }: FindingView): HTMLElement {
  const filled = certainties.length - certainties.indexOf(certainty);
  const bars = certainties.map((_, at) => h('span', { class: at < filled ? 'on' : 'off' }));
  return h('span', { class: `meter ${certainty}`, 'aria-hidden': 'true' }, bars);
}

/** A claim stands in the table of its token with its reading, and the status in the headline. */
const saidAlready = new Set(['token', 'status']);

function evidence(ui: Ui, it: EvidenceView, finding: number, at: number): HTMLElement {
  const place = chip(ui, it, `evidence:${finding}:${at}`, () => ui.post({ type: 'evidence', finding, evidence: at }));
  const quote =
    it.quote === undefined || saidAlready.has(it.place.in)
      ? undefined
      : h('div', { class: 'quote' }, h('code', {}, it.quote));
  return h('li', {}, place, ' ', h('span', { class: 'shows' }, textNodes(it.shows)), quote);
}

function fix(ui: Ui, it: FixView, finding: number, at: number, best: boolean): HTMLElement {
  const key = `fix:${finding}:${at}`;
  const detail = it.detail ? h('span', { class: 'detail', id: `${key}:detail` }, textNodes(it.detail)) : undefined;
  const title = h('span', {}, textNodes(it.title));
  const { link: address } = it;
  if (it.kind === 'advice' && address === undefined) {
    return h('div', { class: 'fix advice' }, h('p', {}, icon('lightbulb'), title), detail);
  }
  const look = best && finding === 0 && it.kind !== 'advice' ? 'button' : 'button secondary';
  const content: Child[] = [icon(fixIcon(it)), title];
  const button = h(
    'button',
    {
      type: 'button',
      class: look,
      'data-key': key,
      disabled: it.unavailable !== undefined,
      'aria-describedby': detail ? `${key}:detail` : undefined,
      on: {
        click: () =>
          ui.post(
            it.kind === 'advice' && address !== undefined
              ? { type: 'open-link', url: address }
              : { type: 'fix', finding, fix: at },
          ),
      },
    },
    content,
  );
  const unavailable = it.unavailable === undefined ? undefined : h('span', { class: 'detail' }, it.unavailable);
  return h('div', { class: 'fix' }, button, detail, unavailable);
}

function fixIcon(it: FixView): string {
  if (it.kind === 'edit') return 'edit';
  return it.kind === 'advice' ? 'link-external' : 'play';
}
