import { Secret } from '../secret.ts';
import type { LoginSession, Session, SessionKey, TokenSession } from './session.ts';
import { sessionName } from './session.ts';
import type { SignInRequest } from './signIn.ts';
import type { Tokens } from './tokens.ts';

/** More are no sessions of a person any more. */
const mostSessions = 200;
/** In UTF-16 units. Browsers give an editor 5 MB for everything that all its extensions keep. */
const longestText = 1_000_000;

/** Sessions as JSON text with every secret in clear: for a place that encrypts it, or that only its user can read. */
export function serializeSessions(sessions: readonly Session[]): Secret {
  return new Secret(JSON.stringify({ version: 1, sessions }, clear));
}

/** The newest sessions that fit into one text; the others are left out. */
export function fitSessions(sessions: readonly Session[]): readonly Session[] {
  const newest = sessions.toSorted((a, b) => lastObtained(b) - lastObtained(a)).slice(0, mostSessions);
  const kept = new Set<Session>();
  let length = 0;
  for (const it of newest) {
    length += serializeSessions([it]).length;
    if (longestText < length) break;
    kept.add(it);
  }
  return sessions.filter((it) => kept.has(it));
}

/** The text read back. What is not a session is left out and counted; undefined where the text is none of ours. */
export function readSessions(
  text: string,
): { readonly sessions: readonly Session[]; readonly leftOut: number } | undefined {
  const root = fieldsOf(parsed(text));
  if (!root || !Array.isArray(root.sessions)) return undefined;
  const found = new Map<string, Session>();
  let leftOut = Math.max(0, root.sessions.length - mostSessions);
  for (const it of root.sessions.slice(0, mostSessions)) {
    const session = sessionIn(fieldsOf(it));
    if (session) found.set(sessionName(session.key), session);
    else leftOut += 1;
  }
  return { sessions: [...found.values()], leftOut };
}

type Fields = Readonly<Record<string, unknown>>;

/** `JSON.stringify` has masked the secret already when it asks: the holder still has it. */
function clear(this: Fields, name: string, value: unknown): unknown {
  const held = this[name];
  return held instanceof Secret ? held.reveal() : value;
}

function lastObtained({ obtainedAt, refreshedAt }: Session): number {
  return refreshedAt ?? obtainedAt;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function sessionIn(it: Fields | undefined): Session | undefined {
  const key = keyIn(fieldsOf(it?.key));
  const obtainedAt = number(it?.obtainedAt);
  if (!it || !key || obtainedAt === undefined) return undefined;
  const base = {
    key,
    obtainedAt,
    ...present('refreshedAt', number(it.refreshedAt)),
    ...present('expiresAt', number(it.expiresAt)),
    origins: strings(it.origins),
  };
  return it.kind === 'tokens' ? tokenSession(base, it) : it.kind === 'login' ? loginSession(base, it) : undefined;
}

type Base = Pick<Session, 'key' | 'obtainedAt' | 'refreshedAt' | 'expiresAt' | 'origins'>;

function tokenSession(base: Base, it: Fields): TokenSession | undefined {
  const tokens = tokensIn(fieldsOf(it.tokens));
  const grant = string(it.grant);
  const clientId = string(it.clientId);
  if (!tokens || grant === undefined || clientId === undefined) return undefined;
  return {
    ...base,
    kind: 'tokens',
    tokens,
    asked: askedIn(fieldsOf(it.asked)),
    ...present('issuer', string(it.issuer)),
    grant,
    clientId,
    // Of an older version: it fits no sign-in, and is obtained anew.
    configuration: string(it.configuration) ?? '',
  };
}

function loginSession(base: Base, it: Fields): LoginSession | undefined {
  const path = string(it.path);
  const request = string(it.request);
  const exchange = secret(it.exchange);
  const text = string(it.text);
  if (path === undefined || request === undefined || !exchange || text === undefined) return undefined;
  return { ...base, kind: 'login', path, request, exchange, ...present('cookies', secret(it.cookies)), text };
}

function keyIn(it: Fields | undefined): SessionKey | undefined {
  const id = string(it?.id);
  if (id === undefined) return undefined;
  return { ...present('environment', string(it?.environment)), ...present('user', string(it?.user)), id };
}

function tokensIn(it: Fields | undefined): Tokens | undefined {
  const accessToken = secret(it?.accessToken);
  const tokenType = string(it?.tokenType);
  const receivedAt = number(it?.receivedAt);
  if (!it || !accessToken || tokenType === undefined || receivedAt === undefined) return undefined;
  return {
    accessToken,
    tokenType,
    ...present('refreshToken', secret(it.refreshToken)),
    ...present('idToken', secret(it.idToken)),
    scopes: strings(it.scopes),
    ...present('expiresIn', number(it.expiresIn)),
    receivedAt,
    ...present('serverDate', number(it.serverDate)),
    ...present('dpopKey', secret(it.dpopKey)),
  };
}

const prompts = ['login', 'consent', 'select_account'] as const;

function askedIn(it: Fields | undefined): SignInRequest {
  if (!it) return {};
  return {
    ...(Array.isArray(it.scopes) ? { scopes: strings(it.scopes) } : {}),
    ...present('acrValues', string(it.acrValues)),
    ...present('maxAge', number(it.maxAge)),
    ...present('claims', string(it.claims)),
    ...present('resource', string(it.resource)),
    ...present('audience', string(it.audience)),
    ...present(
      'prompt',
      prompts.find((known) => known === it.prompt),
    ),
  };
}

/** The field, where there is a value for it. */
function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  const made: { [name in Name]?: Value } = {};
  if (value !== undefined) made[name] = value;
  return made;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function secret(value: unknown): Secret | undefined {
  return typeof value === 'string' ? new Secret(value) : undefined;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}
