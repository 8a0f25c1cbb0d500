import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { people } from '../people.ts';
import { audience } from './audiences.ts';
import { type Clock, password } from './consent.ts';
import { describeDefect } from './defects.ts';

const lifetime = 15 * 60;

/** What a token is made with. Everything can be made wrong on purpose, which is what the playground is for. */
export interface Minting {
  readonly subject: string;
  readonly roles?: readonly string[];
  readonly scopes?: readonly string[];
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now; negative for the past. */
  readonly issuedIn?: number;
  readonly validIn?: number;
  readonly expiresIn?: number;
  /** `at+jwt` (RFC 9068) unless it is an ID token. */
  readonly use?: 'access' | 'id';
  /** Signs with a key that the key set does not hold. */
  readonly foreignKey?: true;
  readonly clientId?: string;
  readonly acr?: string;
  /** Seconds since the epoch. */
  readonly authTime?: number;
  readonly nonce?: string;
  /** The family of refresh tokens it belongs to: it ends with them. */
  readonly family?: string;
  /** Thumbprint of the key it is bound to (RFC 9449). */
  readonly jkt?: string;
  /** Who acts for the subject, after a token exchange (RFC 8693). */
  readonly actor?: string;
}

export type Checked =
  | {
      readonly ok: true;
      readonly subject: string;
      readonly roles: readonly string[];
      readonly scopes: readonly string[];
      readonly clientId: string;
      readonly acr: string;
      /** Seconds since the epoch; 0 where the token does not say. */
      readonly authTime: number;
      readonly jkt?: string;
      readonly claims: JWTPayload;
    }
  | { readonly ok: false; readonly description: string };

/** Makes and checks the issuer's tokens: RS256, one key. */
export interface Tokens {
  mint(how: Minting): Promise<string>;
  /** For the API of an audience; `any` for questions of the issuer's own clients. */
  check(token: string, expected?: string): Promise<Checked>;
  revoke(token: string): void;
  endFamily(family: string): void;
  readonly jwk: JWK;
}

export async function createTokens(origin: string, clock: Clock): Promise<Tokens> {
  const kid = 'playground-1';
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const revoked = new Set<string>();
  const ended = new Set<string>();

  return {
    jwk: { ...(await exportJWK(own.publicKey)), kid, alg: 'RS256', use: 'sig' },
    revoke: (token) => void revoked.add(token),
    endFamily: (family) => void ended.add(family),

    mint(how) {
      const now = Math.floor(clock() / 1000);
      const isId = how.use === 'id';
      const client = how.clientId ?? 'example-app';
      const signer = new SignJWT(isId ? identityClaims(how, now) : accessClaims(how, client))
        .setProtectedHeader({ alg: 'RS256', kid, typ: isId ? 'JWT' : 'at+jwt' })
        .setIssuer(how.issuer ?? origin)
        .setSubject(how.subject)
        .setAudience(how.audience ?? (isId ? client : audience))
        .setIssuedAt(now + (how.issuedIn ?? 0))
        .setExpirationTime(now + (how.expiresIn ?? lifetime))
        .setJti(randomUUID());
      if (how.validIn !== undefined) signer.setNotBefore(now + how.validIn);
      return signer.sign((how.foreignKey ? foreign : own).privateKey as CryptoKey);
    },

    async check(token, expected = audience) {
      try {
        const { payload, protectedHeader } = await jwtVerify(token, own.publicKey, {
          issuer: origin,
          ...(expected === 'any' ? {} : { audience: expected }),
          algorithms: ['RS256'],
          currentDate: new Date(clock()),
        });
        if (protectedHeader.typ !== 'at+jwt')
          return { ok: false, description: 'An access token (typ at+jwt) is required' };
        if (revoked.has(token) || ended.has(String(payload.sid)))
          return { ok: false, description: 'The token was revoked' };
        return { ok: true, ...readClaims(payload), claims: payload };
      } catch (error) {
        return { ok: false, description: describeDefect(error, origin, expected) };
      }
    },
  };
}

function identityClaims(how: Minting, now: number): JWTPayload {
  return {
    nonce: how.nonce ?? randomUUID(),
    auth_time: how.authTime ?? now,
    ...(how.acr ? { acr: how.acr } : {}),
    ...(how.family ? { sid: how.family } : {}),
    email: `${how.subject}@playground.test`,
  };
}

function accessClaims(how: Minting, client: string): JWTPayload {
  const person = people.find((it) => it.name === how.subject);
  return {
    scope: (how.scopes ?? []).join(' '),
    roles: how.roles ?? person?.roles ?? [],
    ...(person ? { tenant: person.tenant } : {}),
    client_id: client,
    acr: how.acr ?? password,
    ...(how.authTime === undefined ? {} : { auth_time: how.authTime }),
    ...(how.family ? { sid: how.family } : {}),
    ...(how.jkt ? { cnf: { jkt: how.jkt } } : {}),
    ...(how.actor ? { act: { sub: how.actor } } : {}),
  };
}

function readClaims(payload: JWTPayload) {
  const confirmation = payload.cnf as { readonly jkt?: string } | undefined;
  return {
    subject: payload.sub ?? '',
    roles: Array.isArray(payload.roles) ? payload.roles.map(String) : [],
    scopes: String(payload.scope ?? '')
      .split(' ')
      .filter(Boolean),
    clientId: String(payload.client_id ?? ''),
    acr: String(payload.acr ?? ''),
    authTime: Number(payload.auth_time ?? 0),
    ...(confirmation?.jkt ? { jkt: confirmation.jkt } : {}),
  };
}
