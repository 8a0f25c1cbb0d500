import { visibleLine } from '../print/visible.ts';
import type { Loss } from './collection.ts';

/** What an import did, for a report. */
export interface ImportReport {
  readonly source: string;
  readonly requests: number;
  /** Paths as a person would name them. */
  readonly written: readonly string[];
  readonly losses: readonly Loss[];
  /** Variables of the private file without a value. */
  readonly unfilled: readonly string[];
  /** Sentences about files that were there: another name, a variable that has another value. */
  readonly remarks: readonly string[];
}

/** The report as Markdown. */
export function reportMarkdown(it: ImportReport): string {
  const lines = [
    `# Import of ${code(it.source)}`,
    '',
    `${counted(it.requests, 'request')}, ${counted(it.written.length, 'file')}.`,
    '',
    '## Files',
    '',
    ...it.written.map((path) => `- ${code(path)}`),
    '',
  ];
  if (0 < it.unfilled.length)
    lines.push(
      '## To fill in',
      '',
      'The source does not have these values. They stand empty in `http-client.private.env.json`.',
      '',
      ...it.unfilled.map((name) => `- ${code(name)}`),
      '',
    );
  if (0 < it.remarks.length)
    lines.push('## Files that were there', '', ...it.remarks.map((remark) => `- ${escaped(remark)}`), '');
  lines.push('## What was not carried over', '');
  if (it.losses.length === 0) lines.push('Nothing: all of it is in the files.', '');
  else {
    let where: string | undefined;
    for (const loss of it.losses) {
      if (loss.where !== where)
        lines.push(...(where === undefined ? [] : ['']), `**${escaped(visibleLine(loss.where))}**`, '');
      where = loss.where;
      lines.push(`- ${escaped(visibleLine(loss.what))}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Theirs as code: a backtick cannot end it. */
function code(text: string): string {
  const shown = visibleLine(text);
  const fence = shown.includes('`') ? '``' : '`';
  return `${fence}${fence === '``' ? ` ${shown.replaceAll('``', "''")} ` : shown}${fence}`;
}

/** Words of ours with names of theirs between backticks: outside of these nothing is Markdown of theirs. */
function escaped(text: string): string {
  return text
    .split('`')
    .map((it, at) => (at % 2 === 1 ? it : it.replace(/[\\*_[\]<>#!|]/g, '\\$&')))
    .join('`');
}
