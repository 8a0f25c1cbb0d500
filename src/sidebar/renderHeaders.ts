import { h } from './dom.ts';
import type { ExchangeView, HeaderView, SecretPlace } from './protocol.ts';
import { secretButtons } from './renderSecret.ts';
import type { Ui } from './ui.ts';

/** A header that the evidence misses. */
export interface Absent {
  readonly side: 'request' | 'response';
  readonly name: string;
}

/** What was sent and what came back, field by field, in their order. */
export function renderHeaders(ui: Ui, exchange: ExchangeView, absent: readonly Absent[]): Node[] {
  return [
    h('h3', {}, 'Request'),
    h('p', { class: 'first-line', 'data-place': 'request-line', tabindex: -1 }, h('code', {}, exchange.requestLine)),
    fields('request', exchange.requestHeaders),
    h('h3', {}, 'Response'),
    h('p', { class: 'first-line', 'data-place': 'status', tabindex: -1 }, h('code', {}, exchange.statusLine)),
    fields('response', exchange.responseHeaders),
  ];

  function fields(side: 'request' | 'response', headers: readonly HeaderView[]): HTMLElement {
    const missing = absent.filter((it) => it.side === side && !headers.some((header) => same(header.name, it.name)));
    return h(
      'dl',
      { class: 'headers' },
      missing.map(({ name }) =>
        h(
          'div',
          { class: 'absent', 'data-place': placeName(side, name), tabindex: -1 },
          h('dt', {}, name),
          h('dd', {}, side === 'request' ? 'was not sent' : 'did not come'),
        ),
      ),
      headers.map((header, index) => field(side, header, index)),
    );
  }

  function field(side: 'request' | 'response', header: HeaderView, index: number): HTMLElement {
    const place: SecretPlace = { of: 'header', side, index };
    return h(
      'div',
      { 'data-place': placeName(side, header.name), tabindex: -1 },
      h('dt', {}, header.name),
      h(
        'dd',
        {},
        h('code', {}, (header.secret ? ui.revealed(place) : undefined) ?? header.value),
        header.secret ? secretButtons(ui, place, header.name) : undefined,
      ),
    );
  }
}

function placeName(side: 'request' | 'response', name: string): string {
  return `${side}-header:${name.toLowerCase()}`;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
