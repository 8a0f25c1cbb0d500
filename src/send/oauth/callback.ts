import * as oauth from 'oauth4webapi';
import type { Exchange } from '../../core/exchange.ts';
import { maskValue } from '../../core/secret.ts';
import { failed, refused } from './ended.ts';
import type { Server } from './server.ts';

/** The address that the browser came back with, as an exchange with the receiver: what it says is diagnosed like any answer. */
export function callbackExchange(url: string, now: number): Exchange {
  return {
    request: { method: 'GET', url, httpVersion: 'HTTP/1.1', headers: [] },
    response: { status: 400, statusText: 'Bad Request', httpVersion: 'HTTP/1.1', headers: [] },
    sentAt: now,
    earlier: [],
    dropped: [],
    headersNotShown: 'all',
    answerHeadersNotShown: true,
    source: 'raw',
  };
}

/**
 * Checks what came back: the issuer (RFC 9207), the state, then whether it is an error. Ends the flow with both values
 * where they differ.
 */
export function checkCallback(parameters: URLSearchParams, exchange: Exchange, server: Server, state: string): void {
  const end = (message: string) => failed('not-oauth', `${message} Nothing was sent to the token endpoint.`, exchange);
  for (const name of ['iss', 'state', 'code', 'error']) {
    if (1 < parameters.getAll(name).length) throw end(`The answer to the sign-in has ${name} more than once.`);
  }
  const iss = parameters.get('iss');
  const expected = server.issuer === undefined ? undefined : server.metadata.issuer;
  if (iss !== null && expected !== undefined && iss !== expected) {
    throw end(
      `The answer to the sign-in is from another issuer: expected iss=${expected}, got ${iss.slice(0, 300)}. Somebody may be mixing up two authorization servers (RFC 9207).`,
    );
  }
  if (iss === null && expected !== undefined && server.metadata.authorization_response_iss_parameter_supported) {
    throw end(
      `The answer to the sign-in has no iss, which ${expected} says it always sends (RFC 9207); so it may be from another server.`,
    );
  }
  const returned = parameters.get('state');
  const error = parameters.get('error');
  // Some servers forget the state when they refuse; a refusal gives nobody anything.
  if (returned !== state && !(returned === null && error !== null)) {
    throw end(
      returned === null
        ? 'The answer to the sign-in has no state, so it cannot be told from one that somebody else began. Sign in again.'
        : `The answer to the sign-in belongs to another one: expected the state ${maskValue(state)}, got ${maskValue(returned)}. Sign in again in this window, and use the page that opens.`,
    );
  }
  if (error !== null) throw refused(exchange);
}

/** The checked parameters as the library wants them for the token request. */
export function codeParameters(parameters: URLSearchParams, server: Server): URLSearchParams {
  const code = new URLSearchParams({ code: parameters.get('code') ?? '' });
  const metadata = { ...server.metadata, authorization_response_iss_parameter_supported: false };
  return oauth.validateAuthResponse(metadata, server.client, code, oauth.expectNoState);
}
