import type { CauseId } from '../core/causeIds.ts';
import type { Exchange } from '../core/exchange.ts';
import { findTokens } from '../core/jwt/find.ts';
import { notIdentified } from '../core/manners/callers.ts';
import type { Cell, CellOutcome, MatrixUser } from '../core/matrix/matrix.ts';
import { carriesCredentials } from '../core/matrix/statusNotes.ts';
import { isSecretName } from '../core/secretNames.ts';
import { type Text, text, words } from '../core/text.ts';
import { relative } from '../core/time.ts';

/** What is known of a user before and after the run. */
export interface Observed {
  readonly name: string;
  /** Has nothing of its own in `$users`: it needs no credential, and its 401s are right. */
  readonly hasNothing: boolean;
  readonly renewable: boolean;
  /** Why nothing could be had for it, where that was so for all of its requests that need something first. */
  readonly notReady?: string;
  /** The same where it was so for some. */
  readonly partly?: string;
  /** Its outcomes, and for each whether everybody is let in there, a user without credentials too. */
  readonly outcomes: readonly { readonly outcome: CellOutcome; readonly open: boolean }[];
}

/** Whether a user's refusals prove anything: not where its credential has ended, or is rejected wherever one is wanted. */
export function standingOf(
  observed: Observed,
  readEnd: (exchange: Exchange) => number | undefined,
  now: number,
): MatrixUser {
  const { name, renewable, notReady, partly } = observed;
  const user = (state: MatrixUser['state'], because?: Text): MatrixUser => ({
    name,
    state,
    ...(because ? { because } : {}),
    ...(renewable ? { renewable } : {}),
  });
  const next = words(renewable ? ' Renew it and run again.' : ' Put a fresh one in its place and run again.');
  if (notReady !== undefined) return user('not-proof', words(notReady.replaceAll('`', '')));
  const answers = observed.outcomes.flatMap(({ outcome, open }) =>
    outcome.kind === 'answered' ? [{ outcome, open }] : [],
  );
  const seconds = Math.floor(now / 1000);
  const last = lastEnd(answers, readEnd, seconds);
  if (last !== undefined) {
    return user(
      'not-proof',
      text`The token of ${name} ended ${words(relative(last, seconds))}, so its refusals prove nothing.${next}`,
    );
  }
  const telling = answers.filter((it) => !it.open);
  if (0 < telling.length && telling.every(({ outcome }) => outcome.status === 401)) {
    const carrying = telling.filter(({ outcome }) => carriesCredentials(outcome.exchange));
    if (carrying.length === 0) {
      if (observed.hasNothing) return user('good');
      return user('unknown', text`${name} came without a credential, and everything that wants one was refused.`);
    }
    const titles = carrying.map(({ outcome }) => rejection(outcome));
    const [why] = titles;
    if (why !== undefined && titles.every((it) => it !== undefined))
      return user(
        'not-proof',
        text`The credential of ${name} is rejected everywhere (${words(why)}), so its refusals prove nothing.${next}`,
      );
    return user(
      'unknown',
      text`${name} got nothing but 401, so its credential may be rejected: its refusals may prove nothing.`,
    );
  }
  if (partly !== undefined) return user('unknown', words(partly.replaceAll('`', '')));
  return user(0 < telling.length || observed.hasNothing ? 'good' : 'unknown');
}

/** When the last of a user's tokens ended, in seconds; undefined where one has not, or nothing was shown. */
function lastEnd(
  answers: readonly { readonly outcome: Extract<CellOutcome, { kind: 'answered' }> }[],
  readEnd: (exchange: Exchange) => number | undefined,
  now: number,
): number | undefined {
  let last: number | undefined;
  for (const { outcome } of answers) {
    const end = readEnd(outcome.exchange);
    if (end === undefined ? carriesCredentials(outcome.exchange) : now < end) return undefined;
    last = Math.max(last ?? 0, end ?? 0) || last;
  }
  return last;
}

/** The title of the reason, where it lies in the credential itself. */
function rejection({ report }: Extract<CellOutcome, { kind: 'answered' }>): string | undefined {
  const best = report?.findings[0];
  if (!best || !ofCredential.has(best.id)) return undefined;
  return best.title.charAt(0).toLowerCase() + best.title.slice(1);
}

/** Reasons that another request with the same credential meets as well: not those by which this one brought none. */
const ofCredential: ReadonlySet<CauseId> = new Set<CauseId>([
  ...[...notIdentified].filter((it) => it !== 'credentials-missing' && it !== 'credentials-dropped'),
  'client-invalid',
  'account-blocked',
  'clock-skew',
  'proof-of-possession-invalid',
]);

/** Reads when the token that a request carries ends, in seconds since the epoch; requests of one user carry the same. */
export function createEndReader(): (exchange: Exchange) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (exchange) => {
    // Redirects may have taken the token off.
    const { request } = exchange.earlier[0] ?? exchange;
    const secret = request.headers.filter((it) => isSecretName(it.name));
    const key = secret.map((it) => `${it.name}: ${it.value}`).join('\n');
    if (key === '') return undefined;
    if (!known.has(key)) {
      const { body: _, ...rest } = request;
      const ends = findTokens({ ...rest, url: '', headers: secret }).flatMap(({ token }) => token.exp ?? []);
      known.set(key, ends.length ? Math.min(...ends) : undefined);
    }
    return known.get(key);
  };
}

/**
 * A request may write down a token that has ended, whoever it is sent as: its refusal is no proof either, unless a 401
 * is what is wanted of it.
 */
export function withoutEnded(cell: Cell, readEnd: (exchange: Exchange) => number | undefined, now: number): Cell {
  const { outcome, want, verdict, notes } = cell;
  if (verdict !== 'met' || outcome.kind !== 'answered' || (outcome.status !== 401 && outcome.status !== 403))
    return cell;
  if (want?.kind === 'status' && want.status === 401) return cell;
  const end = readEnd(outcome.exchange);
  if (end === undefined || now / 1000 < end) return cell;
  return {
    ...cell,
    verdict: 'not-proof',
    notes: [...notes, words('its token had ended, so the refusal proves nothing')],
  };
}
