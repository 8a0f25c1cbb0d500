import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { Cookies } from '../send/cookies.ts';
import type { Failed } from '../send/outcome.ts';
import type { PreparedRequest } from '../send/request.ts';
import { send } from '../send/send.ts';
import type { RunDirectives } from './directives.ts';
import type { RunHost } from './run.ts';

/**
 * Sends what was resolved. A target without a scheme goes by https, as the draft standard has it; where it names this
 * computer and TLS did not come about, it goes by http, as JetBrains users have it: nothing leaves the machine by that.
 */
export async function sendResolved(
  resolved: ResolvedRequest & Pick<PreparedRequest, 'secrets'>,
  directives: RunDirectives,
  { host, cookies, signal }: { readonly host: RunHost; readonly cookies: Cookies; readonly signal: AbortSignal },
): ReturnType<typeof send> {
  const { note: _note, disabled: _disabled, refs: _refs, matrix: _matrix, ...overrides } = directives;
  const prepared: PreparedRequest = { ...resolved, ...overrides };
  const useCookies = host.settings.rememberCookies && prepared.useCookies !== false;
  const options = {
    settings: host.settings,
    ...(useCookies ? { cookies } : {}),
    signal,
    now: () => host.now(),
    confirmNewOrigin: (question: string) => host.confirm(question),
  };
  const sent = await send(prepared, options);
  if (sent.kind !== 'failed' || !resolved.assumedHttps) return sent;
  const plain = sent.code === 'tls-handshake' ? plainUrl(prepared.url) : undefined;
  if (plain) return send({ ...prepared, url: plain }, options);
  return withScheme(sent);
}

/** The same by http, where it names this computer. */
function plainUrl(url: string): string | undefined {
  return /^https:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=$|[:/?])/i.test(url)
    ? url.replace(/^https/i, 'http')
    : undefined;
}

/** Where TLS did not come about and nobody wrote https, that is the likely reason. */
function withScheme(failed: Failed): Failed {
  if (!/^(?:tls-handshake|timeout-connect|reset)$/.test(failed.code)) return failed;
  const hint = 'The target has no scheme, so https was used: write http:// in front of it for a server without TLS.';
  return { ...failed, message: `${failed.message} ${hint}` };
}
