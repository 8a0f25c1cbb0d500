import type { SignIn } from '../../core/auth/signIn.ts';
import { cancelled, Ended, failed, notConfigured } from './ended.ts';
import type { OAuthOptions, RedirectReceiver, SignInHost } from './obtained.ts';
import { listenForRedirect } from './receiver.ts';

/** Nobody reads a sign-in page for longer. */
const longestMs = 15 * 60 * 1000;

/** What came of sending a person to the authorization server and waiting for the way back. */
export interface WentThrough<T> {
  readonly redirectUri: string;
  /** With which the browser came back. */
  readonly address: string;
  readonly request: T;
}

/** Waits at a redirect URI, opens the browser at what `begin` makes for it, and gives the address of the return. */
export async function throughBrowser<T extends { readonly state: string }>(
  signIn: SignIn,
  host: SignInHost,
  options: OAuthOptions,
  begin: (redirectUri: string) => Promise<{ readonly request: T; readonly url: string }>,
): Promise<WentThrough<T>> {
  const receiver = await receiverFor(signIn, host);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longestMs);
  try {
    const { request, url } = await begin(receiver.redirectUri);
    if (options.signal.aborted) throw cancelled();
    receiver.expect?.(request.state);
    const received = receiver.received(AbortSignal.any([options.signal, limit.signal]));
    // It may reject while the browser is being opened; it is awaited below.
    received.catch(() => {});
    if (!(await opened(host, url))) throw cancelled();
    const address = await received.catch((error: unknown) => {
      if (options.signal.aborted) throw cancelled();
      if (limit.signal.aborted) {
        throw failed('other', 'The browser did not come back within 15 minutes. Sign in again when you are ready.');
      }
      throw failed('other', `The way back from the browser was lost: ${wordsOf(error)}`);
    });
    if (!URL.canParse(address)) {
      throw failed('other', 'The browser came back with something that is no address. Sign in again.');
    }
    return { redirectUri: receiver.redirectUri, address, request };
  } finally {
    clearTimeout(timer);
    receiver.close();
  }
}

async function receiverFor(signIn: SignIn, host: SignInHost): Promise<RedirectReceiver> {
  if (!host.receiver) return listenForRedirect(signIn.redirectUri);
  try {
    return await host.receiver(signIn.redirectUri);
  } catch (error) {
    if (error instanceof Ended) throw error;
    throw notConfigured(`The way back from the browser could not be prepared: ${wordsOf(error)}`);
  }
}

async function opened(host: SignInHost, url: string): Promise<boolean> {
  try {
    return await host.openBrowser(url);
  } catch (error) {
    throw failed('other', `The browser could not be opened: ${wordsOf(error)}`);
  }
}

/** The shell's own words for what went wrong there. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason was given.';
}
