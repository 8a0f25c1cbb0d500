import { asksOf } from '../asksOf.ts';
import type { Guard } from '../route.ts';
import { type Behavior, readBehavior } from './behavior.ts';
import { guardOf, guardsInside } from './guardOf.ts';
import type { Placed } from './placed.ts';
import { looksAtRoute, requestSlot } from './request.ts';
import type { Value } from './value.ts';
import type { World } from './world.ts';

/** What stands in front of a handler, and what of it could not be told. */
export interface Front {
  readonly guards: readonly Guard[];
  readonly unread: readonly string[];
  /** Names of guards that let the route pass on purpose. */
  readonly letThrough?: readonly string[];
}

/** The route that guards are asked about: paths that it matches, its method, and what it was registered with. */
export interface Asked {
  readonly paths: readonly string[];
  readonly method: string;
  readonly config?: Value | undefined;
}

/** The guards among what was put in front of a route, in its order. */
export function frontOf(placed: readonly Placed[], world: World, about?: Asked): Front {
  const guards: Guard[] = [];
  const unread: string[] = [];
  const letThrough: string[] = [];
  for (const it of placed) {
    const found = guardOf(it, { file: it.file, line: it.line }, world);
    if (found.unread !== undefined) unread.push(found.unread);
    if (!found.guard || (about && !asksOf(about.method, found.guard))) continue;
    const { value } = it;
    if (!about || value.is !== 'function' || !looksAtRoute(value.syntax)) {
      guards.push(found.guard);
      continue;
    }
    const behaviors = about.paths.map((path) =>
      readBehavior(value, world, [requestSlot(path, about.method, about.config, it.file)]),
    );
    const refusing = behaviors.filter((one) => one.refuses);
    const [first] = refusing;
    if (!first) {
      letThrough.push(found.guard.name);
      continue;
    }
    if (refusing.length < behaviors.length)
      unread.push(`${found.guard.name} stands in front of a part of these paths.`);
    else guards.push(narrowed(found.guard, first));
  }
  return { guards, unread, letThrough };
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

/** Checks of the caller that stand in the handler itself. */
export function insideOf(handler: Value | undefined, world: World): readonly Guard[] {
  return handler?.is === 'function' ? guardsInside(readBehavior(handler, world)) : [];
}

/** Alternatives of which one is enough, as one guard. */
export function anyGuard(guards: readonly Guard[], as: Pick<Guard, 'name' | 'text' | 'file' | 'line'>): Guard {
  const answers = [...new Set(guards.flatMap((it) => it.answers ?? []))].sort((a, b) => a - b);
  const needs = [...new Set(guards.flatMap((it) => it.needs))];
  const are = guards.find((it) => it.needsAre)?.needsAre;
  const kind = guards.find((it) => it.kind === 'authentication')?.kind ?? guards[0]?.kind ?? 'other';
  return {
    ...as,
    kind,
    needs,
    ...(are ? { needsAre: are } : {}),
    ...(1 < needs.length ? { anyOf: true } : {}),
    ...(answers.length === 0 ? {} : { answers }),
  };
}
