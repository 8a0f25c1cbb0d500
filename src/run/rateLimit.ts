import { type Exchange, fieldValue } from '../core/exchange.ts';
import { parseHttpDate } from '../core/time.ts';

/**
 * Whether an answer says that too many requests came: 429, an answer that says how long to wait, or a 403 with nothing
 * left of its limit, as some APIs have it.
 */
export function isRateLimited({ response }: Exchange): boolean {
  const { status, headers } = response;
  if (status === 429) return true;
  if (status !== 403 && status !== 503) return false;
  return fieldValue(headers, 'Retry-After') !== undefined || (status === 403 && nothingLeft(headers));
}

function nothingLeft(headers: Exchange['response']['headers']): boolean {
  return headers.some((it) => /^(?:x-)?rate-?limit-remaining$/i.test(it.name) && it.value.trim() === '0');
}

/** How long an answer asks to wait, in milliseconds: Retry-After (RFC 9110, 10.2.3), else when its window starts anew. */
export function waitOf({ response, sentAt }: Exchange, now: number): number | undefined {
  const { headers } = response;
  const at = serverSeconds(headers) ?? Math.floor((sentAt ?? now) / 1000);
  const after = fieldValue(headers, 'Retry-After')?.trim();
  if (after !== undefined) {
    if (/^\d{1,9}$/.test(after)) return Number(after) * 1000;
    const date = parseHttpDate(after);
    if (date !== undefined) return Math.max(0, date - at) * 1000;
  }
  const reset = headers.find((it) => /^(?:x-)?rate-?limit-reset$/i.test(it.name))?.value.trim() ?? '';
  if (!/^\d{1,10}$/.test(reset)) return undefined;
  // Some count seconds from now, some from 1970.
  const seconds = Number(reset);
  return Math.max(0, seconds < 1e9 ? seconds : seconds - at) * 1000;
}

function serverSeconds(headers: Exchange['response']['headers']): number | undefined {
  const date = fieldValue(headers, 'Date');
  return date === undefined ? undefined : parseHttpDate(date);
}
