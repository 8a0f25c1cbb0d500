import type { Guard, GuardRemark, Route } from '../route.ts';

/** Names of roles, scopes and permissions that stand in one place only and are a letter or two from one that is used. */
export function loneRoles(routes: readonly Route[]): GuardRemark[] {
  const uses = new Map<string, Map<string, Guard>>();
  for (const route of routes)
    for (const guard of route.guards)
      for (const name of guard.needs) {
        const places = uses.get(name) ?? new Map<string, Guard>();
        uses.set(name, places);
        places.set(`${guard.file}:${guard.line}`, guard);
      }
  return [...uses].flatMap(([name, places]): GuardRemark[] => {
    const [guard] = places.values();
    if (places.size !== 1 || !guard || name.length < 4) return [];
    const near = [...uses.keys()].find(
      (it) => it !== name && 2 <= (uses.get(it)?.size ?? 0) && isNear(name, it) && alike(guard, uses.get(it)),
    );
    if (near === undefined) return [];
    const word = guard.needsAre ?? 'name';
    const count = uses.get(near)?.size ?? 0;
    const other = uses.get(near)?.values().next().value;
    return [
      {
        code: 'lone-role',
        file: guard.file,
        line: guard.line,
        says: `The ${word} \`${name}\` is asked for here only; \`${near}\`, which is spelled almost the same, in ${count} places.`,
        certainty: 'likely',
        advice: `Write \`${near}\` if that is meant: nobody may have \`${name}\`.`,
        ...(other ? { other: { file: other.file, line: other.line } } : {}),
      },
    ];
  });
}

function alike(guard: Guard, places: ReadonlyMap<string, Guard> | undefined): boolean {
  return [...(places?.values() ?? [])].some((it) => it.needsAre === guard.needsAre);
}

/**
 * One letter more, less, other or swapped with its neighbour; in names of eight and more two. Not where one is the other
 * with something in front or behind, in the plural, or with another number: `admin1`, `admins`, `read` and `reads`.
 */
function isNear(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return true;
  if (x.replace(/\d+/g, '') === y.replace(/\d+/g, '')) return false;
  // Scopes are words joined: `posts:read` and `posts:write` differ in one, and so do `read:post` and `read:cost`.
  const [p, q] = [x.split(/[:./_\s-]+/), y.split(/[:./_\s-]+/)];
  if (p.length !== q.length) return p.join('') === q.join('');
  const different = p.flatMap((it, i) => (it === q[i] ? [] : [[it, q[i] ?? ''] as const]));
  const [pair] = different;
  if (different.length !== 1 || !pair) return different.length === 0;
  const [one, two] = pair;
  if (Math.min(one.length, two.length) < 4 || `${one}s` === two || `${two}s` === one) return false;
  return distance(one, two) <= (8 <= Math.min(one.length, two.length) ? 2 : 1);
}

/** Edits between two words, neighbours that are swapped counted as one (optimal string alignment). */
function distance(a: string, b: string): number {
  if (60 < a.length || 60 < b.length) return Number.POSITIVE_INFINITY;
  let two: number[] = [];
  let one = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((one[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (one[j - 1] ?? 0) + (same ? 0 : 1));
      if (1 < i && 1 < j && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (two[j - 2] ?? 0) + 1);
      row.push(best);
    }
    two = one;
    one = row;
  }
  return one[b.length] ?? 0;
}
