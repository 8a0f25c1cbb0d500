import { audience as ownAudience } from './issuer/audiences.ts';
import { type Proofs, proofAlgorithms } from './issuer/proofs.ts';
import type { Checked } from './issuer/tokens.ts';
import { type Answer, bearerRefusal, type Call, challengeRefusal, type Handler, problem } from './respond.ts';

export type Identity = Extract<Checked, { ok: true }>;
type Next = (who: Identity, call: Call) => Answer;

/** The doors of a resource server: who may pass, and what the others are told. */
export interface Access {
  /**
   * Lets a good token through, as Bearer (RFC 6750) or with a proof of its key (RFC 9449).
   * @param audience of the API behind it, when it is not the usual one; `metadata` is the path that says so
   */
  authorized(next: Next, other?: { readonly audience: string; readonly metadata: string }): Handler;
  withScope(scope: string, next: Next): Handler;
  /** Wants one of the roles. */
  withRole(roles: readonly string[], next: Next): Handler;
  /** Wants a token that is bound to a key. */
  bound(next: Next): Handler;
}

export function createAccess(issuer: {
  check(token: string, audience?: string): Promise<Checked>;
  readonly proofs: Proofs;
}): Access {
  const algs = proofAlgorithms.join(' ');

  function dpopRefusal(params: Readonly<Record<string, string>>): Answer {
    const answer = challengeRefusal(401, 'DPoP', { ...params, algs });
    return { ...answer, headers: { ...answer.headers, 'DPoP-Nonce': issuer.proofs.nonce() } };
  }

  async function proven(call: Call, token: string, audience: string, next: Next): Promise<Answer> {
    const proof = await issuer.proofs.check(call, token);
    if (!proof.ok) return dpopRefusal({ error: proof.error, error_description: proof.description });
    const checked = await issuer.check(token, audience);
    if (!checked.ok) return dpopRefusal({ error: 'invalid_token', error_description: checked.description });
    if (checked.jkt !== proof.jkt) {
      const description = checked.jkt
        ? 'The token is bound to another key than the proof is of'
        : 'The token is not bound to a key';
      return dpopRefusal({ error: 'invalid_token', error_description: description });
    }
    const answer = next(checked, call);
    return { ...answer, headers: { ...answer.headers, 'DPoP-Nonce': issuer.proofs.nonce() } };
  }

  function authorized(next: Next, other?: { readonly audience: string; readonly metadata: string }): Handler {
    const audience = other?.audience ?? ownAudience;
    return async (call) => {
      const [scheme, token, ...more] = (call.headers.authorization ?? '').split(' ');
      const path = other?.metadata ?? '/.well-known/oauth-protected-resource';
      if (!scheme) return bearerRefusal(401, { resource_metadata: call.origin + path });
      if (/^dpop$/i.test(scheme) && token && more.length === 0) return proven(call, token, audience, next);
      if (!/^bearer$/i.test(scheme)) return bearerRefusal(401, {});
      if (!token || 0 < more.length) {
        return bearerRefusal(401, {
          error: 'invalid_request',
          error_description: 'One token is expected behind Bearer',
        });
      }
      const checked = await issuer.check(token, audience);
      const refused = (error_description: string) =>
        bearerRefusal(401, {
          error: 'invalid_token',
          error_description,
          ...(other ? { resource_metadata: call.origin + path } : {}),
        });
      if (!checked.ok) return refused(checked.description);
      if (checked.jkt) return refused('The token is bound to a key: it is expected as DPoP, with a proof');
      return next(checked, call);
    };
  }

  return {
    authorized,

    withScope: (scope, next) =>
      authorized((who, call) =>
        who.scopes.includes(scope)
          ? next(who, call)
          : bearerRefusal(403, {
              error: 'insufficient_scope',
              error_description: `The scope ${scope} is required`,
              scope,
            }),
      ),

    withRole: (roles, next) =>
      authorized((who, call) =>
        roles.some((it) => who.roles.includes(it))
          ? next(who, call)
          : problem(
              403,
              'Forbidden',
              `The role ${roles.join(' or ')} is required; ${who.subject} has ${who.roles.join(', ') || 'none'}.`,
            ),
      ),

    bound: (next) => async (call) => {
      const [scheme, token] = (call.headers.authorization ?? '').split(' ');
      if (!scheme) return dpopRefusal({});
      if (!/^dpop$/i.test(scheme) || !token)
        return dpopRefusal({ error: 'invalid_token', error_description: 'A DPoP-bound token is required' });
      return proven(call, token, ownAudience, next);
    },
  };
}
