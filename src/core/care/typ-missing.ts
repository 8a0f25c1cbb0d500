import { text } from '../text.ts';
import type { Care } from './remark.ts';

/** An access token without typ: an ID token of the same issuer can be taken for it (RFC 9068, 2.1; RFC 8725, 3.11). */
export const typMissing: Care = ({ token }) => {
  const { header, kind, use, payload } = token;
  if (kind !== 'jws' || use !== 'access' || !header || header.typ !== undefined) return undefined;
  // Issuers that say it in a claim are understood by those who check it.
  if (payload?.token_use !== undefined || payload?.token_type !== undefined || payload?.typ !== undefined)
    return undefined;
  // Okta's access tokens are told by cid, those of Kubernetes by the claim of its own; neither can be had otherwise.
  if ((payload?.cid !== undefined && payload.ver !== undefined) || payload?.['kubernetes.io'] !== undefined)
    return undefined;
  return {
    id: 'typ-missing',
    says: text`The header does not say what the token is (${'typ'}): another kind of token of the same issuer can be passed off as it.`,
    ask: text`Ask the issuer's owner for ${'typ: at+jwt'}, and have the API demand it.`,
    link: 'https://www.rfc-editor.org/rfc/rfc9068#section-2.1',
  };
};
