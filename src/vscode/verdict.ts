import { plain } from '../core/text.ts';
import type { HistoryEntry } from './history.ts';

/** What came of a request in a few words: `401 · The token has expired`, `200 OK · 45 ms`, `not sent`. */
export function verdict(entry: HistoryEntry): string {
  const { outcome, report, failedFirst } = entry;
  const title = report?.findings[0]?.title ?? (report && plain(report.headline));
  if (failedFirst !== undefined && title !== undefined) return `not sent · ${failedFirst}: ${title}`;
  if (outcome.kind === 'unsendable')
    return `not sent · ${unmarked(outcome.problems[0]?.message ?? 'the text has problems')}`;
  if (outcome.kind === 'failed') return `no answer · ${unmarked(outcome.message)}`;
  if (outcome.kind === 'cancelled') return 'cancelled';
  const { response, timings } = outcome.exchange;
  const first = report?.findings[0];
  if (first) return `${response.status} · ${first.title}`;
  if (report) return plain(report.headline);
  const time = timings ? ` · ${Math.round(timings.total)} ms` : '';
  const failed = outcome.tests?.filter((it) => !it.passed).length ?? 0;
  const tests = failed === 0 ? '' : ` · ${failed} ${failed === 1 ? 'test' : 'tests'} failed`;
  return `${response.status} ${response.statusText}`.trim() + time + tests;
}

/** Sentences that mark code by backquotes, for places that show bare characters. */
function unmarked(sentence: string): string {
  return sentence.replaceAll('`', '').replace(', so nothing was sent', '');
}
