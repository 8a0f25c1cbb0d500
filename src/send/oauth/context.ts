import * as oauth from 'oauth4webapi';
import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import type { Tokens } from '../../core/auth/tokens.ts';
import { type Exchange, fieldValues } from '../../core/exchange.ts';
import type { Calls } from './calls.ts';
import { clientAuthentication } from './clientAuthentication.ts';
import { checkIdToken, type IdTokenExpectations } from './idToken.ts';
import { createProofKey, type ProofKey } from './keys.ts';
import type { OAuthOptions } from './obtained.ts';
import { type Endpoint, type Server, serverOf } from './server.ts';
import { errorOf, readTokens } from './tokenAnswer.ts';

/** What every request of one flow needs. */
export interface Context {
  readonly signIn: SignIn;
  readonly ask: SignInRequest;
  readonly server: Server;
  readonly authentication: oauth.ClientAuth;
  readonly proof?: { readonly key: ProofKey; readonly handle: oauth.DPoPHandle };
  readonly calls: Calls;
  readonly options: OAuthOptions;
}

/** Finds the server, how the client proves itself, and a key where tokens are to be bound to one. */
export async function contextFor(
  signIn: SignIn,
  ask: SignInRequest,
  needed: readonly Endpoint[],
  calls: Calls,
  options: OAuthOptions,
  key?: ProofKey,
): Promise<Context> {
  const server = await serverOf(signIn, needed, calls, options);
  const authentication = await clientAuthentication(signIn, server, options.settings);
  const proofKey = key ?? (signIn.dpop ? await createProofKey() : undefined);
  return {
    signIn,
    ask,
    server,
    authentication,
    ...(proofKey ? { proof: { key: proofKey, handle: oauth.DPoP(server.client, proofKey.pair) } } : {}),
    calls,
    options,
  };
}

/** For each request of the library. It would refuse http on loopback: `calls.fetch` is the judge of addresses here. */
export function requestOptions({ calls, proof }: Pick<Context, 'calls' | 'proof'>) {
  return {
    [oauth.customFetch]: (url: string, init: Parameters<Calls['fetch']>[1]) => calls.fetch(url, init),
    [oauth.allowInsecureRequests]: true,
    ...(proof ? { DPoP: proof.handle } : {}),
  };
}

/** Makes a request, and once more where the server wants its nonce in the proof (RFC 9449, 8). */
export async function exchangeOf(
  context: Pick<Context, 'calls' | 'proof'>,
  request: () => Promise<Response>,
): Promise<Exchange> {
  await request();
  if (context.proof && wantsNonce(context.calls.last())) await request();
  return context.calls.last();
}

/** Said in the body by an authorization server, in the challenge by a resource (RFC 9449, 8 and 9). */
function wantsNonce(exchange: Exchange): boolean {
  if (errorOf(exchange) === 'use_dpop_nonce') return true;
  return fieldValues(exchange.response.headers, 'WWW-Authenticate').some((it) => it.includes('use_dpop_nonce'));
}

export type Given = { readonly kind: 'obtained'; readonly tokens: Tokens; readonly issuer?: string };

/** Makes a token request and reads its answer. */
export async function tokensFrom(
  context: Context,
  asked: readonly string[],
  request: () => Promise<Response>,
  expected: IdTokenExpectations = {},
): Promise<Given> {
  return tokensOf(context, asked, await exchangeOf(context, request), expected);
}

/** Reads the answer to a token request, and checks the ID token in it. */
export async function tokensOf(
  context: Context,
  asked: readonly string[],
  exchange: Exchange,
  expected: IdTokenExpectations = {},
): Promise<Given> {
  const { proof, server } = context;
  const tokens = readTokens(exchange, asked, context.options.now());
  await checkIdToken(tokens, server, expected, exchange);
  return {
    kind: 'obtained',
    tokens: { ...tokens, ...(proof ? { dpopKey: proof.key.jwk } : {}) },
    ...(server.issuer === undefined ? {} : { issuer: server.issuer }),
  };
}
