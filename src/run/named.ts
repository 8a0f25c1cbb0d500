import { renewalTime } from '../core/auth/lifetime.ts';
import { endOfLogin } from '../core/auth/loginEnd.ts';
import { loginFailed } from '../core/auth/loginFailed.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import { bodyOctets } from '../send/body.ts';
import { contextOf } from './asWhom.ts';
import type { RunContext } from './context.ts';
import { isLogin, keepLogin, textOf } from './logins.ts';
import { type MemoryState, type Ran, ranKey } from './memory.ts';
import { findNamed } from './otherFiles.ts';

/**
 * The exchange of a named request that others may read from: of this run, or an earlier one unless it was refused, its
 * text changed since, or what it gave has ended or was refused.
 */
export function usable(name: string, from: RequestBlock, context: RunContext): Ran | undefined {
  const { target, host } = context;
  const found = findNamed(name, from.requestLine.start, context);
  if (!found) return undefined;
  const block = found.request;
  const { state, shared } = contextOf(block, context);
  const key = ranKey(found.path, block.name);
  const ran = state.ran.get(key);
  if (!ran || ran.text !== textOf(block, found.file)) return undefined;
  if (shared.ran.has(key)) return ran;
  if (target.renew?.logins.includes(block.name)) return undefined;
  if (ran.renewAt !== undefined && ran.renewAt < host.now()) return undefined;
  return ran.exchange.response.status < 400 ? ran : undefined;
}

/** Keeps the exchange of a named request; a login's as a session besides. */
export async function remember(
  request: RequestBlock,
  { body }: ResolvedRequest,
  exchange: Ran['exchange'],
  context: RunContext,
): Promise<void> {
  const { target, host, state, shared } = context;
  shared.ran.add(ranKey(target.path, request.name));
  const text = textOf(request, target.file);
  // What the request itself carried is the first hop's; what came back is the last one's.
  const first = exchange.earlier.find((it) => it.follows === undefined)?.request ?? exchange.request;
  const login = isLogin(request) && !loginFailed(exchange);
  const end = login ? endOfLogin(exchange, host.now()) : undefined;
  state.ran.set(ranKey(target.path, request.name), {
    exchange: { ...exchange, request: first },
    requestBody: body ?? new Uint8Array(),
    responseBody: bodyOctets(exchange.response.body),
    text,
    ...(login ? { kept: true as const } : {}),
    ...(end === undefined ? {} : { renewAt: renewalTime(host.now(), end) }),
  });
  if (login) await keepLogin(request, text, exchange, target, host);
  // Hovers read from it without waiting.
  if (isReadFrom(request.name, target.file)) await loadReader(state);
}

/** Whether a file's text reads from the answer of this request: asked after each sending of it, and long files have many. */
function isReadFrom(name: string, file: HttpFile): boolean {
  const known = readFrom.get(file) ?? new Map<string, boolean>();
  readFrom.set(file, known);
  const found = known.get(name) ?? file.text.includes(`{{${name}.`);
  known.set(name, found);
  return found;
}

const readFrom = new WeakMap<HttpFile, Map<string, boolean>>();

/** JSONPath and XPath are large, and most files refer to no request. */
export async function loadReader(state: MemoryState): Promise<void> {
  if (!state.reader) state.reader = (await import('../core/variables/chaining.ts')).readChained;
}
