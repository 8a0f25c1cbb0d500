import type { Guard } from '../route.ts';
import { type Behavior, readBehavior } from './behavior.ts';
import type { Found } from './guardOf.ts';
import { looksAtRoute } from './request.ts';
import type { Slot } from './value.ts';
import type { World } from './world.ts';

/** What a guard is in front of one route. Without `guard` it refuses nothing there. */
export interface AtRoute {
  readonly guard?: Guard;
  /** It lets the route pass on purpose. */
  readonly letsThrough?: true;
  /** It stands in front of a part of the route's paths. */
  readonly partly?: true;
  /** Tests of paths and methods that are not decided for this route, as code. */
  readonly exceptions: readonly string[];
}

/** `toRoute`: some requests that the route answers; without any the guard is as it is everywhere. */
export function atRoute(found: Found, method: string, toRoute: () => readonly Slot[], world: World): AtRoute {
  const { guard, behavior, of } = found;
  const exceptions = behavior?.exceptions ?? [];
  if (!guard || found.ignores?.includes(method)) return { exceptions: [] };
  const requests = of && looksAtRoute(of) ? toRoute() : [];
  if (!of || requests.length === 0) return { guard, exceptions };
  const behaviors = requests.map((it) => readBehavior(of, world, [it]));
  const refusing = behaviors.filter((it) => it.refuses);
  const [first] = refusing;
  if (!first) return { letsThrough: true, exceptions: [] };
  if (refusing.length < behaviors.length) return { partly: true, exceptions: [] };
  return { guard: narrowed(guard, first), exceptions: [...new Set(behaviors.flatMap((it) => it.exceptions))] };
}

/** With what it answers and asks for at this route only. */
function narrowed(guard: Guard, { answers, needs }: Behavior): Guard {
  const { needs: _needs, needsAre: _are, anyOf: _anyOf, on: _on, answers: _answers, ...rest } = guard;
  const asks = 0 < needs.needs.length || answers.length < (guard.answers?.length ?? 0) ? needs : guard;
  return {
    ...rest,
    needs: asks.needs,
    ...(asks.needsAre ? { needsAre: asks.needsAre } : {}),
    ...(asks.anyOf ? { anyOf: true } : {}),
    ...(asks.on === undefined ? {} : { on: asks.on }),
    ...(answers.length === 0 ? {} : { answers }),
  };
}
