import { text, words } from '../text.ts';
import type { Care } from './remark.ts';

/** A token that does not name its key: who checks it must try each, and a change of keys breaks it (RFC 7515, 4.1.4). */
export const kidMissing: Care = ({ token, verification }) => {
  const { header, issuer, kind } = token;
  if (kind !== 'jws' || !header || !/^https?:/.test(issuer ?? '')) return undefined;
  // Names of the key of other kinds (RFC 7515, 4.1).
  if (['kid', 'x5t', 'x5t#S256', 'x5c', 'jwk'].some((name) => header[name] !== undefined)) return undefined;
  if (typeof header.alg !== 'string' || !/^(?:RS|PS|ES|Ed)/.test(header.alg)) return undefined;
  const many = verification?.by.by === 'issuer' && 1 < (verification.keys?.count ?? 0);
  return {
    id: 'kid-missing',
    says: many
      ? text`The token does not name its key (${'kid'}), and its issuer publishes ${words(`${verification.keys?.count ?? 0}`)}: who checks it has to try each.`
      : text`The token does not name its key (${'kid'}): when the issuer changes keys, who checks it cannot tell which is meant.`,
    ask: text`Ask the issuer's owner for a ${'kid'} in the header and in the key set.`,
    link: 'https://www.rfc-editor.org/rfc/rfc7515#section-4.1.4',
  };
};
