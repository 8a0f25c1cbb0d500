import { capital } from '../../core/capital.ts';
import type { Claims } from '../../core/jwt/token.ts';
import type { KeyName, VerificationCheck } from '../../core/jwt/verification.ts';
import { type KeyOwner, theKeys } from './keyOwner.ts';
import type { NamedKey } from './keySet.ts';
import { isKnown, isUsable, tryKey } from './tryKey.ts';
import { checksWithoutKey } from './withoutKey.ts';

export interface SignatureChecks {
  readonly checks: readonly VerificationCheck[];
  readonly fits?: KeyName;
}

/**
 * Checks which of the keys a JWS is signed with (RFC 7515, 5.2): the key that its kid names, its algorithm, the signature.
 * Keys of another kid are tried as well, so that a wrong kid is told from a foreign signature.
 */
export async function checkSignature(
  raw: string,
  header: Claims,
  keys: readonly NamedKey[],
  owner: KeyOwner,
): Promise<SignatureChecks> {
  const alg = typeof header.alg === 'string' ? header.alg : '';
  if (alg.toLowerCase() === 'none') return unsigned(alg);
  const kid = typeof header.kid === 'string' ? header.kid : undefined;
  if (!isKnown(alg)) return unknownAlgorithm(alg);
  const usable = keys.filter((it) => isUsable(it.jwk, alg));
  if (usable.length === 0) return { checks: await checksWithoutKey(raw, alg, keys, owner) };

  const named = kid === undefined ? [] : usable.filter((it) => it.name.kid === kid);
  const keyCheck = keyOf(kid, named.length, keys, owner);
  const ordered = [...named, ...usable.filter((it) => !named.includes(it))];
  let hindrance: string | undefined;
  for (const key of ordered) {
    const tried = await tryKey(raw, alg, key.jwk);
    if (tried === 'fits') return { checks: [keyCheck, ...fitting(alg, kid, key, owner)], fits: key.name };
    if (tried !== 'differs') hindrance ??= tried;
  }
  const algorithm: VerificationCheck = { check: 'alg', outcome: 'fine', says: `alg ${alg} suits ${theKeys(owner)}.` };
  if (hindrance !== undefined)
    return { checks: [keyCheck, algorithm, { check: 'signature', outcome: 'unknown', says: hindrance }] };
  const says = owner.issuer
    ? `The signature fits none of the issuer's keys (${ordered.length} tried): the token was changed, or somebody else signed it.`
    : `The signature does not fit ${owner.what}: the token was changed, or signed with another key.`;
  return { checks: [keyCheck, algorithm, { check: 'signature', outcome: 'wrong', says }] };
}

function unsigned(alg: string): SignatureChecks {
  return {
    checks: [
      { check: 'alg', outcome: 'wrong', says: `alg is ${alg}: the token is not signed, so anybody can write it.` },
      { check: 'signature', outcome: 'wrong', says: 'There is no signature to check.' },
    ],
  };
}

function unknownAlgorithm(alg: string): SignatureChecks {
  const name =
    alg === '' ? 'The token names no algorithm (alg)' : `The algorithm ${alg.slice(0, 40)} (alg) is not known here`;
  return { checks: [{ check: 'signature', outcome: 'unknown', says: `${name}, so the signature cannot be checked.` }] };
}

function keyOf(
  kid: string | undefined,
  matching: number,
  keys: readonly NamedKey[],
  owner: KeyOwner,
): VerificationCheck {
  const check = 'key';
  if (kid === undefined) {
    const many = 1 < keys.length && owner.issuer;
    const says = many ? `The token names no key (kid), and there are ${keys.length}.` : 'The token names no key (kid).';
    return { check, outcome: many ? 'unknown' : 'fine', says };
  }
  const shown = kid.slice(0, 120);
  if (0 < matching) return { check, outcome: 'fine', says: `kid ${shown} is among ${theKeys(owner)}.` };
  const ids = keys.flatMap((it) => it.name.kid ?? []);
  if (!owner.issuer && ids.length === 0)
    return {
      check,
      outcome: 'unknown',
      says: `The token names the key ${shown} (kid); ${owner.what} has no name to compare.`,
    };
  const listed =
    ids.length === 0
      ? 'keys without names'
      : `${ids.slice(0, 10).join(', ')}${10 < ids.length ? ` and ${ids.length - 10} more` : ''}`;
  const says = owner.issuer
    ? `The issuer publishes no key ${shown} (kid). It publishes: ${listed}.`
    : `${capital(owner.what)} has no key ${shown} (kid); there is: ${listed}.`;
  return { check, outcome: 'wrong', says };
}

function fitting(alg: string, kid: string | undefined, key: NamedKey, owner: KeyOwner): VerificationCheck[] {
  const other = kid !== undefined && key.name.kid !== undefined && key.name.kid !== kid;
  const name = key.name.kid === undefined ? '' : ` ${key.name.kid}`;
  const which = owner.issuer
    ? `the issuer's key${name}`
    : `${owner.what}${name}${key.reading === undefined ? '' : `, ${key.reading}`}`;
  return [
    { check: 'alg', outcome: 'fine', says: `alg ${alg} is that of the key.` },
    {
      check: 'signature',
      outcome: 'fine',
      says: `The signature fits ${which}${other ? `, though the token names ${kid}` : ''}: nobody changed the token since.`,
    },
  ];
}
