/**
 * The line that a quote was taken from, 0-based; undefined where it is in none.
 * White space does not count: the quote is one line, and the body may have been laid out anew since.
 */
export function lineOf(lines: readonly string[], quote: string): number | undefined {
  const wanted = bare(quote).replace(/^…|…$/g, '');
  if (wanted === '') return undefined;
  let joined = '';
  const starts = lines.map((line) => {
    const start = joined.length;
    joined += bare(line);
    return start;
  });
  const at = joined.indexOf(wanted);
  if (at < 0) return undefined;
  // The quote's own middle: it often begins with a brace that stands on a line of its own.
  const opening = /^[{[(]+/.exec(wanted)?.[0].length ?? 0;
  const target = at + (opening < wanted.length ? opening : 0);
  return starts.findLastIndex((start) => start <= target);
}

/** The line that holds the longest of these values, and of several such lines the one that holds most of the others. */
export function lineShowing(lines: readonly string[], values: readonly string[]): number | undefined {
  const [longest, ...others] = values.map(bare).toSorted((a, b) => b.length - a.length);
  if (longest === undefined || longest === '') return undefined;
  const scores = lines
    .map(bare)
    .map((it) => (it.includes(longest) ? 1 + others.filter((word) => it.includes(word)).length : 0));
  const best = Math.max(0, ...scores);
  return best === 0 ? undefined : scores.indexOf(best);
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
