import type { Secret } from '../secret.ts';

/** What a token endpoint gave, read (RFC 6749, 5.1). */
export interface Tokens {
  readonly accessToken: Secret;
  /** `Bearer` or `DPoP`, as the server spelled it. */
  readonly tokenType: string;
  readonly refreshToken?: Secret;
  readonly idToken?: Secret;
  /** As granted; as asked for where the server does not say. */
  readonly scopes: readonly string[];
  /** Seconds, as the server said. */
  readonly expiresIn?: number;
  /** Milliseconds since the epoch, by our clock: when the answer came. */
  readonly receivedAt: number;
  /** Milliseconds since the epoch, by the server's `Date`. */
  readonly serverDate?: number;
  /** The private key that the tokens are bound to, as JWK text (RFC 9449). */
  readonly dpopKey?: Secret;
}
