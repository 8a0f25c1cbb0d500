import { text } from '../../text.ts';
import { isLoopback, isPrivate, readAddress } from '../address.ts';
import type { LogRecord } from '../logRecord.ts';
import { holdsId } from './holdsId.ts';
import { isOtherRequest } from './otherRequest.ts';
import { sameTarget } from './sameTarget.ts';
import type { ServerLine } from './serverLine.ts';
import { distance, offMoment } from './timeFit.ts';
import { hostOf, type Wanted } from './wanted.ts';

/**
 * The access lines of an exchange, the surest first: at most one of each file. By an id of the request; else by method,
 * path, status and time together.
 */
export function accessLines(wanted: Wanted, records: readonly LogRecord[]): readonly ServerLine[] {
  const candidates = records.flatMap((it) => (it.kind === 'access' ? (weigh(wanted, it) ?? []) : []));
  const best = new Map<string, Candidate[]>();
  for (const it of candidates) {
    const there = best.get(it.record.file) ?? [];
    there.push(it);
    best.set(it.record.file, there);
  }
  const lines = [...best.values()].flatMap((it) => choose(it, wanted) ?? []);
  lines.sort((a, b) => b.score - a.score);
  const top = lines[0]?.score ?? 0;
  // Another file's line that fits much less well is one of another site.
  const fitting = lines.filter((it) => top - it.score < 60).map((it) => it.line);
  return fitting.some((it) => it.sure !== 'possible') ? fitting.filter((it) => it.sure !== 'possible') : fitting;
}

interface Candidate {
  readonly record: LogRecord;
  readonly score: number;
  readonly byId: string | undefined;
  readonly off: number | undefined;
}

/** Nearer than that to the time of the exchange it may be of it though its `Date` is missing. */
const farSlack = 120_000;

function weigh(wanted: Wanted, record: LogRecord): Candidate | undefined {
  const target =
    record.target === undefined || wanted.target === undefined ? undefined : sameTarget(record.target, wanted.target);
  const byId = holdsId(record, wanted.ids);
  const off = distance(record, wanted);
  if (record.status !== undefined && record.status !== wanted.status) return undefined;
  if (record.method !== undefined && record.method !== wanted.method) return undefined;
  if (byId !== undefined)
    return target === 0 && off !== undefined && 600_000 < off
      ? undefined
      : { record, score: 1000 + (target ?? 0), byId, off };
  if (target === undefined || target === 0 || record.status === undefined) return undefined;
  if (isOtherRequest(record.requestIds, wanted.ids) || contradicts(wanted, record)) return undefined;
  // With a `Date` both clocks are one; without, ours may be off.
  const most = wanted.skew === undefined ? farSlack : wanted.slack;
  if (off !== undefined && most < off) return undefined;
  if (target === 1 && (off === undefined || wanted.slack < off)) return undefined;
  const score =
    target * 20 +
    hints(wanted, record) -
    nearness(record, wanted) -
    (off === undefined ? 40 : Math.min(40, (off / 1000) * 4));
  return { record, score, byId, off };
}

function contradicts(wanted: Wanted, record: LogRecord): boolean {
  const host = record.host === undefined ? undefined : hostOf(record.host);
  if (host !== undefined && wanted.host !== undefined && isName(host) && isName(wanted.host)) {
    if (host !== wanted.host && !host.endsWith(`.${wanted.host}`) && !wanted.host.endsWith(`.${host}`)) return true;
  }
  return wanted.user !== undefined && record.user !== undefined && record.user !== wanted.user;
}

function isName(host: string): boolean {
  return host.includes('.') && readAddress(host) === undefined && !host.startsWith('*');
}

/** A line of the second before is less likely than one of the second itself, where there are both. */
function nearness(record: LogRecord, wanted: Wanted): number {
  const off = offMoment(record, wanted);
  return off === 0 ? 0 : Math.min(12, 4 + off / 20);
}

/** What more fits, or does not: worth less than method, path, status and time. */
function hints(wanted: Wanted, record: LogRecord): number {
  let score = 0;
  const { text } = record;
  if (wanted.host !== undefined && record.host !== undefined && hostOf(record.host) === wanted.host) score += 10;
  if (wanted.user !== undefined && record.user === wanted.user) score += 10;
  if (wanted.user === undefined && record.user !== undefined) score -= wanted.sentCredential === false ? 15 : 4;
  if (wanted.userAgent !== undefined) {
    // As logs escape it: up to the first quotation mark.
    const start = wanted.userAgent.split(/["\\]/, 1)[0] ?? '';
    if (4 <= start.length && text.includes(start)) score += 15;
    else if (/"[^"]{0,200}(?:Mozilla|curl|\/\d+\.)/.test(text.slice(-1_500))) score -= 15;
  }
  // Who asks this computer by its own name is on it, or in a container of it.
  if (
    wanted.host !== undefined &&
    isLoopback(wanted.host) &&
    record.address !== undefined &&
    !isPrivate(record.address) &&
    !wanted.claimed.includes(record.address)
  )
    score -= 20;
  // A server that trusts the header logs the address in it as the client's.
  if (record.address !== undefined && wanted.claimed.includes(record.address)) score += 10;
  const version = / HTTP\/(\d)/.exec(text)?.[1];
  if (version !== undefined && wanted.version !== undefined) score += version === wanted.version ? 4 : -6;
  if (wanted.referer !== undefined && text.includes(wanted.referer)) score += 3;
  if (wanted.size !== undefined && new Set(text.split(/[\s",:|]+/)).has(String(wanted.size))) score += 5;
  return score;
}

interface Chosen {
  readonly line: ServerLine;
  readonly score: number;
}

function choose(candidates: readonly Candidate[], wanted: Wanted): Chosen | undefined {
  const ranked = [...candidates].sort((a, b) => b.score - a.score || b.record.offset - a.record.offset);
  const [first, second] = ranked;
  if (!first) return undefined;
  const { record, byId, off, score } = first;
  if (byId !== undefined)
    return { score, line: { record, sure: 'certain', why: text`the request id ${byId} stands in it` } };
  const alone = !second || 3 < score - second.score;
  const timely = off !== undefined && off <= wanted.slack;
  // Without a time that fits, only a line that has no like is told.
  if (!timely && second) return undefined;
  const what = text`${`${record.method ?? wanted.method} ${record.target ?? ''}`} with the status ${wanted.status}`;
  if (timely)
    return {
      score,
      line: {
        record,
        sure: alone ? 'likely' : 'possible',
        why: alone ? text`${what} at that time` : text`${what} at that time, as another line beside it`,
      },
    };
  return { score, line: { record, sure: 'possible', why: text`the only line for ${what}` } };
}
