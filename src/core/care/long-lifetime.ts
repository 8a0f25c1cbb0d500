import { looksLikeMilliseconds } from '../jwt/claims.ts';
import type { Token } from '../jwt/token.ts';
import { text, words } from '../text.ts';
import { duration } from '../time.ts';
import { type Care, isAccessToken } from './remark.ts';

/**
 * RFC 6750, 5.3, asks for one hour or less. Many issuers give a day by default, so that only what is longer is worth a
 * word: a stolen bearer token is good until its end.
 */
const longest = 24 * 3600;

/** An access token that lives long: it cannot be taken back (RFC 6750, 5.3). */
export const longLifetime: Care = (scene) => {
  const { exp, iat, nbf, payload } = scene.token;
  const from = iat ?? nbf;
  // One that is bound to a key is of no use to a thief (RFC 9449, RFC 8705).
  if (!isAccessToken(scene) || payload?.cnf !== undefined || endsEarlier(payload)) return undefined;
  if (exp === undefined || from === undefined || looksLikeMilliseconds(exp) || looksLikeMilliseconds(from))
    return undefined;
  if (exp - from <= longest) return undefined;
  return {
    id: 'long-lifetime',
    says: text`The access token lives for ${words(duration(exp - from))}: a stolen one is good until then.`,
    ask: text`Ask the issuer's owner for an hour or less, as RFC 6750 advises, and renew it with a refresh token.`,
    link: 'https://www.rfc-editor.org/rfc/rfc6750#section-5.3',
  };
};

/**
 * The issuer ends it before its time by itself: Entra's long ones end with the session (continuous access evaluation,
 * `xms_cc`), those of Kubernetes with their pod, which has a new one each hour (`warnafter`).
 */
function endsEarlier(payload: Token['payload']): boolean {
  const capabilities = payload?.xms_cc;
  if (Array.isArray(capabilities) && capabilities.some((it) => /^cp1$/i.test(String(it)))) return true;
  const pod = payload?.['kubernetes.io'];
  return typeof pod === 'object' && pod !== null && 'warnafter' in pod;
}
