import { compactVerify, errors, importJWK, type JWK } from 'jose';

/** `fits`, `differs`, or a sentence that says why it could not be tried. */
export async function tryKey(raw: string, alg: string, jwk: JWK): Promise<string> {
  try {
    await compactVerify(raw, await importJWK(publicPart(jwk), alg), { algorithms: [alg] });
    return 'fits';
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'differs';
    if (error instanceof errors.JOSENotSupported) return `It cannot be checked here: ${criticalOr(error.message, alg)}`;
    if (error instanceof errors.JWSInvalid)
      return 'It cannot be checked: the token is not put together as RFC 7515 says.';
    return `The key cannot be used with ${alg}: ${jwk.kty === 'RSA' ? 'an RSA key has 2,048 bits or more' : 'it is cut, changed or of another kind'}.`;
  }
}

function criticalOr(message: string, alg: string): string {
  return /crit|Extension/i.test(message)
    ? 'its header lists an extension (crit) that is not known.'
    : `the algorithm ${alg} is not known.`;
}

/** A private key signs; its public part checks. */
function publicPart(jwk: JWK): JWK {
  const {
    d: _d,
    p: _p,
    q: _q,
    dp: _dp,
    dq: _dq,
    qi: _qi,
    oth: _oth,
    priv: _priv,
    key_ops: _ops,
    ext: _ext,
    ...rest
  } = jwk;
  return rest;
}

/** Whether an algorithm is one that can be checked here. */
export function isKnown(alg: string): boolean {
  return /^(?:[RPH]S(?:256|384|512)|ES(?:256|384|512)|EdDSA|Ed25519|ML-DSA-(?:44|65|87))$/.test(alg);
}

/** Whether a key is of the kind that the algorithm needs, and may be used for checking (RFC 7517, 4.2 to 4.4). */
export function isUsable({ kty, crv, use, alg: only, key_ops: ops }: JWK, alg: string): boolean {
  if (use === 'enc' || (typeof only === 'string' && only !== alg && !sameCurve(only, alg))) return false;
  if (Array.isArray(ops) && !ops.includes('verify') && !ops.includes('sign')) return false;
  const curve = Object.hasOwn(curves, alg) ? curves[alg] : undefined;
  if (/^[RP]S\d{3}$/.test(alg)) return kty === 'RSA';
  if (/^HS\d{3}$/.test(alg)) return kty === 'oct';
  if (curve !== undefined) return kty === curve.kty && curve.crv.includes(crv ?? '');
  return alg.startsWith('ML-DSA-') && kty === 'AKP';
}

/** EdDSA is the older name of Ed25519 (RFC 9864). */
function sameCurve(a: string, b: string): boolean {
  const older = (it: string) => (it === 'Ed25519' ? 'EdDSA' : it);
  return older(a) === older(b);
}

const curves: Readonly<Record<string, { readonly kty: string; readonly crv: readonly string[] }>> = {
  ES256: { kty: 'EC', crv: ['P-256'] },
  ES384: { kty: 'EC', crv: ['P-384'] },
  ES512: { kty: 'EC', crv: ['P-521'] },
  EdDSA: { kty: 'OKP', crv: ['Ed25519'] },
  Ed25519: { kty: 'OKP', crv: ['Ed25519'] },
};
