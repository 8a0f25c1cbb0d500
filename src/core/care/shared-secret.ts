import { text, words } from '../text.ts';
import type { Care, CareScene } from './remark.ts';

/** A shared secret between several parties: each that can check a token can also make one (RFC 8725, 2.1 and 3.5). */
export const sharedSecret: Care = (scene) => {
  const alg = scene.token.header?.alg;
  if (typeof alg !== 'string' || !/^HS\d{3}$/.test(alg)) return undefined;
  const others = otherParty(scene);
  if (others === undefined) return undefined;
  return {
    id: 'shared-secret',
    says: text`The token is signed with a shared secret (${alg}), and ${others}: whoever can check such a token can also make one for any user.`,
    ask: text`Ask the issuer's owner to sign with a key pair (${'ES256'} or ${'RS256'}) and to publish the public key.`,
    link: 'https://www.rfc-editor.org/rfc/rfc8725#section-3.5',
  };
};

/** Who else must know the secret; undefined where one party may do it all. */
function otherParty({ token, requestUrl }: CareScene) {
  if (1 < token.audiences.length) return text`it is for ${words(`${token.audiences.length}`)} audiences`;
  const issuer = hostOf(token.issuer);
  const api = hostOf(requestUrl);
  return issuer === undefined || api === undefined || issuer === api
    ? undefined
    : text`${issuer} issues what ${api} checks`;
}

function hostOf(url: string | undefined): string | undefined {
  return /^https?:\/\/(?:[^/?#@]{0,500}@)?([^/?#@\s:]{1,300})/i.exec(url ?? '')?.[1]?.toLowerCase();
}
