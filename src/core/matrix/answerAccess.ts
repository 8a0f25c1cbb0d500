import type { CauseId } from '../causeIds.ts';
import type { Exchange } from '../exchange.ts';
import { leadsToLogin } from '../refusal.ts';
import type { Want } from './expectation.ts';
import type { CellOutcome } from './matrix.ts';
import { type Access, accessOf, meets } from './want.ts';

export type AnsweredCell = Extract<CellOutcome, { kind: 'answered' }>;

/** How a refusal hides behind the status of a success. */
export type Disguise = 'login-page' | 'refusing-body';

/** Whether an answer lets its user in: by its status, unless it is a page to sign in or an error inside a 200. */
export function accessOfAnswer(answer: AnsweredCell): Access {
  return disguiseOf(answer) ? 'refused' : accessOf(answer.status);
}

export function disguiseOf(answer: AnsweredCell): Disguise | undefined {
  if (accessOf(answer.status) !== 'let-in') return undefined;
  const last = redirectsOf(answer.exchange).at(-1);
  if (last && leadsToLogin(last.response)) return 'login-page';
  // Asked for last: it takes an explanation to have it.
  const { cause } = answer;
  return cause !== undefined && cause !== unknown ? 'refusing-body' : undefined;
}

/** Whether an answer is what is wanted; a redirect that was followed counts where a redirect is wanted. */
export function isAsWanted(want: Want, answer: AnsweredCell): boolean {
  if (want.kind === 'allow') return accessOfAnswer(answer) === 'let-in';
  if (want.kind === 'deny') return accessOfAnswer(answer) === 'refused';
  if (wantsRedirect(want)) {
    const statuses = [...redirectsOf(answer.exchange).map((it) => it.response.status), answer.status];
    return statuses.some((it) => meets(want, it));
  }
  return meets(want, answer.status) && !(disguiseOf(answer) && accessOf(answer.status) === 'let-in');
}

const unknown: CauseId = 'unknown';

function wantsRedirect(want: Want): boolean {
  return want.kind === 'class' ? want.hundreds === 3 : want.kind === 'status' && Math.floor(want.status / 100) === 3;
}

/** The redirects that were followed to this answer, oldest first. */
function redirectsOf(exchange: Exchange): readonly Exchange[] {
  if (exchange.follows !== 'redirect') return [];
  const hops = [...exchange.earlier];
  const start = hops.findLastIndex((it) => it.follows !== 'redirect');
  return hops.slice(Math.max(0, start));
}
