import { shown } from '../core/auth/fieldReader.ts';
import { type SessionKey, sessionName } from '../core/auth/session.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import { contextOf } from './asWhom.ts';
import type { RunContext } from './context.ts';
import { loginKey, originOfUrl } from './logins.ts';
import type { ResolvedWith } from './resolving.ts';
import type { UsedCredential } from './run.ts';

/**
 * Asks before a session's credential goes to an origin that it was not obtained for. The first request that a session
 * was begun for shows where it belongs. False: the person said no.
 */
export async function mayGo({ resolution, tokens, used, taken }: ResolvedWith, context: RunContext): Promise<boolean> {
  if (tokens.accounts.size === 0 && used.length === 0 && taken.length === 0) return true;
  const origin = originOfUrl(resolution.request.url);
  if (origin === undefined) return true;
  for (const [key, provider] of tokens.accounts) {
    if (!(await accountMayGo(key, provider, origin, context))) return false;
  }
  for (const key of [...used.flatMap((it) => keyOf(it, context)), ...taken]) {
    if (!(await sessionMayGo(key, origin, tokens.begun.has(sessionName(key)), context))) return false;
  }
  return true;
}

function keyOf(used: UsedCredential, context: RunContext): SessionKey[] {
  if (used.from === 'session') return [used.key];
  if (!used.marked) return [];
  const { target } = context;
  const login = requestNamed(target.file, used.request, target.request.requestLine.start);
  return login ? [loginKey(login.name, contextOf(login, context).target)] : [];
}

async function sessionMayGo(key: SessionKey, origin: string, begun: boolean, { host }: RunContext): Promise<boolean> {
  const session = await host.sessions.get(key);
  if (!session || session.origins.includes(origin)) return true;
  const own = session.kind === 'login' && originOfUrl(urlIn(session.exchange.reveal())) === origin;
  if (!begun && !own) {
    const what =
      session.kind === 'login' ? `the session of ${shown(session.request)}` : `the token of ${shown(key.id)}`;
    // The origin comes first: names are the file's own words.
    const before = session.origins.length
      ? `So far it went to ${session.origins.join(', ')}.`
      : 'So far it went nowhere.';
    if (!(await host.confirm(`Let ${origin} have ${what}? ${before}`))) return false;
  }
  // It may have been renewed or signed out while the question stood: the tokens read before it are history then.
  const latest = await host.sessions.get(key);
  if (!latest) return false;
  await host.sessions.put({ ...latest, origins: [...latest.origins.filter((it) => it !== origin), origin] });
  return true;
}

async function accountMayGo(key: string, provider: string, origin: string, { host, memory }: RunContext) {
  const agreed = memory.accounts.get(key) ?? new Set<string>();
  if (agreed.has(origin)) return true;
  if (!(await host.confirm(`Send the token of your ${shown(provider)} account to ${origin}?`))) return false;
  memory.accounts.set(key, agreed.add(origin));
  return true;
}

function urlIn(exchange: string): string {
  return /"url":"([^"\\]{1,2000})"/.exec(exchange.slice(0, 5000))?.[1] ?? '';
}
