import { looksPublic } from '../audit/looksPublic.ts';
import type { GuardRemark, Route } from '../route.ts';
import type { Flattened } from './flatten.ts';
import type { Standing } from './standing.ts';

/**
 * Guards that are registered so late that nothing is behind them, though routes at their paths stand before: Express
 * runs what was registered first.
 */
export function skippedByOrder({ routes, standing }: Flattened): GuardRemark[] {
  return standing.flatMap((it): GuardRemark[] => {
    if (it.exact || 0 < it.over.length || it.guard.kind === 'throttle') return [];
    const before = routes
      .slice(0, it.after)
      .filter((one) => isBelow(one, it) && !looksPublic(one) && !hasAnother(one, it));
    const [first] = before;
    if (!first) return [];
    const rest = before.length - 1;
    const others = rest === 0 ? '' : rest === 1 ? ' and one more route' : ` and ${rest} more routes`;
    return [
      {
        code: 'skipped-by-order',
        file: it.guard.file,
        line: it.guard.line,
        says: `\`${it.guard.name}\` is registered after ${first.method} ${first.path}${others}, and no route comes after it: it runs for none of them.`,
        certainty: 'sure',
        advice: `Register \`${it.guard.name}\` before the routes that it is to guard.`,
        other: { file: first.file, line: first.line },
      },
    ];
  });
}

function isBelow(route: Route, { shown }: Standing): boolean {
  return shown === '' || route.path === shown || route.path.startsWith(`${shown}/`);
}

function hasAnother(route: Route, { guard }: Standing): boolean {
  return route.guards.some((it) => it.kind === guard.kind);
}
