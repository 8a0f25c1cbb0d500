import { secretsOfSignIn } from '../core/auth/secretsOfSignIn.ts';
import type { SignIn } from '../core/auth/signIn.ts';
import type { Exchange } from '../core/exchange.ts';
import { secretsOf } from '../core/knownSecrets.ts';
import { maskKnown } from '../core/mask.ts';
import { spellingsOf } from '../core/spellings.ts';
import type { Obtained } from '../send/oauth/obtained.ts';
import type { Renewed } from './obtaining.ts';
import { none } from './token.ts';

/** Why there is no token, in words; the answer that says so is the last of the calls. */
export function notObtained(
  outcome: Exclude<Obtained, { kind: 'obtained' }>,
  signIn: SignIn,
  what: 'renewed' | 'obtained',
  calls: readonly Exchange[],
): Renewed {
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' };
  const subject = `The token of the sign-in \`${signIn.id}\` could not be ${what}`;
  if (outcome.kind === 'refused') {
    const { status } = outcome.exchange.response;
    // A server that answers with what it was sent is no reason to say it again.
    const known = secretsOf(outcome.exchange, secretsOfSignIn(signIn));
    const error = maskKnown(errorOf(outcome.exchange) ?? String(status), known);
    const next = what === 'renewed' && isOver(outcome.exchange) ? ' Sending again signs in anew.' : '';
    const last = calls.includes(outcome.exchange) ? calls : [...calls, outcome.exchange];
    return { ...none(`${subject}: ${hostOf(outcome.exchange)} answered ${error}.${next}`), calls: last };
  }
  const shown = outcome.exchange && !calls.includes(outcome.exchange) ? [...calls, outcome.exchange] : calls;
  const known = secretsOfSignIn(signIn).flatMap((it) => spellingsOf(it.reveal()));
  return { ...none(`${subject}. ${maskKnown(outcome.message, known)}`), calls: shown, network: outcome.code };
}

/** RFC 6749, 5.2: the refresh token is good for nothing any more. */
export function isOver(exchange: Exchange): boolean {
  return errorOf(exchange) === 'invalid_grant';
}

function errorOf({ response }: Exchange): string | undefined {
  return /"error"\s{0,5}:\s{0,5}"([\w.-]{1,60})"/.exec(response.body?.text.slice(0, 20_000) ?? '')?.[1];
}

function hostOf({ request }: Exchange): string {
  return URL.canParse(request.url) ? new URL(request.url).host : 'the authorization server';
}
