import { endsSoon } from '../core/auth/lifetime.ts';
import type { TokenNeed } from '../core/auth/reference.ts';
import { configurationOf, type TokenSession } from '../core/auth/session.ts';
import { fieldValue } from '../core/exchange.ts';
import type { OtherUser } from '../core/prove/experimentsFor.ts';
import type { Secret } from '../core/secret.ts';
import type { Environments } from '../core/variables/environments.ts';
import { readTarget } from '../send/target.ts';
import { createBatch, openContext, unsendable } from './context.ts';
import type { RunMemory } from './memory.ts';
import { mayGo } from './origins.ts';
import { readImports } from './otherFiles.ts';
import { resolveUntil } from './resolving.ts';
import type { RunHost, RunTarget } from './run.ts';

/** Another user as it can be lent to a request, with what a proof of its token's key and masking need. */
export interface LentUser extends OtherUser {
  readonly keys: ReadonlyMap<string, Secret>;
  readonly secrets: readonly Secret[];
}

/** More users than these are not looked at. */
const mostUsers = 12;

/**
 * The users of the environment files with what each would send for a request, as far as that is at hand: nobody is asked,
 * nothing is sent, no session is begun or renewed, and a session's credential stays where it has been before.
 */
export async function otherUsers(
  target: RunTarget,
  environments: Environments,
  memory: RunMemory,
  host: RunHost,
  signal: AbortSignal,
): Promise<LentUser[]> {
  const found: LentUser[] = [];
  for (const user of environments.users.filter((it) => it !== target.user).slice(0, mostUsers)) {
    const lent = await asUser(user, target, environments, memory, host, signal);
    if (lent) found.push(lent);
  }
  return found;
}

async function asUser(
  user: string,
  { batch: _, renew: __, ...target }: RunTarget,
  environments: Environments,
  memory: RunMemory,
  host: RunHost,
  signal: AbortSignal,
): Promise<LentUser | undefined> {
  const { account: ___, ...rest } = host;
  const context = openContext({
    target: { ...target, user },
    environments,
    imports: await readImports(target, host),
    memory,
    host: { ...rest, prompt: async () => undefined, confirm: async () => false },
    signal,
    batch: createBatch(),
  });
  const kept = await keptBy(user, target, host);
  const resolved = await resolveUntil(
    target.request,
    context,
    async ({ name }) => unsendable({ message: `The request \`${name}\` would have to run first.` }),
    (need) => (isAtHand(need, kept, host) ? undefined : ({ kind: 'away' } as const)),
  );
  if (resolved.kind !== 'resolved' || !(await mayGo(resolved, context))) return undefined;
  const { request, secrets } = resolved.resolution;
  const there = readTarget(request.url);
  const cookie = typeof there === 'string' ? undefined : await context.state.cookies.valueFor(there);
  const written = fieldValue(request.headers, 'Cookie') !== undefined;
  const headers =
    cookie === undefined || written ? request.headers : [...request.headers, { name: 'Cookie', value: cookie }];
  return { name: user, request: { ...request, headers }, keys: resolved.tokens.keys, secrets };
}

async function keptBy(user: string, { environment }: Omit<RunTarget, 'batch'>, host: RunHost): Promise<TokenSession[]> {
  const all = await host.sessions.list();
  const own = all.filter((it) => it.key.user === user && it.key.environment === environment);
  return own.flatMap((it) => (it.kind === 'tokens' && !endsSoon(it, host.now()) ? [it] : []));
}

/** A token that is there and fresh: having it sends nothing. */
function isAtHand(need: TokenNeed, kept: readonly TokenSession[], host: RunHost): boolean {
  if (need.from === 'account' || need.anew) return false;
  if (host.givenToken?.(need.signIn.id) !== undefined) return true;
  return kept.some((it) => it.key.id === need.signIn.id && it.configuration === configurationOf(need.signIn));
}
