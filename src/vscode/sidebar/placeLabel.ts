import { visibleLine } from '../../core/print/visible.ts';
import type { PlaceLabel } from '../../sidebar/serverProtocol.ts';

/** A line of a file in short: `error.log:14`. `line` is 1-based; absent where it is not known. */
export function logLabel(file: string, line?: number): PlaceLabel {
  const name = visibleLine(file);
  // What a program printed, or another computer answered.
  if (!/^(?:\/|[A-Za-z]:[\\/])/.test(name)) return { short: name.slice(0, longestName), whole: name, opens: false };
  const short = partsOf(name).at(-1) ?? name;
  return {
    short: line === undefined ? short : `${short}:${line}`,
    whole: line === undefined ? name : `${name}, line ${line}`,
  };
}

/** The same for source code: with its folder, since many files there have one name: `routes/posts.js:12`. */
export function sourceLabel(file: string, line: number): PlaceLabel {
  const name = visibleLine(file);
  return { short: `${partsOf(name).slice(-2).join('/')}:${line}`, whole: `${name}, line ${line}` };
}

const longestName = 60;

function partsOf(file: string): readonly string[] {
  return file.split(/[\\/]/).filter((it) => it !== '');
}
