import { type Text, text } from '../text.ts';

/** How a refresh token, or another long-lived one, is replaced after it was seen by others. */
export const rotateToken: readonly Text[] = [
  text`Revoke it at its issuer's revocation endpoint (RFC 7009), or sign out there: that ends what was made from it.`,
  text`Sign in anew, and keep the new one in the editor's sessions or a file that git ignores.`,
  text`Deleting it from the file is not enough: earlier commits and clones keep it.`,
  text`Look through the issuer's log for uses since it was written down.`,
];

/** How a shared signing secret or a client secret is replaced without refusing anybody. */
export const rotateSecret: readonly Text[] = [
  text`Make a new secret of at least 32 random bytes: ${'openssl rand -base64 32'}.`,
  text`Have everybody who checks tokens take both, the new and the old one.`,
  text`Let the issuer sign with the new one only.`,
  text`Remove the old one once the longest-lived token that it signed has ended; at once, if others have seen it.`,
];

/** How a signing key is replaced without refusing anybody. */
export const rotateKey: readonly Text[] = [
  text`Make a new key with a ${'kid'} of its own, and publish it beside the old one in the key set.`,
  text`Wait as long as APIs may hold the key set (its ${'Cache-Control'}), then sign with the new key.`,
  text`Leave the old key published until the last token that it signed has ended, then remove it.`,
  text`If others have seen the private key, remove it at once: its tokens are refused from then on.`,
];
