import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';

/** Whether a token's signature is that of its issuer's published keys. */
export type Verification =
  /** `asked`: the URLs that were read, in order. */
  | { readonly kind: 'verified'; readonly says: string; readonly asked: readonly string[] }
  | { readonly kind: 'not-verified'; readonly says: string; readonly asked: readonly string[] }
  /** The keys could not be had, so nothing is known about the signature. */
  | { readonly kind: 'no-keys'; readonly says: string; readonly asked: readonly string[]; readonly network: boolean };

const timeoutMs = 10_000;
const longestDocument = 1_000_000;

/**
 * Verifies a JWS with the keys that its issuer publishes (OpenID Connect Discovery, RFC 8414). Sends two GET requests
 * to the issuer, without the token in them; only to be called when the user asks for it. The claims are not judged.
 */
export async function verifyWithIssuer(token: string, issuer: string | undefined): Promise<Verification> {
  const asked: string[] = [];
  const discovery = discoveryUrls(issuer);
  if (typeof discovery === 'string') return { kind: 'no-keys', says: discovery, asked, network: false };
  let jwksUri: string | undefined;
  let problem = '';
  for (const url of discovery) {
    asked.push(url);
    const found = await readJson(url);
    if ('problem' in found) problem = found.problem;
    else if (typeof found.json.jwks_uri === 'string') {
      jwksUri = found.json.jwks_uri;
      break;
    } else problem = `${url} answered JSON without a jwks_uri.`;
  }
  if (jwksUri === undefined) return { kind: 'no-keys', says: problem, asked, network: true };
  if (!isSafe(jwksUri)) {
    return {
      kind: 'no-keys',
      says: 'The jwks_uri of the issuer is neither https nor on this computer, so it was not read.',
      asked,
      network: false,
    };
  }
  asked.push(jwksUri);
  const keys = await readJson(jwksUri);
  if ('problem' in keys) return { kind: 'no-keys', says: keys.problem, asked, network: true };
  if (!isKeySet(keys.json))
    return { kind: 'no-keys', says: `${jwksUri} answered JSON without a list of keys.`, asked, network: true };
  return verify(token, keys.json, asked);
}

async function verify(token: string, keys: JSONWebKeySet, asked: readonly string[]): Promise<Verification> {
  try {
    const { protectedHeader } = await compactVerify(token, createLocalJWKSet(keys));
    const key = protectedHeader.kid === undefined ? 'one of its keys' : `its key ${protectedHeader.kid}`;
    return { kind: 'verified', says: `The signature is the issuer's: it fits ${key} (${protectedHeader.alg}).`, asked };
  } catch (error) {
    return { kind: 'not-verified', says: describe(error, keys), asked };
  }
}

function describe(error: unknown, keys: JSONWebKeySet): string {
  const ids = keys.keys
    .map((it) => it.kid ?? 'without kid')
    .slice(0, 10)
    .join(', ');
  if (error instanceof errors.JWKSNoMatchingKey) {
    return `None of the issuer's keys has the token's kid and algorithm. It publishes: ${ids || 'no keys'}.`;
  }
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return "Several of the issuer's keys fit the token, and it names none of them (kid).";
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return "The signature is not that of the issuer's key: the token was changed or signed by another key.";
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return "The token's algorithm cannot be verified with public keys.";
  }
  return 'The token is not a signed token that can be verified: three parts of base64url with a header that names the algorithm are expected.';
}

/** Where discovery documents are: OpenID Connect appends to the path, RFC 8414 puts its part before it. */
function discoveryUrls(issuer: string | undefined): readonly string[] | string {
  if (issuer === undefined) return 'The token names no issuer (iss), so there is nobody to ask for keys.';
  if (!URL.canParse(issuer)) return 'The issuer (iss) of the token is no URL, so there is nowhere to ask for keys.';
  if (!isSafe(issuer))
    return 'The issuer (iss) of the token is neither https nor on this computer, so it was not asked.';
  const url = new URL(issuer);
  const path = url.pathname.replace(/(?<!\/)\/+$/, '');
  return [
    `${url.origin}${path}/.well-known/openid-configuration`,
    `${url.origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

type Json = Readonly<Record<string, unknown>>;

async function readJson(url: string): Promise<{ readonly json: Json } | { readonly problem: string }> {
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { problem: `${url} answered ${response.status}.` };
    }
    const text = await readBounded(response);
    if (text === undefined) return { problem: `${url} answered more than 1 MB, which is no list of keys.` };
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? { json } : { problem: `${url} answered JSON that is no object.` };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: `${url} answered something else than JSON.` };
    if (error instanceof DOMException) return { problem: `${url} did not answer within ${timeoutMs / 1000} seconds.` };
    return { problem: `${url} could not be reached${reason(error)}.` };
  }
}

async function readBounded(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (longestDocument < length) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

function isRecord(it: unknown): it is Json {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

function isKeySet(json: Json): json is Json & JSONWebKeySet {
  return Array.isArray(json.keys) && json.keys.every(isRecord);
}
