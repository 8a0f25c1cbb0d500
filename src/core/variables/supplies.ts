/** What a dynamic variable may draw on. Core reads neither clock nor chance nor process: the caller lends them. */
export interface Supplies {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Evenly spread over [0, 1). */
  random(): number;
  /** Minutes by which the local clock is east of UTC at that moment. */
  localOffset(ms: number): number;
  readonly processEnv: Readonly<Record<string, string | undefined>>;
  /** The workspace folder, for `$projectRoot`. */
  readonly projectRoot?: string;
}
