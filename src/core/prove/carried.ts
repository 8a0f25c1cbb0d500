import type { Exchange, HttpRequest } from '../exchange.ts';
import { type Credential, readCredentials } from '../facts/credentials.ts';
import { readTarget } from '../facts/target.ts';
import { leadsToLogin } from '../refusal.ts';
import type { ResolvedRequest } from '../resolve/resolve.ts';

/** What a request of an experiment carries for the server, the likeliest to count first. Its body is left alone. */
export function carriedBy(request: HttpRequest): readonly Credential[] {
  const body = { kind: 'none', fields: [], text: '' } as const;
  return readCredentials(request, readTarget(request), body).filter((it) => it.in !== 'proxy-authorization');
}

/** A request before it is sent, to be read like one that was. */
export function asHttp({ method, url, headers }: ResolvedRequest): HttpRequest {
  return { method, url, headers, httpVersion: '' };
}

/**
 * The exchange of a chain that experiments are about: the one that was refused, or, where that led on to the page of a
 * login, the first one of the same origin.
 */
export function refusedHop(exchange: Exchange): Exchange {
  if (exchange.follows !== 'redirect') return exchange;
  const start = exchange.earlier.findIndex((it) => it.follows === undefined && leadsToLogin(it.response));
  const first = exchange.earlier[start];
  if (!first || originOf(first.request) !== originOf(exchange.request)) return exchange;
  return { ...first, earlier: exchange.earlier.slice(0, start) };
}

function originOf(request: HttpRequest): string {
  const { scheme, host } = readTarget(request);
  return `${scheme}://${host}`;
}
