import type { Sign } from '../sign.ts';

/** How servers say that they saw no credentials, and, last of all, that they took those they saw for no good. */
export const absenceWords: readonly Sign[] = [
  // What was looked up and not found came.
  { cause: 'token-invalid', when: ['opaque', 'no-key'], says: /^token (?:was |is )?not found\.?$/im },
  { cause: 'token-invalid', when: ['credentials'], says: /\binvalid token\b.{0,10}\btoken not found\b/i },
  // A key besides what came.
  {
    cause: 'credentials-missing',
    when: ['credentials', 'no-key', 'no-authorization'],
    says: /\b(?:missing|no|without|lacks?|needs?|requires?) (?:an? )?(?:valid )?(?:api|subscription)[-_ ]?key\b/i,
  },
  // A valid one is asked for: that none came is not said.
  {
    cause: 'token-invalid',
    when: ['credentials'],
    says: /(?:requires?|must|need|provide|include|supply|pass|send|without|use) (?:[\w-]{1,20} ){0,4}valid (?:[\w-]{1,20} ){0,2}(?:token|credential|key|jwt)s?\b/i,
  },
  {
    cause: 'credentials-missing',
    says: /\bno ['"`]authori[sz]ation\b.{0,20}['"`] header|\bno (?:\w{1,20} ){0,5}(?:tokens?|keys?|credentials?|headers?|cookies?) (?:was|were|is|are|has been|have been)? ?(?:supplied|provided|found|sent|given|specified|present|detected|set)|\bno (?:auth\w*|credentials?|tokens?|api[- _]?keys?|jwt|access token|bearer|session|valid (?:token|credentials?))\b|(?:authentication|authori[sz]ation(?!\.)|credentials?|token|jwt|api[-_ ]?key|subscription key|headers?|bearer|cookie)\b.{0,40}(?:missing(?!.{0,40}\b(?:claim|scope|permission|role|privilege|grant))|not (?:provided|present|found|supplied|included|sent|set|specified|given|passed)|(?:is|are|was|were) (?:required|absent|empty|needed))|(?:missing|lacks?|lacking|without|absent|empty)[ _.:-](?!.{0,40}\b(?:claim|scope|permission|role|privilege|grant)).{0,30}(?:authentication|authori[sz]ation|credential|token|(?:api|application|service|license)[-_ ]?key|jwt|header|bearer|subscription key|session|apikey)/i,
  },
  {
    cause: 'credentials-missing',
    says: /(?:must|need to|have to|please|should|required to) (?:be )?(?:provide|include|supply|specify|pass|authenticate|log ?-?in|logged ?-?in|sign ?-?in|signed ?-?in|authenticated)(?! (?:with|as) (?:another|a different) )|\buser ?name (?:is |was )?(?:empty|missing|required)|\bneeds? (?:an? |the )?(?:user(?:name)?|password|token|api key|log-?in|credentials?)\b|not (?:currently )?(?:logged|signed)[ -]?in|not authenticated|\b(?:log|sign)-?in[ _](?:is )?required|authentication[ _](?:is )?(?:required|needed|missing)|requires? (?:an authenticated|an? (?:logged|signed)[- ]in|authentication|log-?in|sign-?in|a (?:valid )?(?:access )?token|an? api key|you to)|only (?:signed|logged)[- ]in|anonymous (?:access|user|request|caller|client)|system:anonymous|did not provide|credentials_required|auth_?required|missingauthenticationtoken|full authentication|anmeldung erforderlich|nicht angemeldet|inicie sesi|connectez-vous|unauthenticated (?:request|user|caller)|未登录|请先登录|ログイン/i,
  },
  {
    cause: 'credentials-missing',
    when: ['anonymous'],
    status: [400, 401, 403],
    certainty: 'likely',
    says: /password.{0,30}(?:incorrect|wrong|invalid)|(?:invalid|incorrect|wrong|bad)[ _](?:credentials|password|user ?name)/i,
  },
  {
    cause: 'credentials-missing',
    when: ['anonymous', 'no-page'],
    status: [200, 400, 404, 422],
    certainty: 'likely',
    says: /\bunauthori[sz]ed\b/i,
  },
  {
    cause: 'credentials-missing',
    when: ['anonymous', 'no-page'],
    certainty: 'likely',
    says: /unauthenticated|access denied|permission|not authori[sz]ed|not allowed|forbidden to|insufficient|privilege|认证失败|認証に失敗|鉴权失败|인증에? ?실패/i,
  },
];

/** The general words for: not this one, without saying why. */
export const rejectionWords: readonly Sign[] = [
  {
    cause: 'token-invalid',
    when: ['credentials'],
    certainty: 'likely',
    says: /invalid[-_ ](?:access[-_ ]|auth\w*[-_ ]|bearer[-_ ]|refresh[-_ ]|api[-_ ])?(?:token|jwt|grant|credential)|(?:token|jwt)\b.{0,40}(?:invalid|not valid|not active|isn't active|rejected|not recogni[sz]ed|unknown|not found|not exist|verif|denied|unauthori[sz]ed)|not valid for any token|could not validate|bad credentials|unauthenticated|authentication (?:failed|error|failure)|no such token|(?:credentials|authentication).{0,30}(?:invalid|fail|incorrect|not valid|denied)|令牌无效|認証に失敗|认证失败|認證失敗|인증에? ?실패|ung[uü]ltig/i,
  },
];
