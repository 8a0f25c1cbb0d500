import { text } from '../text.ts';
import type { Care } from './remark.ts';

/** An access token for nobody in particular: an API that gets it can use it at the next one (RFC 9068, 2.2; RFC 9700, 2.3). */
export const noAudience: Care = ({ token }) => {
  if (token.use !== 'access' || token.kind !== 'jws' || token.payload?.aud !== undefined || token.issuer === undefined)
    return undefined;
  return {
    id: 'no-audience',
    says: text`The access token names no audience (${'aud'}): each API that trusts ${token.issuer} may take it, and pass it on to the next.`,
    ask: text`Ask the issuer's owner for an ${'aud'} that names the API; ask for it with ${'resource'} or ${'audience'} when signing in.`,
    link: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.3',
  };
};
