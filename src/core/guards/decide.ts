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
      (it) => it.kind === 'authentication' && answers(it, 401) && isEveryday(it),
      (it) => answers(it, 401) && isEveryday(it),
      (it) => answers(it, 401),
      (it) => it.kind === 'authentication' && it.answers === undefined,
    ),
    // Of several, the one that asks for something by name: that an account is active, or a session fresh, is seldom untrue.
    decides403: first(
      (it) => it.kind === 'authorization' && mayAnswer(it, 403) && isEveryday(it) && asks(it),
      (it) => it.kind === 'authorization' && mayAnswer(it, 403) && isEveryday(it),
      (it) => it.kind === 'authentication' && answers(it, 403),
      (it) => answers(it, 403),
    ),
  };
}

function answers(guard: Guard, status: number): boolean {
  return guard.answers?.includes(status) === true;
}

function mayAnswer(guard: Guard, status: number): boolean {
  return guard.answers === undefined || answers(guard, status);
}

function asks({ needs, on }: Guard): boolean {
  return 0 < needs.length || on !== undefined;
}

/** Laravel's guards that refuse only in rare states of a user or a session. */
function isEveryday({ name }: Guard): boolean {
  return !/^(?:verified|auth\.session|password\.confirm|signed|throttle|EnsureEmailIsVerified|AuthenticateSession|RequirePassword)(?::|$)/.test(
    name,
  );
}
