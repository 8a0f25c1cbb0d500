import type { Certainty } from '../certainty.ts';
import type { Facts } from '../facts.ts';
import { checkOf, type Verification, type VerificationCheck } from '../jwt/verification.ts';
import { type Text, text, words } from '../text.ts';

export interface Verified {
  readonly verification: Verification;
  readonly outcome: 'fine' | 'wrong';
}

/** The newest answer to one thing that was checked of the credential's token; undefined where none came to one. */
export function verified(facts: Facts, check: VerificationCheck['check']): Verified | undefined {
  for (const verification of facts.verifications.toReversed()) {
    const outcome = checkOf(verification, check)?.outcome;
    if (outcome === 'fine' || outcome === 'wrong') return { verification, outcome };
  }
  return undefined;
}

/** The key that a signature fits: the key `k1` of `https://issuer.example`. */
export function keyShown({ by, fits }: Verification): Text {
  const name = fits?.kid === undefined ? text`` : text` ${fits.kid}`;
  if (by.by === 'issuer')
    return fits?.kid === undefined ? text`a key of ${by.issuer}` : text`the key${name} of ${by.issuer}`;
  return by.by === 'given' ? text`${words(by.what)} that was given` : text`the key${name}`;
}

/**
 * How sure it is that a defect which was proven is why the server refused. `said`: the answer says so itself. What the
 * answer names otherwise, or a caller that it knows, speaks against it.
 */
export function weightOf(facts: Facts, said: boolean): Certainty {
  if (said) return 'proven';
  if (facts.identityAccepted) return 'possible';
  if (facts.stated === undefined || facts.stated === 'token-invalid') return facts.status === 403 ? 'likely' : 'proven';
  return facts.status === 401 ? 'likely' : 'possible';
}
