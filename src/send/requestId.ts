import { randomBytes, randomUUID } from 'node:crypto';
import { fieldValue, type HeaderField } from '../core/exchange.ts';

/** By which header a request says which one it is, so that a server's log can be searched for it. */
export type RequestIdHeader = 'X-Request-Id' | 'traceparent';

/** The fields with an id of the request, unless they say one already. traceparent: W3C Trace Context, 3.2, sampled. */
export function withRequestId(
  headers: readonly HeaderField[],
  name: RequestIdHeader | undefined,
): readonly HeaderField[] {
  if (name === undefined || fieldValue(headers, name) !== undefined) return headers;
  const value =
    name === 'traceparent'
      ? `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`
      : randomUUID();
  return [...headers, { name, value }];
}
