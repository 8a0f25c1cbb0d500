import { checkToken } from '../jwt/check.ts';
import { looksLikeMilliseconds } from '../jwt/claims.ts';
import type { Token } from '../jwt/token.ts';
import { text, words } from '../text.ts';
import { duration, formatBoth, formatTime } from '../time.ts';
import type { CheckFinding } from './finding.ts';
import { type Check, goesOn, itsHost, shownTokens, startingToken, theHost, theToken } from './subject.ts';

/** Tokens that have expired, are about to, or are not valid yet (RFC 7519, 4.1.4 to 4.1.6). */
export const tokenTimes: Check = (subject) => {
  const { now } = subject;
  return shownTokens(subject).flatMap((it): readonly CheckFinding[] => {
    const wrong = checkToken(it.token, { now }).filter((one) => one.outcome === 'wrong');
    const { span } = it;
    const expiry = wrong.find((one) => one.check === 'exp');
    if (expiry && it.token.exp !== undefined && looksLikeMilliseconds(it.token.exp)) {
      // Read as seconds it ends in the far future: most servers take it.
      const message = text`${startingToken(it)} lives almost for ever: ${goesOn(expiry.says)}`;
      return [{ code: 'token-lifetime-long', span, severity: 'information', certainty: 'possible', message }];
    }
    if (expiry) {
      const message = text`${theHost(subject)} will refuse ${theToken(it)}: ${goesOn(expiry.says)}`;
      return [{ code: 'token-expired', span, severity: 'error', certainty: 'proven', message, cause: 'token-expired' }];
    }
    const start = wrong.find((one) => one.check === 'nbf' || one.check === 'iat');
    const begins = start?.check === 'nbf' ? it.token.nbf : it.token.iat;
    if (start && begins !== undefined && now + tolerated < begins) {
      // Not all servers look at iat.
      const sure = start.check === 'nbf';
      return [
        {
          code: 'token-not-yet-valid',
          span,
          severity: sure ? 'error' : 'warning',
          certainty: sure ? 'proven' : 'likely',
          message: text`${theHost(subject)} will ${words(sure ? '' : 'probably ')}refuse ${theToken(it)}: ${goesOn(start.says)}`,
          cause: 'token-not-yet-valid',
        },
      ];
    }
    const { exp } = it.token;
    if (exp === undefined || exp - now > soon(it.token)) return lifetime(it.token, subject, it);
    const atOnce = exp - now <= 60;
    return [
      {
        code: 'token-expires-soon',
        span,
        severity: atOnce ? 'warning' : 'information',
        certainty: atOnce ? 'likely' : 'possible',
        message: text`${startingToken(it)} expires ${words(formatBoth(exp, now))}; from then on ${itsHost(subject)} refuses it.`,
        cause: 'token-expired',
      },
    ];
  });
};

/** Clocks differ, and servers allow for it. */
const tolerated = 60;
const day = 86_400;

/** Five minutes before the end, or the last quarter of a token that lives for minutes only. */
function soon({ exp, iat }: Token): number {
  return exp === undefined || iat === undefined || exp <= iat ? 300 : Math.min(300, (exp - iat) / 4);
}

/** Tokens that cannot be taken back live for minutes or hours; refresh tokens and keys in the form of a token live on. */
function lifetime(token: Token, { now }: { readonly now: number }, it: Parameters<typeof theToken>[0]): CheckFinding[] {
  const { exp, iat, use } = token;
  if (exp === undefined || iat === undefined || looksLikeMilliseconds(exp) || exp - iat <= day) return [];
  if (use === 'refresh' || use === 'other' || exp <= now) return [];
  const message = text`${startingToken(it)} lives for ${words(duration(exp - iat))}, until ${words(formatTime(exp))}: whoever finds it can use it that long. Access tokens live for minutes or hours.`;
  return [{ code: 'token-lifetime-long', span: it.span, severity: 'information', certainty: 'possible', message }];
}

/** When what is said of these tokens changes next, in seconds since the epoch; undefined where it never does. */
export function changesAt(tokens: readonly Token[], now: number): number | undefined {
  const times = tokens.flatMap((token) => {
    const { exp, nbf, iat } = token;
    const moments = [
      ...(exp === undefined || looksLikeMilliseconds(exp) ? [] : [exp - soon(token), exp - 60, exp]),
      ...(nbf === undefined || looksLikeMilliseconds(nbf) ? [] : [nbf - tolerated]),
      ...(iat === undefined || looksLikeMilliseconds(iat) ? [] : [iat - tolerated]),
    ];
    const ahead = moments.filter((it) => now < it);
    // Words such as `3 minutes ago` grow old with what they tell of.
    const told = exp !== undefined && exp - now <= soon(token) ? [now + Math.max(30, Math.abs(exp - now) / 10)] : [];
    return [...ahead, ...told];
  });
  return times.length === 0 ? undefined : Math.ceil(Math.min(...times));
}
