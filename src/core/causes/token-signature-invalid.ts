import type { Cause, Evidence } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { renewTokenSaying } from '../fixes.ts';
import { text } from '../text.ts';
import { advice, at, found, present, saidFor, statusShows } from '../verdict.ts';

/** The token's signature does not verify: another key or secret, an unknown `kid`, an algorithm not allowed, changed contents (RFC 7515, 5.2). */
export const tokenSignatureInvalid: Cause = {
  id: 'token-signature-invalid',
  title: 'The signature of the token does not verify',
  why: 'The signature proves who issued the token and that nobody changed it; without the right key and algorithm it proves nothing.',
  link: 'https://www.rfc-editor.org/rfc/rfc7515#section-5.2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const alg = claim(facts, 'alg');
    const unsigned =
      facts.token?.kind !== 'jwe' &&
      facts.token !== undefined &&
      facts.token.header !== undefined &&
      (!facts.token.hasSignature || alg?.toLowerCase() === 'none');
    if (unsigned && (facts.status === 401 || said)) {
      return found(
        'proven',
        text`The token is not signed: its alg is ${alg ?? 'missing'}, its third part is empty.`,
        [
          at({ in: 'token', claim: 'alg', section: 'header' }, text`alg is ${alg ?? 'missing'}`),
          ...(said?.evidence ?? [statusShows(facts)]),
        ],
        [advice(text`Sign the token with the key the server expects; ${'none'} is never taken`)],
      );
    }
    if (!said) return undefined;
    return found(
      said.certainty,
      text`The server could not verify the signature of the token${alg === undefined ? text`` : text` (alg ${alg}${claim(facts, 'kid') === undefined ? text`` : text`, kid ${claim(facts, 'kid') ?? ''}`})`}.`,
      [
        ...said.evidence,
        ...present([shown(facts, 'alg'), shown(facts, 'kid')]),
        ...(facts.token?.issuer === undefined
          ? []
          : [at({ in: 'token', claim: 'iss' }, text`the token was issued by ${facts.token.issuer}`)]),
      ],
      [
        ...said.fixes,
        advice(text`Use the token as its issuer gave it, and have the server check with that issuer's current keys`),
        renewTokenSaying(text`The key that signed this one may have been rotated since.`),
      ],
      said.source,
    );
  },
};

function claim(facts: Facts, name: string): string | undefined {
  const value = facts.token?.header?.[name];
  return typeof value === 'string' ? value : undefined;
}

function shown(facts: Facts, name: string): Evidence | undefined {
  const value = claim(facts, name);
  return value === undefined
    ? undefined
    : at({ in: 'token', claim: name, section: 'header' }, text`${name} is ${value}`);
}
