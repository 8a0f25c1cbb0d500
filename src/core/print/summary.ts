import type { Explained } from '../explainAll.ts';
import { type Count, countBy, refusalOf } from '../tally.ts';
import { visibleLine } from './visible.ts';

/** Longer lists are no summary. */
const mostLines = 8;

/** Several refusals of one file in a few lines: how many of which cause, and of which host. */
export function toSummary(explained: readonly Explained[], file: string): string {
  const refusals = explained.map(refusalOf);
  return [
    `${refusals.length} refusals in ${file}\n`,
    ...section(countBy(refusals, (it) => it.title)),
    '\n',
    ...section(countBy(refusals, (it) => it.host ?? '(the request was not recorded)')),
  ].join('');
}

function section(counts: readonly Count<string>[]): string[] {
  const rest = counts.slice(mostLines);
  const shown = counts.slice(0, mostLines).map(({ key, count }) => line(count, visibleLine(key)));
  if (rest.length === 0) return shown;
  const others = rest.reduce((sum, it) => sum + it.count, 0);
  return [...shown, line(others, `${rest.length} others`)];
}

function line(count: number, label: string): string {
  return `${String(count).padStart(6)}  ${label}\n`;
}
