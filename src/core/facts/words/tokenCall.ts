import type { Sign } from '../sign.ts';
import { clientWords } from './tokenClient.ts';

const rfc6749 = 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2';
const rfc6749Authorization = 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1';
const rfc7636 = 'https://www.rfc-editor.org/rfc/rfc7636#section-4.6';
const rfc8628 = 'https://www.rfc-editor.org/rfc/rfc8628#section-3.5';
const oidcErrors = 'https://openid.net/specs/openid-connect-core-1_0.html#AuthError';

/**
 * How authorization servers refuse a token call, whoever speaks. From special to general: what is said of the secret, the
 * verifier or the address goes before what only the code says.
 */
export const tokenCallWords: readonly Sign[] = (
  [
    {
      cause: 'proof-of-possession-invalid',
      says: /(?:no|missing|required?|require|needs?|must (?:provide|send|include|use)|not (?:specified|provided|sent)|without).{0,60}(?:code[ _]?(?:verifier|challenge)|\bpkce\b|proof key for code exchange)|(?:code[ _]?(?:verifier|challenge)|\bpkce\b|proof key for code exchange).{0,40}(?:missing|required|not (?:specified|provided|sent|found|present)|needed|must be)|check the [`'"]?code[ _]verifier/i,
      shows: 'the code is bound to a verifier (PKCE), and the request sends none that fits',
      fix: 'Send the code_verifier whose hash went to the authorization endpoint as code_challenge',
      source: rfc7636,
    },
    {
      cause: 'proof-of-possession-invalid',
      says: /\bcode[ _]?(?:verifier|challenge)\b|\bpkce\b/i,
      shows: 'the code_verifier does not belong to the code_challenge that the sign-in began with',
      fix: 'Keep the code_verifier of the very sign-in that the code came from, and send that one',
      source: rfc7636,
    },
    {
      cause: 'token-revoked',
      says: /\bcode (?:has |was |is )?(?:already )?(?:been )?(?:used|redeemed|consumed|exchanged|revoked)\b|\bcode\b.{0,20}already (?:been )?(?:used|redeemed|consumed|exchanged)|\bcode already used\b/i,
      shows: 'the code was exchanged before; each counts once',
      fix: 'Sign in again, and exchange the new code once: a page loaded twice or a retry sends it a second time',
      source: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    },
    {
      cause: 'token-revoked',
      says: /refresh token\b.{0,40}(?:already (?:been )?(?:used|redeemed|consumed|exchanged)|been (?:used|rotated)|reuse|re-used|replay)|\b(?:token )?reuse (?:detected|exceeded|not allowed)|refresh token reuse|\breused? refresh token/i,
      shows: 'the refresh_token was used before, so the server ended the whole chain that came from it',
      fix: 'Sign in again; then keep the refresh_token of each answer in place of the one before, and renew from one place at a time',
      source: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    },
    ...clientWords,
    {
      cause: 'scope-missing',
      code: ['consent_required'],
      shows: 'the user or an administrator has not consented to what the app asks for',
      fix: 'Sign in again with a page on which the user can consent (prompt=consent)',
      source: oidcErrors,
    },
    {
      cause: 'session-expired',
      code: ['login_required'],
      shows: 'nobody is signed in at the issuer, and it may show no sign-in page',
      fix: 'Sign in again with the issuer’s page (without prompt=none)',
      source: oidcErrors,
    },
    {
      cause: 'step-up-required',
      code: ['interaction_required', 'account_selection_required'],
      shows: 'the issuer must ask the user something, and may show no page',
      fix: 'Sign in again with the issuer’s page (without prompt=none)',
      source: oidcErrors,
    },
    {
      cause: 'step-up-required',
      code: ['authorization_pending'],
      shows: 'the user has not confirmed the code on the other device yet',
      fix: 'Confirm the code at the page that was shown, and poll on at the interval given',
      source: rfc8628,
    },
    {
      cause: 'rate-limited',
      code: ['slow_down'],
      shows: 'the client polls too often',
      fix: 'Slow the polling down by 5 seconds more between two calls',
      source: rfc8628,
    },
    {
      cause: 'token-expired',
      code: ['expired_token'],
      shows: 'the device_code was not confirmed in time and has expired',
      fix: 'Begin the sign-in anew, and confirm its code in time',
      source: rfc8628,
    },
    {
      cause: 'token-wrong-audience',
      code: ['invalid_target', 'invalid_resource'],
      shows: 'the issuer gives no token for the API that was asked for',
      fix: 'Ask for an API that is registered at the issuer, and that this client may use',
      source: 'https://www.rfc-editor.org/rfc/rfc8707#section-2',
    },
    {
      cause: 'scope-missing',
      code: ['invalid_scope'],
      source: rfc6749,
    },
    {
      cause: 'role-missing',
      says: /user (?:is )?not assigned to|not assigned to (?:the |this )?(?:client |app)/i,
      shows: 'the user is not assigned to this app',
      fix: 'Assign the user, or a group of the user, to the app at the issuer',
      source: rfc6749Authorization,
    },
    {
      cause: 'policy-denied',
      says: /policy evaluation failed|sign-?on policy/i,
      shows: 'a policy of the issuer denies it',
      fix: 'Have the policy allow this client, grant type and scope',
      source: rfc6749,
    },
    {
      cause: 'policy-denied',
      says: /\b(?:user|person) (?:has )?(?:cancell?ed|declined|denied|refused|rejected)|(?:cancell?ed|declined|denied|refused|rejected) by (?:the )?user|resource owner (?:denied|declined)/i,
      shows: 'the user did not agree',
      fix: 'Sign in again and agree to what the app asks for',
      source: rfc6749Authorization,
    },
    {
      cause: 'token-expired',
      says: /\b(?:authori[sz]ation |device )?code (?:has |is |was )?expired\b|\bexpired (?:authori[sz]ation|device) code/i,
      shows: 'the code has expired',
      fix: 'Sign in again, and exchange the code at once',
      source: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /\b(?:invalid|unknown|bad|incorrect) (?:auth\w{0,20} |verification )?code\b(?! (?:verifier|challenge))|\bauth\w{0,20} code\b.{0,30}(?:\binvalid\b|not found|\bunknown\b|not valid)|\brefresh ?token\b.{0,30}(?:\binvalid\b|not found|\bunknown\b|not valid)/i,
      source: rfc6749,
    },
    {
      cause: 'token-invalid',
      says: /\b(?:code|refresh token|grant|token)\b.{0,40}\b(?:invalid or (?:has )?expired|incorrect or expired|expired or (?:invalid|revoked)|invalid,? expired)\b|does.?n[o'’]?t exist or (?:has expired|is invalid)/i,
      shows: 'it is unknown, used up or too old, and the answer does not say which',
      source: rfc6749,
    },
    {
      cause: 'policy-denied',
      certainty: 'likely',
      code: ['access_denied'],
      shows: 'the user did not agree, or a rule of the issuer denies it',
      fix: 'Sign in again and agree to what the app asks for; where nobody was asked, read the issuer’s log for the rule',
      source: rfc6749Authorization,
    },
    { cause: 'client-invalid', says: /client identifier (?:provided )?is invalid/i, source: rfc6749 },
    {
      cause: 'client-invalid',
      code: ['invalid_client', 'unauthorized_client', 'incorrect_client_credentials'],
      source: rfc6749,
    },
  ] satisfies readonly Sign[]
).map((it): Sign => ({ ...it, when: ['token-call'] }));
