/** Joins paths at their slashes: none is doubled, and none is left at the end. */
export function joinPaths(...parts: readonly string[]): string {
  return `/${parts.flatMap((it) => it.split('/').filter((one) => one !== '')).join('/')}`;
}
