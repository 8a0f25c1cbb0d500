import { decide } from '../decide.ts';
import type { FrameworkId, Guard, Route, SourcePlace } from '../route.ts';
import { nameOf } from './evaluate.ts';
import type { Placed } from './placed.ts';

/** A route from its parts; what is empty is left out. */
export function toRoute(parts: {
  readonly framework: FrameworkId;
  readonly method: string;
  readonly path: string;
  readonly pattern: string | undefined;
  readonly at: SourcePlace;
  readonly guards: readonly Guard[];
  readonly handler: Placed | undefined;
  readonly unread: readonly string[];
  readonly letThrough?: readonly string[] | undefined;
}): Route {
  const { framework, method, path, pattern, at, guards, handler, unread, letThrough = [] } = parts;
  const value = handler?.value;
  const place = value?.is === 'function' ? { file: value.file, line: value.syntax.line } : undefined;
  return {
    method,
    path,
    file: at.file,
    line: at.line,
    framework,
    guards,
    ...decide(guards),
    ...(pattern === undefined ? {} : { pattern }),
    ...(handler && place ? { handler: { ...place, name: nameOf(handler.written) } } : {}),
    ...(letThrough.length === 0 ? {} : { letThrough: [...new Set(letThrough)] }),
    ...(unread.length === 0 ? {} : { unread: [...new Set(unread)] }),
  };
}

/** Each route once: an application that is built twice has its routes twice. */
export function once(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  return routes.filter((it) => {
    const key = JSON.stringify([it.method, it.path, it.file, it.line, it.guards]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
