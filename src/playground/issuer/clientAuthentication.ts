import { type Answer, type Call, oauthError } from '../respond.ts';
import type { Client, GrantType } from './clients.ts';
import { clientOf } from './registration.ts';

export type Authenticated =
  | { readonly ok: true; readonly client: Client }
  | { readonly ok: false; readonly answer: Answer };

/** Who asks: `client_secret_basic`, `client_secret_post` or, for a public client, its id alone (RFC 6749, 2.3). */
export function authenticate(call: Call, form: URLSearchParams): Authenticated {
  const basic = readBasic(call.headers.authorization);
  if (basic && form.has('client_secret')) {
    return {
      ok: false,
      answer: oauthError(400, 'invalid_request', 'The client authenticates twice: in the header and in the body'),
    };
  }
  const id = basic?.id ?? form.get('client_id') ?? '';
  const secret = basic?.secret ?? form.get('client_secret') ?? undefined;
  if (id === '') return refused('The request names no client: client_id is missing');
  if (basic && form.has('client_id') && form.get('client_id') !== id)
    return refused(`The header names the client ${id}, the body ${form.get('client_id')}`);
  const client = clientOf(id);
  if (!client) return refused(`The client ${id} is not known`);
  const used = basic ? 'client_secret_basic' : secret === undefined ? 'none' : 'client_secret_post';
  if (!client.authentication.includes(used)) {
    const offered = client.authentication.join(' or ');
    return refused(`The client ${id} is registered for the authentication method ${offered}; ${used} was used`);
  }
  if (secret !== client.secret) return refused('The client secret does not match');
  return { ok: true, client };
}

/** `unauthorized_client`, when the client is not registered for a grant. */
export function mayUse(client: Client, grant: GrantType): Answer | undefined {
  return client.grants.includes(grant)
    ? undefined
    : oauthError(400, 'unauthorized_client', `The client ${client.id} is not registered for the grant ${grant}`);
}

function refused(description: string): Authenticated {
  return {
    ok: false,
    answer: oauthError(401, 'invalid_client', description, { 'WWW-Authenticate': 'Basic realm="token endpoint"' }),
  };
}

/** Id and secret are form-encoded before they are joined (RFC 6749, 2.3.1). */
function readBasic(header: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const written = /^Basic ([A-Za-z0-9+/=]{1,1024})$/i.exec(header ?? '')?.[1];
  if (written === undefined) return undefined;
  const pair = Buffer.from(written, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0
    ? { id: formDecoded(pair), secret: '' }
    : { id: formDecoded(pair.slice(0, colon)), secret: formDecoded(pair.slice(colon + 1)) };
}

function formDecoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
