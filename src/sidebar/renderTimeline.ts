import { h } from './dom.ts';
import type { TimelineView } from './protocol.ts';
import { layOut } from './timeline.ts';

/** The life of a token on one bar: issued … now … expires, with the times in words below it. */
export function renderTimeline(view: TimelineView): HTMLElement | undefined {
  const bar = layOut(view);
  if (!bar) return undefined;
  const track = h('div', { class: 'track', 'aria-hidden': 'true' });
  if (bar.valid) track.append(segment(bar.valid.open ? 'valid open' : 'valid', bar.valid));
  if (bar.gap) track.append(segment(`gap ${bar.gap.kind}`, bar.gap));
  for (const { kind, at, moment } of bar.marks) {
    const mark = h('span', { class: `mark ${kind}`, title: `${moment.label} ${moment.relative} (${moment.absolute})` });
    mark.style.setProperty('left', `${at}%`);
    track.append(mark);
  }
  const inTime = bar.marks.toSorted((a, b) => a.moment.at - b.moment.at);
  const legend = inTime.map(({ kind, moment }) =>
    h(
      'li',
      { class: kind },
      h('span', { class: `key ${kind}`, 'aria-hidden': 'true' }),
      h(
        'span',
        { class: 'moment' },
        `${moment.label} `,
        kind === 'now' && moment.relative === 'now' ? undefined : h('strong', {}, moment.relative),
      ),
      h('span', { class: 'absolute' }, moment.absolute),
    ),
  );
  return h('div', { class: 'timeline' }, track, h('ol', { 'aria-label': 'Life of the token' }, legend));
}

function segment(look: string, { from, to }: { readonly from: number; readonly to: number }): HTMLElement {
  const element = h('span', { class: `segment ${look}` });
  element.style.setProperty('left', `${from}%`);
  element.style.setProperty('width', `${to - from}%`);
  return element;
}
