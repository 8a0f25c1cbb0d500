import type { Route } from '../../core/guards/route.ts';

/** What a list of routes is beside an earlier one: how many of its first and last ones stay, and what is between. */
export interface RouteDifference {
  readonly first: number;
  readonly between: readonly Route[];
  readonly last: number;
}

/** The routes of `after`, with the objects of `before` for those at either end that say the same. */
export function keepEqual(before: readonly Route[], after: readonly Route[]): readonly Route[] {
  const isEqual = comparison();
  const { first, last } = ends(before, after, isEqual);
  if (first === after.length && first === before.length) return before;
  return [
    ...before.slice(0, first),
    ...after.slice(first, after.length - last),
    ...before.slice(before.length - last, before.length),
  ];
}

/** By identity: `keepEqual` comes before. */
export function differenceOf(before: readonly Route[], after: readonly Route[]): RouteDifference {
  const { first, last } = ends(before, after, (a, b) => a === b);
  return { first, between: after.slice(first, after.length - last), last };
}

export function applyDifference(before: readonly Route[], { first, between, last }: RouteDifference): readonly Route[] {
  return [...before.slice(0, first), ...between, ...(last === 0 ? [] : before.slice(-last))];
}

function ends(
  before: readonly Route[],
  after: readonly Route[],
  isSame: (a: Route, b: Route) => boolean,
): Pick<RouteDifference, 'first' | 'last'> {
  const sameAt = (i: number, k: number): boolean => {
    const [a, b] = [before[i], after[k]];
    return a !== undefined && b !== undefined && isSame(a, b);
  };
  const shortest = Math.min(before.length, after.length);
  let first = 0;
  while (first < shortest && sameAt(first, first)) first++;
  let last = 0;
  while (last < shortest - first && sameAt(before.length - 1 - last, after.length - 1 - last)) last++;
  return { first, last };
}

/** Of plain data; objects that many routes share are compared once. */
function comparison(): (a: unknown, b: unknown) => boolean {
  const known = new WeakMap<object, object>();
  const isEqual = (a: unknown, b: unknown): boolean => {
    if (a === b) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (known.get(b) === a) return true;
    const [one, two] = [a as Record<string, unknown>, b as Record<string, unknown>];
    let count = 0;
    for (const key in one) {
      count++;
      if (!(key in two) || !isEqual(one[key], two[key])) return false;
    }
    for (const _ in two) count--;
    if (count !== 0 || Array.isArray(a) !== Array.isArray(b)) return false;
    known.set(b, a);
    return true;
  };
  return isEqual;
}
