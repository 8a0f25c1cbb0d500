import { h } from './dom.ts';
import type { ExchangeView } from './protocol.ts';
import { renderBodies } from './renderBodies.ts';
import { type Absent, renderHeaders } from './renderHeaders.ts';
import { renderHops } from './renderHops.ts';
import { renderTimings } from './renderTimings.ts';
import { roving } from './roving.ts';
import { type TabName, tabNames, type Ui } from './ui.ts';

export interface Tabs {
  readonly exchange?: ExchangeView;
  /** Headers that the evidence says are missing. */
  readonly absent: readonly Absent[];
}

/** The exchange itself: headers, bodies, hops and timings. */
export function renderTabs(ui: Ui, { exchange, absent }: Tabs): Node[] {
  if (!exchange) return [];
  const names = tabNames.filter((it) => it !== 'timings' || 0 < exchange.timings.length);
  const chosen = names.includes(ui.tab) ? ui.tab : 'headers';
  const tabs = names.map((name) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'data-key': `tab:${name}`,
        'aria-selected': name === chosen ? 'true' : 'false',
        'aria-controls': `panel-${name}`,
        on: { click: () => ui.choose(name) },
      },
      label(name, exchange),
    ),
  );
  roving(tabs, names.indexOf(chosen), { previous: 'ArrowLeft', next: 'ArrowRight' });
  for (const [at, tab] of tabs.entries()) {
    const name = names[at];
    tab.addEventListener('focus', () => name !== undefined && name !== ui.tab && ui.choose(name));
  }
  const panels = names.map((name) =>
    h(
      'div',
      { role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}`, tabindex: 0, hidden: name !== chosen },
      name === chosen ? content(name) : [],
    ),
  );
  return [h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Exchange' }, tabs), ...panels];

  function content(name: TabName): Node[] {
    if (!exchange) return [];
    switch (name) {
      case 'headers':
        return renderHeaders(ui, exchange, absent);
      case 'body':
        return renderBodies(ui, exchange);
      case 'hops':
        return renderHops(exchange.hops);
      case 'timings':
        return renderTimings(exchange.timings);
    }
  }
}

function label(name: TabName, exchange: ExchangeView): string {
  const words = { headers: 'Headers', body: 'Body', hops: 'Hops', timings: 'Timings' }[name];
  return name === 'hops' && 1 < exchange.hops.length ? `${words} (${exchange.hops.length})` : words;
}
