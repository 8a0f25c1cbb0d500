import type { Secret } from '../secret.ts';
import type { Token } from './token.ts';
import { unwrap } from './unwrap.ts';

/** What came of checking one token with keys, or of asking its issuer about it. */
export interface Verification {
  /** The token that was checked, as it was sent. */
  readonly token: Secret;
  readonly by: VerifiedBy;
  /** What was checked, each for itself, in the order in which a server does it. */
  readonly checks: readonly VerificationCheck[];
  /** The key that the signature fits. */
  readonly fits?: KeyName;
  /** The keys that were at hand. */
  readonly keys?: KnownKeys;
  /** What the token was expected to say. */
  readonly expected?: Expected;
  /** What an encrypted token held. */
  readonly inner?: Token;
  /** The URLs that were asked for it, in order. */
  readonly asked: readonly string[];
  /** Milliseconds since the epoch, our clock. */
  readonly at: number;
}

/** Where the answer comes from. */
export type VerifiedBy =
  | { readonly by: 'issuer'; readonly issuer: string }
  /** `what`, with its article: `the certificate`, `the secret`. */
  | { readonly by: 'given'; readonly what: string }
  | { readonly by: 'introspection' | 'userinfo'; readonly endpoint: string };

export interface VerificationCheck {
  readonly check: 'decrypted' | 'key' | 'alg' | 'signature' | 'exp' | 'nbf' | 'iss' | 'aud' | 'active';
  readonly outcome: 'fine' | 'wrong' | 'unknown';
  /** One sentence. Names in it may be theirs. */
  readonly says: string;
}

export interface KeyName {
  readonly kid?: string;
  /** Seconds since the epoch: the end that the key or its certificate names. */
  readonly endsAt?: number;
  /** How long a shared secret is. */
  readonly secretBytes?: number;
}

export interface KnownKeys {
  /** Those that sign, the first of them; a key without a kid has no name. */
  readonly names: readonly KeyName[];
  /** How many there were, those that are not read included. */
  readonly count: number;
  /** The URL they were read from. */
  readonly from?: string;
  /** Milliseconds since the epoch: when they were fetched, which may be earlier than the check. */
  readonly fetchedAt?: number;
}

/** What a configuration says of tokens, to compare them with. */
export interface Expected {
  readonly issuer?: string;
  readonly audiences: readonly string[];
  /** For people: `the sign-in admin`, `--issuer`. */
  readonly from: string;
}

/** Wrong where one thing is; fine where the signature, or the issuer's word, is and nothing is wrong. */
export function outcomeOf({ checks }: Pick<Verification, 'checks'>): VerificationCheck['outcome'] {
  if (checks.some((it) => it.outcome === 'wrong')) return 'wrong';
  const decides = checks.some((it) => it.outcome === 'fine' && (it.check === 'signature' || it.check === 'active'));
  return decides ? 'fine' : 'unknown';
}

/** The check of one thing, where it was made. */
export function checkOf(
  { checks }: Pick<Verification, 'checks'>,
  check: VerificationCheck['check'],
): VerificationCheck | undefined {
  return checks.find((it) => it.check === check);
}

/** Whether a verification is about this token, whatever stands around either. */
export function isAbout({ token }: Pick<Verification, 'token'>, secret: Secret): boolean {
  return token.reveal() === secret.reveal() || unwrap(token.reveal()).value === unwrap(secret.reveal()).value;
}
