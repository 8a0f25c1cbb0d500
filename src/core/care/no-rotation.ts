import { text } from '../text.ts';
import type { Care } from './remark.ts';

/** A refresh token that stays the same for a client that cannot keep a secret: its theft goes unnoticed (RFC 9700, 4.14.2). */
export const noRotation: Care = ({ refreshed }) => {
  if (!refreshed || refreshed.rotated || !refreshed.clientIsPublic) return undefined;
  return {
    id: 'no-rotation',
    says: text`The refresh gave no new refresh token, and the client has no secret: a stolen one works beside the right one, unnoticed.`,
    ask: text`Ask the issuer's owner to rotate refresh tokens of public clients, or to bind them to a key (DPoP).`,
    link: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  };
};
