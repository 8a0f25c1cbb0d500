import { countBy } from '../tally.ts';
import { type Text, text, words } from '../text.ts';
import { duration } from '../time.ts';
import { pathOf, userOf } from './caller.ts';
import type { LogRecord } from './logRecord.ts';
import type { ServerRefusal } from './serverRefusal.ts';

/**
 * What many refusals together look like, as far as the lines show it: guessing of passwords, a client that repeats itself,
 * a path that is refused since a moment, somebody looking for what is open. Whole sentences, the largest first.
 */
export function burstsIn(refusals: readonly ServerRefusal[], answered: readonly LogRecord[]): readonly Text[] {
  const timed = refusals.filter((it) => it.record.at !== undefined).toSorted((a, b) => at(a) - at(b));
  const found: Burst[] = [];
  for (const [address, group] of grouped(timed, (it) => it.record.address)) {
    const dense = densest(group);
    const burst = dense.length < fewest ? undefined : fromOneAddress(address, dense);
    if (burst) found.push(burst);
  }
  for (const [user, group] of grouped(timed, userOf)) {
    const dense = densest(group);
    const addresses = new Set(dense.flatMap((it) => it.record.address ?? []));
    if (fewest <= dense.length && 5 <= addresses.size)
      found.push({
        size: dense.length,
        says: text`${dense.length} refusals for the user ${user} from ${addresses.size} addresses ${words(within(dense))}: somebody tries one account from many places.`,
      });
  }
  for (const [path, group] of grouped(timed, (it) => pathOf(it.record))) {
    const burst = ofOnePath(path, group, answered);
    if (burst) found.push(burst);
  }
  return found
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 5)
    .map((it) => it.says);
}

interface Burst {
  readonly size: number;
  readonly says: Text;
}

/** Fewer are no burst. */
const fewest = 10;
const windowMs = 300_000;

function at({ record }: ServerRefusal): number {
  return record.at ?? 0;
}

function grouped(
  refusals: readonly ServerRefusal[],
  keyOf: (it: ServerRefusal) => string | undefined,
): Map<string, ServerRefusal[]> {
  const groups = new Map<string, ServerRefusal[]>();
  for (const it of refusals) {
    const key = keyOf(it);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  return groups;
}

/** The five minutes with the most of them, and what goes on without a pause around them. */
function densest(sorted: readonly ServerRefusal[]): readonly ServerRefusal[] {
  let best: readonly [number, number] = [0, 0];
  for (let start = 0, end = 0; end < sorted.length; end++) {
    for (let it = sorted[start]; it && at(sorted[end] ?? it) - at(it) > windowMs; it = sorted[start]) start++;
    if (best[1] - best[0] < end + 1 - start) best = [start, end + 1];
  }
  let [start, end] = best;
  const close = (a: ServerRefusal | undefined, b: ServerRefusal | undefined) =>
    a !== undefined && b !== undefined && at(b) - at(a) <= windowMs / 5;
  while (0 < start && close(sorted[start - 1], sorted[start])) start--;
  while (end < sorted.length && close(sorted[end - 1], sorted[end])) end++;
  return sorted.slice(start, end);
}

function fromOneAddress(address: string, dense: readonly ServerRefusal[]): Burst | undefined {
  const size = dense.length;
  const users = new Set(dense.flatMap((it) => userOf(it) ?? []));
  const paths = countBy(dense, (it) => pathOf(it.record) ?? '');
  const [first] = paths;
  const when = words(within(dense));
  if (5 <= users.size)
    return {
      size,
      says: text`${size} refusals from ${address} with ${users.size} user names ${when}: somebody is guessing passwords.`,
    };
  const wrong = dense.filter((it) => it.cause === 'password-wrong').length;
  if (fewest <= wrong)
    return {
      size,
      says: text`${wrong} wrong passwords from ${address} ${when}${users.size === 1 ? text` for the user ${[...users][0] ?? ''}` : words('')}: somebody is guessing, or a client keeps an old password.`,
    };
  if (10 <= paths.length && size < 3 * paths.length)
    return {
      size,
      says: text`${size} refusals from ${address} on ${paths.length} paths ${when}: somebody is looking for what is open.`,
    };
  if (!first || first.count < size * 0.7) return undefined;
  const expired = dense.filter((it) => it.cause === 'token-expired').length;
  const login = /\/(?:log-?in|sign-?in|auth|session|token|wp-login\.php|xmlrpc\.php)(?:\/|$|\.)/i.test(first.key);
  const what = text`${first.count} times ${first.key} from ${address} ${when}`;
  if (fewest <= expired)
    return { size, says: text`${what}: a client repeats a request with an expired token and does not renew it.` };
  if (login) return { size, says: text`${what}: tries to sign in; the lines do not tell for whom.` };
  return { size, says: text`${what}: a client repeats a request that is refused each time.` };
}

/** Many callers, none of whom was refused there before. */
function ofOnePath(path: string, group: readonly ServerRefusal[], answered: readonly LogRecord[]): Burst | undefined {
  const [first] = group;
  const addresses = new Set(group.flatMap((it) => it.record.address ?? []));
  const users = new Set(group.flatMap((it) => userOf(it) ?? []));
  if (!first || group.length < fewest || (addresses.size < 5 && users.size < 5)) return undefined;
  const same = answered.filter((it) => pathOf(it) === path && it.at !== undefined && (it.status ?? 500) < 400);
  const before = same.filter((it) => (it.at ?? 0) < at(first)).length;
  const after = same.filter((it) => at(first) <= (it.at ?? 0)).length;
  if (before < 5 || group.length < after) return undefined;
  const callers = 5 <= addresses.size ? text`${addresses.size} addresses` : text`${users.size} users`;
  return {
    size: group.length,
    says: text`${path} is refused since ${words(clock(at(first)))}: ${group.length} times, to ${callers}, after ${before} answers that were fine. Something changed then, such as a deploy.`,
  };
}

function within(dense: readonly ServerRefusal[]): string {
  const [first, last] = [dense[0], dense.at(-1)];
  const length = first && last ? (at(last) - at(first)) / 1000 : 0;
  return length < 1 ? 'within a second' : `within ${duration(length)}`;
}

/** `21:04 UTC` */
function clock(ms: number): string {
  const minutes = Math.floor(ms / 60_000) % 1440;
  const two = (it: number) => String(it).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)} UTC`;
}
