import { text } from '../text.ts';
import { type Care, isAccessToken } from './remark.ts';

/** An access token that never ends (RFC 9068, 2.2: exp is required). */
export const noExpiry: Care = (scene) => {
  const { kind, payload } = scene.token;
  if (kind !== 'jws' || !isAccessToken(scene) || payload === undefined || payload.exp !== undefined) return undefined;
  return {
    id: 'no-expiry',
    says: text`The access token has no ${'exp'}: a stolen one is good for ever.`,
    ask: text`Ask the issuer's owner for an ${'exp'} an hour or less after ${'iat'}.`,
    link: 'https://www.rfc-editor.org/rfc/rfc9068#section-2.2',
  };
};
