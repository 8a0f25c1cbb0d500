import type { Exchange } from '../core/exchange.ts';
import { fieldValue, fieldValues } from '../core/exchange.ts';
import { type Challenge, readChallenges } from '../core/headers/challenge.ts';
import type { Cookies } from './cookies.ts';
import { SendFailure } from './failure.ts';
import { prepareHop } from './hop.ts';
import type { Failed, SendSettings } from './outcome.ts';
import { unsendable } from './outgoing.ts';
import { ownEnvironment, type ProxyEnvironment } from './proxies.ts';
import { exchangeOf, tunnelExchange } from './record.ts';
import { droppedBetween, type Hop, mostRedirects, nextHop, type Redirect } from './redirects.ts';
import type { PreparedRequest } from './request.ts';
import { withRequestId } from './requestId.ts';
import { roundTrip } from './roundTrip.ts';
import { originOf, readTarget, type Target, urlOf } from './target.ts';
import { TunnelRefused } from './tunnel.ts';

/** What `send` needs besides the request. */
export interface SendOptions {
  readonly settings: SendSettings;
  /** The session's cookies; without them none are sent or kept. */
  readonly cookies?: Cookies;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Asked before a body follows a redirect to another origin. Without it, the answer is no. */
  confirmNewOrigin?(question: string): Promise<boolean>;
  /** For `https_proxy`, `NO_PROXY` and their kin; default: the process's. */
  readonly environment?: ProxyEnvironment;
}

export type Sent = { readonly kind: 'answered'; readonly exchange: Exchange } | Failed;

/**
 * Sends a request and follows where it leads: redirects, the Digest round. The last exchange is returned, those before
 * it in its `earlier`. Every failure is an outcome; nothing is thrown.
 */
export async function send(request: PreparedRequest, options: SendOptions): Promise<Sent> {
  const earlier: Exchange[] = [];
  try {
    return { kind: 'answered', exchange: await follow(request, options, earlier) };
  } catch (error) {
    // Anything else is a mistake of ours; its message may quote the request, so it goes no further.
    const failure =
      error instanceof SendFailure
        ? error
        : new SendFailure(
            'other',
            `The request could not be sent, for a reason inside Why401${mistakeOf(error)}. Reporting it helps.`,
          );
    return { kind: 'failed', code: failure.failure, message: failure.message, earlier };
  }
}

/** The kind of a mistake and its code, which tell where to look and hold nothing of the request. */
function mistakeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return ` (${error.name}${code})`.replace(/[^\w (). -]/g, '');
}

async function follow(request: PreparedRequest, options: SendOptions, earlier: Exchange[]): Promise<Exchange> {
  let hop = firstHop(request, options.settings.requestId);
  let auth = request.auth ?? userInfoAuth(hop.target);
  let digest: { challenge: Challenge; count: number; staleSeen: boolean } | undefined;
  let redirect: (Redirect & { readonly from: Target }) | undefined;
  let follows: Exchange['follows'];
  const followRedirects = request.followRedirects ?? options.settings.followRedirects;
  const cookies =
    (request.useCookies ?? options.settings.rememberCookies) && options.settings.rememberCookies
      ? options.cookies
      : undefined;
  const visited = new Set<string>();

  for (let redirects = 0; ; ) {
    const { outgoing, route } = await prepareHop(request, hop, {
      auth,
      digest,
      cookie: cookies
        ? await cookies.valueFor(hop.target, redirect?.crosses ? originOf(redirect.from) : undefined)
        : undefined,
      settings: options.settings,
      environment: options.environment ?? ownEnvironment(),
    });
    const before = earlier.at(-1)?.request.headers ?? [];
    const chain = {
      earlier: [],
      dropped: redirect
        ? droppedBetween(before, outgoing.headers, redirect.from, hop.target, redirect.crosses, request.secrets)
        : [],
      ...(follows ? { follows } : {}),
    };
    let exchange: Exchange;
    try {
      exchange = exchangeOf(outgoing, await roundTrip(outgoing, route, options.signal, () => options.now()), chain);
    } catch (error) {
      // The proxy answered, not the server: its cookies and redirects are not the server's.
      if (error instanceof TunnelRefused) return { ...tunnelExchange(error, hop.target, chain), earlier };
      throw error;
    }
    if (cookies) await cookies.keep(hop.target, fieldValues(exchange.response.headers, 'Set-Cookie'));

    if (auth?.scheme === 'digest' && exchange.response.status === 401) {
      const next = await nextDigest(exchange, digest);
      if (next) {
        digest = next;
        earlier.push(exchange);
        follows = 'challenge';
        redirect = undefined;
        continue;
      }
    }

    const next = followRedirects ? nextHop(hop, exchange.response, request.secrets) : undefined;
    if (!next) return { ...exchange, earlier };

    const from = hop.target;
    earlier.push(exchange);
    const step = [next.hop.method, urlOf(next.hop.target), fieldValue(exchange.response.headers, 'Set-Cookie')].join(
      ' ',
    );
    if (visited.has(step) || mostRedirects < ++redirects) throw tooMany(redirects, visited.has(step), next.hop.target);
    visited.add(step);
    await askForBody(next, from, exchange.response.status, options);
    if (next.crosses) {
      auth = undefined;
      digest = undefined;
    }
    if (digest) digest = { ...digest, count: digest.count + 1, staleSeen: false };
    hop = next.hop;
    redirect = { ...next, from };
    follows = 'redirect';
  }
}

