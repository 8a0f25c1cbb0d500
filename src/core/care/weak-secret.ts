import { text, words } from '../text.ts';
import type { Care } from './remark.ts';
import { rotateSecret } from './rotate.ts';

/** A signing secret shorter than its hash: it can be guessed at leisure from one token (RFC 7518, 3.2). */
export const weakSecret: Care = ({ token, verification }) => {
  const alg = (verification?.inner ?? token).header?.alg;
  const bytes = verification?.fits?.secretBytes;
  const least = Number(/^HS(\d{3})$/.exec(typeof alg === 'string' ? alg : '')?.[1] ?? 0) / 8;
  if (bytes === undefined || typeof alg !== 'string' || least <= bytes) return undefined;
  return {
    id: 'weak-secret',
    says: text`The secret that signs the token has ${words(`${bytes}`)} bytes, where ${alg} needs ${words(`${least}`)}: it can be guessed from a single token.`,
    ask: text`Replace it by a random secret of at least ${words(`${least}`)} bytes.`,
    rotate: rotateSecret,
    link: 'https://www.rfc-editor.org/rfc/rfc7518#section-3.2',
  };
};
