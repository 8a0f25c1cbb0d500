import type { Guard, Route } from '../route.ts';

/**
 * Which guards most likely answer 401 and 403. The first that is for it and is seen to answer so (or whose answers are not
 * known), else the first that is seen to.
 */
export function decided(guards: readonly Guard[]): Pick<Route, 'guards' | 'decides401' | 'decides403'> {
  return {
    guards,
    decides401: decides(guards, 401, ['authentication', 'authorization', 'other']),
    decides403: decides(guards, 403, ['authorization', 'other', 'authentication', 'csrf', 'signature', 'throttle']),
  };
}

function decides(guards: readonly Guard[], status: number, kinds: readonly Guard['kind'][]): number {
  for (const kind of kinds) {
    const usual = usually[kind] === status;
    const at = guards.findIndex((one) => one.kind === kind && (one.answers ? one.answers.includes(status) : usual));
    if (at >= 0) return at;
  }
  return -1;
}

/** What a guard of a kind answers where its code is not known. */
const usually: Readonly<Partial<Record<Guard['kind'], number>>> = {
  authentication: 401,
  authorization: 403,
  other: 403,
  csrf: 403,
};
