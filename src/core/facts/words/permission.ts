import type { Sign } from '../sign.ts';

/** How servers say that they know the caller and still refuse. From special to general. */
export const permissionWords: readonly Sign[] = [
  {
    cause: 'rate-limited',
    says: /rate[- _]?limit|\bquota per (?:second|minute|hour|day|week|month)\b|\bfair[- ]use\b|\busage (?:limit )?(?:reached|exceeded)|\brequest rate (?:above|over|exceed)|\bover[ _]limit\b|\brate (?:threshold|cap|quota)\b|too[- _]many[- _](?:requests|attempts|log|calls|failed|tries)|throttl|\bquota\b.{0,20}(?:exceed|exhaust|reached|limit)|exceeded.{0,30}(?:quota|rate|limit|requests)|(?:request|api|call|daily|hourly|usage|abuse)s?[ _](?:rate )?limit|slow down|\bover (?:rate|qps|quota)\b|(?:cap|storage|allowance).{0,20}exceeded|limit[ _](?:exceeded|reached)|user-?rate|concurrency limit/i,
  },
  {
    cause: 'service-not-enabled',
    says: /\b(?:api(?![-_ ]?(?:key|token|secret|user))|service|feature|product|module|add-?on|functionality|endpoint|extension|integration|security|app|capability|program)(?:\b|\(s\)).{0,60}(?:not (?:been |yet )?(?:enabled|activated|available|included|supported in|used|active|turned on|subscribed)|\bdisabled|must be (?:enabled|activated)|is not part of)|\bkey\b.{0,20}not (?:enabled|activated) (?:for|on)\b|upgrade (?:your|to|required|the)|plan_upgrade|\b(?:plan|tier|package|edition|licen[sc]e)\b.{0,40}(?:does not|doesn't|not|require|upgrade|expired|non-compliant|include|only)|(?:available|included|supported) (?:only )?(?:on|in|with|for) (?:the |a |our )?(?:\w+ )?(?:plans?|tiers?|edition|subscription|licen[sc]e)|(?:higher|paid|pro|premium|enterprise|business) (?:plan|tier|account|subscription|edition|licen[sc]e)|service_?disabled|accessnotconfigured|quota project|billing(?![.:_]).{0,40}(?:not|disabled|must|required|enable)|payment (?:is )?required|(?:doesn't|does not|don't|do not) have (?:any |enough )?(?:credits?|licen[sc]es?|quota|balance)\b|\bunpurchased\b|not purchased|make sure you are eligible|\b(?:not|n't) opted[- ]?in\b|(?:check|verify|review) your (?:subscription|plan|billing)|\bsubscription (?:does not|doesn't) (?:permit|allow|include|cover)|maximum (?:number|amount) of (?:\w+ )?(?:users|seats|members|projects|repositories|devices|accounts|licen[sc]es)|requires? (?:an? |the )?(?:\w+ )?(?:membership|subscription|plan|tier|licen[sc]e) or (?:higher|above)|(?:insufficient|not enough|no|out of) (?:\w+ )?(?:credits?|funds|balance)\b|top up your|(?:no|find) (?:a |any )?(?:valid |active )?subscription\b|subscription.{0,20}(?:is )?(?:required|expired|inactive|not active|ended|cancel)|not (?:licensed|entitled|provisioned|subscribed)|trial.{0,20}(?:expired|ended|over)/i,
  },
  {
    cause: 'service-not-enabled',
    status: [402],
    says: /credit|balance|\bfunds?\b|payment|billing|subscri|premium|\bplan\b/i,
  },
  { cause: 'scope-missing', code: ['insufficient_scope', 'invalid_scope'] },
  {
    cause: 'scope-missing',
    when: ['credentials'],
    says: /\b(?:key|token) (?:does not|doesn't) (?:allow|permit)\b/i,
  },
  {
    cause: 'scope-missing',
    when: ['opaque'],
    says: /\bpermissions?: ?(?:read|write|admin|follow|push|manage)(?::[\w:]{1,40})?(?![\w:])/i,
  },
  {
    cause: 'scope-missing',
    when: ['credentials'],
    says: /missing (?:required )?(?:\w{1,30} )?consent\b|\bconsent ?required\b/i,
  },
  {
    cause: 'scope-missing',
    when: ['credentials'],
    status: [403],
    certainty: 'likely',
    says: /\bmissing\b.{0,40}\bclaim\b|\bclaim\b.{0,40}\b(?:missing|required|not (?:found|present))\b/i,
  },
  {
    cause: 'scope-missing',
    when: ['credentials'],
    says: /\b(?:token|key)\b.{0,40}(?:\bmissing|\black(?:s|ing)?) (?:the |a )?(?:required |necessary )?(?:permission|privilege|grant)s?\b|(?:using|with) this (?:api )?(?:token|key),? you (?:cannot|can not|can't|may not)|(?:do(?:es)?(?: not|n't)|has not|hasn't) (?:have|include|carry|contain) (?:\S{1,40} ){0,4}scopes?\b|not granted by .{0,30}\bscopes?\b/i,
  },
  {
    cause: 'scope-missing',
    when: ['credentials'],
    says: /insufficient[-_ ]?scopes?|out[-_ ]of[-_ ]scope\b|\bscope status invalid\b|\b(?:key|token) is restricted to\b|\bscopes? (?:is |are )?not (?:allowed|granted|permitted|sufficient)|outside (?:of )?the (?:\w+ )?scopes?\b|\bscopes?\b.{0,30}mismatch|(?:missing|required|requires?|lacks?|needs?|necessary|insufficient|invalid(?! credential scope)|does not have|granted(?: all)?|following|without|enough|appropriate) .{0,60}\bscopes?\b|not been granted.{0,40}\bscopes?\b|\bscopes?\b.{0,50}(?:missing|required|not granted|insufficient|lack|needed|does not|do not)|missing[_ ]scopes?|scope_insufficient|\b(?:current|present|granted|given|own) scopes?\b|invalid abilit|(?:not|un)[ -]?(?:allowed|permitted|authori[sz]ed|enabled) (?:with|by|using) (?:this|your|the) (?:\w+ )?(?:key|token)|\bunauthori[sz]ed permission|(?:only|not) (?:allowed|authori[sz]ed|permitted) to (?:use|perform|make|call) .{0,30}(?:endpoint|requests?)\b|(?:token|key|app|client)(?:'s)?\b.{0,40}(?:abilit(?:y|ies)|app permissions|oauth permissions)|\b(?:token|key) (?:is|was) (?:issued |created )?(?:as )?read[- ]only|higher privileges than provided by the access token|(?:access )?token\b.{0,40}(?:does not|doesn't|lacks?|insufficient|not have|without).{0,40}(?:permission|privilege|right|access|grant)|not enough permissions to access:|delegated permission|application permission|consent(?:_required| is required| has not)|key.{0,60}does not have the required permissions/i,
  },
  {
    cause: 'not-owner',
    says: /not (?:the |an? )?(?:owner|author|creator)\b|belongs? to (?:another|a different|someone)|(?:do|does)(?:n't| not) own|only (?:the )?(?:owner|author|creator)s? (?:can|may|is)|not (?:your|his|their) (?:own )?(?:resource|object|order|account|post|document)|(?:to|of|from|in|by|for) (?:a |an )?(?:different|another|other) (?:tenant|account|organi[sz]ation|workspace|project|user|customer)(?:'s)?\b|(?:another|other) (?:user|customer|account|tenant)'s\b|cross-?tenant|owned by|not belong to|only (?:\S+ ){0,3}your own\b|not associated with (?:your|this)|not_?(?:the_?)?owner|appartient [aà] un autre|geh[oö]rt (?:einem|jemand) ander|pertenece a otr|pertence a outr|appartiene a un altr|принадлежит друг|属于其他|属于他人/i,
  },
  {
    cause: 'policy-denied',
    says: /explicit(?:ly)? den(?:y|ied)|den(?:y|ied) by (?:\S+ ){0,4}(?:policy|policies|rule|authori[sz]\w{0,20}|ext_authz|configuration|admin\w{0,20}|organi[sz]ation)|conditional[- ]access|(?:organi[sz]ation|company|enterprise|security|access|resource|service control|admin\w{0,20}|tenant|workspace|data|content)(?:'s)? (?:access )?(?:policy|policies|restrictions?)\b|(?:protected|locked) (?:branch|tag|resource|environment)|branch protection|(?:branch|tag|environment|ref) is protected\b|(?:web|content|url) ?filter|blocked by (?:\S+ ){0,4}(?:admin\w{0,20}|policy|organi[sz]ation|rule|owner)|forbids access|(?:has|have) (?:enabled|disabled|restricted|blocked).{0,40}(?:access restrictions|third-part)|action_?prohibited|prohibited by|access control configuration|violat(?:es|ed|ion)|restricted by|rbac: access denied|not permitted by|legal reasons|policy (?:does not|doesn't) allow|(?:forbidden|disallowed|rejected) by (?:\S+ ){0,4}(?:policy|policies|rules?)\b|\bquarantined?\b|\bacl\b.{0,20}(?:fail|den(?:y|ied)|block)|failed (?:the )?(?:auth\w{0,20} )?polic(?:y|ies)\b|\b(?:has been|was|is|been) filtered\b|^(?:\d{3} )?filtered$|is (?:not )?read-?only|archived/im,
  },
  {
    cause: 'role-missing',
    when: ['credentials'],
    says: /(?:do(?:es)? ?n[o']t|not) have (?:\S+ ){0,5}(?:permissions?|access|rights?|privileges?|authori[sz]ation|roles?|authority|membership)\b|(?:insufficient|missing|lack(?:s|ing)?|not enough|requires?|required|needs?|without|inadequate|necessary|no)[ _](?:\S+ ){0,4}(?:permissions?|roles?|privileges?|rights|entitlements?|authorit\w+)\b|\bpermission den(?:ied (?:for|on|to)|y)\b|\b(?:permissions?(?! denied)|roles?|privileges?|groups?)\b.{0,50}(?:required|denied|missing|needed|insufficient|not (?:found|granted|assigned))|(?:not|un)[ -]?(?:authori[sz]ed|allowed|permitted|entitled) (?:to|for|on)\b|\bnot (?:an? )?(?:management|admin\w*|privileged) user\b|only (?:for )?(?:admin\w*|moderators|owners|members|managers|staff)|\badmin(?:istrator)?s? (?:only|required|access|rights|privileges)|\bforbidden: user|is forbidden: |\bcannot (?:list|get|create|delete|update|patch|execute|access|read|write|view|perform|modify)\b|must (?:be|have) (?:an? |the )?(?:\S+ )?(?:admin\w*|member|role|permission)|forbidden_?role|authorizationfailed|\blacks? the required (?:data )?action\b|\bnot in (?:the |a |this )?(?:group|workspace|team|organi[sz]ation|project)\b|not (?:a |in the )?(?:member|authori[sz]ed list|group)|not authori[sz]ed to perform|iam_permission_denied|permission_?mismatch|\bnot an? (?:\w+ )?(?:admin\w*|manager|editor|moderator)\b|\b(?:no es|non [eè]|n[aã]o [eé]|n'est pas|kein) (?:un |um |una )?(?:\w+ )?admin\w*|keine (?:\S+ )?(?:berechtigung|rechte)|pas (?:\S+ ){0,3}(?:droits?|autoris|permission)|no tiene(?:s)? (?:\S+ )?(?:permiso|autoriz)|权限|権限|(?<![а-яё])прав[ао]?(?![а-яё])|sem permiss/i,
  },
  // The state of a thing, which no right changes.
  {
    cause: 'policy-denied',
    when: ['credentials'],
    status: [403],
    certainty: 'likely',
    says: /\b(?:is|are|was|were|has been|have been) (?:already |now )?(?:closed|finali[sz]ed|frozen|sealed|settled|completed|cancelled|signed off|immutable|final)\b/i,
  },
  {
    cause: 'role-missing',
    when: ['credentials'],
    status: [200, 400, 403, 404, 500],
    certainty: 'likely',
    says: /(?:(?:sign|log) in|use|try) (?:(?:with|as) )?(?:another|a different) (?:user|account)|access[ _-]?(?:is )?denied|permission[ _-]?denied|access to .{1,80} (?:denied|forbidden|restricted)|accessdenied(?:exception)?|insufficient|unauthori[sz]ed|forbidden (?:resource|action)|not (?:authori[sz]ed|allowed|permitted)|missing access|zugriff verweigert|acc[eè]s (?:refus|interdit)|acceso denegado/i,
  },
];
