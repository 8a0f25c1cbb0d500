import type { Token, TokenCheck } from './token.ts';

export interface CheckOptions {
  /** Our clock, seconds since the epoch: when the request was sent, or now. */
  readonly now: number;
  /** The `Date` of the response, seconds since the epoch. */
  readonly serverNow?: number;
  /** Where the token was sent. */
  readonly requestUrl?: string;
}

/** Checks a token's contents without its key. */
export function checkToken(token: Token, options: CheckOptions): TokenCheck[] {
  if (token.exp === undefined) return [];
  const expired = token.exp <= options.now;
  return [
    {
      check: 'exp',
      outcome: expired ? 'wrong' : 'fine',
      says: expired ? 'The token has expired.' : 'The token has not expired.',
    },
  ];
}
