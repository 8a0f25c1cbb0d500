import { text } from '../text.ts';
import type { Care } from './remark.ts';
import { rotateToken } from './rotate.ts';

/** A refresh token in a file of the repository: whoever clones it can make access tokens (RFC 9700, 4.14). */
export const refreshTokenInRepository: Care = ({ token, keptIn, namedRefresh }) => {
  if (keptIn === undefined || (token.use !== 'refresh' && !namedRefresh)) return undefined;
  return {
    id: 'refresh-token-in-repository',
    says: text`Git tracks ${keptIn}, and a refresh token is written in it: whoever has the repository can get access tokens.`,
    ask: text`Revoke it, and let the editor sign in and keep the new one.`,
    rotate: rotateToken,
    link: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14',
  };
};
