/** A stretch of time by the server's clock, in milliseconds since the epoch; absent ends are open. */
export interface TimeRange {
  readonly from?: number;
  readonly to?: number;
}

/** Lines are not quite in order: a server writes a line when a request ends, and may give the time when it began. */
export const disorderMs = 5_000;
