import type { Facts } from '../facts.ts';
import { sha256Base64url } from '../sha256.ts';
import { parameter } from './target.ts';

/** What is wrong with the `code_verifier` of a token call, seen beside the request that the sign-in began with (RFC 7636). */
export type VerifierDefect = { readonly sure: boolean } & (
  | { readonly kind: 'missing'; readonly challenge: string; readonly method: string }
  /** `hash` is what the verifier gives by `S256`; absent for `plain`, where both are one text. */
  | { readonly kind: 'other'; readonly challenge: string; readonly method: string; readonly hash?: string }
  | { readonly kind: 'unasked' }
  | { readonly kind: 'malformed'; readonly because: string }
);

/** Compares verifier and challenge; undefined where they fit, or where neither is there to be compared. */
export function readVerifier({ tokenCall, begunSignIn, statements }: Facts): VerifierDefect | undefined {
  if (tokenCall?.endpoint !== 'token' || parameter(tokenCall.parameters, 'code') === undefined) return undefined;
  const verifier = parameter(tokenCall.parameters, 'code_verifier');
  const challenge = begunSignIn && parameter(begunSignIn.parameters, 'code_challenge');
  if (begunSignIn && challenge !== undefined) {
    const { sure } = begunSignIn;
    const method = parameter(begunSignIn.parameters, 'code_challenge_method') ?? 'plain';
    if (verifier === undefined) return { kind: 'missing', challenge, method, sure };
    if (method !== 'S256')
      return method !== 'plain' || verifier === challenge ? undefined : { kind: 'other', challenge, method, sure };
    const hash = sha256Base64url(verifier);
    return hash === challenge ? undefined : { kind: 'other', challenge, method, hash, sure };
  }
  if (verifier === undefined) return undefined;
  const ofVerifier = statements.some((it) => /verifier|pkce|challenge/i.test(it.value));
  const because = malformed(verifier);
  if (because !== undefined && ofVerifier) return { kind: 'malformed', because, sure: true };
  return begunSignIn && !begunSignIn.parameters.some((it) => it.name === 'request_uri' || it.name === 'request')
    ? { kind: 'unasked', sure: begunSignIn.sure && ofVerifier }
    : undefined;
}

/** RFC 7636, 4.1. */
function malformed(verifier: string): string | undefined {
  if (verifier.length < 43 || 128 < verifier.length) return `it has ${verifier.length} characters`;
  return /^[\w.~-]*$/.test(verifier) ? undefined : 'it has characters that do not belong there';
}
