import type { Sign } from '../sign.ts';

/** `expired, revoked, malformed, or invalid`, `missing or malformed`: reasons side by side, of which one holds. */
const eitherOr =
  /\b(?:expired|revoked|malformed|invalid|incorrect|wrong|unknown|missing|absent|inactive|blacklisted|bad|not (?:valid|found|present|sent|provided|active))\b(?:,? (?:or|and\/or) |, ?|\/)(?:(?:is|was|are|were|has|have|been|may be|otherwise|a|an|the|it|failed to|of|token|jwt|key|credentials?) ){0,4}(?:expired|revoked|malformed|invalid|incorrect|wrong|unknown|missing|absent|inactive|blacklisted|bad|authenticate|unsupported|not (?:valid|found|present|sent|provided|active))\b|\bno (?:\w+ ){1,3}provided or\b|\b(?:missing|no|invalid|expired) (?:authentication|authori[sz]ation|auth|credentials?|tokens?|(?:\w{1,20} )?header|(?:\w{1,20} )?key|jwt),? or (?:(?:is|was|an?|has|been) ){0,3}(?:failed|invalid|expired|missing|revoked|unknown|malformed)|may (?:be|have been|have) (?:expired|revoked)/i;

/** How refusals of an identity are phrased, whoever speaks. From special to general: the first match counts most. */
export const identityWords: readonly Sign[] = [
  { cause: 'token-wrong-audience', code: ['invalid_target'] },
  {
    cause: 'request-signature-invalid',
    when: ['signed'],
    says: /\b(?:error|invalid|wrong|bad|incorrect) sign\b|\bsign (?:error|invalid|incorrect|wrong|not match|mismatch|check fail)|\b(?:invalid|bad|wrong|incorrect) (?:http )?request signature\b|\brequest signature\b.{0,20}\b(?:invalid|wrong|incorrect|mismatch|not match)/i,
  },
  { cause: 'client-invalid', code: ['invalid_client'] },
  { cause: 'token-wrong-issuer', code: ['issuer_not_found', 'unknown_issuer', 'invalid_issuer'] },
  {
    cause: 'role-missing',
    when: ['jwt'],
    says: /\bgroups?\b.{0,20}not allowed|\bclaim ['"]?(?:groups?|roles?)['"]?.{0,80}(?:does not|doesn't|not) (?:include|contain|match)/i,
  },
  {
    cause: 'proof-of-possession-invalid',
    says: /invalid_dpop_proof|use_dpop_nonce|\bdpop[- ]?(?:bound|proof|nonce|token)|proof[- ]of[- ]possession|certificate[- ]bound(?! or )|\bconfirmation (?:claim )?(?:mismatch|does not match|failed)|\bkey thumbprint|token[- ]binding|\bcnf\b|\bpop token/i,
  },
  {
    cause: 'sso-authorization-required',
    says: /saml (?:enforcement|sso|session)|\bsso\b.{0,30}(?:required|authori[sz]|enforce|must|session)|(?:requires?|via|through|enforce\w{0,20}|must use|(?:sign|log) ?in with) (?:\S{1,30} ){0,3}(?:sso|single sign-?on)/i,
  },
  { cause: 'account-blocked', says: /\b(?:unverified|unconfirmed)[ _-](?:e-?mail|phone)\b/i },
  { cause: 'step-up-required', code: ['otp', 'totp', '2fa', 'mfa', 'otp_required'] },
  {
    cause: 'step-up-required',
    says: /\bmfa\b|mfa_required|multi[- ]?factor|two[-_ ]?factor|\b2fa\b|(?:second|more|additional|another) (?:authentication |login )?factors?\b|\baal ?[23]?\b|_aal2_|reauth(?:entication)?_required|re-?authenticate to|step-?up|insufficient_user_authentication|\bacr_values\b|re-?authentication[ _](?:is )?(?:required|needed)|must re-?authenticate|(?:confirm|enter|verify) your password (?:again|to continue|before)|one-?time (?:password|passcode|code)|\bt?otp\b.{0,20}(?:required|missing|must)|interaction_required|recent (?:log-?in|authentication|sign-?in)|requires-recent-login|sudo[- _](?:mode|required)|\/sudo\b|account verification required|\bfresh (?:token|log-?in)|strong(?:er)? (?:customer )?authentication|authentication_level|max_age/i,
  },
  {
    cause: 'service-not-enabled',
    says: /\b(?:password|e-?mail|phone|anonymous|social)[ _-](?:log-?in|sign-?in|sign-?up|registration)s?\b.{0,20}(?:disabled|not (?:enabled|available|allowed))/i,
  },
  {
    cause: 'account-blocked',
    says: /\b(?:account|developer|user|tenant|customer|member|profile|merchant|subscriber|login|konto|compte|cuenta)\b.{0,40}(?:\b(?:locked|disabled|suspended|deactivated|de-activated|banned|blocked|inactive|terminated|frozen|closed|restricted|pending|gesperrt|deaktiviert|bloqu[eé]|suspendid|d[eé]sactiv)|not (?:yet )?(?:been )?(?:active|verified|activated|confirmed|enabled|approved))/i,
  },
  {
    cause: 'account-blocked',
    says: /\b(?:locked|disabled|suspended|deactivated|inactive|banned|blocked|unverified|unconfirmed)[ _-](?:account|user)|\buser is (?:moderated|banned|muted)|e-?mail (?:address )?requires? (?:confirmation|verification)|\b(?:company|seller|shop|store|vendor|workspace) (?:is |was |has been )(?:blocked|suspended|disabled|locked|deactivated|banned)|\b(?:your|the user's) access (?:to (?:the |this |our )?\w{1,20} )?(?:has been|have been|was|is) (?:suspended|disabled|terminated|deactivated|frozen|blocked)|(?:e-?mail|phone)(?: address)?[ _-](?:is |has )?(?:not|un)[ _-]?(?:yet |been )*(?:verified|confirmed|validated)|(?:verify|confirm|activate|validate) your (?:e-?mail|account|phone|identity|address)|no active account|account_?(?:locked|disabled|suspended|inactive|blocked|deactivated|not_?verified)|email_?not_?(?:verified|confirmed)|user_?(?:disabled|locked|inactive|blocked|deactivated|not_?(?:confirmed|verified|activated))|usernotconfirmed/i,
  },
  {
    cause: 'upstream-auth-failed',
    says: /(?:jwks|jwk set|remote jwk).{0,40}(?:fail|fetch|unreachable|error|time-?out|could not|unable|unavailable)|(?:fetch|retriev|load|download|reach|contact|connect|resolv|obtain).{0,50}(?:jwks|jwk set|metadata|discovery|openid-configuration|key ?set|signing keys|introspection|ldap|identity provider|\bidp\b|auth(?:entication|ori[sz]ation)? (?:server|service|backend|provider))|auth(?:entication|ori[sz]ation)?[ -](?:server|service|backend|provider).{0,30}(?:unavailable|down|unreachable|respond|timed? ?out|fail|error)|introspection.{0,20}(?:failed|error|unavailable)|authorizerconfiguration|authorizer (?:error|failure)|keys? endpoint.{0,20}(?:fail|unreach)|\b(?:econnrefused|econnreset|etimedout|enotfound|eai_again|socket hang up|getaddrinfo|bad gateway|gateway time-?out|connection refused|fetch failed)\b|requests to the jwks|(?:json web key set|jwks) (?:http )?response|\b(?:provider|upstream|backend) (?:returned|responded with) (?:an )?error/i,
  },
  {
    cause: 'token-expired',
    when: ['jwt'],
    says: /\b(?:iat|issued)\b.{0,60}(?:too far in the past|too old|too long ago)|max(?:imum)? ?(?:token )?age (?:exceeded|of)/i,
  },
  {
    cause: 'clock-skew',
    when: ['credentials'],
    certainty: 'likely',
    says: /\binvalid nonce\b|\bnonce\b.{0,20}(?:too (?:small|low|old)|must (?:be )?increas|not increas|already used)/i,
  },
  {
    cause: 'clock-skew',
    when: ['signed'],
    says: /valid (?:x-)?date or|signature ?expired?|expired signature|签名过期|时间相差|is now earlier than|not yet current/i,
  },
  {
    cause: 'clock-skew',
    says: /timestamp (?:verification|validation|check) (?:failed|error)|timestamp (?:is )?not (?:current|recent|fresh|valid)|\bsystem clock\b|time.{0,2}(?:too ?)?skew|\btime (?:difference|drift|offset|gap)\b.{0,80}(?:too|exceed|larger?|greater)|synchroni[sz]e (?:the|your) (?:system )?clock|clock.{0,30}(?:skew|sync|differs?|ahead|behind|wrong|drift)|difference between the request time|(?:stale|old|expired|invalid|bad) (?:request )?timestamp|stale request|reported time.{0,60}\bago\b|time-? ?stamp.{0,40}(?:out of|outside|too old|too far|tolerance|window|range|expired|drift|not within|in the (?:past|future)|ahead|behind|fresh|stale)|(?:x-)?date header.{0,40}(?:skew|old|range|valid|within)|\b(?:request|signing|signed)[ -]?(?:date|time)\b.{0,40}(?:not within|outside|out of|too (?:old|far|early|late)|range)|request(?:date|time)?_?expired|exp.{0,20}too far in the future|nonce.{0,20}timestamp/i,
  },
  {
    cause: 'url-signature-expired',
    when: ['presigned'],
    says: /(?:request|link|url|signature|sas|token|policy)s? (?:has |is |was |already )*expired|expired(?:link|url|token)|signature age/i,
  },
  {
    cause: 'url-signature-expired',
    says: /\b(?:link|url|download|invitation|invite|share)\b.{0,30}(?:has |is |was |already |signature )(?:expired|no longer valid)|expired (?:link|url|download|invit|share|signed)|(?:link|url)_?expired|signature age|signed url.{0,20}expire|request signature expired/i,
  },
  {
    cause: 'token-expired',
    when: ['jwt'],
    says: /signature (?:has |is )?expired|expired ?_?signature/i,
  },
  { cause: 'url-signature-expired', says: /signature (?:has |is )?expired|expired ?_?signature/i },
  {
    cause: 'token-not-yet-valid',
    says: /(?:not|isn't) (?:yet valid|valid yet)|jwt(?: is)? not (?:yet )?active|token(?: is)? not yet active|\bnbf\b|not before (?:claim|time)|(?:token|jwt).{0,20}used (?:too early|before)|\bimmature|prematurevalid|(?:issued|iat).{0,30}(?:in the )?future|token_?not_?yet/i,
  },
  {
    cause: 'token-expired',
    when: ['jwt'],
    says: /signature (?:has |is )?expired|expired ?_?signature/i,
  },
  {
    cause: 'token-signature-invalid',
    when: ['jwt'],
    says: /signature|\bkid\b|\bjwk\b|key id|cryptographic primitive|(?:signing|verification|matching|applicable|public) key|(?<!api[-_ ]|access |subscription |app |license )key.{0,20}not found|(?:find|found|no) (?!.{0,12}(?:api|access|subscription|app|license)[-_ ]?key).{0,20}\bkey\b|algorithm|\balg\b|unsigned|tamper|integrity/i,
  },
  {
    cause: 'token-signature-invalid',
    says: /(?:jwt|jws|token)(?:'s)? signature|signature of the (?:jwt|token)|unsigned (?:authorization )?token|missing_signature|(?:token|jwt).{0,20}(?:algorithm|tampered)|\bjwt verification (?:fail|error)/i,
  },
  {
    cause: 'request-signature-invalid',
    says: /signaturedoesnotmatch|signature.{0,40}(?:mismatch|not match|did not|does not|cannot be verified|could not|invalid|not valid|fail|incorrect|wrong)|\bhmac\b.{0,40}(?:not|fail|invalid|mismatch|cannot|wrong)|(?:invalid|bad|wrong|incorrect|missing|malformed)[ _](?:\w+ )?(?:signature|hmac|digest|mac\b)|(?:invalid|bad|wrong|incorrect) [\w-]{0,30}-sign\b|(?:did|does)(?: not|n't) pass the (?:checksum|signature|hmac)|\b(?:checksum|signature|hmac)[ _]?(?:error|fail)|\b(?:hash|digest|checksum|mac)(?:es)? (?:mismatch|do(?:es)?(?:n't| not) match)|no (?:matching signatures?|signatures?) found|request verification failed|incompletesignature|oauth_problem.{0,20}signature/i,
  },
  {
    cause: 'api-key-invalid',
    when: ['signed'],
    says: /\bkey\b.{0,60}(?:does not exist|not found|unknown|not registered)|unknown key/i,
  },
  {
    cause: 'request-signature-invalid',
    when: ['signed'],
    says: /\bcredential scope\b|\bwas not specified|missing[ _]?header|was not in the request|header.{0,30}(?:missing|not (?:found|present|in the))/i,
  },
  {
    cause: 'session-expired',
    says: /\bsession\b.{0,30}(?:invalid|expired|not found|unknown)(?:,| or| and|\/)|\b(?:invalid|expired|unknown)(?:,| or| and|\/) ?(?:invalid |expired |unknown )?session\b/i,
  },
  // What lists several reasons names none.
  {
    cause: 'api-key-invalid',
    when: ['key-header'],
    says: /\bapi[-_ ]?key (?:is |was )?(?:invalid|not valid), |(?:error|invalid|wrong)\/missing (?:\w+ )?key|(?:missing or invalid|invalid or missing) (?:\w+ )?key|\b\w{0,12}key\b.{0,30}(?:no ?match|mismatch|does not match)/i,
  },
  {
    cause: 'api-key-invalid',
    when: ['key-query'],
    says: /^invalid credentials?\.?$|(?:missing or invalid|invalid or missing) (?:\w{1,20} )?key/im,
  },
  {
    cause: 'api-key-invalid',
    when: ['opaque'],
    says: /\bapi[-_ ]?key (?:is |was )?(?:either )?(?:missing|invalid|incorrect|wrong)/i,
  },
  {
    cause: 'token-invalid',
    when: ['credentials'],
    says: eitherOr,
  },
  {
    cause: 'token-revoked',
    says: /\b(?:token|key|session|credential|grant|consent|authori[sz]ation|access)s?\b.{0,40}(?:\brevoked|evicted|black-?listed|block-?listed|deny-?listed|been invalidated|rotated|logged out|superseded|used already|already (?:been )?used|been used|widerrufen|r[eé]voqu|revocad)|\brevoked\b.{0,20}(?:token|key|by)|\btokens? (?:has been|was|is) deleted|token_?revoked|revoked_?token|changed (?:their|your|the) password|password (?:was|has been) changed|logged in (?:from|on) another|single[- ]use|其他设备登录|다른 (?:기기|장치)에서|別の(?:端末|デバイス|場所)で|异地登录|强制下线|被踢下线|due to a (?:new )?log-?in elsewhere|(?:logged|signed) in elsewhere/i,
  },
  {
    cause: 'session-expired',
    says: /\bsession\b.{0,30}(?:expired|timed? ?-?out|invalid|not found|unknown|ended|terminated|no longer|not exist|is over|lost|expir|caduc|scadut|abgelaufen)|(?:expired|invalid|unknown|lost|stale) session|session_?(?:expired|not_?found|invalid|timeout)|invalid_session|sitzung.{0,20}(?:abgelaufen|ung)|sesi[oó]n.{0,20}(?:caduc|expir)/i,
  },
  {
    cause: 'token-expired',
    says: /(?:token|jeton|токен|トークン|jwt|jws|jwe|assertion|ticket|credential|api[- ]?key|\bkey\b|\bpat\b|cookie|authori[sz]ation|bearer|\bcode\b|\bclaim|access)s?['"]?.{0,40}(?:\bexpired|\bhas expire|\bexpir(?:[eé]|ad)|abgelaufen|caducad|scadut|verlopen|истек|过期|已过期|期限切れ|有効期限|만료)|\bexpired?[ _-]?(?:\w+[ _-])?(?:token|jwt|key|credential|assertion|api|access|provider|claim)|(?:token|jwt)_?expired|\bused too late\b|\btoken time-?out|\btoken (?:has |is )?timed out|exp(?:ired)? claim|\bexp\b.{0,20}(?:passed|past|fail|claim)|lifetime validation|maximum age exceeded|令牌.{0,6}过期/i,
  },
  {
    cause: 'session-expired',
    says: /log(?:ged)? ?(?:in|out) again|(?:sign|log) in again/i,
  },
  {
    cause: 'token-wrong-audience',
    says: /\baudiences?\b|(?<![\w-])aud(?![\w-])|invalid_target|not (?:issued|meant|intended) for (?:this|the)|\bnot valid for (?:this|the|that) (?:requested )?(?:resource|api|service|audience|application)\b|intended for (?:another|a different|use)/i,
  },
  {
    cause: 'token-wrong-issuer',
    says: /\bissuers?\b|(?<![\w-])iss(?![\w-])|wrong (?:tenant|realm|issuer|environment|region)|(?:tenant|realm|issuer).{0,30}(?:mismatch|not match|untrusted|unknown|not found|differs)|untrusted (?:issuer|idp|token|authority)|\bno (?:auth(?:entication)? |identity )?providers? (?:found|configured|match\w*)|(?:another|different) (?:tenant|realm|environment|issuer)|(?:test|live|sandbox|production)[ -](?:mode|key|token).{0,50}(?:live|test|sandbox|production)[ -](?:mode|key|environment|object)/i,
  },
  { cause: 'scheme-mismatch', when: ['no-page'], code: ['unsupported_token_type'] },
  {
    cause: 'token-wrong-type',
    says: /wrong (?:token )?(?:type|kind)|wrong type of token|(?<![\w-])typ(?![\w-])|token_use|(?:invalid|unexpected|incorrect|unsupported|bad)[ _](?:access )?token[ _]type|(?:publishable|secret|public|private|server|client|admin|management|service|refresh|id|bot|user|personal access|app(?:lication)?|job|session|installation)[ _-](?:api )?(?:token|key)s? (?:(?:is|are) not (?:allowed|accepted|supported|permitted|an? )|(?:can|may|should|must)(?:not|n't|'t| not| only) be|(?:is|are) (?:un|dis)(?:supported|allowed)|can't be)|made with a publishable|(?:publishable|public|secret|private|server) key,? (?:but|and|when|where) an? (?:secret|publishable|public|private|server) key (?:is |was )?(?:required|expected|needed)|secret_key_required|(?:must|should|expected|expects?|requires?|needs?|use)(?: be| to be| use)? an? (?!valid |new |fresh |different |correct |current )(?:\w+ )?(?:access|id|refresh|user|bot|secret|server|app|application)[ _-](?:token|key)|only (?:access|refresh|id|user|bot) tokens?|\b(?:access|id|refresh|user|bot|app|application|service)(?:[ _-]access)?[ _-]token (?:is |was )?(?:expected|required|needed)[,;:]? (?:but )?(?:got|received|found|not)\b|\bid[ _-]token (?:was|is) (?:supplied|given|sent|used|provided|presented)|(?:got|received|found|sent|used) an? (?:id|refresh|app|bot|user)(?:[ _-]access)?[ _-]token|not an? (?:access|id|refresh|user|bot) token/i,
  },
  { cause: 'credentials-malformed', says: /\bdoes not match\b.{0,20}\bbearer\b/i },
  { cause: 'credentials-malformed', certainty: 'likely', says: /invalid (?:authori[sz]ation|token|auth) header\.?$/im },
  {
    cause: 'credentials-malformed',
    says: /more than one (?:method|auth)|multiple (?:auth\w*|credentials|tokens)|only one auth mechanism|malformed(?! (?:request|body|json|xml|syntax|url|uri|query|input|payload|data)\b)|bad (?:http )?auth(?:entication|ori[sz]ation) header|(?:invalid|bad|wrong|incorrect|illegal) (?!request |body |json |input |data |url |query |date )(?:\w+ )?(?:format|structure|syntax|encoding|base64)|format is (?:['"`])?authorization|not (?:a )?(?:valid |well-?formed )(?:jwt|jws|json web token)|could ?n[o']t (?:be )?(?:decode|parse)d?|cannot (?:be )?(?:decode|parse)d?|unable to (?:decode|parse)|failed to (?:decode|parse)|invalid compact j|not contain spaces|not enough segments|jwt serialization|(?<!\bin |\bthe |\byour )\bauth(?:ori[sz]ation)? header (?:format |value )?(?:is |was )?(?:invalid|malformed|incorrect|wrong)|invalid (?:(?:authori[sz]ation|token|auth) header(?!\.?$)|(?:http )?header \(authorization\))|(?:key|token|header|credentials?|jwt) (?:format|structure) is (?:not valid|invalid|wrong)|invalid (?:number|part)|\bwrong length\b|should be \d{1,4} characters|mal ?format\w*|malform[eé]\b|malformad[oa]|fehlerhaft|\btoken has no expir\w{0,10}|\bformat (?:appeared|appears|seems|looks) (?:to be )?(?:incorrect|invalid|wrong|bad)|must (?:be )?(?:begin|start)(?:s|ing)? with|invalid character/im,
  },
  {
    cause: 'scheme-mismatch',
    says: /(?:unsupported|unknown|invalid|wrong|bad|unrecogni[sz]ed|incorrect) (?:authentication|authori[sz]ation|auth) (?:scheme|type|method|mechanism)|auth(?:entication|ori[sz]ation)? (?:token )?(?:scheme|type|method|mechanism)s?.{0,30}(?:not |un)(?:supported|allowed|accepted|recogni[sz]ed|known|valid)|(?:basic|bearer|digest|oauth(?: ?2(?:\.0)?)?|password|username\/password|key auth|query)\s?(?:auth(?:entication)?)?.{0,25}(?:(?:no longer|not|is un)\s?(?:supported|accepted|allowed|enabled|available)|(?:is|was|are|has been|have been) (?:disabled|deprecated|turned off|switched off|removed))|(?:do not|don't|must not|cannot|may not) (?:send|pass|put|include) .{0,30}(?:tokens?|keys?|credentials?) (?:in|as|via) (?:the |a )?(?:query|url)|only (?:supports?|accepts?) (?:bearer|basic|oauth|token)|another auth(?:entication|ori[sz]ation)? (?:scheme|type|method)/i,
  },
  {
    cause: 'client-invalid',
    says: /invalid_client|unauthorized_client|\bclient(?:[ _](?:authentication|credentials|secret|id|assertion))\b.{0,40}(?:fail|invalid|wrong|not|mismatch|incorrect|required|unknown|missing)|(?:invalid|unknown|incorrect|wrong|no such) client\b|redirect_?uri|redirect uri|client (?:not|is not) (?:found|allowed|authori[sz]ed|enabled|registered)|\b(?:app(?:lication)?|consumer)[ _](?:id|secret)\b.{0,30}(?:invalid|not found|wrong|unknown)|(?:grant|response)[ _]type.{0,40}not (?:allowed|authori[sz]ed|permitted).{0,20}client|\bno client authentication|invalid (?:app(?:lication)?|client) registration|\bconsumer[ _-]?key.{0,20}(?:reject|refused|unknown|invalid)|\b(?:application|client|service) (?:is )?not (?:authori[sz]ed|registered|allowed) to use\b|(?:oauth )?client (?:was|is) (?:disabled|deleted)/i,
  },
  {
    cause: 'api-key-invalid',
    says: /(?:invalid|unknown|incorrect|wrong|bad|deactivated|disabled|deleted|no such|unrecogni[sz]ed|inactive|not a valid) (?:or \w+ )?(?:\w+ ){0,2}(?:(?:api|access|subscription|app|consumer|license|admin|secret|account|service|integrat\w{1,20}|application|partner|private|public)[-_ ]?)?key\b|(?:api|access|subscription|consumer|app|admin|license|integrat\w{1,20}|application|partner|private|public|service)[-_ ]?key.{0,50}(?:invalid|not valid|not (?:be )?found|unknown|not exist|incorrect|rejected|wrong|is not (?:a |an |active|correct|known|registered|associated|accepted)|not recogni|deactivated|disabled|deleted|does not (?:exist|match|belong|correspond))|invalidaccesskeyid|api_?key_?(?:invalid|not_?found|disabled)|invalid_?api_?key|invalid "?[\w-]*(?:key|secret)"?|access key id you provided/i,
  },
  {
    cause: 'api-key-invalid',
    when: ['key-header'],
    says: /\bkey (?:is|was) (?:invalid|not valid|incorrect|unknown|wrong|not recogni[sz]ed)/i,
  },
  {
    cause: 'password-wrong',
    when: ['login'],
    says: /(?:invalid|incorrect|wrong|bad|unrecogni[sz]ed|falsche\w{0,20}|ung[uü]ltige\w{0,20})[ _](?:user|e-?mail|login|identifier|password|credential|passwor|anmelde|kennwort)|(?:user(?:name)?|log-?in|e-?mail|account).{0,30}(?:and|or|\/|oder|ou|o) (?:the )?(?:password|passwort|mot de passe|contrase)|password.{0,30}(?:incorrect|wrong|invalid|mismatch|match|does not|not correct)|(?:log-?in|authentication|sign-?in) (?:failed|error|unsuccessful)|(?:failed|unable) to authenticate|invalid_(?:login_)?credentials|^(?:log-?in )?fail(?:s|ed|ure)?[.!]?$|user (?:does not exist|not found)|(?:cannot|can't|can not|could not|couldn't|unable to) find (?:the |a |this |that |your )?(?:user|account|e-?mail)|no such user|bad ?credentials|mot de passe.{0,20}incorrect|contraseña.{0,20}incorrect|密码错误|credentials.{0,40}(?:incorrect|do not match|not match|wrong|invalid)/im,
  },
  { cause: 'password-wrong', when: ['login'], says: /unauthorized ?log-?in ?attempt/i },
  { cause: 'password-wrong', when: ['login'], certainty: 'likely', code: ['invalid_grant'] },
  {
    cause: 'password-wrong',
    when: ['basic'],
    says: /(?:invalid|incorrect|wrong|bad)[ _](?:user|login|password|credential|auth\w* credentials)|(?:user(?:name)?|log-?in|e-?mail).{0,20}(?:and|or|\/) ?password|password.{0,30}(?:incorrect|wrong|invalid|mismatch)|(?:log-?in|authentication) failed|failed to authenticate|unable to authenticate|bad ?credentials|credentials.{0,40}(?:incorrect|do not match|not match|wrong|invalid)/i,
  },
];
