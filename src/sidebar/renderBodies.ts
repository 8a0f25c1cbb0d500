import { h } from './dom.ts';
import type { BodyView, ExchangeView } from './protocol.ts';
import { secretButtons } from './renderSecret.ts';
import type { Ui } from './ui.ts';

/** The response's body, and the request's where it had one. */
export function renderBodies(ui: Ui, exchange: ExchangeView): Node[] {
  const { requestBody, responseBody } = exchange;
  if (!requestBody && !responseBody)
    return [h('p', { class: 'hint' }, 'Neither the request nor the response has a body.')];
  const response = responseBody
    ? body(ui, 'response', responseBody)
    : [h('h3', {}, 'Response'), h('p', { class: 'hint' }, 'The response has no body.')];
  return requestBody ? [...response, ...body(ui, 'request', requestBody)] : response;
}

function body(ui: Ui, side: 'request' | 'response', view: BodyView): Node[] {
  const place = { of: 'body', side } as const;
  const text = (view.secret ? ui.revealed(place) : undefined) ?? view.text;
  const lines = text.split('\n').map((it) => h('span', { class: 'line', tabindex: -1 }, it, '\n'));
  const title = side === 'request' ? 'Request' : 'Response';
  return [
    h(
      'h3',
      { class: 'with-buttons' },
      h('span', {}, title, h('span', { class: 'about-body' }, view.about)),
      view.secret ? secretButtons(ui, place, `${title.toLowerCase()} body`) : undefined,
    ),
    h('pre', { 'data-place': `${side}-body`, tabindex: 0, 'aria-label': `${title} body` }, lines),
    ...(view.cut ? [h('p', { class: 'hint' }, 'Shown in part.')] : []),
  ];
}
