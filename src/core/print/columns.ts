/** How many columns of a terminal a line takes: wide characters take two, those that combine none. */
export function columns(line: string): number {
  let width = 0;
  for (const it of line) width += widthOf(it);
  return width;
}

/** At most so many columns: what is too long loses its middle. */
export function fit(line: string, width: number): string {
  if (columns(line) <= width) return line;
  if (width < 1) return '';
  const head = take([...line], Math.ceil((width - 1) / 2));
  const tail = take([...line].reverse(), width - 1 - columns(head.join('')));
  return `${head.join('')}…${tail.reverse().join('')}`;
}

/** Filled up with spaces behind. */
export function pad(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - columns(line)));
}

function take(characters: readonly string[], width: number): string[] {
  let left = width;
  const taken: string[] = [];
  for (const it of characters) {
    left -= widthOf(it);
    if (left < 0) break;
    taken.push(it);
  }
  return taken;
}

function widthOf(character: string): number {
  if (/^\p{Mark}$/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** East Asian wide and fullwidth characters, and emoji (Unicode Standard Annex 11). */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;
