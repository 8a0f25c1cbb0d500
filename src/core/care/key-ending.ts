import { text, words } from '../text.ts';
import { formatBoth } from '../time.ts';
import type { Care } from './remark.ts';
import { rotateKey } from './rotate.ts';

/** Time enough to publish the next key and let every cache learn of it. */
const soon = 30 * 86_400;

/** The key's own end, or that of its certificate, is near or past: the issuer will sign with another soon. */
export const keyEnding: Care = ({ verification, now }) => {
  const fits = verification?.fits;
  if (verification?.by.by !== 'issuer' || fits?.endsAt === undefined || now + soon < fits.endsAt) return undefined;
  const next = (verification.keys?.names ?? []).some(
    (it) => it.kid !== fits.kid && now + soon < (it.endsAt ?? Number.POSITIVE_INFINITY),
  );
  const past = fits.endsAt <= now;
  return {
    id: 'key-ending',
    says: text`The key ${fits.kid ?? 'without kid'} that signed the token ${words(past ? 'ended' : 'ends')} ${words(formatBoth(fits.endsAt, now))}${next ? text`; its successor is published` : text`, and no other is published yet`}.`,
    ask: next
      ? text`Have the API read the key set by ${'kid'} and anew when it meets an unknown one, so that the change goes unnoticed.`
      : text`Ask the issuer's owner to publish the next key before it signs.`,
    ...(next ? {} : { rotate: rotateKey }),
    link: 'https://openid.net/specs/openid-connect-core-1_0.html#RotateSigningKeys',
  };
};
