import { decodeJwt } from 'jose';
import { type Answer, bearerRefusal, type Call, oauthError } from '../respond.ts';
import type { Browsers } from './browsers.ts';
import { authenticate } from './clientAuthentication.ts';
import type { Families } from './families.ts';
import { html, page, refusalPage } from './pages.ts';
import { mayRedirect, redirectTo } from './redirects.ts';
import { clientOf } from './registration.ts';
import type { Checked, Tokens } from './tokens.ts';

interface Parts {
  readonly origin: string;
  readonly tokens: Tokens;
  readonly families: Families;
  readonly browsers: Browsers;
}

/** `POST /oauth/revoke` (RFC 7009): a refresh token ends with all that came from its sign-in. */
export async function revoke({ tokens, families }: Parts, call: Call): Promise<Answer> {
  const form = new URLSearchParams(call.body);
  const authenticated = authenticate(call, form);
  if (!authenticated.ok) return authenticated.answer;
  const token = form.get('token') ?? '';
  if (token === '') return oauthError(400, 'invalid_request', 'token is missing');
  const family = families.find(token);
  const checked: Checked | undefined = family ? undefined : await tokens.check(token, 'any');
  const owner = family?.consent.client.id ?? (checked?.ok ? checked.clientId : undefined);
  if (owner !== undefined && owner !== authenticated.client.id)
    return oauthError(400, 'unauthorized_client', `The token was issued to ${owner}`);
  if (family) families.end(family.id);
  else if (checked?.ok) tokens.revoke(token);
  return { status: 200 };
}

/** `POST /oauth/introspect` (RFC 7662), for clients with a secret. */
export async function introspect({ tokens, families, origin }: Parts, call: Call): Promise<Answer> {
  const form = new URLSearchParams(call.body);
  const authenticated = authenticate(call, form);
  if (!authenticated.ok) return authenticated.answer;
  const { client } = authenticated;
  if (client.secret === undefined)
    return oauthError(401, 'invalid_client', `The public client ${client.id} may not introspect tokens`);
  const token = form.get('token') ?? '';
  if (token === '') return oauthError(400, 'invalid_request', 'token is missing');
  const family = families.find(token);
  if (family) {
    const { subject, scopes, client: owner } = family.consent;
    const exp = Math.floor(family.until / 1000);
    return {
      status: 200,
      body: { active: true, iss: origin, sub: subject, scope: scopes.join(' '), client_id: owner.id, exp },
    };
  }
  const checked = await tokens.check(token, 'any');
  if (!checked.ok) return { status: 200, body: { active: false } };
  return { status: 200, body: { active: true, token_type: checked.jkt ? 'DPoP' : 'Bearer', ...checked.claims } };
}

/** `/oauth/userinfo` (OpenID Connect Core, 5.3). */
export function userinfo(who: Extract<Checked, { ok: true }>): Answer {
  if (!who.scopes.includes('openid')) {
    return bearerRefusal(403, {
      error: 'insufficient_scope',
      error_description: 'The scope openid is required',
      scope: 'openid',
    });
  }
  const name = who.subject;
  return { status: 200, body: { sub: name, name, preferred_username: name, email: `${name}@playground.test` } };
}

/** `/oauth/logout` (OpenID Connect RP-Initiated Logout): ends the browser's session with the issuer. */
export function endSession({ browsers }: Parts, call: Call): Answer {
  const parameters = call.method === 'POST' ? new URLSearchParams(call.body) : call.query;
  const cookie = { 'Set-Cookie': browsers.end(call) };
  const id = parameters.get('client_id') ?? audienceOfHint(parameters.get('id_token_hint') ?? '');
  const target = parameters.get('post_logout_redirect_uri');
  if (target === null) {
    const done = page(
      200,
      'Signed out',
      html`<p>This browser is signed out of the playground. You can close this page.</p>`,
    );
    return { ...done, headers: { ...done.headers, ...cookie } };
  }
  const client = clientOf(id);
  if (!client || !mayRedirect(client, target)) {
    return refusalPage(
      'Signed out, and not sent on',
      html`<p>The post_logout_redirect_uri <code>${target}</code> is not registered for the client <code>${id ?? '(none)'}</code>.</p>`,
    );
  }
  const location = redirectTo(target, { state: parameters.get('state') ?? undefined });
  return { status: 303, headers: { Location: location, ...cookie } };
}

/** Who an ID token is for. It only says which client asks: nothing is granted by it, so it may have expired. */
function audienceOfHint(token: string): string | undefined {
  try {
    return [decodeJwt(token).aud].flat()[0];
  } catch {
    return undefined;
  }
}
