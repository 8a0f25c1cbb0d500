import * as oauth from 'oauth4webapi';
import type { Tokens } from '../../core/auth/tokens.ts';
import type { Exchange } from '../../core/exchange.ts';
import { failed } from './ended.ts';
import { idTokenProblem } from './idTokenProblem.ts';
import { isObject, type Json } from './jsonAnswer.ts';
import type { Server } from './server.ts';

export interface IdTokenExpectations {
  /** As sent; an ID token without it answers another request. */
  readonly nonce?: string;
  /** Seconds since the person last signed in; the time that this sign-in took is on top. */
  readonly maxAge?: number;
}

/**
 * Validates an ID token that came from the token endpoint (OpenID Connect Core, 3.1.3.7): issuer, audience, times,
 * nonce. Its signature is not looked at: TLS says who sent it. Ends the flow with what was expected and what came.
 */
export async function checkIdToken(
  tokens: Tokens,
  server: Server,
  { nonce, maxAge }: IdTokenExpectations,
  exchange: Exchange,
): Promise<void> {
  if (!tokens.idToken) return;
  const answer = Response.json({
    access_token: 'not looked at',
    token_type: 'bearer',
    id_token: tokens.idToken.reveal(),
  });
  const claims = claimsOf(tokens.idToken.reveal());
  try {
    const metadata = { ...algorithmsOf(server.metadata), issuer: issuerFor(server, claims) };
    if (nonce === undefined) {
      await oauth.processGenericTokenEndpointResponse(metadata, server.client, answer);
    } else {
      await oauth.processAuthorizationCodeResponse(metadata, server.client, answer, {
        expectedNonce: nonce,
        ...(maxAge === undefined ? {} : { maxAge }),
      });
    }
  } catch (error) {
    throw failed('not-oauth', idTokenProblem(error, claims), exchange);
  }
}

/** The issuer to expect: with none configured, the token's own; `{tenantid}` is filled from the token (Entra). */
function issuerFor({ issuer, metadata }: Server, claims: Json): string {
  const own = typeof claims.iss === 'string' && claims.iss !== '' ? claims.iss : 'https://issuer.invalid';
  if (issuer === undefined) return own;
  const { tid } = claims;
  return typeof tid === 'string' ? metadata.issuer.replace('{tenantid}', () => tid) : metadata.issuer;
}

/** Where no metadata says how ID tokens are signed, each way that is one will do. */
function algorithmsOf(metadata: oauth.AuthorizationServer): oauth.AuthorizationServer {
  if (metadata.id_token_signing_alg_values_supported) return metadata;
  const algorithms = ['RS', 'PS', 'ES', 'HS'].flatMap((it) => ['256', '384', '512'].map((size) => `${it}${size}`));
  return { ...metadata, id_token_signing_alg_values_supported: [...algorithms, 'EdDSA', 'Ed25519'] };
}

function claimsOf(token: string): Json {
  try {
    const json: unknown = JSON.parse(Buffer.from(token.split('.', 2)[1] ?? '', 'base64url').toString('utf8'));
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}
