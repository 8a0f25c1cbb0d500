import type { Guard } from '../route.ts';
import { atRoute } from './atRoute.ts';
import { readBehavior } from './behavior.ts';
import { guardOf, guardsInside } from './guardOf.ts';
import type { Placed } from './placed.ts';
import { requestSlot } from './request.ts';
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
    if (!found.guard) continue;
    const requests = () =>
      about?.paths.map((path) => requestSlot({ path, method: about.method, config: about.config }, it.file)) ?? [];
    const here = atRoute(found, about?.method ?? '*', requests, world);
    if (here.guard) guards.push(here.guard);
    if (here.letsThrough) letThrough.push(found.guard.name);
    if (here.partly) unread.push(`${found.guard.name} stands in front of a part of these paths.`);
  }
  return { guards, unread, letThrough };
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
