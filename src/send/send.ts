import type { Exchange, HttpRequest, HttpResponse } from '../core/exchange.ts';
import { fieldValue } from '../core/exchange.ts';
import { sentBody } from './body.ts';
import type { Route } from './connect.ts';
import type { Cookies } from './cookies.ts';
import { SendFailure } from './failure.ts';
import type { Failed, SendSettings } from './outcome.ts';
import { completeHeaders, type Outgoing, unsendable } from './outgoing.ts';
import type { PreparedRequest } from './request.ts';
import { roundTrip } from './roundTrip.ts';
import { readTarget, urlOf } from './target.ts';

/** What `send` needs besides the request. */
export interface SendOptions {
  readonly settings: SendSettings;
  /** The session's cookies; without them none are sent or kept. */
  readonly cookies?: Cookies;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Asked before a body goes to another origin because a redirect says so. Without it, the answer is no. */
  confirmNewOrigin?(question: string): Promise<boolean>;
  /** For `https_proxy`, `NO_PROXY` and their kin; default: the process's. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export type Sent = { readonly kind: 'answered'; readonly exchange: Exchange } | Failed;

/** Sends a request and follows where it leads. Every failure of the network is an outcome; nothing is thrown. */
export async function send(request: PreparedRequest, options: SendOptions): Promise<Sent> {
  const earlier: Exchange[] = [];
  try {
    const target = readTarget(request.url);
    if (typeof target === 'string') throw new SendFailure('other', `${target} Nothing was sent.`);
    const version = request.version ?? 'HTTP/1.1';
    if (version === 'HTTP/3') throw new SendFailure('protocol', 'HTTP/3 cannot be sent.');
    const problem = unsendable(request.method, request.headers);
    if (problem) throw new SendFailure('other', `${problem} Nothing was sent.`);
    const outgoing: Outgoing = {
      method: request.method,
      target,
      version,
      headers: completeHeaders(request.method, target, version, request.headers, request.body),
      ...(request.body ? { body: request.body } : {}),
    };
    const { trustFor } = await import('./trust.ts');
    const route: Route = {
      target,
      http2: version === 'HTTP/2',
      timeoutMs: request.timeoutMs ?? options.settings.timeoutMs,
      ...(target.scheme === 'https' ? { trust: trustFor(target, options.settings, request.verifyTls) } : {}),
    };
    const answer = await roundTrip(outgoing, route, options.signal, () => options.now());
    const sent: HttpRequest = {
      method: outgoing.method,
      url: urlOf(target),
      httpVersion: version,
      headers: outgoing.headers,
      ...(outgoing.body?.length ? { body: sentBody(outgoing.body, outgoing.headers) } : {}),
    };
    const { status, statusText, httpVersion, headers, body } = answer;
    const response: HttpResponse = { status, statusText, httpVersion, headers, body };
    void fieldValue;
    return {
      kind: 'answered',
      exchange: {
        request: sent,
        response,
        sentAt: answer.sentAt,
        timings: answer.timings,
        earlier,
        dropped: [],
        source: 'sent',
      },
    };
  } catch (error) {
    const failure = error instanceof SendFailure ? error : new SendFailure('other', 'The request could not be sent.');
    return { kind: 'failed', code: failure.failure, message: failure.message, earlier };
  }
}
