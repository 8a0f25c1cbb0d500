import type { Client } from './clients.ts';

/** Milliseconds since the epoch. */
export type Clock = () => number;

export const password = 'urn:playground:password';
export const twoFactor = 'urn:playground:two-factor';

/** What tokens stand for: who let which client in, to what, and how they signed in. */
export interface Consent {
  readonly client: Client;
  /** A person's name, or the client's id where it acts for itself. */
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly audience: string;
  readonly acr: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  readonly nonce?: string;
}
