import { checkToken } from '../../core/jwt/check.ts';
import { readClaims } from '../../core/jwt/claims.ts';
import type { ClaimReading, Token } from '../../core/jwt/token.ts';
import { kindWords } from '../../core/print/tokenMarkdown.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import type { Secret } from '../../core/secret.ts';
import { formatTime, relative } from '../../core/time.ts';
import type { ClaimView, Moment, TimelineView, TokenView } from '../../sidebar/protocol.ts';

export interface TokenContext {
  /** Where it was found, for a person. */
  readonly at: string;
  /** When it was sent, or now: seconds since the epoch. */
  readonly now: number;
  /** What that moment is called on the bar: `Now`, `Sent`. */
  readonly nowLabel: string;
  readonly serverNow?: number;
  readonly requestUrl?: string;
}

/** A token as the sidebar shows it: read and checked, its text masked. */
export function tokenView(token: Token, secret: Secret, context: TokenContext): TokenView {
  const { now, serverNow, requestUrl } = context;
  const timeline = timelineOf(token, context);
  const checks = checkToken(token, {
    now,
    ...(serverNow === undefined ? {} : { serverNow }),
    ...(requestUrl === undefined ? {} : { requestUrl }),
  });
  return {
    at: withCapital(context.at.replace(/^the /, '')),
    kind: kindWords(token),
    masked: secret.toString(),
    header: token.header ? readClaims(token.header, now).map(claimView) : [],
    claims: token.payload ? readClaims(token.payload, now).map(claimView) : [],
    checks: [...unreadable(token), ...checks].map(({ outcome, says }) => ({ outcome, says: maskSecretsIn(says) })),
    // Some defects are found again by the checks, in the same words.
    defects: token.defects
      .filter((it) => !checks.some(({ says }) => says === it.says))
      .map((it) => maskSecretsIn(it.says)),
    ...(timeline ? { timeline } : {}),
  };
}

/** What stands for something at its issuer has no claims of its own. */
function unreadable({ kind }: Token): TokenView['checks'][number][] {
  if (kind !== 'opaque') return [];
  return [{ outcome: 'note', says: 'It is no JWT: what it stands for is known to its issuer alone.' }];
}

function claimView({ name, value, label, reading }: ClaimReading): ClaimView {
  return {
    name: maskSecretsIn(name),
    value: maskSecretsIn(value),
    label: maskSecretsIn(label),
    reading: maskSecretsIn(reading),
  };
}

function timelineOf({ iat, nbf, exp }: Token, { now, nowLabel }: TokenContext): TimelineView | undefined {
  if (iat === undefined && nbf === undefined && exp === undefined) return undefined;
  return {
    ...(iat === undefined ? {} : { issued: moment('Issued', iat) }),
    ...(nbf === undefined ? {} : { notBefore: moment(nbf <= now ? 'Valid since' : 'Valid from', nbf) }),
    ...(exp === undefined ? {} : { expires: moment(exp <= now ? 'Expired' : 'Expires', exp) }),
    now: moment(nowLabel, now),
  };

  function moment(label: string, at: number): Moment {
    return { at, label, relative: relative(at, now), absolute: formatTime(at) };
  }
}

function withCapital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
