import { createHmac } from 'node:crypto';
import type { VerifyHmac } from '../core/check/weakSecrets.ts';

/** Compares a signature in base64url with the HMAC of its input: on this computer, nothing is sent. */
export const verifyHmac: VerifyHmac = (hash, secret, input, signature) =>
  createHmac(hash, secret).update(input).digest('base64url') === signature;
