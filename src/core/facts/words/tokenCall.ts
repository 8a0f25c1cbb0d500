import type { Sign } from '../sign.ts';

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
    {
      cause: 'client-invalid',
      says: /redirect[ _-]?ur[il]s?\b|\bcallback ur[il]s?\b|\breply (?:url|address)|redirection uri|\bredirect (?:uri )?mismatch/i,
      shows: 'the redirect_uri is not the one that is expected',
      fix: 'Register the redirect_uri letter by letter, and send the same one to the authorization and the token endpoint',
      source: 'https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2.3',
    },
    {
      cause: 'client-invalid',
      says: /(?:code|token|grant)\b.{0,30}(?:(?:issued|belongs?|linked|granted) to (?:another|a different|other) client|not (?:linked|issued|belong) to (?:the |this )?client)|cannot be used by (?:this|the) client|\bdifferent client[ _]?(?:id)?\b|client(?:[ _]?id)? mismatch|\bclient and authori[sz]ed client don.?t match/i,
      shows: 'what is laid before the server was given to another client',
      fix: 'Send the client_id that the sign-in was begun with',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /multiple (?:client )?(?:credentials|auth\w{0,20} (?:methods?|mechanisms?))|(?:only|just) (?:be provided using )?one (?:client )?(?:auth\w{0,20} )?(?:mechanism|method)|more than one (?:client )?auth\w{0,20} (?:mechanism|method)/i,
      shows: 'the client authenticates in two ways at once',
      fix: 'Send the client secret once: in Authorization (client_secret_basic) or as client_secret in the body (client_secret_post)',
      source: 'https://www.rfc-editor.org/rfc/rfc6749#section-2.3',
    },
    {
      cause: 'client-invalid',
      says: /client authentication method\b.{0,80}\b(?:but|requested|not (?:supported|allowed))|token_?endpoint_?auth_?method|token endpoint auth method|(?:unsupported|invalid|wrong) client auth\w{0,20} method/i,
      shows: 'the client is registered for another way of authenticating',
      fix: 'Authenticate the way the client is registered for, or change token_endpoint_auth_method of its registration',
      source: 'https://www.rfc-editor.org/rfc/rfc7591#section-2',
    },
    {
      cause: 'client-invalid',
      says: /client[ _]?assertion\b.{0,60}\bexpired\b|\bassertion (?:has |is )?expired\b.{0,40}client/i,
      shows: 'the client_assertion has expired',
      fix: 'Sign a new client_assertion for each call, with an exp some minutes ahead of the server’s clock',
      source: 'https://www.rfc-editor.org/rfc/rfc7523#section-3',
    },
    {
      cause: 'client-invalid',
      says: /\baud(?:ience)?\b.{0,40}client[ _]?assertion|client[ _]?assertion.{0,40}\baud(?:ience)?\b/i,
      shows: 'the aud of the client_assertion is not this server',
      fix: 'Put the address of the token endpoint, or the issuer, into aud of the client_assertion',
      source: 'https://www.rfc-editor.org/rfc/rfc7523#section-3',
    },
    {
      cause: 'client-invalid',
      says: /client[ _]?assertion\b.{0,60}(?:signature|key|invalid|fail|malformed)|signature.{0,40}client[ _]?assertion/i,
      shows: 'the client_assertion does not verify with the keys that are registered for the client',
      fix: 'Register the public key that belongs to the one that signs the client_assertion, and name it by kid',
      source: 'https://www.rfc-editor.org/rfc/rfc7523#section-3',
    },
    {
      cause: 'client-invalid',
      says: /client[ _]?id,? (?:and\/or|or|and) (?:the )?(?:client[ _]?)?secret\b/i,
      shows: 'client id or secret is wrong, and the answer does not say which',
      fix: 'Compare client id and secret with the issuer’s registration, letter by letter',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /client[ _]?secret\b.{0,40}\bexpired|expired client[ _]?secret/i,
      shows: 'the client secret has expired',
      fix: 'Create a new client secret at the issuer, and send that one',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /client[ _]?(?:secret|credentials?)\b.{0,40}(?:missing|not (?:provided|found|sent|present)|required|absent|empty)|(?:missing|no|without|requires?) (?:a )?client[ _]?(?:secret|credentials)|no client auth\w{0,20} (?:mechanism|method|included|provided)/i,
      shows: 'the client sends no secret, and the issuer wants one of it',
      fix: 'Send the client secret, or register the app as a public client',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /(?:bad|invalid|wrong|incorrect|validating) client[ _]?secret|client[ _]?secret\b.{0,60}(?:invalid|incorrect|wrong|mismatch|not match|does not|bad)/i,
      shows: 'the client secret is wrong',
      fix: 'Copy the client secret from the issuer’s registration anew: its value, not its id, without blanks',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /unknown (?:oauth ?2?(?:\.0)? )?client\b(?!,| or)|client(?:[ _]?id)?\b.{0,40}(?:not found|not exist|unknown|not registered|could not be found)|(?:invalid|bad|wrong) client[ _]?id(?:entifier)?\b(?! and| or|\/)|invalid value for .{0,3}client[ _]id/i,
      shows: 'the issuer does not know the client_id',
      fix: 'Compare client_id with the issuer’s registration, and the tenant or realm in the address with the one it was made in',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /\bclient\b.{0,20}\b(?:disabled|deleted|suspended|deactivated|inactive|not enabled|not active)\b|\b(?:disabled|deleted|suspended) client|application suspended/i,
      shows: 'the client is disabled or deleted at the issuer',
      fix: 'Enable the client at the issuer, or register a new one',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /\bgrant[ _]types?\b.{0,60}(?:not |un)(?:allowed|authori[sz]ed|permitted|enabled|supported)|(?:not |un)(?:allowed|authori[sz]ed|permitted|enabled)\b.{0,60}\bgrant[ _]types?\b|unsupported[ _]grant[ _]?type|\binvalid[ _]grant[ _]type\b|\b(?:device|password|direct|implicit|client credentials?)[ _](?:flow|access grants?|grants?)\b.{0,40}(?:not|disabled|must)|not allowed for direct access|not (?:enabled|allowed) to retrieve service account/i,
      shows: 'the issuer does not take this grant_type from this client',
      fix: 'Switch the grant type on for the client at the issuer, or get the token another way',
      source: rfc6749,
    },
    {
      cause: 'client-invalid',
      says: /unsupported[ _]response[ _]type|response[ _]type\b.{0,40}not (?:supported|enabled|allowed)/i,
      shows: 'the issuer does not answer this response_type for this client',
      fix: 'Ask for response_type=code, or switch the other one on for the client at the issuer',
      source: rfc6749Authorization,
    },
    {
      cause: 'client-invalid',
      says: /(?:missing|required|must contain)\b.{0,60}\b(?:parameters?(?:\(s\))?|fields?)\b|\b(?:parameters?|fields?)\b.{0,60}\b(?:missing|required|must be (?:provided|present|sent))\b|\bmissing (?:required )?(?:grant[ _]type|code|scope|refresh[ _]token|client[ _]id)\b/i,
      shows: 'a parameter of the request is missing',
      fix: 'Send the parameter that the answer names, in a form body (application/x-www-form-urlencoded)',
      source: rfc6749,
    },
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
      says: /user (?:has )?(?:cancell?ed|declined|denied|refused|rejected)|(?:cancell?ed|declined|denied|refused|rejected) by (?:the )?user|resource owner (?:denied|declined)/i,
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
