import type { Guard } from '../route.ts';
import { readBehavior } from './behavior.ts';
import { guardOf, guardsInside } from './guardOf.ts';
import type { Placed } from './placed.ts';
import type { Value } from './value.ts';
import type { World } from './world.ts';

/** What stands in front of a handler, and what of it could not be told. */
export interface Front {
  readonly guards: readonly Guard[];
  readonly unread: readonly string[];
}

/** The guards among what was put in front of a route, in its order. */
export function frontOf(placed: readonly Placed[], world: World): Front {
  const guards: Guard[] = [];
  const unread: string[] = [];
  for (const it of placed) {
    const found = guardOf(it, { file: it.file, line: it.line }, world);
    if (found.guard) guards.push(found.guard);
    if (found.unread !== undefined) unread.push(found.unread);
  }
  return { guards, unread };
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
