import type { Guard } from '../route.ts';

/** Guards that refuse only in rare states of a user or a session. */
const rarely =
  /^(?:verified|auth\.session|password\.confirm|signed|throttle|EnsureEmailIsVerified|AuthenticateSession|RequirePassword)(?::|$)/;

/** Which of the guards most likely answers 401, and which 403; -1 where none does. */
export function decides(guards: readonly Guard[]): { readonly decides401: number; readonly decides403: number } {
  const first = (fits: ((it: Guard) => boolean)[]): number => {
    for (const one of fits) {
      const at = guards.findIndex(one);
      if (at >= 0) return at;
    }
    return -1;
  };
  const answers = (it: Guard, status: number): boolean => it.answers?.includes(status) ?? false;
  const often = (it: Guard): boolean => !rarely.test(it.name);
  return {
    decides401: first([
      (it) => it.kind === 'authentication' && answers(it, 401) && often(it),
      (it) => answers(it, 401) && often(it),
      (it) => answers(it, 401),
      (it) => it.kind === 'authentication' && it.answers === undefined,
    ]),
    decides403: first([
      (it) => it.kind === 'authorization' && answers(it, 403) && often(it),
      (it) => answers(it, 403) && often(it),
      (it) => it.kind === 'authorization' && it.answers === undefined,
      (it) => answers(it, 403),
    ]),
  };
}
