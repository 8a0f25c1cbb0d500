import type { SignIn } from '../core/auth/signIn.ts';
import { introspectionChecks, refusedByUserInfo, userInfoChecks } from '../core/jwt/told.ts';
import type { Expected, Verification, VerificationCheck } from '../core/jwt/verification.ts';
import type { Secret } from '../core/secret.ts';
import type { Told } from '../send/oauth/index.ts';
import type { OAuthOptions } from '../send/oauth/obtained.ts';
import { withoutQuery } from '../send/oauth/safeUrl.ts';
import { configuredSignIn, type Lent, type SignInTarget } from './signingIn.ts';

/**
 * Asks the server of a sign-in what a token is: by introspection (RFC 7662) where it offers that, else by userinfo. The
 * token goes to that server. A text says why nothing is known.
 * @param dpopKey the key that the token is bound to, where it is
 */
export async function askAboutToken(
  id: string,
  token: Secret,
  target: SignInTarget,
  lent: Lent,
  dpopKey?: Secret,
): Promise<Verification | string> {
  const found = await configuredSignIn(id, target, lent);
  if (found.kind === 'cancelled') return 'It was cancelled.';
  if (found.kind === 'failed') return found.message;
  if (found.kind === 'unsendable') return found.problems[0]?.message ?? `The sign-in \`${id}\` is not configured.`;
  const { signIn } = found;
  const { host, signal } = lent;
  const options: OAuthOptions = { settings: host.settings, signal, now: () => host.now() };
  const { introspect, userInfo } = await import('../send/oauth/index.ts');
  // Without a credential of its own, a client is not answered (RFC 7662, 2.1).
  const mayIntrospect = signIn.client.authentication !== 'none' || signIn.endpoints.introspection !== undefined;
  const told = mayIntrospect ? await introspect(signIn, token, options) : undefined;
  const expected = expectedOf(signIn);
  const about = { token, expected, at: host.now() };
  if (told && !offersNone(told)) return verificationOf(told, 'introspection', about);
  return verificationOf(await userInfo(signIn, token, options, dpopKey), 'userinfo', about);
}

type About = Pick<Verification, 'token' | 'at'> & { readonly expected: Expected };

function verificationOf(told: Told, by: 'introspection' | 'userinfo', about: About): Verification | string {
  const asked = told.calls.map((it) => withoutQuery(it.request.url));
  const checks = checksOf(told, by, about);
  if (typeof checks === 'string') return checks;
  return { ...about, by: { by, endpoint: asked.at(-1) ?? '' }, checks, asked };
}

function checksOf(
  told: Told,
  by: 'introspection' | 'userinfo',
  { expected, at }: About,
): readonly VerificationCheck[] | string {
  switch (told.kind) {
    case 'told': {
      const options = { now: Math.floor(at / 1000), expected };
      return by === 'introspection' ? introspectionChecks(told.json, options) : userInfoChecks(told.json);
    }
    case 'refused': {
      const { status } = told.exchange.response;
      // Introspection refuses the client, not the token; a scope that is missing is no end either (RFC 6750, 3.1).
      if (by === 'userinfo' && status === 401) return [refusedByUserInfo];
      const what =
        by === 'introspection' ? 'does not let this client ask about tokens' : 'does not answer for this token';
      return `The server ${what}: it answered ${status}.`;
    }
    case 'failed':
      return told.message;
    case 'cancelled':
      return 'It was cancelled.';
  }
}

/** The server announces no such endpoint, and none is configured. */
function offersNone(told: Told): boolean {
  return (
    told.kind === 'failed' && told.code === 'not-configured' && told.calls.every((it) => it.request.method === 'GET')
  );
}

function expectedOf({ id, issuer, audience, resources }: SignIn): Expected {
  const audiences = [...(audience === undefined ? [] : [audience]), ...resources];
  return { ...(issuer === undefined ? {} : { issuer }), audiences, from: `the sign-in ${id}` };
}
