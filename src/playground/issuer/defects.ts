import { errors } from 'jose';

/** Why a token does not verify, as a well-spoken resource server says it (RFC 6750, 3.1). */
export function describeDefect(error: unknown, origin: string, audience: string): string {
  if (error instanceof errors.JWTExpired) return `The token expired at ${moment(error.payload.exp)}`;
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf') return `The token is not valid before ${moment(error.payload.nbf)}`;
    if (error.claim === 'aud') return `The audience is ${String(error.payload.aud)}, this API wants ${audience}`;
    if (error.claim === 'iss') return `The issuer is ${String(error.payload.iss)}, this API trusts ${origin}`;
    return `The claim ${error.claim} was not accepted`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature does not verify';
  return 'The token could not be read';
}

function moment(seconds: number | undefined): string {
  return seconds === undefined ? 'an unknown time' : new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