function firstHop(request: PreparedRequest, requestId: SendSettings['requestId']): Hop {
  const target = readTarget(request.url);
  if (typeof target === 'string') throw new SendFailure('other', `${target} Nothing was sent.`);
  if (request.version === 'HTTP/3') {
    throw new SendFailure(
      'protocol',
      'The request line asks for HTTP/3, which Why401 cannot speak. No other version was used in its place; nothing was sent.',
    );
  }
  const problem = unsendable(request.method, request.headers);
  if (problem) throw new SendFailure('other', `${problem} Nothing was sent.`);
  return {
    method: request.method,
    target,
    headers: withRequestId(request.headers, requestId),
    ...(request.body ? { body: request.body } : {}),
  };
}

/** `https://user:password@host/`: Basic, as browsers and curl read it. */
function userInfoAuth(target: Target): PreparedRequest['auth'] | { scheme: 'basic'; value: string } {
  if (!target.userInfo) return undefined;
  const { user, password } = target.userInfo;
  return { scheme: 'basic', value: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

/** The challenge to answer next: the first one, and once more where only the nonce was too old. */
async function nextDigest(
  exchange: Exchange,
  answered: { challenge: Challenge; count: number; staleSeen: boolean } | undefined,
): Promise<{ challenge: Challenge; count: number; staleSeen: boolean } | undefined> {
  const { isStale, strongestDigest } = await import('./digest.ts');
  const challenge = strongestDigest(readChallenges(fieldValues(exchange.response.headers, 'WWW-Authenticate')));
  if (!challenge || (answered && (answered.staleSeen || !isStale(challenge)))) return undefined;
  return { challenge, count: 1, staleSeen: answered !== undefined };
}

/** A body may hold a password as well as a header may: it goes to another origin only after a question. */
async function askForBody(next: Redirect, from: Target, status: number, options: SendOptions): Promise<void> {
  if (!next.crosses || !next.hop.body?.length) return;
  const to = originOf(next.hop.target);
  const what = `${originOf(from)} answered ${status}: repeat the ${next.hop.method} with its body at ${to}`;
  if (next.crosses === 'downgrade') {
    throw new SendFailure(
      'redirect-refused',
      `${what}. That would carry the body from https to http, where everybody on the way can read it; it was not sent there.`,
    );
  }
  if (await options.confirmNewOrigin?.(`${what}. The body may hold secrets. Send it there?`)) return;
  throw new SendFailure(
    'redirect-refused',
    `${what}. The body may hold secrets, so it was not sent to another origin. Send the request to ${to} itself if that is right.`,
  );
}

function tooMany(count: number, loop: boolean, to: Target): SendFailure {
  return new SendFailure(
    'too-many-redirects',
    loop
      ? `The redirects go round in a circle: after ${count} of them, one leads to ${originOf(to)} with a request that was sent already. A missing session cookie often is the reason.`
      : `More than ${mostRedirects} redirects followed one another, the last to ${originOf(to)}.`,
  );
}
