import { looksPublic } from '../audit/looksPublic.ts';
import type { Guard, GuardRemark, Route } from '../route.ts';
import { readBehavior } from './behavior.ts';
import { frontOf } from './frontOf.ts';
import type { Chain, Layer } from './layers.ts';
import { cover, type Segment, segmentsOf } from './segments.ts';
import type { World } from './world.ts';

/** Index of what answers in a layer: the first that answers by itself and hands nothing on, else the last. */
export function handlerAt(layer: Layer, world: World): number {
  const early = layer.runs.findIndex(({ value }) => {
    if (value.is !== 'function') return false;
    const { responds, passes } = readBehavior(value, world);
    return responds && !passes;
  });
  return early < 0 ? layer.runs.length - 1 : early;
}

/** Guards that were put behind a handler. */
export function lateGuards({ method, layer, late }: Chain, world: World): readonly GuardRemark[] {
  return frontOf(late, world).guards.map((it) => ({
    code: 'guard-after-handler',
    file: it.file,
    line: it.line,
    says: `\`${it.name}\` stands after the handler of ${method} ${layer.path}, which answers by itself: it never runs.`,
    certainty: 'sure',
    advice: `Put \`${it.name}\` before the handler.`,
    other: { file: layer.site.file, line: layer.site.line },
  }));
}

/** Guards of middleware that no route is behind: registered after the routes at its paths, or at a path that none has. */
export function idleGuards(
  layers: readonly Layer[],
  routes: readonly Route[],
  world: World,
  segments = segmentsOf,
): readonly GuardRemark[] {
  const paths = routes.map((it) => ({ route: it, segments: segments(it.path) }));
  return layers.flatMap((layer, index): readonly GuardRemark[] => {
    if (layer.isRoute) return [];
    const [guard] = frontOf(layer.runs, world).guards;
    if (!guard || guard.kind === 'throttle') return [];
    const reaches = (it: Layer) => it.isRoute && cover(layer.segments, it.segments, layer.sensitive) !== 'none';
    if (layers.slice(index + 1).some(reaches)) return [];
    const before = paths.filter(
      (it) => cover(layer.segments, it.segments, layer.sensitive) !== 'none' && isOpenTo(it.route, guard),
    );
    const [first] = before;
    if (first) return [skipped(guard, first.route, before.length - 1)];
    if (layers.some((it) => it !== layer && (reaches(it) || isServed(it, layer, world)))) return [];
    const below = paths.find((it) => isBelow(layer.segments, it.segments) && isOpenTo(it.route, guard));
    return [below ? tooNarrow(guard, layer, below.route) : nowhere(guard, layer)];
  });
}

/** Something that is no guard is registered there as well: files are served, or another application is mounted. */
function isServed(it: Layer, guarded: Layer, world: World): boolean {
  if (it.isRoute || cover(guarded.segments, it.segments, guarded.sensitive) === 'none') return false;
  return 1 < it.segments.length && frontOf(it.runs, world).guards.length === 0;
}

function nowhere(guard: Guard, layer: Layer): GuardRemark {
  return {
    code: 'covers-nothing',
    file: guard.file,
    line: guard.line,
    says: `\`${guard.name}\` is registered for ${layer.path}, and no route was found at that path: it guards nothing.`,
    certainty: 'likely',
    advice: 'Compare the path with those of the routes that it is to guard.',
  };
}

function isOpenTo(route: Route, guard: Guard): boolean {
  return !looksPublic(route) && !route.guards.some((it) => it.kind === guard.kind);
}

function isBelow(path: readonly Segment[], route: readonly Segment[]): boolean {
  return 0 < path.length && path.at(-1)?.is !== 'rest' && cover([...path, { is: 'rest' }], route, true) === 'all';
}

function skipped(guard: Guard, first: Route, rest: number): GuardRemark {
  const others = rest === 0 ? '' : rest === 1 ? ' and one more route' : ` and ${rest} more routes`;
  return {
    code: 'skipped-by-order',
    file: guard.file,
    line: guard.line,
    says: `\`${guard.name}\` is registered after ${first.method} ${first.path}${others}, and no route comes after it: it runs for none of them.`,
    certainty: 'sure',
    advice: `Register \`${guard.name}\` before the routes that it is to guard.`,
    other: { file: first.file, line: first.line },
  };
}

function tooNarrow(guard: Guard, layer: Layer, below: Route): GuardRemark {
  return {
    code: 'covers-nothing',
    file: guard.file,
    line: guard.line,
    says: `\`${guard.name}\` is registered for exactly ${layer.path}, and no route has that path: ${below.method} ${below.path} is below it, and nothing guards it.`,
    certainty: 'likely',
    advice: `Write \`${layer.path}/*\` if what is below is meant.`,
    other: { file: below.file, line: below.line },
  };
}
