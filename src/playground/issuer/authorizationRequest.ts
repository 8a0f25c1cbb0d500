import { audienceOf, unknownTarget } from './audiences.ts';
import type { Client } from './clients.ts';
import { twoFactor } from './consent.ts';
import { mayRedirect } from './redirects.ts';
import { clientOf } from './registration.ts';
import { scopesOfPerson } from './scopes.ts';

/** What a client asks of the authorization endpoint, read. */
export interface AuthorizationRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scope: string | null;
  readonly audience: string;
  readonly state?: string;
  readonly nonce?: string;
  readonly challenge?: string;
  readonly jkt?: string;
  readonly wantsTwoFactor: boolean;
  /** Seconds. */
  readonly maxAge?: number;
  readonly prompts: readonly string[];
  readonly loginHint?: string;
}

export type AuthorizationRead =
  | { readonly ok: true; readonly request: AuthorizationRequest }
  /** The client or its redirect URI is not known: nobody may be sent there (RFC 6749, 4.1.2.1). */
  | { readonly ok: false; readonly at: 'page'; readonly error: string; readonly description: string }
  | {
      readonly ok: false;
      readonly at: 'redirect';
      readonly error: string;
      readonly description: string;
      readonly redirectUri: string;
      readonly state?: string;
    };

export function readAuthorizationRequest(parameters: URLSearchParams, origin: string): AuthorizationRead {
  const page = (error: string, description: string): AuthorizationRead => ({
    ok: false,
    at: 'page',
    error,
    description,
  });
  const id = parameters.get('client_id') ?? '';
  const client = clientOf(id);
  if (!client) return page('invalid_client', id === '' ? 'client_id is missing' : `The client ${id} is not known`);
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!mayRedirect(client, redirectUri)) {
    const registered = client.redirects.join(', ') || 'none';
    return page(
      'invalid_request',
      `The redirect_uri is ${redirectUri || '(none)'}. Registered for ${id}, with any port: ${registered}`,
    );
  }
  const state = parameters.get('state') ?? undefined;
  const refused = (error: string, description: string): AuthorizationRead => ({
    ok: false,
    at: 'redirect',
    error,
    description,
    redirectUri,
    ...(state === undefined ? {} : { state }),
  });
  if (!client.grants.includes('authorization_code'))
    return refused('unauthorized_client', `The client ${id} is not registered for the grant authorization_code`);
  if (parameters.get('response_type') !== 'code')
    return refused(
      'unsupported_response_type',
      `response_type=code is offered, not ${parameters.get('response_type')}`,
    );
  const challenge = parameters.get('code_challenge') ?? undefined;
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (challenge === undefined && client.secret === undefined)
    return refused('invalid_request', `code_challenge is missing: the public client ${id} has to use PKCE`);
  if (challenge !== undefined && (method !== 'S256' || !/^[\w-]{43}$/.test(challenge)))
    return refused(
      'invalid_request',
      `code_challenge_method S256 is expected, with its 43 characters; it is ${method}`,
    );
  const scoped = scopesOfPerson(parameters.get('scope'), []);
  if (!scoped.ok) return refused('invalid_scope', scoped.description);
  const audience = audienceOf(parameters, origin);
  if (audience === undefined) return refused('invalid_target', unknownTarget(parameters));
  const maxAge = parameters.get('max_age');
  if (maxAge !== null && !/^\d{1,9}$/.test(maxAge))
    return refused('invalid_request', `max_age is a number of seconds, not ${maxAge}`);
  const prompts = words(parameters.get('prompt'));
  if (prompts.includes('none') && 1 < prompts.length) return refused('invalid_request', 'prompt=none stands alone');
  const optional = {
    nonce: parameters.get('nonce'),
    loginHint: parameters.get('login_hint'),
    jkt: parameters.get('dpop_jkt'),
  };
  return {
    ok: true,
    request: {
      client,
      redirectUri,
      scope: parameters.get('scope'),
      audience,
      ...(state === undefined ? {} : { state }),
      ...(challenge === undefined ? {} : { challenge }),
      ...(optional.nonce === null ? {} : { nonce: optional.nonce }),
      ...(optional.loginHint === null ? {} : { loginHint: optional.loginHint }),
      ...(optional.jkt === null ? {} : { jkt: optional.jkt }),
      ...(maxAge === null ? {} : { maxAge: Number(maxAge) }),
      wantsTwoFactor: words(parameters.get('acr_values')).includes(twoFactor),
      prompts,
    },
  };
}

function words(value: string | null): string[] {
  return (value ?? '').split(' ').filter(Boolean);
}
