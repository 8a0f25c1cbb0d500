import { fieldValue, fieldValues, type HeaderField } from '../../core/exchange.ts';
import { parseHttpDate } from '../../core/time.ts';

/** Keys are never held for longer, whatever the answer says: a withdrawn key is to be noticed. */
const longestMs = 24 * 3600 * 1000;

/**
 * Until when an answer may be used again without asking (RFC 9111, 4.2): `Cache-Control: max-age` less `Age`, else
 * `Expires` less `Date`. Milliseconds since the epoch, as `now`; `now` itself where it may not.
 */
export function freshUntil(headers: readonly HeaderField[], now: number): number {
  return now + Math.min(longestMs, Math.max(0, lifetime(headers) * 1000));
}

/** Seconds. */
function lifetime(headers: readonly HeaderField[]): number {
  const control = fieldValues(headers, 'Cache-Control').join(',').toLowerCase();
  if (/(?:^|[\s,])no-(?:store|cache)(?:$|[\s,=])/.test(control)) return 0;
  const age = Number(/^\d{1,9}$/.exec(fieldValue(headers, 'Age')?.trim() ?? '')?.[0] ?? 0);
  const maxAge = /(?:^|[\s,])max-age="?(\d{1,9})/.exec(control)?.[1];
  if (maxAge !== undefined) return Number(maxAge) - age;
  const expires = parseHttpDate(fieldValue(headers, 'Expires') ?? '');
  const date = parseHttpDate(fieldValue(headers, 'Date') ?? '');
  return expires === undefined || date === undefined ? 0 : expires - date - age;
}
