import { randomBytes } from 'node:crypto';
import { type Answer, type Call, oauthError } from '../respond.ts';
import { type AuthorizationRequest, readAuthorizationRequest } from './authorizationRequest.ts';
import { authenticate } from './clientAuthentication.ts';
import type { Clock } from './consent.ts';
import { keep } from './keep.ts';

const lifetime = 60;

/** Authorization requests that were pushed ahead (RFC 9126). */
export interface Pushed {
  /** `POST /oauth/par`. */
  push(call: Call): Answer;
  /** The request behind a `request_uri`, for the client that pushed it; until it is used or a minute has passed. */
  find(requestUri: string, clientId: string): AuthorizationRequest | undefined;
  drop(requestUri: string): void;
}

export function createPushed(origin: string, clock: Clock): Pushed {
  const requests = new Map<string, { readonly request: AuthorizationRequest; readonly until: number }>();
  return {
    push(call) {
      const form = new URLSearchParams(call.body);
      const authenticated = authenticate(call, form);
      if (!authenticated.ok) return authenticated.answer;
      if (form.has('request_uri')) return oauthError(400, 'invalid_request', 'A request_uri cannot be pushed');
      form.set('client_id', authenticated.client.id);
      const read = readAuthorizationRequest(form, origin);
      if (!read.ok) return oauthError(400, read.error, read.description);
      const uri = `urn:ietf:params:oauth:request_uri:${randomBytes(24).toString('base64url')}`;
      keep(requests, uri, { request: read.request, until: clock() + lifetime * 1000 });
      return { status: 201, body: { request_uri: uri, expires_in: lifetime } };
    },
    find(requestUri, clientId) {
      const known = requests.get(requestUri);
      return known && clock() < known.until && known.request.client.id === clientId ? known.request : undefined;
    },
    drop: (requestUri) => void requests.delete(requestUri),
  };
}
