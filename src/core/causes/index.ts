import type { Cause } from '../cause.ts';
import { accountBlocked } from './account-blocked.ts';
import { apiKeyInvalid } from './api-key-invalid.ts';
import { botBlocked } from './bot-blocked.ts';
import { clientCertificateRequired } from './client-certificate-required.ts';
import { clientInvalid } from './client-invalid.ts';
import { clockSkew } from './clock-skew.ts';
import { credentialsDropped } from './credentials-dropped.ts';
import { credentialsMalformed } from './credentials-malformed.ts';
import { credentialsMissing } from './credentials-missing.ts';
import { csrfFailed } from './csrf-failed.ts';
import { filePermission } from './file-permission.ts';
import { networkBlocked } from './network-blocked.ts';
import { notOwner } from './not-owner.ts';
import { originNotAllowed } from './origin-not-allowed.ts';
import { passwordWrong } from './password-wrong.ts';
import { policyDenied } from './policy-denied.ts';
import { proofOfPossessionInvalid } from './proof-of-possession-invalid.ts';
import { proxyAuthRequired } from './proxy-auth-required.ts';
import { rateLimited } from './rate-limited.ts';
import { requestSignatureInvalid } from './request-signature-invalid.ts';
import { roleMissing } from './role-missing.ts';
import { routeMismatch } from './route-mismatch.ts';
import { schemeMismatch } from './scheme-mismatch.ts';
import { scopeMissing } from './scope-missing.ts';
import { serviceNotEnabled } from './service-not-enabled.ts';
import { sessionExpired } from './session-expired.ts';
import { ssoAuthorizationRequired } from './sso-authorization-required.ts';
import { stepUpRequired } from './step-up-required.ts';
import { tlsRequired } from './tls-required.ts';
import { tokenExpired } from './token-expired.ts';
import { tokenInvalid } from './token-invalid.ts';
import { tokenNotYetValid } from './token-not-yet-valid.ts';
import { tokenRevoked } from './token-revoked.ts';
import { tokenSignatureInvalid } from './token-signature-invalid.ts';
import { tokenWrongAudience } from './token-wrong-audience.ts';
import { tokenWrongIssuer } from './token-wrong-issuer.ts';
import { tokenWrongType } from './token-wrong-type.ts';
import { unknown } from './unknown.ts';
import { upstreamAuthFailed } from './upstream-auth-failed.ts';
import { urlSignatureExpired } from './url-signature-expired.ts';

/**
 * Every cause. The order decides ties: what is shown by the request itself first, then what its words mean, then what is
 * guessed from a bare status; what only names ignorance last.
 */
export const causes: readonly Cause[] = [
  proxyAuthRequired,
  rateLimited,
  csrfFailed,
  urlSignatureExpired,
  credentialsDropped,
  credentialsMalformed,
  schemeMismatch,
  credentialsMissing,
  tokenExpired,
  tokenNotYetValid,
  proofOfPossessionInvalid,
  tokenWrongType,
  tokenSignatureInvalid,
  tokenWrongAudience,
  tokenWrongIssuer,
  tokenRevoked,
  sessionExpired,
  passwordWrong,
  clientInvalid,
  apiKeyInvalid,
  clockSkew,
  requestSignatureInvalid,
  accountBlocked,
  stepUpRequired,
  clientCertificateRequired,
  tlsRequired,
  ssoAuthorizationRequired,
  scopeMissing,
  serviceNotEnabled,
  policyDenied,
  originNotAllowed,
  botBlocked,
  networkBlocked,
  routeMismatch,
  notOwner,
  roleMissing,
  upstreamAuthFailed,
  filePermission,
  tokenInvalid,
  unknown,
];
