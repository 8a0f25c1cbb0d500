import type { Guard } from './route.ts';

/**
 * Whether a guard asks anything of requests with this method: what frameworks and packages bring against forged requests
 * lets GET, HEAD and OPTIONS pass. Of code of the project that is not said.
 */
export function asksOf(method: string, guard: Guard): boolean {
  return guard.kind !== 'csrf' || guard.definedAt !== undefined || !safe.has(method);
}

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
