/** Names spelled almost like this one, nearest first, three at most. Case alone counts as no difference. */
export function similarNames(name: string, known: Iterable<string>): readonly string[] {
  const limit = name.length < 4 ? 1 : name.length < 9 ? 2 : 3;
  const wanted = name.slice(0, 100).toLowerCase();
  const scored: { name: string; distance: number }[] = [];
  for (const candidate of new Set(known)) {
    if (candidate === name) continue;
    const lower = candidate.slice(0, 100).toLowerCase();
    const distance = bare(lower) === bare(wanted) ? 0 : editDistance(wanted, lower, limit);
    if (distance <= limit) scored.push({ name: candidate, distance });
  }
  return scored
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map((it) => it.name);
}

/** `access_token`, `accessToken` and `access-token` are one name to a tired eye. */
function bare(name: string): string {
  return name.replace(/[_.-]/g, '');
}

/** Edits (insert, delete, replace, swap of neighbors) that turn one into the other; gives up above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (limit < Math.abs(a.length - b.length)) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = 1 < i && 1 < j && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
