import { sessionName } from '../core/auth/session.ts';
import { loginsIn } from './logins.ts';
import { type MemoryState, type Ran, type RunMemory, ranKey } from './memory.ts';
import type { Answered, RunTarget } from './run.ts';

/**
 * A server that refuses whatever it is shown would have each request of a file sign in anew. What was had anew for a
 * refusal and was refused at once is not had anew by itself again, until something accepts it or it has ended.
 */

type Used = Pick<Answered, 'used'>;

/** After a second attempt. */
export function rememberInVain(second: Answered, target: RunTarget, memory: RunMemory): void {
  if (second.exchange.response.status < 400) return;
  const { inVain } = memory;
  for (const it of second.used) if (it.from === 'session') inVain.tokens.set(sessionName(it.key), it.token.reveal());
  for (const it of loginsOf(second, target, memory)) inVain.logins.add(it);
}

/** An accepted credential is worth renewing again. */
export function forgetInVain({ used }: Used, target: RunTarget, memory: RunMemory): void {
  for (const it of used) if (it.from === 'session') memory.inVain.tokens.delete(sessionName(it.key));
  for (const it of loginsOf({ used }, target, memory)) memory.inVain.logins.delete(it);
}

export function wasInVain({ used }: Used, target: RunTarget, memory: RunMemory): boolean {
  const { inVain } = memory;
  const tokens = used.some(
    (it) => it.from === 'session' && inVain.tokens.get(sessionName(it.key)) === it.token.reveal(),
  );
  return tokens || loginsOf({ used }, target, memory).some((it) => inVain.logins.has(it));
}

/** The answers that a request took something from; where it took nothing, those of the file's marked logins. */
function loginsOf({ used }: Used, { path, file, environment, user }: RunTarget, memory: RunMemory): readonly Ran[] {
  const { ran }: MemoryState = memory.state(environment, user);
  const named = used.flatMap((it) => (it.from === 'login' ? [it.request] : []));
  const names = used.length ? named : loginsIn(file).map((it) => it.name);
  return names.flatMap((name) => ran.get(ranKey(path, name)) ?? []);
}
