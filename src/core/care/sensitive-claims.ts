import { list, text } from '../text.ts';
import type { Care } from './remark.ts';

/** Claims that nobody but their owner should read: a signed token is readable by whoever holds it (RFC 7519, 12). */
export const sensitiveClaims: Care = ({ token, verification }) => {
  // What was encrypted is read by those it was meant for.
  if (token.kind === 'jwe' || verification?.inner) return undefined;
  const names = Object.keys(token.payload ?? {}).filter((it) => sensitive.test(it));
  if (names.length === 0) return undefined;
  return {
    id: 'sensitive-claims',
    says: text`Everybody who holds the token can read ${list(names.slice(0, 4))}: its contents are encoded, not encrypted.`,
    ask: text`Ask the issuer's owner to leave such claims out, or to encrypt the token (JWE).`,
    link: 'https://www.rfc-editor.org/rfc/rfc7519#section-12',
  };
};

const sensitive =
  /^(?:(?:user_?)?(?:password|passwd|pwd|pass)(?:_?hash)?|(?:client_?)?secret|api_?key|private_?key|ssn|social_?security(?:_?number)?|(?:credit_?)?card_?(?:number|no)|cvv2?|iban|passport(?:_?(?:number|no))?|tax_?id|refresh_?token)$/i;
