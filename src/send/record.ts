import type { Exchange } from '../core/exchange.ts';
import { sentBody } from './body.ts';
import type { Outgoing } from './outgoing.ts';
import type { Answer } from './roundTrip.ts';
import { hostAndPort, type Target, urlOf } from './target.ts';
import type { TunnelRefused } from './tunnel.ts';

/** How an exchange hangs together with those before it. */
export type Links = Pick<Exchange, 'earlier' | 'dropped' | 'follows'>;

/** The record of one message and its answer, from what stood on the wire. */
export function exchangeOf(outgoing: Outgoing, answer: Answer, links: Links): Exchange {
  const { status, statusText, httpVersion, headers, body, sentAt, timings, unverified } = answer;
  return {
    request: {
      method: outgoing.method,
      url: urlOf(outgoing.target),
      httpVersion: outgoing.version,
      headers: outgoing.headers,
      ...(outgoing.body?.length ? { body: sentBody(outgoing.body, outgoing.headers) } : {}),
    },
    response: { status, statusText, httpVersion, headers, body },
    sentAt,
    timings,
    ...links,
    ...(unverified === undefined ? {} : { unverified }),
    source: 'sent',
  };
}

/** The record of a tunnel that the proxy refused. */
export function tunnelExchange(refused: TunnelRefused, to: Target, links: Links): Exchange {
  return {
    request: {
      method: 'CONNECT',
      // RFC 9112, 3.2.3: the target of CONNECT is an authority; the URL that it was for tells more.
      url: `https://${hostAndPort(to)}`,
      httpVersion: 'HTTP/1.1',
      headers: refused.request,
    },
    response: refused.response,
    ...links,
    source: 'sent',
  };
}
