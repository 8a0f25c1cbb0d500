import { h } from './dom.ts';
import type { ExchangeView } from './protocol.ts';

/** The phases of the exchange, one under the other along the time that they took. */
export function renderTimings(timings: ExchangeView['timings']): Node[] {
  const whole = Math.max(1, ...timings.map((it) => it.start + it.ms));
  const rows = timings.map(({ phase, start, ms }) => {
    const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('left', `${(start / whole) * 100}%`);
    bar.style.setProperty('width', `${(ms / whole) * 100}%`);
    return h(
      'div',
      {},
      h('dt', {}, phase),
      h('dd', {}, h('span', { class: 'lane' }, bar), h('span', { class: 'ms' }, milliseconds(ms))),
    );
  });
  return [h('dl', { class: 'timings' }, rows)];
}

function milliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
