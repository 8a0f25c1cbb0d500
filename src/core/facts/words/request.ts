import type { Sign } from '../sign.ts';

/** How servers refuse something other than who is asking. From special to general. */
export const requestWords: readonly Sign[] = [
  {
    cause: 'csrf-failed',
    says: /(?:state|verification|nonce) ?\W?"? cookie (?:was |is )?(?:not found|missing)|_verification\W? cookie not found|checks\.state|mismatching_state|\bstate (?:parameter )?(?:mismatch|does not match|is missing|is invalid)|invalid (?:oauth )?state\b|csrf|xsrf|cross[- ]site (?:request forgery|post)\b|anti-?forgery|authenticity[ _]?token|invalid form key|verify your data submission|x-requested-with\W{0,3} (?:header )?(?:is )?(?:required|missing)|page (?:has )?expired|cookie check failed/i,
  },
  {
    cause: 'csrf-failed',
    when: ['cookie'],
    says: /the action you(?: have)? requested is not allowed|nonce.{0,20}(?:invalid|expired)|invalid nonce/i,
  },
  {
    cause: 'tls-required',
    says: /plain http request was sent|http request to an https server|over (?:plain |insecure )?http (?:is |are )?(?:not|un|dis)\s?\w|(?:ssl|tls|https)(?: connection)? (?:is |connection )?(?:required|only|needed)|(?:requires?|use|over|must use|only) (?:an? )?(?:https|ssl|tls)\b(?!:\/\/)|secured with secure sockets|http instead of https|insecure (?:connection|transport|authentication|channel)|\b403\.[45]\b/i,
  },
  {
    cause: 'client-certificate-required',
    says: /(?:ssl|client|tls|x\.?509|peer)[- ]?cert(?:ificate)?s?\b.{0,40}(?:reject|refused|denied|required|was sent|missing|error|not|invalid|expired|revoked|unknown|verification|needed|untrusted)|certificate (?:is )?required|^(?:missing|no) certificate\.?$|\bclient certificate\b.{0,80}(?:allow-?list|white-?list|not (?:appear|listed|found))|\bcertificate\b.{0,60}\b(?:is|was) (?:needed|required|missing|expected|invalid|expired|revoked|not (?:valid|trusted|accepted|known))|\bcertificate[ _](?:invalid|expired|revoked|missing|blocked|unknown)\b|\b403\.(?:7|13|16|17)\b|(?:no|missing|invalid|requires? a) (?:required )?(?:ssl |client |tls )+cert|\bmtls\b/im,
  },
  {
    cause: 'origin-not-allowed',
    says: /\borigin\b(?! server).{0,60}(?:not |black-?list|deny-?list|mismatch|forbidden|denied|block|invalid|fail|unauthori[sz]ed)|(?:invalid|bad|unknown|untrusted|disallowed|unauthori[sz]ed|null) (?:cors )?origin|(?:invalid|illegal|unauthori[sz]ed|unregistered|disallowed)[ _](?:user |request )?(?:domain|referr?er)\b|not match (?:the )?origin\b|not allowed by cors|\bcors\b.{0,40}(?:not|fail|reject|block|denied|error|policy|request)|referr?er.{0,80}(?:block|not |restrict|invalid|missing|denied|fail)|referrer_blocked|(?:not |n't )(?:allowed|authori[sz]ed|permitted|valid) .{0,40}\b(?:referr?er|origin|domain)\b|cross[- ]?origin|(?<!mail )\bdomain\b.{0,50}not (?:allowed|authori[sz]ed|whitelisted|registered|permitted)/i,
  },
  {
    cause: 'policy-denied',
    says: /\bforbidden (?:file|media|mime|content)[ -]?(?:type|name|extension)|\b(?:uploads? of|uploading|files? (?:of|with)|file[ -]?types?|mime[ -]?types?|file extensions?)\b.{0,60}(?:not (?:allowed|permitted|accepted)|forbidden|prohibited|disallowed)/i,
  },
  {
    cause: 'network-blocked',
    says: /\b(?:from|address|client|host):? \[?(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})\b.{0,30}(?:not |n't |block|denied|forbidden|banned)|(?:unrecogni[sz]ed|unknown|unauthori[sz]ed|unverified|untrusted|new|invalid|unmatched) (?:request |client |source )?ip\b|\bnot (?:an? |from an? )?(?:\w+ )?(?:verified|allowed|authori[sz]ed|registered|known|trusted|permitted|white-?listed) ip\b|(?<!mail )\baddress (?:is )?not (?:allowed|permitted|authori[sz]ed)|\bip(?:v[46])?(?:[ -]address)?\b.{0,60}(?:not |n't |block|denied|restrict|banned|forbidden|black-?list|violates|unauthori[sz]ed|white-?list|allow-?list)|(?:white-?list|allow-?list|block-?list|black-?list|ban)(?:ed)?\b.{0,40}\bip|(?:blocked|denied|forbidden|banned|restrict\w{0,20}|not allowed|unauthori[sz]ed)(?: \S+){0,3} (?:ip|network|country|region|location|address)\b|(?:your|this|from) (?:country|region|location|territory|network)\b|\b(?:country|region|territory)\b.{0,40}(?:not (?:supported|available|allowed|permitted)|unsupported|blocked|restricted)|(?:only|not) available (?:with)?in (?:your|this|the (?:united|eu\b|us\b|uk\b)|certain|some|selected) |configured (?:it )?to (?:service|serve) requests from you|\bexternal (?:internet )?access (?:is )?(?:denied|blocked|disabled)|(?:not allow|denied|forbidden|blocked).{0,40}\bfrom (?:this|that|your) ip\b|geo-?(?:block|restrict|fenc)|unsupported_country|ip_?(?:address_?)?(?:blocked|not_?allowed|forbidden|restrict\w{0,20})|can only (?:log ?in|sign ?in|connect|be used|authenticate) (?:via|from|on) (?:localhost|loopback|the local|an? internal)|virtual network|\b(?:same machine|localhost)\b.{0,60}\bRemoteAddrValve\b|only accessible from .{0,60}\b(?:same machine|localhost)\b|private (?:endpoint|link)|public (?:network )?access.{0,30}(?:disabled|denied|not)|\b403\.[68]\b|\bvpn\b.{0,30}(?:required|only|detected|not |block|denied)|(?:connect|through|over|behind|on|via) (?:to )?(?:the |our |your |a )?(?:\w+ )?vpn\b|error code: 100[6-9]/i,
  },
  {
    cause: 'route-mismatch',
    says: /disallowedhost|blocked hosts?\b|\bhost(?:name)? (?:verification|check) (?:failed|error)|dns rebinding|can only be accessed by ip|\bdomain (?:is )?(?:suspended or )?(?:not configured|unknown)|send (?:a |the )?requests? to (?:the )?(?:url|endpoint|host)|(?:change|update|switch) your (?:root |base |api )(?:url|endpoint|host)|\bhosts?\b.{0,80}(?:not (?:allowed|authori[sz]ed)|not permitted|not recogni[sz]ed|unknown)|(?:invalid|unknown|disallowed|bad) (?:http_)?host\b|allowed_?hosts|misdirected|(?<!auth |authentication |authorization |authorisation |grant |login |log-in )method .{0,30}not allowed(?! (?:with|by|to) | for (?!\/))|(?:no|unknown|invalid|unrecogni[sz]ed) (?:such )?(?:route|endpoint|path|request url|operation|resource path|action)\b|route not found|missing route\b|requested url was not found on/i,
  },
  {
    cause: 'route-mismatch',
    status: [404],
    says: /\b(?:service|host|backend|upstream) not found\b/i,
  },
  { cause: 'route-mismatch', when: ['anonymous'], says: /authentication method (?:is )?not supported/i },
  {
    cause: 'bot-blocked',
    says: /(?<![\w-])(?:bots?|robots?|crawlers?|scrapers?)\b.{0,40}(?:not (?:welcome|allowed|permitted)|detect|block|traffic|protect|challenge|verif)|captcha|(?:are|not) (?:you )?(?:a )?(?:human|robot)|(?:verify|confirm|prove) (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)|checking your browser|just a moment|web application firewall|\bwaf\b|\bunusual activity\b|\banubis\b|\bcrowdsec (?:ban|captcha|access)\b|\bsecurity check\b|mod_?security|incapsula|requested url was rejected|automated (?:access|requests?|queries|tool)|unusual traffic|sql injection|malicious|user[- ]?agent|attention required|security (?:rule|service|solution)|for security reasons\b.{0,40}(?:blocked|denied|rejected)|error code: 10(?:10|20)|\bddos\b|firewall|blocked by (?:security|our)/i,
  },
  {
    cause: 'bot-blocked',
    when: ['anonymous'],
    says: /requests? (?:(?:is|was|has been|were) )?(?:blocked|rejected)|suspicious|unusual activity/i,
  },
  {
    cause: 'file-permission',
    says: /\b403\.14\b|list the contents of this directory|directory (?:listing|index|browsing).{0,30}(?:denied|forbidden|not|disabled)|permissions? (?:on|of|for) (?:the |this )?(?:file|directory|folder)|filesystem permission|\b(?:eacces|eperm)\b|permission denied, (?:open|stat|scandir|access|lstat)|\bfile is protected\b/i,
  },
];
