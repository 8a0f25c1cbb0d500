import type { ServerLine } from '../logs/join/serverLine.ts';
import type { LogReasons } from '../logs/logReason.ts';
import { maskLogText } from '../logs/maskLogText.ts';
import type { LogMeaning } from '../logs/meaningFor.ts';
import { tokenInLog } from '../logs/tokenInLog.ts';
import { maskText } from '../mask.ts';
import { plain } from '../text.ts';
import { printText, styleOf, type TerminalOptions, wrap } from './terminal.ts';
import { visible, visibleLine } from './visible.ts';

/** The lines that a server wrote about one exchange, and what they say. */
export interface PrintedLines {
  readonly lines: readonly ServerLine[];
  readonly reasons?: LogReasons;
  /** What they mean for the exchange. */
  readonly meaning?: LogMeaning;
  /** Values that are secret wherever they stand, longest first. */
  readonly secrets: readonly string[];
}

/** What a server refuses by a rule of its own, or by a program behind it, need not stand in its error log. */
const unsaid =
  'The logs do not say why. Servers log no reason for rules such as return 403 and RewriteRule [F], nor for what an application behind them refuses; some others only from the level info on (error_log … info, LogLevel info).';

/** For a terminal: the reason, what to do, and each line with its place and why it belongs. */
export function serverLinesToTerminal(
  { lines, reasons, meaning, secrets }: PrintedLines,
  options: TerminalOptions,
): string {
  const style = styleOf(options.color);
  const width = Math.max(40, Math.min(options.width, 100));
  const printed: string[] = [];
  const named = new Set<string>();
  if (!reasons && 0 < lines.length) printed.push(...wrap(unsaid, width, ''), '');
  if (reasons) {
    const { best, others } = reasons;
    const said = printText(maskText(meaning?.says ?? best.shows, secrets), style);
    printed.push(...wrap(said, width, ''), '');
    const more = new Set([best, ...others].map((it) => printText(maskText(it.shows, secrets), style)));
    more.delete(said);
    for (const it of more) printed.push(...wrap(it, width, '  - ', '    '));
    if (0 < more.size) printed.push('');
    if (best.advice)
      printed.push(
        ...wrap(
          `${style.label('What to do')}  ${printText(maskText(best.advice, secrets), style)}`,
          width,
          '  ',
          '    ',
        ),
        '',
      );
  }
  for (const { record, sure, why } of lines) {
    const place = `${record.file}${record.line === undefined ? `, byte ${record.offset}` : `:${record.line}`}`;
    printed.push(`${style.label(visibleLine(place))} ${style.dim(`(${record.kind} line, ${sure})`)}`);
    printed.push(
      ...wrap(style.dim(`It belongs here: ${printText(maskText(why, secrets), styleOf(false))}.`), width, '  '),
    );
    const masked = maskLogText(record.text, secrets);
    for (const it of masked.secrets) named.add(it);
    const shown = visible(masked.text).split('\n');
    // Not broken into rows: what is copied is the line.
    for (const it of shown.slice(0, mostShown))
      printed.push(`  ${style.dim('|')} ${style.quote(visibleLine(it).slice(0, 2_000))}`);
    if (mostShown < shown.length) printed.push(style.dim(`  | … ${shown.length - mostShown} more lines`));
    printed.push('');
  }
  const note = tokenInLog(named);
  if (note) printed.push(...wrap(printText(note, style), width, ''), '');
  return printed.join('\n');
}

/** A stack trace goes on for longer than anybody reads. */
const mostShown = 12;

/** The object that `why401 logs --for --json` prints: the contract stands in the README. */
export function serverLinesToJson({ lines, reasons, meaning, secrets }: PrintedLines, har: string): object {
  return {
    har,
    lines: lines.map(({ record }) => ({
      file: record.file,
      line: record.line ?? null,
      kind: record.kind === 'access' ? 'access' : 'error',
      text: maskLogText(record.text, secrets).text,
    })),
    reason: reasons ? plain(maskText(meaning?.says ?? reasons.best.shows, secrets)) : null,
    cause: meaning?.cause ?? reasons?.best.cause ?? null,
  };
}
