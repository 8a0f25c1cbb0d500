import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { exportJWK, type GenerateKeyPairOptions, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { FetchOptions } from '../../../src/send/keys/fetchJson.ts';
import { listen, settings } from '../loopback.ts';

/** An answer of the issuer: JSON, or a function that answers for itself. */
export type Page = unknown | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Issuer {
  readonly origin: string;
  /** Path → what is answered there; others are 404. */
  readonly pages: Map<string, Page>;
  /** `GET /path` and header fields, in order. */
  readonly asked: string[];
}

/** An issuer on loopback that publishes its document and, at `/keys`, the given keys. */
export async function issuerWith(t: TestContext, keys: readonly JWK[]): Promise<Issuer> {
  const pages = new Map<string, Page>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    const page = pages.get(request.url ?? '');
    if (typeof page === 'function') return page(request, response);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(page) ?? '');
  });
  const { port } = await listen(t, server);
  const origin = `http://127.0.0.1:${port}`;
  pages.set('/.well-known/openid-configuration', { issuer: origin, jwks_uri: `${origin}/keys` });
  pages.set('/keys', { keys });
  return { origin, pages, asked };
}

/** A key pair as an issuer has it. */
export async function keyPair(alg: string, kid?: string, options: GenerateKeyPairOptions = {}) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, ...options });
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) };
  const sign = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }), ...header }).sign(privateKey);
  return { publicKey, privateKey, publicJwk, privateJwk: await exportJWK(privateKey), sign };
}

export const atNow = 1_795_374_251_000;

/** How the tests fetch: no proxy of this computer's, a clock that stands. */
export function fetching(more: Partial<FetchOptions> = {}): FetchOptions {
  return { settings, signal: new AbortController().signal, now: () => atNow, environment: {}, ...more };
}
