import { duration, formatBoth, formatTime } from '../time.ts';
import { audienceCheck, issuerCheck } from './checkTarget.ts';
import { looksLikeMilliseconds } from './claims.ts';
import type { Token, TokenCheck } from './token.ts';

export interface CheckOptions {
  /** Our clock, seconds since the epoch: when the request was sent, or now. */
  readonly now: number;
  /** The `Date` of the response, seconds since the epoch. */
  readonly serverNow?: number;
  /** Where the token was sent. */
  readonly requestUrl?: string;
}

/**
 * Checks a token's contents without its key: times against both clocks, algorithm, lifetime, kind, audience and issuer
 * as far as they can be told. Wrong ones first, then notes, then what was found in order.
 */
export function checkToken(token: Token, options: CheckOptions): TokenCheck[] {
  const shape = token.defects.map((it): TokenCheck => ({ check: 'shape', outcome: 'wrong', says: it.says }));
  if (!token.payload) return shape;
  const checks = [
    ...shape,
    ...skewCheck(options),
    ...expiryCheck(token, options),
    ...startChecks(token, options),
    ...lifetimeCheck(token),
    ...algorithmCheck(token),
    ...useCheck(token),
    ...audienceCheck(token, options.requestUrl),
    ...issuerCheck(token, options.requestUrl),
  ];
  return checks.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

const order: readonly TokenCheck['outcome'][] = ['wrong', 'note', 'fine'];

/** Seconds by which two clocks may differ without a word: a Date has whole seconds, and an answer takes some. */
const tolerated = 30;

function skewCheck({ now, serverNow }: CheckOptions): TokenCheck[] {
  if (serverNow === undefined) return [];
  const skew = serverNow - now;
  if (Math.abs(skew) <= tolerated)
    return [{ check: 'skew', outcome: 'fine', says: "Our clock and the server's agree." }];
  const says = `The server's clock is ${duration(skew)} ${skew < 0 ? 'behind' : 'ahead of'} ours (its Date says ${formatTime(serverNow)}).`;
  return [{ check: 'skew', outcome: 'note', says }];
}

function expiryCheck({ exp, payload }: Token, options: CheckOptions): TokenCheck[] {
  // One that is no number is a defect, told with the shape.
  if (exp === undefined && payload?.exp !== undefined) return [];
  if (exp === undefined) return [{ check: 'exp', outcome: 'note', says: 'It names no expiry (exp).' }];
  if (looksLikeMilliseconds(exp)) return [inMilliseconds('exp', exp, options.now)];
  return [
    {
      check: 'exp',
      ...onBothClocks(options, (now) => exp <= now, {
        wrong: `It expired ${formatBoth(exp, options.now)}.`,
        fine: `It is valid for another ${duration(exp - options.now)} (until ${formatTime(exp)}).`,
        serverOnly: `By our clock it expires ${formatBoth(exp, options.now)}; by the server's clock it has expired.`,
        oursOnly: `By our clock it expired ${formatBoth(exp, options.now)}; by the server's clock it is still valid.`,
      }),
    },
  ];
}

function startChecks({ nbf, iat }: Token, options: CheckOptions): TokenCheck[] {
  const checks: TokenCheck[] = [];
  for (const [check, begins, verb] of [
    ['nbf', nbf, 'becomes valid'],
    ['iat', iat, 'was issued'],
  ] as const) {
    if (begins === undefined) continue;
    if (looksLikeMilliseconds(begins)) {
      checks.push(inMilliseconds(check, begins, options.now));
      continue;
    }
    checks.push({
      check,
      ...onBothClocks(options, (now) => now < begins, {
        wrong:
          check === 'iat'
            ? `It says that it was issued in the future: ${formatBoth(begins, options.now)}.`
            : `It becomes valid ${formatBoth(begins, options.now)}.`,
        fine:
          check === 'iat'
            ? `It was issued ${formatBoth(begins, options.now)}.`
            : `It has been valid since ${formatTime(begins)}.`,
        serverOnly: `By the server's clock it ${verb} in the future (${formatTime(begins)}); the server's clock is behind.`,
        oursOnly: `By our clock it ${verb} in the future (${formatTime(begins)}); by the server's clock it is in order.`,
      }),
    });
  }
  return checks;
}

/** One judgement by the clock that decides, the server's, and by ours; where they differ, it says so. */
function onBothClocks(
  { now, serverNow }: CheckOptions,
  isWrong: (now: number) => boolean,
  says: Readonly<Record<'wrong' | 'fine' | 'serverOnly' | 'oursOnly', string>>,
): Pick<TokenCheck, 'outcome' | 'says'> {
  const ours = isWrong(now);
  const theirs = isWrong(serverNow ?? now);
  // A second or two lie between the two clocks in any case: only a real skew makes two answers of one.
  const differs = ours !== theirs && serverNow !== undefined && tolerated < Math.abs(serverNow - now);
  if (!differs) return ours ? { outcome: 'wrong', says: says.wrong } : { outcome: 'fine', says: says.fine };
  return theirs ? { outcome: 'wrong', says: says.serverOnly } : { outcome: 'note', says: says.oursOnly };
}

function inMilliseconds(check: 'exp' | 'nbf' | 'iat', value: number, now: number): TokenCheck {
  const says = `${check} is ${value}: milliseconds, where seconds are expected. Meant is ${formatBoth(value / 1000, now)}; read as seconds it lies ${duration(value - now)} ahead.`;
  return { check, outcome: 'wrong', says };
}

const day = 86_400;

function lifetimeCheck({ exp, iat, nbf, use }: Token): TokenCheck[] {
  const from = iat ?? nbf;
  if (exp === undefined || from === undefined || looksLikeMilliseconds(exp) || looksLikeMilliseconds(from)) return [];
  const lifetime = exp - from;
  if (lifetime <= 0) return [{ check: 'lifetime', outcome: 'wrong', says: 'It expires before it was issued.' }];
  const long = use !== 'refresh' && 30 * day < lifetime;
  const says = `It lives for ${duration(lifetime)}${long ? ', which is long for a token that cannot be taken back' : ''}.`;
  return [{ check: 'lifetime', outcome: long ? 'note' : 'fine', says }];
}

function algorithmCheck({ header, hasSignature }: Token): TokenCheck[] {
  const alg = header?.alg;
  if (typeof alg !== 'string') return [];
  if (alg.toLowerCase() === 'none') {
    const says = `It is not signed (alg ${alg}${hasSignature ? ', though something stands where the signature is' : ''}); servers refuse such tokens.`;
    return [{ check: 'alg', outcome: 'wrong', says }];
  }
  if (/^HS\d{3}$/.test(alg)) {
    const says = `It is signed with ${alg}: issuer and server share one secret. A server that verifies with a public key set (JWKS) refuses it.`;
    return [{ check: 'alg', outcome: 'note', says }];
  }
  const kid = header?.kid;
  return [
    {
      check: 'alg',
      outcome: 'note',
      says: `It is signed with ${alg.slice(0, 20)}${typeof kid === 'string' ? `, key ${kid.slice(0, 80)}` : ''}. The signature was not verified.`,
    },
  ];
}

function useCheck({ use, useBecause }: Token): TokenCheck[] {
  if (use === 'access') return [{ check: 'use', outcome: 'fine', says: `It is an access token: ${useBecause}.` }];
  if (use === 'unknown') return [];
  const name = {
    id: 'an ID token, which tells a client who signed in',
    refresh: 'a refresh token, which only the token endpoint takes',
    other: 'no access token',
  }[use];
  return [{ check: 'use', outcome: 'note', says: `It is ${name}: ${useBecause}. An API expects an access token.` }];
}
