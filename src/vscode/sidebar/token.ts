import { capital } from '../../core/capital.ts';
import type { CareScene, Remark } from '../../core/care/remark.ts';
import type { Exchange } from '../../core/exchange.ts';
import { checkToken } from '../../core/jwt/check.ts';
import { readClaims } from '../../core/jwt/claims.ts';
import type { ClaimReading, Token } from '../../core/jwt/token.ts';
import type { Verification } from '../../core/jwt/verification.ts';
import type { Place } from '../../core/place.ts';
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
  /** Where in the request it was found. */
  readonly place?: Place;
  /** What was found out about it. */
  readonly verification?: Verification;
  /** What could be better about it. */
  careOf?(scene: CareScene, calls: readonly Exchange[]): readonly Remark[];
  /** What was sent with it or before it. */
  readonly calls?: readonly Exchange[];
  /** It stands under the name of a refresh token. */
  readonly namedRefresh?: true;
  /** The file that git tracks and it is written in. */
  readonly keptIn?: string;
}

/** A token as the sidebar shows it: read and checked, its text masked. */
export function tokenView(token: Token, secret: Secret, context: TokenContext): TokenView {
  const { now, serverNow, requestUrl, verification } = context;
  // What an encrypted token held is what there is to read.
  const contents = verification?.inner ?? token;
  const timeline = timelineOf(contents, context);
  const made = checkToken(contents, {
    now,
    ...(serverNow === undefined ? {} : { serverNow }),
    ...(requestUrl === undefined ? {} : { requestUrl }),
  });
  const verified = verification && verifiedView(verification);
  // What was verified is said with it, and needs no second line.
  const checks = made.filter((it) => !verification?.checks.some(({ check }) => check === it.check));
  return {
    at: capital(context.at.replace(/^the /, '')),
    kind: kindWords(token),
    masked: secret.toString(),
    header: token.header ? readClaims(token.header, now).map(claimView) : [],
    claims: contents.payload ? readClaims(contents.payload, now).map(claimView) : [],
    checks: [...unreadable(token), ...checks].map(({ outcome, says }) => ({ outcome, says: maskSecretsIn(says) })),
    // Some defects are found again by the checks, in the same words.
    defects: token.defects
      .filter((it) => !checks.some(({ says }) => says === it.says))
      .map((it) => maskSecretsIn(it.says)),
    ...(timeline ? { timeline } : {}),
    verifiable: token.kind === 'jws' || token.kind === 'jwe' || (token.kind === 'opaque' && token.what === undefined),
    ...(verified ? { verified } : {}),
    care: careView(contents, context),
  };
}

function verifiedView({ by, checks, keys, at }: Verification): TokenView['verified'] {
  const when = formatTime(Math.floor((keys?.fetchedAt ?? at) / 1000));
  const about =
    by.by === 'issuer'
      ? `Checked with the keys of ${by.issuer}, read at ${when}`
      : by.by === 'given'
        ? `Checked with ${by.what} that was given`
        : `${by.endpoint} was asked at ${when}`;
  return {
    about: maskSecretsIn(about),
    checks: checks.map(({ outcome, says }) => ({ outcome, says: maskSecretsIn(says) })),
  };
}

function careView(token: Token, context: TokenContext): TokenView['care'] {
  const { now, requestUrl, place, verification, namedRefresh, keptIn, calls = [] } = context;
  const scene = {
    token,
    now,
    ...(requestUrl === undefined ? {} : { requestUrl }),
    ...(place ? { at: place } : {}),
    ...(verification ? { verification } : {}),
    ...(namedRefresh ? { namedRefresh } : {}),
    ...(keptIn === undefined ? {} : { keptIn }),
  };
  const remarks = context.careOf?.(scene, calls) ?? [];
  return remarks.map(({ says, ask, rotate, link }) => ({ says, ask, rotate: rotate ?? [], link }));
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
