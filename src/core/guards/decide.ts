import type { Guard, Route } from './route.ts';

/** Which guard most likely answers 401, and which 403: index, or -1 where none does. */
export function decide(guards: readonly Guard[]): Pick<Route, 'decides401' | 'decides403'> {
  const first = (...tests: ((it: Guard) => boolean)[]): number => {
    for (const test of tests) {
      const at = guards.findIndex(test);
      if (0 <= at) return at;
    }
    return -1;
  };
  return {
    decides401: first(
      (it) => it.kind === 'authentication' && answers(it, 401),
      (it) => answers(it, 401),
      (it) => it.kind === 'authentication' && it.answers === undefined,
    ),
    decides403: first(
      (it) => it.kind === 'authorization' && (it.answers === undefined || answers(it, 403)),
      (it) => it.kind === 'authentication' && answers(it, 403),
      (it) => answers(it, 403),
    ),
  };
}

function answers(guard: Guard, status: number): boolean {
  return guard.answers?.includes(status) === true;
}
