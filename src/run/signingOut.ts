import { configurationOf, type TokenSession } from '../core/auth/session.ts';
import { optionsOf } from './obtaining.ts';
import { configuredSignIn, type Lent, type SignInTarget } from './signingIn.ts';

/** What became of a session at its authorization server. */
export interface SignedOut {
  /** `none-offered`: its tokens hold until they end. `failed`: so they do, and `message` says why. */
  readonly revocation:
    | { readonly kind: 'revoked'; readonly what: readonly ('refresh_token' | 'access_token')[] }
    | { readonly kind: 'none-offered' }
    | { readonly kind: 'failed'; readonly message: string };
  /** Where a browser signs out of the server itself; it holds the ID token. */
  readonly page?: string;
}

/** Takes a session's tokens back where the server offers it (RFC 7009). Who keeps the session forgets it. */
export async function signOutAt(session: TokenSession, target: SignInTarget, lent: Lent): Promise<SignedOut> {
  const found = await configuredSignIn(session.key.id, target, lent);
  if (found.kind !== 'configured') return failed(messageOf(found));
  if (configurationOf(found.signIn) !== session.configuration)
    return failed('its configuration has changed since then, and may lead to another server.');
  const options = optionsOf(lent);
  const { endSessionUrl, revoke } = await import('../send/oauth/index.ts');
  const revoked = await revoke(found.signIn, session, options);
  // Nobody is signed in at the server where no person was.
  const page = session.tokens.idToken ? await endSessionUrl(found.signIn, session, options) : undefined;
  const more = page?.kind === 'url' ? { page: page.url } : {};
  switch (revoked.kind) {
    case 'revoked':
      return { revocation: { kind: 'revoked', what: revoked.what }, ...more };
    case 'no-endpoint':
      return { revocation: { kind: 'none-offered' }, ...more };
    case 'cancelled':
      return { ...failed('it was cancelled.'), ...more };
    case 'refused':
      return { ...failed(`the server answered ${revoked.exchange.response.status}.`), ...more };
    case 'failed':
      return { ...failed(revoked.message), ...more };
  }
}

function failed(message: string): SignedOut {
  return { revocation: { kind: 'failed', message } };
}

function messageOf(outcome: Exclude<Awaited<ReturnType<typeof configuredSignIn>>, { kind: 'configured' }>): string {
  if (outcome.kind === 'cancelled') return 'it was cancelled.';
  return outcome.kind === 'failed'
    ? outcome.message
    : (outcome.problems[0]?.message ?? 'it is not configured any more.');
}
