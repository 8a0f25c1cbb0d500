import { text } from '../../text.ts';
import { readAddress } from '../address.ts';
import type { LogReason } from '../logReason.ts';
import type { LogRecord } from '../logRecord.ts';
import { fitsCredential } from './fitsCredential.ts';
import { holdsId } from './holdsId.ts';
import { mentions, saysItIsMissing } from './mentions.ts';
import { recordsOfOneRequest } from './oneRequest.ts';
import { isOtherRequest } from './otherRequest.ts';
import { isSameBreath } from './sameBreath.ts';
import { sameTarget } from './sameTarget.ts';
import { type ServerLine, sureness } from './serverLine.ts';
import { distance, isTimely, mayMeet, offMoment } from './timeFit.ts';
import { isOfAnotherAnswer, usualStatus } from './usualStatus.ts';
import type { Wanted } from './wanted.ts';

/** What tells a line that gives a reason from one that does not. */
export type ReasonOf = (record: LogRecord) => LogReason | undefined;

/**
 * What the server said in its error log about an exchange, the surest first, lines with a reason before others: by an id
 * of the request or nginx's connection, by the request that stands in the line, else by the client's address, which the
 * access line tells, and the time.
 */
export function errorLines(
  wanted: Wanted,
  access: readonly ServerLine[],
  records: readonly LogRecord[],
  reasonOf: ReasonOf,
): readonly ServerLine[] {
  const linked = links(wanted, access, records);
  const found: Found[] = [];
  for (const record of records) {
    if (record.kind !== 'error') continue;
    const line = link(wanted, linked, record, reasonOf);
    const reason = line && reasonOf(record);
    if (line && line.sure !== 'certain' && isOfAnotherAnswer(wanted, record, reason, records)) continue;
    if (!line || (line.sure !== 'certain' && !fitsCredential(wanted, reason))) continue;
    const site = siteOf(wanted, record);
    // What tells neither a reason nor this site is of another one.
    if (line.sure !== 'certain' && site < 0 && !reason) continue;
    found.push({
      line,
      reason,
      off: Math.max(distance(record, wanted) ?? 0, offMoment(record, wanted)),
      alike: likenessOf(wanted, record),
      site,
      named: reason && namesUser(wanted, record) ? 1 : 0,
    });
  }
  found.sort(
    (a, b) =>
      sureness.indexOf(b.line.sure) - sureness.indexOf(a.line.sure) ||
      b.alike - a.alike ||
      weight(b) - weight(a) ||
      b.site - a.site ||
      b.named - a.named ||
      a.off - b.off ||
      b.line.record.offset - a.line.record.offset,
  );
  const top = found[0];
  if (!top) return [];
  // Below the surest ones nothing is told: what fits less well is of another request.
  const equal = found.filter((it) => isAsSure(it, top)).map((it) => it.line.record);
  const better = [
    (it: LogRecord) => it.target !== undefined || mentions(it.message ?? '', wanted) === 'this',
    (it: LogRecord) => reasonOf(it) !== undefined,
    (it: LogRecord) => 0 < siteOf(wanted, it),
    (it: LogRecord) => namesUser(wanted, it),
    isLoud,
  ];
  // A gateway and the server behind it each have a log of their own.
  const ofFiles = [...byFile(equal).values()].map((it) =>
    top.line.sure === 'certain'
      ? { records: it, isGuess: false }
      : recordsOfOneRequest(wanted, access, it, records, better),
  );
  const chosen = ofFiles.flatMap((it) => it.records);
  const guessed = new Set(ofFiles.flatMap((it) => (it.isGuess ? it.records : [])));
  const first = found.find((it) => chosen.includes(it.line.record)) ?? top;
  return (
    found
      .filter((it) => chosen.includes(it.line.record) || isSameBreath(it.line.record, first.line.record))
      .filter((it) => !first.reason || it.reason || isLoud(it.line.record))
      // What another log tells of a moment that is plainly another is of another request.
      .filter((it) => first.line.sure === 'certain' || it.off <= first.off + 1_000)
      .map(({ line }) =>
        guessed.has(line.record)
          ? { ...line, sure: 'possible', why: text`${line.why}, as another one beside it` }
          : line,
      )
  );
}

function byFile(records: readonly LogRecord[]): Map<string, LogRecord[]> {
  const files = new Map<string, LogRecord[]>();
  for (const it of records) files.set(it.file, [...(files.get(it.file) ?? []), it]);
  return files;
}

/** Where the site that was asked gave a reason itself, what another site said at that time is of other requests. */
function isAsSure({ line, alike, site }: Found, top: Found): boolean {
  if (0 < top.site && top.reason && site < 0) return false;
  return line.sure === top.line.sure && (alike === 0 || alike === top.alike);
}

/** 1 where a record names the host that was asked as it was sent, -1 another one, 0 none. */
function siteOf({ authority }: Wanted, { host }: LogRecord): -1 | 0 | 1 {
  if (authority === undefined || host === undefined) return 0;
  return host.toLowerCase() === authority ? 1 : -1;
}

