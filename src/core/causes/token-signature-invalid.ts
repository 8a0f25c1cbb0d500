import type { Cause, Evidence, Found, Verdict } from '../cause.ts';
import { keyShown, type Verified, verified, weightOf } from '../facts/verified.ts';
import type { Facts } from '../facts.ts';
import { renewTokenSaying } from '../fixes.ts';
import type { Verification } from '../jwt/verification.ts';
import { type Text, text, words } from '../text.ts';
import { formatTime } from '../time.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, at, found, present, ruledOut, type Said, saidFor, statusShows } from '../verdict.ts';

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
    const checked = verified(facts, 'signature');
    if (checked) return checkedSignature(facts, checked, said);
    if (!said) return undefined;
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
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

/** With a key at hand it is known whether the signature fits, whatever the server says. */
function checkedSignature(facts: Facts, { verification, outcome }: Verified, said: Said | undefined): Verdict {
  const { by } = verification;
  if (outcome === 'fine') {
    const fits = text`The signature fits ${keyShown(verification)}.`;
    return said ? otherKeys(facts, verification, said) : ruledOut(fits);
  }
  const issuer = by.by === 'issuer' ? by.issuer : undefined;
  const summary =
    issuer === undefined
      ? text`The signature does not fit ${keyShown(verification)}.`
      : text`The signature fits none of the keys of ${issuer}.`;
  return found(
    // A key that was given may be the wrong one.
    issuer === undefined && !said
      ? facts.status === 401 && facts.stated === undefined
        ? 'likely'
        : 'possible'
      : weightOf(facts, said !== undefined),
    summary,
    [
      at({ in: 'token', claim: 'signature', section: 'signature' }, checkedWith(verification)),
      ...present([shown(facts, 'alg'), shown(facts, 'kid')]),
      ...(said?.evidence ?? [statusShows(facts)]),
    ],
    [
      renewTokenSaying(text`Use it as its issuer gives it: a changed character breaks the signature.`),
      ...(said?.fixes ?? []),
      advice(text`Compare iss and kid of the token with the keys that the server checks with`),
    ],
    said?.source,
  );
}

/** The server says that it does not fit, and it fits: then the server checks with something else. */
function otherKeys(facts: Facts, verification: Verification, said: Said): Found {
  const key = keyShown(verification);
  return found(
    said.certainty,
    text`The server could not verify the signature of the token, though it fits ${key}.`,
    [
      ...said.evidence,
      at({ in: 'token', claim: 'signature', section: 'signature' }, checkedWith(verification)),
      ...present([shown(facts, 'alg'), shown(facts, 'kid')]),
    ],
    [
      advice(
        text`Have the server read the keys anew, and compare where it reads them with ${verification.keys?.from ?? key}`,
      ),
      ...said.fixes,
    ],
    said.source,
  );
}

function checkedWith({ by, keys, at: when }: Verification): Text {
  const time = words(formatTime(Math.floor((keys?.fetchedAt ?? when) / 1000)));
  if (by.by === 'issuer') return text`it was checked with the keys of ${by.issuer}, read at ${time}`;
  return text`it was checked with ${words(by.by === 'given' ? by.what : 'the key')} that was given`;
}

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
