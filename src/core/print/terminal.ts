import type { Report, ReportedFinding, ReportedFix } from '../report.ts';
import { plain, type Text, text } from '../text.ts';
import { worthPrinting } from './evidence.ts';
import { byWeight } from './findings.ts';
import { saysAll } from './headline.ts';
import { visibleLine } from './visible.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

/**
 * A report for a terminal: title, sentence, the quoted place, why, what to do, one link.
 * Nothing of the exchange reaches the terminal as a control character.
 */
export function toTerminal(report: Report, options: TerminalOptions): string {
  const style = styleOf(options.color);
  const width = Math.max(40, Math.min(options.width, 100));
  const lines = [style.title(printText(report.headline, uncolored)), style.dim(visibleLine(bare(report.request)))];
  const { full, brief } = byWeight(report.findings);
  full.forEach((finding, i) => {
    const said = i === 0 && saysAll(report.headline, finding.summary);
    lines.push('', ...printFinding(finding, { number: full.length < 2 ? '' : `${i + 1}. `, said }, style, width));
  });
  if (0 < brief.length) {
    lines.push('', style.label('Also possible'));
    for (const it of brief)
      lines.push(...wrap(`${it.title} (${it.certaintyWords}): ${printText(it.summary, style)}`, width, '  - ', '    '));
  }
  if (0 < report.remarks.length) {
    lines.push('', style.label('Also'));
    for (const it of report.remarks) lines.push(...wrap(printText(it, style), width, '  - ', '    '));
  }
  if (0 < report.ruledOut.length) {
    lines.push('', style.label('Ruled out'));
    for (const it of report.ruledOut) {
      lines.push(...wrap(`${it.title}: ${printText(it.because, style)}`, width, '  - ', '    '));
    }
  }
  if (0 < report.notes.length) {
    lines.push('', style.label("For the API's owner"));
    for (const it of report.notes) {
      lines.push(...wrap(printText(it.says, style), width, '  - ', '    '));
      const { instead, inDevelopment } = it;
      lines.push(...wrap(printText(inDevelopment ? text`${instead} ${inDevelopment}` : instead, style), width, '    '));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Words for a terminal, what is theirs in backquotes or a color. */
export function printText(it: Text, style: Style): string {
  return it.parts
    .map((part) => {
      if ('ours' in part) return part.ours;
      return part.prose ? visibleLine(part.theirs) : style.theirs(visibleLine(part.theirs));
    })
    .join('');
}

/** One line of a report without colors: `401 · The token expired 3 hours ago`. */
export function toLine(it: Text): string {
  return visibleLine(plain(it));
}

export interface Style {
  title(it: string): string;
  label(it: string): string;
  dim(it: string): string;
  theirs(it: string): string;
  quote(it: string): string;
  removed(it: string): string;
  added(it: string): string;
}

/** How parts of a report stand out, or do not. */
export function styleOf(color: boolean): Style {
  return color ? colored : uncolored;
}

const uncolored: Style = {
  title: (it) => it,
  label: (it) => it,
  dim: (it) => it,
  theirs: (it) => `\`${it}\``,
  quote: (it) => it,
  removed: (it) => it,
  added: (it) => it,
};

const colored: Style = {
  title: (it) => `\u001b[1;31m${it}\u001b[0m`,
  label: (it) => `\u001b[1m${it}\u001b[0m`,
  dim: (it) => `\u001b[2m${it}\u001b[0m`,
  theirs: (it) => `\u001b[36m${it}\u001b[39m`,
  quote: (it) => `\u001b[33m${it}\u001b[39m`,
  removed: (it) => `\u001b[31m${it}\u001b[39m`,
  added: (it) => `\u001b[32m${it}\u001b[39m`,
};

/** `said`: the headline is its sentence. */
function printFinding(
  finding: ReportedFinding,
  { number, said }: { readonly number: string; readonly said: boolean },
  style: Style,
  width: number,
): string[] {
  const lines = [`${style.label(`${number}${finding.title}`)} ${style.dim(`(${finding.certaintyWords})`)}`];
  if (!said) lines.push(...wrap(printText(finding.summary, style), width, '  '), '');
  for (const { at, quote, shows } of worthPrinting(finding.evidence)) {
    lines.push(...wrap(`${visibleLine(at)}: ${printText(shows, style)}`, width, '    '));
    if (quote !== undefined)
      lines.push(...hardWrap(visibleLine(quote), width - 6).map((it) => `    ${style.dim('|')} ${style.quote(it)}`));
  }
  lines.push('', ...wrap(`${style.label('Why')}  ${finding.why}`, width, '  ', '       '));
  if (0 < finding.fixes.length) {
    lines.push('', `  ${style.label('What to do')}`);
    finding.fixes.forEach((fix, i) => {
      lines.push(...wrap(printText(fix.title, style), width, `  ${i + 1}. `, '     '));
      if (fix.detail) lines.push(...wrap(printText(fix.detail, style), width, '     '));
      lines.push(...printChanges(fix, style, width));
    });
  }
  lines.push('', `  ${style.dim(visibleLine(finding.link))}`);
  return lines;
}

/** The lines of the message that an edit changes, as a diff. */
function printChanges({ changes = [] }: ReportedFix, style: Style, width: number): string[] {
  return changes.flatMap(({ was, is }) => [
    ...(was === undefined ? [] : hardWrap(visibleLine(was), width - 7).map((it) => `     ${style.removed(`- ${it}`)}`)),
    ...(is === undefined ? [] : hardWrap(visibleLine(is), width - 7).map((it) => `     ${style.added(`+ ${it}`)}`)),
  ]);
}

/** Breaks at spaces; colors count nothing. A word longer than the line stands alone on one. */
export function wrap(content: string, width: number, first: string, rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let length = first.length;
  let empty = true;
  for (const word of content.split(' ')) {
    const wordLength = measure(word);
    if (!empty && width < length + 1 + wordLength) {
      lines.push(line.trimEnd());
      line = rest;
      length = rest.length;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    length += wordLength + (empty ? 0 : 1);
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines;
}

function measure(word: string): number {
  return word.replace(/\u001b\[[0-9;]{1,10}m/g, '').length;
}

/** Quoted bytes keep their spaces: cut at the column. */
function hardWrap(line: string, width: number): string[] {
  const characters = [...line];
  const lines: string[] = [];
  for (let i = 0; i < characters.length; i += width) lines.push(characters.slice(i, i + width).join(''));
  return lines.length === 0 ? [''] : lines;
}

function bare(it: Text): string {
  return it.parts.map((part) => ('ours' in part ? part.ours : part.theirs)).join('');
}
