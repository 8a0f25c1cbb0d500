import { isDeepStrictEqual } from 'node:util';
import type { Guard, Route } from '../../core/guards/route.ts';

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

/** Field by field, which is quicker than over all keys; guards that many routes share are compared once. */
function comparison(): (a: Route, b: Route) => boolean {
  const known = new WeakMap<Guard, Guard>();
  const isSameGuard = (a: Guard, b: Guard): boolean => {
    if (a === b || known.get(b) === a) return true;
    if (!isDeepStrictEqual(a, b)) return false;
    known.set(b, a);
    return true;
  };
  return (a, b) => {
    if (a === b) return true;
    if (isRare(a) || isRare(b)) return isDeepStrictEqual(a, b);
    return (
      a.path === b.path &&
      a.line === b.line &&
      a.method === b.method &&
      a.file === b.file &&
      a.framework === b.framework &&
      a.pattern === b.pattern &&
      a.decides401 === b.decides401 &&
      a.decides403 === b.decides403 &&
      a.handler?.name === b.handler?.name &&
      a.handler?.line === b.handler?.line &&
      a.handler?.file === b.handler?.file &&
      a.guards.length === b.guards.length &&
      a.guards.every((it, i) => isSameGuard(it, b.guards[i] as Guard))
    );
  };
}

/** It has what few routes have. */
function isRare({ host, name, letThrough, unread }: Route): boolean {
  return host !== undefined || name !== undefined || letThrough !== undefined || unread !== undefined;
}
