import { randomUUID } from 'node:crypto';
import type { Client } from './clients.ts';
import type { Clock, Consent } from './consent.ts';
import { keep } from './keep.ts';

const lifetime = 8 * 60 * 60 * 1000;

/** The refresh tokens that follow from one sign-in, one after another (RFC 9700, 4.14.2). */
export interface Family {
  readonly id: string;
  readonly consent: Consent;
  /** The key that a public client's tokens are bound to (RFC 9449, 5). */
  readonly jkt?: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  ended: boolean;
}

export type Redeemed =
  | { readonly ok: true; readonly family: Family /** Absent: the old one goes on. */; readonly next?: string }
  | { readonly ok: false; readonly description: string };

export interface Families {
  /** Begins a family with its first refresh token. */
  begin(consent: Consent, jkt: string | undefined): { readonly family: Family; readonly token: string };
  /** Uses a refresh token up. A second use ends the family: one of the two who hold it must be a thief. */
  redeem(token: string, client: Client): Redeemed;
  /** The family of a refresh token that can still be used. */
  find(token: string): Family | undefined;
  end(id: string): void;
}

/** @param ended is told of each family that ends, so that its access tokens end too */
export function createFamilies(clock: Clock, ended: (family: string) => void): Families {
  const families = new Map<string, Family>();
  const tokens = new Map<string, { readonly family: Family; readonly used: boolean }>();

  function add(family: Family): string {
    const token = `rt_${randomUUID()}`;
    keep(tokens, token, { family, used: false });
    return token;
  }

  function end(id: string): void {
    const family = families.get(id);
    if (family) family.ended = true;
    ended(id);
  }

  return {
    end,

    begin(consent, jkt) {
      const family = { id: randomUUID(), consent, ...(jkt ? { jkt } : {}), until: clock() + lifetime, ended: false };
      keep(families, family.id, family);
      return { family, token: add(family) };
    },

    redeem(token, client) {
      const known = tokens.get(token);
      if (!known) return { ok: false, description: 'The refresh token is not known' };
      const { family, used } = known;
      if (family.consent.client.id !== client.id)
        return { ok: false, description: 'The refresh token was issued to another client' };
      if (used) {
        end(family.id);
        return {
          ok: false,
          description: 'The refresh token was already used; all tokens of its sign-in were revoked',
        };
      }
      if (family.ended) return { ok: false, description: 'The refresh token was revoked' };
      if (family.until <= clock()) return { ok: false, description: 'The refresh token has expired' };
      if (!client.rotates) return { ok: true, family };
      tokens.set(token, { family, used: true });
      return { ok: true, family, next: add(family) };
    },

    find(token) {
      const known = tokens.get(token);
      return known && !known.used && !known.family.ended && clock() < known.family.until ? known.family : undefined;
    },
  };
}
