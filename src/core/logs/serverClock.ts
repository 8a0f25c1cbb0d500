/** What must be known of the clock by which a log was written. */
export interface ServerClock {
  /** Minutes east of UTC at a local time, which is given in milliseconds as if it were UTC. For times without a zone. */
  offsetAt(local: number): number;
  /** Milliseconds since the epoch. Times that name no year, or no day, are the last such before it. */
  readonly now: number;
}

/** A clock that always shows the same distance from UTC, in minutes east. */
export function fixedClock(offset: number, now: number): ServerClock {
  return { offsetAt: () => offset, now };
}
