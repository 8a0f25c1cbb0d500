import * as oauth from 'oauth4webapi';
import type { Tokens } from '../../core/auth/tokens.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Secret } from '../../core/secret.ts';
import type { Calls } from './calls.ts';
import { Ended, failed } from './ended.ts';
import { idTokenProblem, signatureProblem } from './idTokenProblem.ts';
import { type Json, jwtClaims, jwtHeader } from './jsonAnswer.ts';
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
  expected: IdTokenExpectations,
  exchange: Exchange,
): Promise<void> {
  if (tokens.idToken) await checkClaims(tokens.idToken.reveal(), server, expected, exchange);
}

/** Validates an ID token that came through the browser: its signature and the access token's hash, too (3.2.2.11). */
export async function checkIdTokenOfBrowser(
  tokens: Tokens,
  { server, calls }: { readonly server: Server; readonly calls: Calls },
  expected: IdTokenExpectations,
  exchange: Exchange,
): Promise<void> {
  if (!tokens.idToken) return;
  const token = tokens.idToken.reveal();
  const { metadata, answer } = await checkClaims(token, server, expected, exchange);
  try {
    await oauth.validateApplicationLevelSignature(metadata, answer, keyOptions(calls));
  } catch (error) {
    if (error instanceof Ended) throw error;
    throw failed('not-oauth', signatureProblem(error, metadata), exchange);
  }
  const { at_hash: hash } = jwtClaims(token);
  if (hash !== undefined && hash !== (await accessTokenHash(token, tokens.accessToken))) {
    throw failed(
      'not-oauth',
      'The ID token was not accepted: its at_hash is that of another access token than the one that came with it. The tokens were not kept.',
      exchange,
    );
  }
}

async function checkClaims(
  token: string,
  server: Server,
  { nonce, maxAge }: IdTokenExpectations,
  exchange: Exchange,
): Promise<{ readonly metadata: oauth.AuthorizationServer; readonly answer: Response }> {
  const answer = Response.json({ access_token: 'not looked at', token_type: 'bearer', id_token: token });
  const claims = jwtClaims(token);
  const metadata = { ...algorithmsOf(server.metadata), issuer: issuerFor(server, claims) };
  try {
    if (nonce === undefined) {
      await oauth.processGenericTokenEndpointResponse(metadata, server.client, answer);
    } else {
      await oauth.processAuthorizationCodeResponse(metadata, server.client, answer, {
        expectedNonce: nonce,
        ...(maxAge === undefined ? {} : { maxAge }),
      });
    }
    return { metadata, answer };
  } catch (error) {
    throw failed('not-oauth', idTokenProblem(error, claims), exchange);
  }
}

function keyOptions(calls: Calls) {
  return {
    [oauth.customFetch]: async (url: string, init: Parameters<Calls['fetch']>[1]) => {
      await calls.fetch(url, init);
      // Here alone the library reads an answer itself.
      const { status, body } = calls.last().response;
      return new Response(body?.text ?? '', { status, headers: { 'content-type': 'application/json' } });
    },
    [oauth.allowInsecureRequests]: true,
  };
}

/** The left half of the hash that goes with the ID token's algorithm. */
async function accessTokenHash(idToken: string, accessToken: Secret): Promise<string> {
  const size = /(?:256|384|512)$/.exec(String(jwtHeader(idToken).alg))?.[0] ?? '512';
  const digest = await crypto.subtle.digest(`SHA-${size}`, Buffer.from(accessToken.reveal(), 'utf8'));
  return Buffer.from(digest.slice(0, digest.byteLength / 2)).toString('base64url');
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
