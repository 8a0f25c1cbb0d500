import type { Route } from '../route.ts';

/** Routes in the order in which Werkzeug tries their rules: what is written out goes before placeholders, whatever comes first. */
export function byRule(routes: readonly Route[]): readonly Route[] {
  const weighed = routes.map((route, at) => ({ route, at, weights: route.path.split('/').map(weightOf) }));
  return weighed.sort((a, b) => compare(a.weights, b.weights) || a.at - b.at).map((one) => one.route);
}

function weightOf(segment: string): number {
  if (!segment.includes('<')) return 0;
  if (segment.includes('<path:')) return 200;
  return /<(?:int|float)[:(]/.test(segment) ? 50 : 100;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
