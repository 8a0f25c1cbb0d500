import { secretsOfSignIn } from '../core/auth/secretsOfSignIn.ts';
import type { Session, TokenSession } from '../core/auth/session.ts';
import type { SignIn, SignInRequest } from '../core/auth/signIn.ts';
import { parse } from '../core/http/parse.ts';
import { createBatch, openContext, type RunContext, unsendable } from './context.ts';
import { environmentsOf } from './contextFor.ts';
import type { RunMemory } from './memory.ts';
import { readImports } from './otherFiles.ts';
import { resolveUntil } from './resolving.ts';
import type { Answered, RunHost, RunOutcome, RunTarget } from './run.ts';
import { runNamed } from './runOne.ts';
import { tokenFor } from './tokens.ts';

/** Whose session, and the `.http` file whose environment files configure it. */
export type SignInTarget = Pick<RunTarget, 'path' | 'root' | 'environment' | 'user' | 'file'>;

/** A session, begun or had anew without a request to send; else why there is none. */
export type Begun =
  | { readonly kind: 'begun'; readonly session: TokenSession; readonly ranFirst: Answered['ranFirst'] }
  | Exclude<RunOutcome, Answered>;

export interface Lent {
  readonly memory: RunMemory;
  readonly host: RunHost;
  readonly signal: AbortSignal;
}

/**
 * Signs in as a file configures it.
 * @param before what is kept: had anew by its refresh token where there is one; with `ask` by signing in
 */
export async function beginSession(
  id: string,
  target: SignInTarget,
  lent: Lent,
  before?: Session,
  ask?: SignInRequest,
): Promise<Begun> {
  const found = await configuredSignIn(id, target, lent);
  if (found.kind !== 'configured') return found;
  const { signIn, context } = found;
  const credentials = before?.kind === 'tokens' ? [before.tokens.accessToken.reveal()] : [];
  const renew = { credentials, logins: [], ...(ask ? { ask } : {}) };
  const token = await tokenFor(
    { from: 'sign-in', signIn, use: 'access' },
    { ...lent, target: { ...context.target, renew, mayBegin: true } },
  );
  if (token.kind === 'cancelled') return { kind: 'cancelled' };
  const ranFirst = [...context.ranFirst, ...token.calls.map((exchange) => ({ name: `token of ${id}`, exchange }))];
  if (token.kind === 'token') {
    const { session } = token;
    return session
      ? { kind: 'begun', session, ranFirst }
      : unsendable({ message: `The token of ${id} is a given one.` });
  }
  const { message, network } = token;
  if (network !== undefined && network !== 'not-oauth' && network !== 'not-configured')
    return { kind: 'failed', code: network, message, earlier: [] };
  const secrets = [...context.secrets, ...secretsOfSignIn(signIn)];
  return { ...unsendable({ message }), ...(ranFirst.length ? { ranFirst, secrets } : {}) };
}

/** A sign-in with everything filled in that its configuration refers to. */
export async function configuredSignIn(
  id: string,
  target: SignInTarget,
  { memory, host, signal }: Lent,
): Promise<
  { readonly kind: 'configured'; readonly signIn: SignIn; readonly context: RunContext } | Exclude<RunOutcome, Answered>
> {
  const batch = createBatch();
  const environments = await environmentsOf(target, batch, host);
  // The file's own variables and requests may be what the configuration refers to: a request behind its end asks for it.
  const asking = `GET http://127.0.0.1/\nAuthorization: Bearer {{$auth.token(${JSON.stringify(id)})}}\n`;
  const file = parse(`${target.file.text}\n\n###\n${asking}`);
  const request = file.requests.at(-1);
  if (!request) return unsendable({ message: `The sign-in \`${id}\` cannot be asked for from ${target.path}.` });
  const asked = { ...target, file, request, mayBegin: true as const };
  const imports = await readImports(asked, host);
  const context = openContext({ target: asked, environments, imports, memory, host, signal, batch });
  const outcome = await resolveUntil(
    request,
    context,
    (need) => runNamed(need, request, [], context, false),
    (need) =>
      need.from === 'sign-in' && need.signIn.id === id
        ? { kind: 'configured' as const, signIn: need.signIn, context }
        : undefined,
  );
  if (outcome.kind === 'resolved')
    return unsendable({ message: `The token of \`${id}\` stands in its configuration (Mock): nobody has to sign in.` });
  return outcome.kind === 'answered' ? unsendable({ message: `The sign-in \`${id}\` was not read.` }) : outcome;
}
