import { type Exchange, fieldValue, fieldValues } from '../exchange.ts';
import { readBody } from '../facts/body.ts';
import { readSetCookie } from '../headers/cookies.ts';
import { inspectToken } from '../jwt/inspect.ts';
import { parseHttpDate } from '../time.ts';

/**
 * When what a login's answer gave comes to its end, in milliseconds since the epoch by our clock; undefined where nothing
 * tells. The earliest of `expires_in`, a token's `exp` and the cookies' lifetimes; server times lose the server's skew.
 * @param receivedAt milliseconds since the epoch: when the answer came
 */
export function endOfLogin({ response }: Exchange, receivedAt: number): number | undefined {
  const date = parseHttpDate(fieldValue(response.headers, 'Date') ?? '');
  const skew = date === undefined || Math.abs(date * 1000 - receivedAt) < 2000 ? 0 : date * 1000 - receivedAt;
  const { fields } = readBody(response.body);
  const ends: number[] = [];
  for (const { key, value } of fields) {
    if (/^expires_?in(?:_?seconds)?$/i.test(key) && /^\d{1,9}$/.test(value))
      ends.push(receivedAt + Number(value) * 1000);
    else if (/token|jwt/i.test(key) && !/refresh/i.test(key)) {
      const { exp } = inspectToken(value);
      if (exp !== undefined) ends.push(exp * 1000 - skew);
    }
  }
  for (const line of fieldValues(response.headers, 'Set-Cookie').slice(0, 50)) {
    const cookie = readSetCookie(line);
    if (!cookie || cookie.value.reveal() === '') continue;
    if (cookie.maxAge !== undefined && 0 < cookie.maxAge) ends.push(receivedAt + cookie.maxAge * 1000);
    else if (cookie.maxAge === undefined && cookie.expires !== undefined && receivedAt - skew < cookie.expires * 1000)
      ends.push(cookie.expires * 1000 - skew);
  }
  return ends.length === 0 ? undefined : Math.min(...ends);
}
