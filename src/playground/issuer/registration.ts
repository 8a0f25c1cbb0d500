import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Answer, type Call, oauthError } from '../respond.ts';
import { type Client, clients } from './clients.ts';
import { mayRedirect } from './redirects.ts';

/** A client that registered itself carries the issuer's mark in its id, so that nothing has to be kept. */
const key = randomBytes(32);

/** A client by its id: one that was there from the start, or one that registered itself. */
export function clientOf(id: string | null | undefined): Client | undefined {
  const [, name = '', mark = ''] = /^(registered-[\w-]{16})\.([\w-]{43})$/.exec(id ?? '') ?? [];
  const right = createHmac('sha256', key).update(name).digest();
  const given = Buffer.from(mark, 'base64url');
  if (given.length === right.length && timingSafeEqual(given, right)) return { ...likeOthers, id: id ?? '' };
  return clients.find((it) => it.id === id);
}

const [likeOthers] = clients.filter((it) => it.id === 'example-spa') as [Client];

/** `POST /oauth/register` (RFC 7591): public clients, with the redirect URIs that programs on a computer have. */
export function register(call: Call): Answer {
  const asked = readJson(call.body);
  const uris = asked?.redirect_uris;
  if (!Array.isArray(uris) || uris.length === 0)
    return oauthError(400, 'invalid_client_metadata', 'JSON with redirect_uris is expected');
  const wrong = uris.find((it) => typeof it !== 'string' || !mayRedirect(likeOthers, it));
  if (wrong !== undefined)
    return oauthError(400, 'invalid_redirect_uri', `${String(wrong).slice(0, 200)} leads to no program on a computer`);
  if (asked?.token_endpoint_auth_method !== 'none')
    return oauthError(400, 'invalid_client_metadata', 'token_endpoint_auth_method must be none: secrets are not given');
  const name = `registered-${randomBytes(12).toString('base64url')}`;
  const clientId = `${name}.${createHmac('sha256', key).update(name).digest('base64url')}`;
  return {
    status: 201,
    body: {
      client_id: clientId,
      client_id_issued_at: Math.floor(Date.now() / 1000),
      ...(typeof asked.client_name === 'string' ? { client_name: asked.client_name.slice(0, 100) } : {}),
      redirect_uris: uris,
      token_endpoint_auth_method: 'none',
      grant_types: likeOthers.grants,
      response_types: ['code'],
    },
  };
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
