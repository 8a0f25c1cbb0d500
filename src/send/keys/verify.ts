import { readDecrypted } from '../../core/jwt/decrypted.ts';
import { inspectToken } from '../../core/jwt/inspect.ts';
import type { Token } from '../../core/jwt/token.ts';
import { unwrap } from '../../core/jwt/unwrap.ts';
import type { Expected, Verification, VerificationCheck } from '../../core/jwt/verification.ts';
import { type ClaimOptions, claimChecks } from '../../core/jwt/verifiedClaims.ts';
import type { Secret } from '../../core/secret.ts';
import { decryptToken, encryptionWords } from './decrypt.ts';
import type { GivenKey } from './givenKey.ts';
import type { IssuerKeys } from './issuerKeys.ts';
import type { KeyOwner } from './keyOwner.ts';
import type { KeySet } from './keySet.ts';
import { checkSignature } from './signature.ts';

export interface VerifyOptions {
  /** Milliseconds since the epoch, our clock. */
  readonly now: number;
  /** Seconds since the epoch, by the `Date` of the answer to the request that carried it. */
  readonly serverNow?: number;
  /** Where the token was sent. */
  readonly requestUrl?: string;
  readonly expected?: Expected;
  /** What opens the token first, where it is encrypted. */
  readonly opener?: GivenKey;
}

/** Checks a token with the keys of its issuer: the signature first, then what its claims say. Sends nothing. */
export async function verifyByIssuer(
  token: Secret,
  { issuer, named, set, asked }: Extract<IssuerKeys, { kind: 'keys' }>,
  options: VerifyOptions,
): Promise<Verification> {
  const owner = { issuer: true, what: issuer };
  const claims = { ...claimOptions(options), asked: { issuer, ...(named === undefined ? {} : { named }) } };
  const it = await verify(
    token.reveal(),
    inspectToken(token.reveal()),
    { set, owner, ...(options.opener ? { given: options.opener } : {}) },
    claims,
  );
  return { token, by: { by: 'issuer', issuer }, ...it, ...common(options), keys: set.known, asked };
}

/** Checks a token with a key or secret that a person gave; opens it with that first where it is encrypted. */
export async function verifyByKey(token: Secret, given: GivenKey, options: VerifyOptions): Promise<Verification> {
  const owner = { issuer: false, what: given.what, text: given.text };
  const keys = { set: given.set, owner, given };
  const it = await verify(token.reveal(), inspectToken(token.reveal()), keys, claimOptions(options));
  return { token, by: { by: 'given', what: given.what }, ...it, ...common(options), keys: given.set.known, asked: [] };
}

interface Keys {
  readonly set: KeySet;
  readonly owner: KeyOwner;
  /** What may also open an encrypted token. */
  readonly given?: GivenKey;
}

type Checked = Pick<Verification, 'checks' | 'fits' | 'inner'>;

async function verify(raw: string, token: Token, keys: Keys, claims: ClaimOptions): Promise<Checked> {
  if (token.kind === 'jwe') return openFirst(raw, token, keys, claims);
  if (token.kind !== 'jws' || !token.header) {
    const says =
      token.kind === 'opaque'
        ? 'It is no JWT, so no key checks it: only its issuer can say what it is (introspection, userinfo).'
        : `It is broken, so there is nothing to check yet. ${token.defects[0]?.says ?? ''}`.trim();
    return { checks: [{ check: 'signature', outcome: 'unknown', says }] };
  }
  const { checks, fits } = await checkSignature(unwrap(raw).value, token.header, keys.set.keys, keys.owner);
  return { checks: [...checks, ...claimChecks(token, claims)], ...(fits ? { fits } : {}) };
}

async function openFirst(raw: string, outer: Token, keys: Keys, claims: ClaimOptions): Promise<Checked> {
  const header = outer.header ?? {};
  const closed = (outcome: VerificationCheck['outcome'], says: string): Checked => ({
    checks: [{ check: 'decrypted', outcome, says }],
  });
  if (!keys.given) {
    const says = `It is encrypted (${encryptionWords(header)}): the key of the one it was made for opens it, not the issuer's public keys.`;
    return closed('unknown', says);
  }
  const opened = await decryptToken(unwrap(raw).value, header, keys.given);
  if (opened.kind === 'not-decrypted') return closed('wrong', opened.says);
  const inner = readDecrypted(header, opened.text);
  if (!inner) return closed('fine', `${opened.says} It holds neither a JWT nor claims.`);
  const checks: VerificationCheck[] = [{ check: 'decrypted', outcome: 'fine', says: opened.says }];
  if (inner.kind === 'jwe') {
    const says = 'Nobody signed what it holds: who knows the key for encrypting could have written it.';
    return {
      inner,
      checks: [...checks, { check: 'signature', outcome: 'unknown', says }, ...claimChecks(inner, claims)],
    };
  }
  const signed = withoutBlame(
    await verify(opened.text, inner, { set: keys.set, owner: keys.owner }, claims),
    inner,
    keys,
  );
  return { inner, checks: [...checks, ...signed.checks], ...(signed.fits ? { fits: signed.fits } : {}) };
}

/** The key that opens a token is seldom the one that signed what it holds: that it does not fit is no fault. */
function withoutBlame(checked: Checked, { header }: Token, { owner, given }: Keys): Checked {
  if (owner.issuer || given?.what === 'the key set' || checked.fits) return checked;
  const rest = checked.checks.filter((it) => it.check !== 'key' && it.check !== 'alg' && it.check !== 'signature');
  const signer = ['alg', 'kid'].flatMap((name) =>
    typeof header?.[name] === 'string' ? [`${name} ${header[name]}`] : [],
  );
  const says = `It holds a signed token (${signer.join(', ').slice(0, 200)}); the key that opened it did not sign it, so its signature is not checked.`;
  return { ...checked, checks: [{ check: 'signature', outcome: 'unknown', says }, ...rest] };
}

function claimOptions({ now, serverNow, requestUrl, expected }: VerifyOptions): ClaimOptions {
  return {
    now: Math.floor(now / 1000),
    ...(serverNow === undefined ? {} : { serverNow }),
    ...(requestUrl === undefined ? {} : { requestUrl }),
    ...(expected ? { expected } : {}),
  };
}

function common({ now, expected }: VerifyOptions): Pick<Verification, 'at' | 'expected'> {
  return { at: now, ...(expected ? { expected } : {}) };
}
