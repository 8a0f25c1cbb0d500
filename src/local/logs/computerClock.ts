/** Minutes east of UTC by this computer's zone at a local time, which is given in milliseconds as if it were UTC. */
export function computerOffset(local: number): number {
  const it = new Date(local);
  const [year, month, day] = [it.getUTCFullYear(), it.getUTCMonth(), it.getUTCDate()];
  const there = new Date(year, month, day, it.getUTCHours(), it.getUTCMinutes(), it.getUTCSeconds());
  return -there.getTimezoneOffset();
}
