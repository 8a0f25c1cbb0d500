import { readOutgoing } from '../check/outgoing.ts';
import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import { inspectToken } from '../jwt/inspect.ts';
import { relative } from '../time.ts';
import type { Scope } from '../variables/scope.ts';
import type { Session } from './session.ts';

/** What a user would come with, as far as is known without asking and sending. Nothing in it is secret. */
export interface UserPass {
  /** `roles admin, editor; ends in 12 minutes`, `Basic as ada`, `no credential` */
  readonly says: string;
  /** Whether it holds what a refusal asked for. */
  readonly would: 'yes' | 'no' | 'unknown';
}

/**
 * Reads what a request would carry for a user.
 * @param scope the user's variables
 * @param sessions those of the user in the chosen environment
 * @param needs roles, rights or scopes that the refusal named
 * @param now milliseconds since the epoch
 */
export function userPass(
  file: HttpFile,
  request: RequestBlock,
  scope: Scope,
  sessions: readonly Session[],
  needs: readonly string[],
  now: number,
): UserPass {
  const [carried] = readOutgoing(file, request, scope).carried;
  const session = sessionFor(file, request, scope, sessions);
  const token =
    carried?.credential.token ??
    (session?.kind === 'tokens' ? inspectToken(session.tokens.accessToken.reveal()) : undefined);
  const end = token?.exp ?? (session?.expiresAt === undefined ? undefined : session.expiresAt / 1000);
  const seconds = Math.floor(now / 1000);
  const ended = end !== undefined && end <= seconds;
  const when = end === undefined ? '' : `${ended ? 'ended' : 'ends'} ${relative(Math.floor(end), seconds)}`;
  if (token && (token.kind === 'jws' || session)) {
    const granted = session?.kind === 'tokens' && !carried ? session.tokens.scopes : token.scopes;
    const parts = [named('roles', token.roles), named('scopes', granted), when].filter((it) => it !== '');
    const has = [...token.roles, ...granted];
    return {
      says: parts.join('; ') || 'a token that says nothing of rights',
      would: ended ? 'no' : wouldDo(needs, has),
    };
  }
  if (session?.kind === 'login') return { says: `a login by request${when && `; ${when}`}`, would: 'unknown' };
  if (carried?.credential.user !== undefined)
    return { says: `${carried.credential.scheme ?? 'a login'} as ${carried.credential.user}`, would: 'unknown' };
  if (carried) return { says: 'a credential that says nothing of rights', would: 'unknown' };
  return { says: 'no credential that is known before sending', would: 'unknown' };
}

/** The session that the request would use: of a sign-in that its text or the user's variables name, else a login's. */
function sessionFor(
  file: HttpFile,
  { span }: RequestBlock,
  { layers }: Scope,
  sessions: readonly Session[],
): Session | undefined {
  const own = layers.filter((it) => it.kind === 'user').flatMap((it) => [...it.variables.values()]);
  const values = own.map(({ value }) => (typeof value === 'string' ? value : value.reveal()));
  const definitions = file.definitions.map((it) => it.value.text);
  const written = [file.text.slice(span.start, span.end), ...values, ...definitions].join('\n');
  const ids = [...written.matchAll(/\$auth\.(?:t|idT)oken\(\s{0,20}["']([^"'\n]{1,200})["']/g)].map((it) => it[1]);
  return sessions.find((it) => ids.includes(it.key.id)) ?? sessions.find((it) => it.kind === 'login');
}

function wouldDo(needs: readonly string[], has: readonly string[]): UserPass['would'] {
  if (needs.length === 0 || has.length === 0) return 'unknown';
  const lower = has.map((it) => it.toLowerCase());
  return needs.every((it) => lower.includes(it.toLowerCase())) ? 'yes' : 'no';
}

function named(what: string, values: readonly string[]): string {
  if (values.length === 0) return '';
  const more = values.length < 7 ? '' : ` and ${values.length - 6} more`;
  return `${what} ${values.slice(0, 6).join(', ')}${more}`;
}
