import * as oauth from 'oauth4webapi';
import { maskValue } from '../../core/secret.ts';
import { formatTime } from '../../core/time.ts';
import { isObject, type Json } from './jsonAnswer.ts';

/** What is wrong with an ID token, in one sentence with both values, from what oauth4webapi threw. */
export function idTokenProblem(error: unknown, claims: Json): string {
  return `The ID token was not accepted: ${reason(error, claims)} The tokens that came with it were not kept.`;
}

/** Why the signature of an ID token is not accepted. */
export function signatureProblem(error: unknown, { jwks_uri: keys }: oauth.AuthorizationServer): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why =
    keys === undefined
      ? 'the keys of the issuer are not known. Add the issuer or the URL of its keys to the configuration.'
      : code === oauth.KEY_SELECTION
        ? `none of the keys at ${keys}, or more than one, fits its kid and alg.`
        : code === oauth.RESPONSE_IS_NOT_CONFORM || code === oauth.PARSE_ERROR
          ? `${keys} answered something else than keys.`
          : `its signature is not that of a key at ${keys}.`;
  return `The ID token was not accepted: ${why} The tokens that came with it were not kept.`;
}

function reason(error: unknown, claims: Json): string {
  const cause = error instanceof Error && isObject(error.cause) ? error.cause : {};
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const claim = typeof cause.claim === 'string' ? cause.claim : undefined;
  if (code === oauth.JWT_CLAIM_COMPARISON && claim === 'nonce') {
    return `its nonce is ${masked(claims.nonce)}, expected ${masked(cause.expected)}, so it answers another sign-in.`;
  }
  if (code === oauth.JWT_CLAIM_COMPARISON && claim !== undefined) {
    return `its ${claim} is ${shown(claims[claim])}, expected ${shown(cause.expected)}.${hints[claim] ?? ''}`;
  }
  if (code === oauth.JWT_TIMESTAMP_CHECK && claim !== undefined) return timeProblem(claim, claims, cause.now);
  if (isObject(cause.header) && 'expected' in cause) {
    return `it is signed by ${shown(cause.header.alg)}, expected ${shown(cause.expected)}.`;
  }
  const missing = /"(\w{1,20})"[^"]{0,60}claim missing/.exec(error instanceof Error ? error.message : '')?.[1];
  if (missing !== undefined) return `it has no ${missing}.`;
  const typed = /"(\w{1,20})"[^"]{0,60}claim type/.exec(error instanceof Error ? error.message : '')?.[1];
  if (typed !== undefined)
    return `its ${typed} is ${shown(claims[typed])}, which is of another type than the standard's.`;
  if (error instanceof oauth.UnsupportedOperationError) {
    return 'it is encrypted, or has critical header fields (crit), which Why401 does not read here.';
  }
  return 'it is no JSON Web Token: three parts of base64url with JSON in the first two are expected.';
}

const hints: Readonly<Record<string, string>> = {
  aud: ' The audience of an ID token is the client id.',
  iss: ' Set the issuer as the server spells it, if it is the right one.',
};

function timeProblem(claim: string, claims: Json, now: unknown): string {
  const at = claims[claim];
  const by = typeof now === 'number' ? `; this computer's clock shows ${formatTime(now)}` : '';
  const when = typeof at === 'number' ? formatTime(at) : shown(at);
  if (claim === 'auth_time') return `the person signed in at ${when}, which is longer ago than was asked for${by}.`;
  return claim === 'exp' ? `it expired at ${when}${by}.` : `it is valid from ${when} on${by}.`;
}

function masked(it: unknown): string {
  return typeof it === 'string' ? maskValue(it) : shown(it);
}

/** A claim's value for a sentence; none of those shown is a secret. */
function shown(it: unknown): string {
  if (it === undefined) return 'absent';
  if (typeof it === 'string') return it.slice(0, 200);
  return (JSON.stringify(it) ?? 'unreadable').slice(0, 200);
}
