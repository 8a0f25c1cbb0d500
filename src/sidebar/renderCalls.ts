import { h } from './dom.ts';
import { fold } from './fold.ts';
import type { CallView, ExchangeView } from './protocol.ts';
import { renderBodies } from './renderBodies.ts';
import { renderHeaders } from './renderHeaders.ts';
import { requestLine } from './requestLine.ts';
import { toneOf } from './tone.ts';
import type { Ui } from './ui.ts';

/** What was sent first because the request refers to it: a line each, and behind it the whole exchange. */
export function renderCalls(ui: Ui, calls: readonly CallView[]): HTMLElement | undefined {
  if (calls.length === 0) return undefined;
  return fold(
    ui,
    'ran-first',
    false,
    [`Ran first (${calls.length})`],
    h(
      'ul',
      { class: 'calls', 'aria-label': 'Ran first' },
      calls.map((it, at) =>
        h('li', {}, fold(ui, `ran-first:${at}`, false, [line(it)], ...renderWhole(ui, it.exchange))),
      ),
    ),
  );
}

/** Headers and bodies, masked, without a way to reveal. Nothing in the panel jumps there. */
export function renderWhole(ui: Ui, exchange: ExchangeView): HTMLElement[] {
  const parts = [h('div', { class: 'whole' }, renderHeaders(ui, exchange, []), renderBodies(ui, exchange))];
  for (const it of parts.flatMap((part) => [...part.querySelectorAll('[data-place]')]))
    it.removeAttribute('data-place');
  return parts;
}

function line({ name, method, url, status, pending }: CallView): HTMLElement {
  return h(
    'span',
    { class: 'call' },
    h('span', { class: `status ${pending ? 'moved' : toneOf(status)}` }, String(status)),
    ' ',
    h('span', { class: 'name' }, name),
    ' ',
    requestLine(`${method} ${url}`),
  );
}
