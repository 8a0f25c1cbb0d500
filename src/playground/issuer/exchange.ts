import { type Answer, oauthError } from '../respond.ts';
import { audienceOf, unknownTarget } from './audiences.ts';
import type { Client } from './clients.ts';
import { issue } from './issue.ts';
import { scopesWithin } from './scopes.ts';
import type { Tokens } from './tokens.ts';

const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const accepted = [accessToken, 'urn:ietf:params:oauth:token-type:jwt'];

/** Token exchange (RFC 8693): a client that got somebody's token asks for one of its own, for another API. */
export async function exchange(
  { tokens, origin }: { readonly tokens: Tokens; readonly origin: string },
  client: Client,
  form: URLSearchParams,
  jkt: string | undefined,
): Promise<Answer> {
  const type = form.get('subject_token_type') ?? '(none)';
  if (!accepted.includes(type))
    return oauthError(
      400,
      'invalid_request',
      `The subject_token_type is ${type}; ${accepted.join(' or ')} is expected`,
    );
  const wanted = form.get('requested_token_type') ?? accessToken;
  if (!accepted.includes(wanted))
    return oauthError(400, 'invalid_request', `The requested_token_type ${wanted} is not offered`);
  const subject = await tokens.check(form.get('subject_token') ?? '', 'any');
  if (!subject.ok) return oauthError(400, 'invalid_request', `subject_token: ${subject.description}`);
  const scoped = scopesWithin(form.get('scope'), subject.scopes, 'the subject token');
  if (!scoped.ok) return oauthError(400, 'invalid_scope', scoped.description);
  const target = audienceOf(form, origin);
  if (target === undefined) return oauthError(400, 'invalid_target', unknownTarget(form));
  const consent = { ...subject, client, scopes: scoped.scopes, audience: target };
  return issue(tokens, consent, { issuedTokenType: accessToken, actor: client.id, ...(jkt ? { jkt } : {}) });
}
