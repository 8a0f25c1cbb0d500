import type { Cause } from '../../core/cause.ts';
import type { CauseId } from '../../core/causeIds.ts';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { maskLogText } from '../../core/logs/maskLogText.ts';
import type { ServerRefusal } from '../../core/logs/serverRefusal.ts';
import { summarize } from '../../core/logs/summary.ts';
import { visible, visibleLine } from '../../core/print/visible.ts';
import type { Count } from '../../core/tally.ts';
import { type Text, text, words } from '../../core/text.ts';
import { formatTime } from '../../core/time.ts';
import type { CountsView, FollowState, MinuteView, OpenedView, RefusalView } from '../../sidebar/follow/protocol.ts';
import { logLabel } from '../sidebar/placeLabel.ts';

export interface FollowScene {
  readonly running: FollowState['running'];
  /** Paths of the logs that are followed. */
  readonly logs: readonly string[];
  readonly problems: readonly string[];
  /** Of the last hour, oldest first; keys stay. */
  readonly refusals: readonly FollowedRefusal[];
  readonly answered: readonly LogRecord[];
  readonly held: number;
  readonly opened?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  wordsOf(cause: CauseId): Pick<Cause, 'title' | 'why'>;
}

export interface FollowedRefusal {
  readonly key: string;
  readonly refusal: ServerRefusal;
}

const minute = 60_000;
const mostRows = 100;
const mostCounts = 6;
const mostLines = 6;
const longestLine = 1200;

/** Everything that the tab shows, redacted. */
export function followState(scene: FollowScene): FollowState {
  const { running, logs, problems, refusals, answered, held, now } = scene;
  const recent = refusals.filter(({ refusal }) => now - 60 * minute <= (refusal.record.at ?? now));
  const summary = summarize(
    recent.map((it) => it.refusal),
    answered,
    now,
  );
  const opened = refusals.find((it) => it.key === scene.opened);
  return {
    running,
    sources: logs.slice(0, mostSources).map((it) => ({ at: logLabel(it), says: '' })),
    problems: problems.map((it) => words(visibleLine(it))),
    minutes: running === 'starting' ? [] : minutesOf(recent, now),
    counts: summary.statuses.map(({ key, count }) => ({ status: key, count })),
    bursts: summary.bursts,
    causes: countsOf(summary.causes, (it) => causeTitle(it, scene)),
    addresses: countsOf(summary.addresses, theirs),
    paths: countsOf(summary.paths, theirs),
    refusals: recent
      .slice(-mostRows)
      .reverse()
      .map((it) => rowOf(it, scene)),
    held,
    ...(opened ? { opened: openedView(opened, scene) } : {}),
  };
}

const mostSources = 8;

function minutesOf(refusals: readonly FollowedRefusal[], now: number): readonly MinuteView[] {
  const end = Math.floor(now / minute) + 1;
  const counts = Array.from({ length: 60 }, () => ({ unauthorized: 0, forbidden: 0 }));
  for (const { refusal } of refusals) {
    const { at, status } = refusal.record;
    const slot = at === undefined ? undefined : counts[60 - (end - Math.floor(at / minute))];
    if (!slot) continue;
    if (status === 403 || status === 419) slot.forbidden += 1;
    else slot.unauthorized += 1;
  }
  return counts.map((it, index) => ({ at: clock((end - 60 + index) * minute), ...it }));
}

function countsOf<Key>(counts: readonly Count<Key>[], labelOf: (key: Key) => string): CountsView {
  return {
    shown: counts.slice(0, mostCounts).map(({ key, count }) => ({ label: labelOf(key), count })),
    more: Math.max(0, counts.length - mostCounts),
  };
}

function rowOf({ key, refusal }: FollowedRefusal, scene: FollowScene): RefusalView {
  const { record, reason, cause } = refusal;
  return {
    key,
    time: record.at === undefined ? '' : formatTime(Math.floor(record.at / 1000)).slice(11, 19),
    status: record.status ?? 0,
    method: theirs(record.method ?? ''),
    target: theirs(record.target ?? reason?.words ?? ''),
    address: theirs(record.address ?? ''),
    says: causeTitle(cause, scene),
  };
}

function openedView({ key, refusal }: FollowedRefusal, scene: FollowScene): OpenedView {
  const { record, reason, cause } = refusal;
  const { why } = scene.wordsOf(cause);
  return {
    key,
    title: theirs(`${record.method ?? ''} ${record.target ?? ''}`.trim()),
    status: record.status ?? 0,
    shows: reason?.shows ?? silent(record),
    certainty: reason ? (reason.certainty === 'stated' ? 'the server says so' : 'probably') : 'not known',
    ...(cause === 'unknown' ? {} : { why }),
    ...(reason?.advice ? { advice: reason.advice } : {}),
    lines: linesOf(refusal).map((it) => ({
      at: logLabel(it.file, it.line),
      kind: kinds[it.kind],
      text: visible(maskLogText(it.text).text).slice(0, longestLine),
    })),
  };
}

/** What was written of a refusal, the reason first; equal lines once. */
export function linesOf({ record, reason, lines }: ServerRefusal): readonly LogRecord[] {
  const all = [...(reason ? [reason.record] : []), ...lines.map((it) => it.record), record];
  const texts = new Set<string>();
  return all.filter((it) => !texts.has(it.text) && texts.add(it.text)).slice(0, mostLines);
}

const kinds = { access: 'access log', error: 'error log', application: 'application' } as const;

function silent({ status }: LogRecord): Text {
  return text`The log says that the answer was ${String(status ?? 'a refusal')}, and not why.`;
}

function causeTitle(id: CauseId, { wordsOf }: FollowScene): string {
  return id === 'unknown' ? 'The log does not say why' : wordsOf(id).title;
}

function theirs(it: string): string {
  return visibleLine(maskLogText(it).text).slice(0, 300);
}

function clock(ms: number): string {
  return formatTime(Math.floor(ms / 1000)).slice(11, 16);
}
