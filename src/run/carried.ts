import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { RunContext } from './context.ts';
import type { LentToken } from './memory.ts';

/** Shorter texts turn up by chance. */
const shortest = 8;

/** Whether a request that is about to leave holds a text, as it is or percent-encoded. */
export function carries({ url, headers, body }: ResolvedRequest, text: string): boolean {
  if (text.length < shortest) return false;
  // A lone surrogate cannot be encoded.
  const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  const holds = (it: string) => it.includes(text) || it.includes(encoded);
  return holds(url) || headers.some((it) => holds(it.value)) || (body !== undefined && holds(textOf(body)));
}

/** More tokens than these are not known at once; the oldest is forgotten. */
const mostLent = 500;

/** Tokens are known again by their text, wherever a file takes them from. */
export function rememberLent(lent: Map<string, LentToken>, token: string, whose: LentToken): void {
  lent.delete(token);
  lent.set(token, whose);
  const oldest = lent.keys().next();
  if (mostLent < lent.size && !oldest.done) lent.delete(oldest.value);
}

/**
 * Whose credentials a request carries, also where it did not ask for them: taken out of an earlier request's text, or out
 * of a definition that was bound in the same run.
 */
export function takenAlong(
  request: ResolvedRequest,
  { memory, shared, state }: Pick<RunContext, 'memory' | 'shared' | 'state'>,
) {
  const { runtime, values } = state.globals;
  const kept = [...values].flatMap(([name, { by }]) => (by === '' ? [] : [[runtime.get(name) ?? '', by] as const]));
  const lent = [...memory.lent].filter(([token]) => carries(request, token)).map(([, whose]) => whose);
  return {
    sessions: lent.flatMap((it) => ('session' in it ? [it.session] : [])),
    accounts: lent.flatMap((it) => ('account' in it ? [[it.account, it.provider] as const] : [])),
    /** Names of the requests from whose answers it has something, also by what their scripts kept. */
    logins: [...shared.read, ...kept].filter(([text]) => carries(request, text)).map(([, name]) => name),
  };
}

function textOf(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('utf8');
}
