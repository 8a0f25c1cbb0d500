import { checkOf } from '../jwt/verification.ts';
import { text } from '../text.ts';
import type { Care } from './remark.ts';
import { rotateKey } from './rotate.ts';

/** A token that names a key which its issuer does not publish: APIs that look for it by name refuse it (RFC 7515, 4.1.4). */
export const keyNotPublished: Care = ({ token, verification }) => {
  const kid = (verification?.inner ?? token).header?.kid;
  if (verification?.by.by !== 'issuer' || typeof kid !== 'string' || verification.keys?.count === 0) return undefined;
  if (checkOf(verification, 'key')?.outcome !== 'wrong') return undefined;
  return {
    id: 'key-not-published',
    says: text`${verification.by.issuer} does not publish the key ${kid.slice(0, 120)} that the token names: APIs that look for it refuse the token.`,
    ask: text`Ask the issuer's owner to publish each key as long as tokens that it signed are alive.`,
    rotate: rotateKey,
    link: 'https://openid.net/specs/openid-connect-core-1_0.html#RotateSigningKeys',
  };
};
