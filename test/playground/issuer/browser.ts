import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Playground } from '../../../src/playground/index.ts';

export const redirectUri = 'http://127.0.0.1:51234/callback';
export const app = { client_id: 'example-app', client_secret: 'example-app-secret-1' };
export const spa = { client_id: 'example-spa' };

export type Fields = Readonly<Record<string, string>>;
export interface Body {
  readonly [name: string]: unknown;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly error: string;
  readonly error_description: string;
}

/** Sends a form; redirects are answers. */
export function post(playground: Playground, path: string, form: Fields, headers: Fields = {}): Promise<Response> {
  return fetch(playground.origin + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  });
}

/** `[status, body]` of the token endpoint. */
export async function token(playground: Playground, form: Fields, headers: Fields = {}): Promise<[number, Body]> {
  const answer = await post(playground, '/oauth/token', form, headers);
  return [answer.status, (await answer.json()) as Body];
}

/** The refusal of the token endpoint in one line: `400 invalid_grant: The …`. */
export async function refusal(playground: Playground, form: Fields, headers: Fields = {}): Promise<string> {
  const [status, { error, error_description }] = await token(playground, form, headers);
  return `${status} ${error}: ${error_description}`;
}

export function bearer(playground: Playground, path: string, accessToken: string): Promise<Response> {
  return fetch(playground.origin + path, { headers: { Authorization: `Bearer ${accessToken}` } });
}

/** A PKCE pair (RFC 7636). */
export function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, query: { code_challenge: challenge, code_challenge_method: 'S256' } };
}

/** Opens the authorization endpoint as a browser would. */
export function open(playground: Playground, parameters: Fields, headers: Fields = {}): Promise<Response> {
  const query = new URLSearchParams({ response_type: 'code', redirect_uri: redirectUri, ...parameters });
  return fetch(`${playground.origin}/oauth/authorize?${query}`, { headers, redirect: 'manual' });
}

/** Fills in the form of a page and sends it. */
export async function fillIn(playground: Playground, page: Response, fields: Fields, headers: Fields = {}) {
  const id = /name="sign_in" value="([^"]+)"/.exec(await page.text())?.[1];
  assert.ok(id, 'the page has a form');
  return post(playground, '/oauth/sign-in', { sign_in: id, ...fields }, headers);
}

/** The parameters that a redirect brings back. */
export function broughtBack(answer: Response): Fields {
  assert.equal(answer.status, 303);
  return Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams);
}

/** The whole walk to a code: opens, chooses a person, returns what came back. */
export async function signIn(playground: Playground, parameters: Fields, person = 'ada'): Promise<Fields> {
  const page = await open(playground, parameters);
  assert.equal(page.status, 200);
  return broughtBack(await fillIn(playground, page, { person }));
}
