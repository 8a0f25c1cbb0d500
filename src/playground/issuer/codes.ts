import { createHash, randomBytes } from 'node:crypto';
import type { Client } from './clients.ts';
import type { Clock, Consent } from './consent.ts';
import { keep } from './keep.ts';

const lifetime = 60 * 1000;

/** What an authorization code stands for. */
export interface CodeGrant {
  readonly consent: Consent;
  readonly redirectUri: string;
  /** S256 (RFC 7636). */
  readonly challenge?: string;
  /** RFC 9449, 10. */
  readonly jkt?: string;
}

export type CodeRedeemed =
  | {
      readonly ok: true;
      readonly grant: CodeGrant /** Names the family that the code led to. */;
      led(family: string): void;
    }
  | { readonly ok: false; readonly description: string };

/** Authorization codes: each serves once, for a minute, to the client that asked. */
export interface Codes {
  issue(grant: CodeGrant): string;
  redeem(client: Client, form: URLSearchParams): CodeRedeemed;
}

interface Code {
  readonly grant: CodeGrant;
  readonly until: number;
  used: boolean;
  family?: string;
}

/** @param endFamily ends what a code led to, when the code comes a second time (RFC 6749, 4.1.2) */
export function createCodes(clock: Clock, endFamily: (family: string) => void): Codes {
  const codes = new Map<string, Code>();
  return {
    issue(grant) {
      const code = randomBytes(24).toString('base64url');
      keep(codes, code, { grant, until: clock() + lifetime, used: false });
      return code;
    },

    redeem(client, form) {
      const code = codes.get(form.get('code') ?? '');
      if (!code) return { ok: false, description: 'The authorization code is not known' };
      const { grant } = code;
      if (grant.consent.client.id !== client.id)
        return { ok: false, description: 'The authorization code was issued to another client' };
      if (code.used) {
        if (code.family) endFamily(code.family);
        return { ok: false, description: 'The authorization code was already used; its tokens were revoked' };
      }
      if (code.until <= clock()) return { ok: false, description: 'The authorization code has expired' };
      const wrong = mismatch(grant, form);
      if (wrong) return { ok: false, description: wrong };
      code.used = true;
      return {
        ok: true,
        grant,
        led: (family) => {
          code.family = family;
        },
      };
    },
  };
}

function mismatch(grant: CodeGrant, form: URLSearchParams): string | undefined {
  const redirectUri = form.get('redirect_uri') ?? '(none)';
  if (redirectUri !== grant.redirectUri)
    return `The redirect_uri is ${redirectUri}, the authorization request had ${grant.redirectUri}`;
  const verifier = form.get('code_verifier');
  if (grant.challenge === undefined)
    return verifier === null ? undefined : 'A code_verifier came, and the authorization request had no code_challenge';
  if (verifier === null) return 'The code_verifier is missing (PKCE)';
  return createHash('sha256').update(verifier).digest('base64url') === grant.challenge
    ? undefined
    : 'The code_verifier does not match the code_challenge (PKCE, S256)';
}
