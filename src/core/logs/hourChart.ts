import { formatTime } from '../time.ts';
import type { RefusalsByMinute } from './summary.ts';

/** The last hour as a line of sixty bars, a minute each, with its ends and its highest minute; empty where there is nothing to show. */
export function hourChart({ end, counts }: RefusalsByMinute): readonly string[] {
  const highest = counts.reduce((a, b) => Math.max(a, b), 0);
  if (highest === 0) return [];
  const bars = counts
    .map((it) => (it === 0 ? '·' : (steps[Math.min(7, Math.ceil((it / highest) * 8) - 1)] ?? '█')))
    .join('');
  const from = clock(end - 3_600_000);
  const to = `${clock(end)} UTC`;
  return [
    bars,
    `${from}${' '.repeat(Math.max(1, 60 - from.length - to.length))}${to}`,
    `the tallest bar is ${highest} in one minute`,
  ];
}

const steps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

function clock(ms: number): string {
  return formatTime(ms / 1000).slice(11, 16);
}
