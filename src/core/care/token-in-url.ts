import { text } from '../text.ts';
import type { Care } from './remark.ts';
import { rotateToken } from './rotate.ts';

/** A token in the query: addresses end up in logs, histories and Referer fields (RFC 6750, 5.3; RFC 9700, 4.3.2). */
export const tokenInUrl: Care = ({ token, at }) => {
  if (at?.in !== 'url' || token.kind === 'broken') return undefined;
  return {
    id: 'token-in-url',
    says: text`The token stands in the URL${at.name === undefined ? text`` : text` (${at.name})`}: servers, proxies and browsers write URLs into their logs.`,
    ask: text`Send it as ${'Authorization: Bearer'}; ask the API's owner to take it there, and not from the query.`,
    ...(token.use === 'refresh' ? { rotate: rotateToken } : {}),
    link: 'https://www.rfc-editor.org/rfc/rfc6750#section-5.3',
  };
};
