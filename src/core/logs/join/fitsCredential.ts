import type { CauseId } from '../../causeIds.ts';
import type { LogReason } from '../logReason.ts';
import type { Wanted } from './wanted.ts';

/** Whether a reason can be that of an exchange by what was sent: no password is wrong where none was sent. */
export function fitsCredential({ sentCredential, user, scheme }: Wanted, reason: LogReason | undefined): boolean {
  if (!reason) return true;
  if (sentCredential === false && ofCredentials.has(reason.cause)) return false;
  // A token is no password: who was told that theirs is wrong sent one.
  if (scheme === 'bearer' && reason.cause === 'password-wrong') return false;
  return !(user !== undefined && reason.cause === 'credentials-missing');
}

/** Causes that say something of a credential that came. */
const ofCredentials: ReadonlySet<CauseId> = new Set<CauseId>([
  ...([
    'password-wrong',
    'token-expired',
    'token-not-yet-valid',
    'token-signature-invalid',
    'token-wrong-audience',
  ] as const),
  ...([
    'token-wrong-issuer',
    'token-wrong-type',
    'token-revoked',
    'token-invalid',
    'api-key-invalid',
    'account-blocked',
  ] as const),
  ...(['scope-missing', 'step-up-required', 'scheme-mismatch', 'credentials-malformed', 'client-invalid'] as const),
]);
