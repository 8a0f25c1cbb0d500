import { byWeight } from '../core/print/findings.ts';
import { h, icon, iconButton, plainWords, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import type { ResultView } from './protocol.ts';
import { renderCalls } from './renderCalls.ts';
import { renderFinding } from './renderFinding.ts';
import { renderFirstAttempt } from './renderFirstAttempt.ts';
import { renderNotes } from './renderNotes.ts';
import { renderProof, renderProve } from './renderProof.ts';
import { renderRetryCode } from './renderRetryCode.ts';
import { renderTests } from './renderTests.ts';
import { requestLine } from './requestLine.ts';
import { toneOf } from './tone.ts';
import type { Ui } from './ui.ts';

/** The answer: status and headline, the best finding in full, the others folded, what was ruled out, remarks. */
export function renderVerdict(ui: Ui, result: ResultView | undefined): Node[] {
  if (!result) return [];
  const [best, ...others] = result.findings;
  const { full } = byWeight(result.findings);
  const tone =
    result.status === undefined ? (result.notice?.kind === 'cancelled' ? 'moved' : 'bad') : toneOf(result.status);
  const parts: (Node | undefined)[] = [
    h(
      'div',
      { class: 'about' },
      requestLine(result.title),
      h('span', { class: 'when', title: result.whenInFull }, result.when),
      best
        ? iconButton('copy', 'Copy explanation', 'copy-explanation', () => ui.post({ type: 'copy-explanation' }))
        : undefined,
    ),
    result.first ? renderFirstAttempt(ui, result.first) : undefined,
    result.first ? h('p', { class: 'which' }, 'Second attempt') : undefined,
    h(
      'h2',
      { class: `headline ${tone}`, 'data-place': 'headline', tabindex: -1 },
      result.status === undefined ? icon(noticeIcon(result)) : h('span', { class: 'code' }, String(result.status)),
      h('span', { class: 'words' }, textNodes(result.headline)),
    ),
    result.waiting === undefined ? undefined : waiting(ui, result.waiting, result.signInAt),
    result.notice
      ? h(
          'div',
          { class: 'notice' },
          result.notice.lines.map((it) => h('p', {}, textNodes(it))),
        )
      : undefined,
    renderTests(ui, result.tests),
    best
      ? renderFinding(ui, best, 0, plainWords(result.headline), result.prove && renderProve(ui, result.prove))
      : undefined,
    result.proof ? renderProof(result.proof) : undefined,
    result.renewable ? renderRetryCode(ui) : undefined,
    0 < others.length
      ? fold(
          ui,
          'others',
          false,
          [`Also possible (${others.length})`],
          ...others.map((it, index) =>
            h(
              'section',
              { class: 'other' },
              h('h3', { class: 'title' }, it.title),
              index + 1 < full.length
                ? renderFinding(ui, it, index + 1)
                : h('p', {}, `${it.certaintyWords}: `, textNodes(it.summary)),
            ),
          ),
        )
      : undefined,
    0 < result.ruledOut.length ? ruledOut(ui, result.ruledOut) : undefined,
    renderCalls(ui, result.ranFirst),
    ...result.remarks.map((it) =>
      h('div', { class: 'note', role: 'note' }, icon('info'), h('span', {}, textNodes(it))),
    ),
    renderNotes(ui, result),
  ];
  return parts.filter((it) => it !== undefined);
}

/** What a failed call for a token keeps from being sent, and where that is configured. */
function waiting(ui: Ui, request: string, signInAt: string | undefined): HTMLElement {
  const open = (at: string) =>
    h(
      'button',
      {
        type: 'button',
        class: 'link',
        'data-key': 'open-sign-in',
        on: { click: () => ui.post({ type: 'open-sign-in' }) },
      },
      at,
    );
  return h(
    'p',
    { class: 'waiting' },
    h('code', { class: 'theirs' }, request),
    ' waits for it and was not sent.',
    ...(signInAt === undefined ? [] : [' The sign-in is written in ', open(signInAt), '.']),
  );
}

/** What a screen reader says when a result arrives: the verdict alone. */
export function spokenVerdict(result: ResultView): string {
  const certainty = result.findings[0]?.certaintyWords;
  const failed = result.tests?.rows.filter((it) => !it.passed).length ?? 0;
  const tests = failed === 0 ? '' : `${failed} ${failed === 1 ? 'test' : 'tests'} failed`;
  return [result.status, plainWords(result.headline), certainty, tests]
    .filter((it) => it !== undefined && it !== '')
    .join(', ');
}

function ruledOut(ui: Ui, entries: ResultView['ruledOut']): HTMLElement {
  const items = entries.map((it) =>
    h(
      'li',
      {},
      icon('check'),
      h('span', {}, h('strong', {}, it.title), h('span', { class: 'because' }, textNodes(it.because))),
    ),
  );
  return fold(ui, 'ruled-out', false, [`Ruled out (${entries.length})`], h('ul', { class: 'ruled-out' }, items));
}

function noticeIcon(result: ResultView): string {
  if (result.notice?.kind === 'cancelled') return 'circle-slash';
  return result.notice?.kind === 'unsendable' ? 'edit' : 'debug-disconnect';
}
