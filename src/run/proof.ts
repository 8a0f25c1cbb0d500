import type { Exchange } from '../core/exchange.ts';
import { fieldValue } from '../core/exchange.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import { Secret } from '../core/secret.ts';
import type { RunContext } from './context.ts';
import { originOfUrl } from './logins.ts';

/**
 * A token that is bound to a key goes as `Authorization: DPoP …` with a proof made for this very request (RFC 9449,
 * section 7.1), whatever scheme word the file writes. A proof that the file writes itself stays.
 */
export async function withProof(
  resolved: ResolvedRequest,
  { keys }: { readonly keys: ReadonlyMap<string, Secret> },
  { host, memory }: Pick<RunContext, 'host' | 'memory'>,
): Promise<ResolvedRequest> {
  const field = resolved.headers.find((it) => it.name.toLowerCase() === 'authorization');
  const token = field && /^\S+ +(\S+)$/.exec(field.value)?.[1];
  const key = token === undefined ? undefined : keys.get(token);
  if (!field || token === undefined || !key) return resolved;
  const headers = resolved.headers.map((it) => (it === field ? { name: it.name, value: `DPoP ${token}` } : it));
  if (fieldValue(headers, 'DPoP') !== undefined) return { ...resolved, headers };
  const { dpopProof } = await import('../send/oauth/index.ts');
  const nonce = memory.nonces.get(originOfUrl(resolved.url) ?? '');
  const proof = await dpopProof({
    key,
    method: resolved.method,
    url: resolved.url,
    accessToken: new Secret(token),
    now: host.now(),
    ...(nonce === undefined ? {} : { nonce }),
  });
  // A key that was kept by an older version may not be readable: the server then says that the proof is missing.
  return { ...resolved, headers: proof === undefined ? headers : [...headers, { name: 'DPoP', value: proof }] };
}

/** The nonce that a server hands out counts for the next proof (RFC 9449, section 8.2). */
export function rememberNonce({ request, response }: Exchange, { memory }: RunContext): void {
  const nonce = fieldValue(response.headers, 'DPoP-Nonce');
  if (nonce === undefined || 1000 < nonce.length) return;
  const origin = originOfUrl(request.url);
  if (origin === undefined) return;
  const oldest = memory.nonces.keys().next();
  if (mostNonces <= memory.nonces.size && !oldest.done && !memory.nonces.has(origin))
    memory.nonces.delete(oldest.value);
  memory.nonces.set(origin, nonce);
}

/** More origins than these have none at once: without its nonce, a request is answered with another one. */
const mostNonces = 200;
