import type { Answer } from '../respond.ts';
import type { Consent } from './consent.ts';
import type { Tokens } from './tokens.ts';

export interface Issuing {
  readonly family?: string;
  readonly refreshToken?: string;
  /** The key to bind the access token to. */
  readonly jkt?: string;
  /** Seconds since the token was made: somebody left a window open. */
  readonly age?: number;
  /** RFC 8693, 2.2.1. */
  readonly issuedTokenType?: string;
  readonly actor?: string;
}

/** The answer of the token endpoint that gives tokens (RFC 6749, 5.1). */
export async function issue(tokens: Tokens, consent: Consent, how: Issuing): Promise<Answer> {
  const { client, subject, scopes, acr, authTime } = consent;
  const age = how.age ?? 0;
  const signedIn = { subject, clientId: client.id, acr, authTime, ...(how.family ? { family: how.family } : {}) };
  const accessToken = await tokens.mint({
    ...signedIn,
    scopes,
    audience: consent.audience,
    issuedIn: -age,
    expiresIn: client.lifetime - age,
    ...(how.jkt ? { jkt: how.jkt } : {}),
    ...(how.actor ? { actor: how.actor } : {}),
  });
  const idToken =
    scopes.includes('openid') && how.issuedTokenType === undefined
      ? await tokens.mint({
          ...signedIn,
          use: 'id',
          expiresIn: client.lifetime,
          ...(consent.nonce === undefined ? {} : { nonce: consent.nonce }),
        })
      : undefined;
  return {
    status: 200,
    body: {
      access_token: accessToken,
      ...(how.issuedTokenType ? { issued_token_type: how.issuedTokenType } : {}),
      token_type: how.jkt ? 'DPoP' : 'Bearer',
      expires_in: client.lifetime,
      ...(how.refreshToken ? { refresh_token: how.refreshToken } : {}),
      ...(idToken ? { id_token: idToken } : {}),
      scope: scopes.join(' '),
    },
  };
}
