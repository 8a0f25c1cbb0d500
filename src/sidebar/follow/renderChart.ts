import { h } from '../dom.ts';
import { svg } from '../svg.ts';
import type { MinuteView } from './protocol.ts';

const size = { width: 720, height: 120, left: 34, bottom: 20, top: 8 };
const plot = { width: size.width - size.left, height: size.height - size.bottom - size.top };

/**
 * Refusals a minute in the last hour: a bar for each minute, 401 filled below, 403 striped above. The same is told in
 * words, for those who do not see it.
 */
export function renderChart(minutes: readonly MinuteView[]): Node[] {
  if (minutes.length === 0) return [];
  const most = Math.max(...minutes.map((it) => it.unauthorized + it.forbidden));
  const scale = scaleOf(most);
  const step = plot.width / minutes.length;
  const bars = minutes.flatMap(({ at, unauthorized, forbidden }, index) => {
    if (unauthorized + forbidden === 0) return [];
    const x = size.left + index * step + step * 0.12;
    const base = size.top + plot.height;
    const low = (unauthorized / scale) * plot.height;
    const high = (forbidden / scale) * plot.height;
    const says = `${at}: ${unauthorized} × 401, ${forbidden} × 403`;
    return [
      svg(
        'g',
        {},
        svg('title', {}, says),
        bar('unauthorized', x, base - low, step * 0.76, low),
        bar('forbidden', x, base - low - high, step * 0.76, high),
      ),
    ];
  });
  const ticks = minutes.flatMap(({ at }, index) => {
    if (index % 10 !== 0 && index !== minutes.length - 1) return [];
    const anchor = index === minutes.length - 1 ? 'end' : index === 0 ? 'start' : 'middle';
    const x = size.left + (index === minutes.length - 1 ? plot.width : index * step + (index === 0 ? 0 : step / 2));
    return [svg('text', { x, y: size.height - 4, 'text-anchor': anchor }, at)];
  });
  const lines = [0, 0.5, 1].map((it) => {
    const y = size.top + plot.height * (1 - it);
    const value = scale * it;
    return svg(
      'g',
      {},
      svg('line', { class: 'rule', x1: size.left, x2: size.width, y1: y, y2: y }),
      Number.isInteger(value)
        ? svg('text', { x: size.left - 6, y: y + 4, 'text-anchor': 'end' }, String(value))
        : undefined,
    );
  });
  const chart = svg(
    'svg',
    {
      viewBox: `0 0 ${size.width} ${size.height}`,
      class: 'chart',
      role: 'img',
      'aria-label': inWords(minutes, most),
    },
    svg(
      'defs',
      {},
      svg(
        'pattern',
        { id: 'stripes', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        svg('rect', { class: 'stripe', width: 2.4, height: 5 }),
      ),
    ),
    ...lines,
    ...bars,
    ...ticks,
  );
  return [
    h('figure', {}, h('figcaption', {}, h('h2', { class: 'small' }, 'Refusals a minute, last hour'), legend()), chart),
  ];
}

function legend(): HTMLElement {
  return h(
    'ul',
    { class: 'chart-legend', 'aria-hidden': 'true' },
    h('li', {}, swatch('unauthorized'), '401: who asks'),
    h('li', {}, swatch('forbidden'), '403: what they may'),
  );
}

function swatch(look: string): SVGElement {
  return svg('svg', { class: 'swatch', viewBox: '0 0 12 12' }, bar(look, 0.5, 0.5, 11, 11));
}

function bar(look: string, x: number, y: number, width: number, height: number): SVGElement | undefined {
  if (height <= 0) return undefined;
  return svg('rect', {
    class: `bar ${look}`,
    x,
    y,
    width,
    height,
    ...(look === 'forbidden' ? { fill: 'url(#stripes)' } : {}),
  });
}

/** The next round number: 4, 10, 20, 40, 100 … */
function scaleOf(most: number): number {
  for (let unit = 1; ; unit *= 10) for (const it of [2, 4, 10]) if (most <= it * unit) return it * unit;
}

function inWords(minutes: readonly MinuteView[], most: number): string {
  const of = (it: MinuteView) => it.unauthorized + it.forbidden;
  const all = minutes.reduce((sum, it) => sum + of(it), 0);
  if (all === 0) return 'No refusal in the last hour.';
  const when = minutes.find((it) => of(it) === most)?.at ?? '';
  const first = minutes.reduce((sum, it) => sum + it.unauthorized, 0);
  return `${all} refusals in the last hour: ${first} with 401, ${all - first} with 403. Most in one minute: ${most}, at ${when}.`;
}
