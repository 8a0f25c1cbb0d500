import { plainWords } from '../dom.ts';
import type { FollowState } from './protocol.ts';

/** Seconds between two things that are said: who listens is not to be flooded. */
export const pauseMs = 15_000;

/** What has happened since something was said last: how many came, and a burst. Undefined: nothing worth saying. */
export function news(next: FollowState, before: FollowState | undefined): string | undefined {
  if (next.running !== before?.running && next.running !== 'following') return says[next.running];
  const burst = next.bursts[0];
  const old = before?.bursts.map(plainWords) ?? [];
  if (burst && !old.includes(plainWords(burst))) return plainWords(burst);
  const known = new Set(before?.refusals.map((it) => it.key) ?? []);
  const fresh = before ? next.refusals.filter((it) => !known.has(it.key)) : [];
  const newest = fresh[0];
  if (!newest) return undefined;
  if (fresh.length === 1) return `${newest.status}, ${newest.method} ${newest.target}: ${newest.says}`;
  return `${fresh.length} new refusals, the last ${newest.status} for ${newest.method} ${newest.target}`;
}

const says: Readonly<Record<FollowState['running'], string>> = {
  starting: 'Looking for server logs.',
  following: '',
  paused: 'Paused.',
  stopped: 'Stopped following.',
};