function namesUser({ user }: Wanted, { message = '' }: LogRecord): boolean {
  if (user === undefined) return false;
  const start = message.slice(0, 1_000);
  return ['"', "'", '`', ''].some(
    (it) => start.includes(`user ${it}${user}${it === '`' ? "'" : it || ' '}`) || start.includes(`user ${user}:`),
  );
}

/** How alike the request that an error record names is to ours, by sameTarget; 0 where it names none. */
function likenessOf({ target }: Wanted, record: LogRecord): number {
  return target === undefined || record.target === undefined ? 0 : sameTarget(record.target, target);
}

interface Found {
  readonly alike: number;
  readonly line: ServerLine;
  readonly reason: LogReason | undefined;
  readonly off: number;
  readonly site: -1 | 0 | 1;
  readonly named: 0 | 1;
}

function weight({ line, reason }: Found): number {
  return (
    (reason ? (reason.certainty === 'stated' ? 6 : 5) - (reason.yields ? 3 : 0) : 0) + (isLoud(line.record) ? 1 : 0)
  );
}

function isLoud({ level }: LogRecord): boolean {
  return level !== undefined && /^(?:warn|err|crit|alert|emerg|fatal|severe)/.test(level);
}

interface Links {
  readonly ids: readonly string[];
  readonly connections: readonly string[];
  readonly addresses: readonly string[];
  /** What else the client sent at that time. */
  readonly others: readonly LogRecord[];
  /** Its access records. */
  readonly own: readonly LogRecord[];
}

function links(wanted: Wanted, access: readonly ServerLine[], records: readonly LogRecord[]): Links {
  const sure = access.filter((it) => it.sure !== 'possible' || access.length === 1);
  const all = sure.flatMap((it) => it.record.requestIds ?? []);
  // Some logs hold the name of the client (HostnameLookups), which says nothing of its address.
  const addresses = sure.flatMap((it) =>
    it.record.address === 'localhost' ? ['127.0.0.1', '::1'] : (readAddress(it.record.address ?? '') ?? []),
  );
  const own = new Set(sure.map((it) => it.record));
  const files = new Set(sure.map((it) => it.record.file));
  const others = records.filter(
    (it) =>
      it.kind === 'access' &&
      files.has(it.file) &&
      !own.has(it) &&
      it.address !== undefined &&
      addresses.includes(it.address) &&
      isTimely(it, wanted) &&
      sure.some((one) => mayMeet(one.record, it, wanted)),
  );
  return {
    ids: [...wanted.ids, ...all.filter((it) => !it.startsWith('*') && 8 <= it.length)],
    connections: all.filter((it) => it.startsWith('*')),
    addresses,
    others,
    own: [...own],
  };
}

function link(
  wanted: Wanted,
  { ids, connections, addresses, others, own }: Links,
  record: LogRecord,
  reasonOf: ReasonOf,
): ServerLine | undefined {
  const byId = holdsId(record, ids);
  if (byId !== undefined) return { record, sure: 'certain', why: text`the request id ${byId} stands in it` };
  if (!isTimely(record, wanted) || isOtherRequest(record.requestIds, [...ids, ...connections])) return undefined;
  const target =
    record.target === undefined || wanted.target === undefined ? undefined : sameTarget(record.target, wanted.target);
  if (target === 0 || (record.method !== undefined && record.method !== wanted.method)) return undefined;
  if (wanted.status !== 404 && target !== undefined && saysItIsMissing(record.message ?? '', wanted)) return undefined;
  const connection = connections.find((it) => record.requestIds?.includes(it));
  if (connection !== undefined && target !== undefined)
    return { record, sure: 'certain', why: text`it is of the same connection (${connection})` };
  // Where the record tells the request itself, a file that it names is no other one: that of the passwords.
  const mentioned = mentions(record.message ?? '', target === undefined ? wanted : withoutTarget(wanted));
  if (mentioned === 'another') return undefined;
  const sameClient = record.address !== undefined && addresses.includes(record.address);
  const otherClient = record.address !== undefined && 0 < addresses.length && !sameClient;
  if (target !== undefined)
    return otherClient && target < 3
      ? undefined
      : { record, sure: 'likely', why: text`it names ${record.target ?? ''} at that time` };
  if (otherClient || record.address === undefined) return undefined;
  if (mentioned === 'this') return { record, sure: 'likely', why: text`it is about the same path at that time` };
  // It can be of nothing else: the client sent nothing else, or nothing that ended as this does.
  const isAlone = () => {
    if (others.length === 0) return true;
    const status = usualStatus(reasonOf(record));
    return status === wanted.status && others.every((it) => it.status !== status);
  };
  if (sameClient && isAlone() && own.some((it) => mayMeet(it, record, wanted)))
    return {
      record,
      sure: isLoud(record) ? 'likely' : 'possible',
      why: text`it is about the same client at that time`,
    };
  return undefined;
}

function withoutTarget({ target: _, ...rest }: Wanted): Wanted {
  return rest;
}
