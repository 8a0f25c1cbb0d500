import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { hasEnded, renewalTime } from '../core/auth/lifetime.ts';
import { endOfLogin } from '../core/auth/loginEnd.ts';
import type { LoginSession, SessionKey } from '../core/auth/session.ts';
import { type Exchange, fieldValues } from '../core/exchange.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { Secret } from '../core/secret.ts';
import { bodyOctets } from '../send/body.ts';
import { originOf, readTarget } from '../send/target.ts';
import { type MemoryState, type Ran, ranKey } from './memory.ts';
import type { RunHost, RunTarget } from './run.ts';

/** Logins by request: `# @login` makes the answer of a named request a user's session. */

/** Whose session a login request's answer is. */
export function loginKey(request: string, { path, root, environment, user }: RunTarget): SessionKey {
  const file = root === undefined ? path : relative(root, path);
  return {
    id: `login ${request} (${file})`,
    ...(environment === undefined ? {} : { environment }),
    ...(user === undefined ? {} : { user }),
  };
}

export function isLogin(request: RequestBlock): boolean {
  return request.directives.some((it) => it.name === 'login');
}

/** A parsed file never changes, and a long one is asked for its logins at each of its requests. */
const loginsKnown = new WeakMap<HttpFile, readonly RequestBlock[]>();

/** The named requests of a file that are marked as logins. */
export function loginsIn(file: HttpFile): readonly RequestBlock[] {
  const known = loginsKnown.get(file) ?? file.requests.filter((it) => it.name !== '' && isLogin(it));
  loginsKnown.set(file, known);
  return known;
}

/** Keeps what a login was answered, without what it sent: the password stays where it is written. */
export async function keepLogin(
  request: RequestBlock,
  text: string,
  exchange: Exchange,
  target: RunTarget,
  host: RunHost,
): Promise<void> {
  const key = loginKey(request.name, target);
  const before = await host.sessions.get(key);
  const now = host.now();
  const end = endOfLogin(exchange, now);
  const cookies = cookieLines(exchange);
  const session: LoginSession = {
    kind: 'login',
    key,
    obtainedAt: before?.obtainedAt ?? now,
    ...(before ? { refreshedAt: now } : {}),
    ...(end === undefined ? {} : { expiresAt: end }),
    origins: before?.origins ?? [],
    path: target.path,
    request: request.name,
    exchange: new Secret(JSON.stringify(withoutSent(exchange))),
    ...(cookies.length ? { cookies: new Secret(JSON.stringify(cookies)) } : {}),
    text: fingerprint(text),
  };
  await host.sessions.put(session);
}

/**
 * Brings the kept logins of a file back into a run's memory, as after a restart, and takes those out that were signed out
 * since. One whose text changed stays out.
 */
export async function reviveLogins(target: RunTarget, host: RunHost, state: MemoryState): Promise<void> {
  for (const request of loginsIn(target.file)) {
    const ran = state.ran.get(ranKey(target.path, request.name));
    // What its script sets is not kept: such a login runs again.
    const sets = request.attachments.some((it) => it.kind === 'handler');
    if (!ran) {
      if (!sets) await revive(request, textOf(request, target.file), target, host, state);
    } else if (ran.kept && !(await host.sessions.get(loginKey(request.name, target)))) {
      state.ran.delete(ranKey(target.path, request.name));
      await keepCookies(cookieLines(ran.exchange).map(ended), state);
    }
  }
}

/** The line that takes a cookie back. */
function ended([url, line]: readonly [string, string]): readonly [string, string] {
  return [url, `${line.replace(/=[^;]*/, '=')}; Max-Age=0`];
}

async function keepCookies(lines: readonly (readonly [string, string])[], { cookies }: MemoryState): Promise<void> {
  for (const [url, line] of lines) {
    const origin = readTarget(url);
    if (typeof origin !== 'string') await cookies.keep(origin, [line]);
  }
}

async function revive(
  request: RequestBlock,
  text: string,
  target: RunTarget,
  host: RunHost,
  state: MemoryState,
): Promise<void> {
  const session = await host.sessions.get(loginKey(request.name, target));
  if (session?.kind !== 'login' || session.text !== fingerprint(text) || hasEnded(session, host.now())) return;
  const exchange = readExchange(session.exchange.reveal());
  if (!exchange) return;
  const lines = readLines(session.cookies?.reveal());
  await keepCookies(lines, state);
  const ran: Ran = {
    exchange,
    requestBody: new Uint8Array(),
    responseBody: bodyOctets(exchange.response.body),
    text,
    kept: true,
    ...(session.expiresAt === undefined
      ? {}
      : { renewAt: renewalTime(session.refreshedAt ?? session.obtainedAt, session.expiresAt) }),
  };
  state.ran.set(ranKey(target.path, request.name), ran);
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function withoutSent(exchange: Exchange): Exchange {
  const { body: _, ...request } = exchange.request;
  return { ...exchange, request: { ...request, headers: [] }, earlier: [], dropped: [] };
}

/** Every cookie that came on the way, with the address that set it. */
function cookieLines(exchange: Exchange): readonly (readonly [string, string])[] {
  return [...exchange.earlier, exchange].flatMap(({ request, response }) =>
    fieldValues(response.headers, 'Set-Cookie').map((line): [string, string] => [request.url, line]),
  );
}

function readExchange(text: string): Exchange | undefined {
  try {
    const exchange: unknown = JSON.parse(text);
    return isExchange(exchange) ? exchange : undefined;
  } catch {
    return undefined;
  }
}

/** It was written by `keepLogin`; an older version's may be of another shape. */
function isExchange(it: unknown): it is Exchange {
  if (typeof it !== 'object' || it === null || !('response' in it) || !('request' in it)) return false;
  const { response } = it;
  return typeof response === 'object' && response !== null && 'headers' in response && 'status' in response;
}

function readLines(text: string | undefined): readonly (readonly [string, string])[] {
  try {
    const lines: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(lines)) return [];
    return lines.flatMap((it: unknown) =>
      Array.isArray(it) && typeof it[0] === 'string' && typeof it[1] === 'string' ? [[it[0], it[1]] as const] : [],
    );
  } catch {
    return [];
  }
}

/** `https://api.example`, for asking where a session may go. */
export function originOfUrl(url: string): string | undefined {
  const target = readTarget(url);
  return typeof target === 'string' ? undefined : originOf(target);
}

/** A request as it is written, which tells whether it is still the same. */
export function textOf(request: RequestBlock, file: HttpFile): string {
  return file.text.slice(request.requestSpan.start, request.requestSpan.end);
}
