import { causeTitle } from '../causeTitle.ts';
import { userOf } from '../logs/caller.ts';
import { hourChart } from '../logs/hourChart.ts';
import { maskLogText } from '../logs/maskLogText.ts';
import type { ServerRefusal } from '../logs/serverRefusal.ts';
import type { LogSummary } from '../logs/summary.ts';
import { tokenInLog } from '../logs/tokenInLog.ts';
import type { Count } from '../tally.ts';
import { plain, type Text } from '../text.ts';
import { formatTime } from '../time.ts';
import { printText, styleOf, type TerminalOptions, wrap } from './terminal.ts';
import { visibleLine } from './visible.ts';

/** One refusal of a log in two lines: when, what, who; and why, where the log says so. */
export function refusalToTerminal({ record, reason, ...rest }: ServerRefusal, options: TerminalOptions): string {
  const style = styleOf(options.color);
  const width = Math.max(40, Math.min(options.width, 100));
  const when = record.at === undefined ? 'at an unknown time' : formatTime(record.at / 1000);
  const what = maskLogText(`${record.method ?? ''} ${record.target ?? ''}`.trim().slice(0, 400)).text;
  const who = [record.address, userOf({ record, ...rest })].filter((it) => it !== undefined).join(' ');
  const head = `${when}  ${style.label(String(record.status ?? '---'))} ${visibleLine(what)}${who === '' ? '' : `  ${style.dim(visibleLine(who.slice(0, 120)))}`}`;
  const said: Text | undefined = reason?.shows;
  return [head, ...(said ? wrap(printText(said, style), width, '    ') : [])].map((it) => `${it}\n`).join('');
}

/** The summary for a terminal: counts, the last hour, what it looks like, secrets that stand in the log. */
export function logSummaryToTerminal(
  summary: LogSummary,
  refusals: readonly ServerRefusal[],
  options: TerminalOptions,
): string {
  const style = styleOf(options.color);
  const width = Math.max(40, Math.min(options.width, 100));
  const { count } = summary;
  const lines = [style.label(`${count} refusal${count === 1 ? '' : 's'}`)];
  const section = (name: string, counts: readonly Count<string>[]) => {
    if (counts.length === 0) return;
    lines.push(
      '',
      style.dim(name),
      ...counts.slice(0, mostLines).map((it) => row(it.count, maskLogText(it.key.slice(0, 200)).text)),
    );
    const rest = counts.slice(mostLines);
    if (0 < rest.length)
      lines.push(
        row(
          rest.reduce((sum, it) => sum + it.count, 0),
          `${rest.length} others`,
        ),
      );
  };
  section(
    'by cause',
    summary.causes.map((it) => ({ ...it, key: it.key === 'unknown' ? 'The logs do not say why' : causeTitle(it.key) })),
  );
  section('by address', summary.addresses);
  section('by path', summary.paths);
  section('by user', summary.users);
  const chart = hourChart(summary.hour);
  if (0 < chart.length && 1 < count) lines.push('', style.dim('by minute'), ...chart.map((it) => `  ${it}`));
  for (const it of summary.bursts) lines.push('', ...wrap(printText(it, style), width, ''));
  const note = tokenInLog(secretsIn(refusals));
  if (note) lines.push('', ...wrap(printText(note, style), width, ''));
  return `${lines.join('\n')}\n`;
}

const mostLines = 8;

function row(count: number, label: string): string {
  return `${String(count).padStart(6)}  ${visibleLine(label)}`;
}

function secretsIn(refusals: readonly ServerRefusal[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { record } of refusals.slice(-2_000))
    for (const it of maskLogText(record.text.slice(0, 8_000)).secrets) names.add(it);
  return names;
}

/** One line of `why401 logs --json`. */
export function refusalToJson({ record, reason, cause, lines }: ServerRefusal): object {
  return {
    file: record.file,
    line: record.line ?? null,
    at: record.at === undefined ? null : record.at / 1000,
    status: record.status ?? null,
    method: record.method ?? null,
    path: record.target === undefined ? null : maskLogText(record.target).text,
    address: record.address ?? null,
    user: userOf({ record, lines, cause }) ?? null,
    reason: reason ? plain(reason.shows) : null,
    cause: reason ? cause : null,
    text: maskLogText(record.text).text,
  };
}

/** The last line of `why401 logs --json`. */
export function logSummaryToJson(summary: LogSummary): object {
  const counts = (list: readonly Count<string | number>[]) =>
    list.slice(0, 50).map(({ key, count }) => ({ key: typeof key === 'string' ? maskLogText(key).text : key, count }));
  const { causes, addresses, paths, users, statuses, hour, bursts, count } = summary;
  return {
    summary: {
      count,
      ...{
        causes: counts(causes),
        addresses: counts(addresses),
        paths: counts(paths),
        users: counts(users),
        statuses: counts(statuses),
      },
      minutes: { end: hour.end / 1000, counts: hour.counts },
      bursts: bursts.map(plain),
    },
  };
}
