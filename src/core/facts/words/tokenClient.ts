import type { Sign } from '../sign.ts';

const rfc6749 = 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2';
const rfc6749Authorization = 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1';

/** What authorization servers say is wrong with the client or its request: redirect address, secret, method, id, grant type, parameters. */
export const clientWords: readonly Sign[] = [
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
    says: /unknown (?:oauth ?2?(?:\.0)? )?client\b(?!,| or)|client(?:[ _]?id)?\b.{0,40}(?:not found|not exist|unknown|not known|not registered|not recogni[sz]ed|could not be found)|(?:invalid|bad|wrong) client[ _]?id(?:entifier)?\b(?! and| or|\/)|invalid value for .{0,3}client[ _]id/i,
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
];
