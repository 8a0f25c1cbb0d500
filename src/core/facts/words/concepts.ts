/**
 * What refusals speak of and what they say of it, in the languages that APIs most often answer in: English, German,
 * French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish, Russian, Chinese, Japanese and Korean.
 * Stems, so that endings do not matter.
 */

/** What is spoken of. */
export const things = {
  token:
    /\b(?:tokens?|jwts?|jetons?|fichas? de acceso|gettone|bearer)\b|токен|令牌|凭证|憑證|票据|トークン|토큰|access_?token/i,
  scope: /\bscopes?\b/i,
  key: /\b(?:api[-_ ]?keys?|app[-_ ]?keys?|access[-_ ]?keys?|keys?|schl[uü]ssel|cl[eé] d'api|clave de api|chave de api|chiave api)\b|ключ|密钥|密鑰|キー|인증키|서비스키/i,
  session:
    /\b(?:sessions?|sitzung|sesi[oó]n|sess[aã]o|sessione|sessie|oturum|sesj[ai])|сесси|сеанс|会话|會話|登录状态|登入狀態|セッション|세션/i,
  login:
    /\b(?:log[- ]?ins?|logged[- ]in|sign[- ]?in|signed in|authenticat\w*|anmeld\w*|angemeldet|einlogg\w*|eingeloggt|connexion|connect[eé]\w*|authentifi\w*|identifi[eé]\w*|inici(?:ar?|e|o de) sesi[oó]n|autentic\w*|fa[çc]a (?:o )?login|entrar|accedi|accesso|effettua(?:re)? il login|aanmeld\w*|ingelogd|inloggen|zalog\w*|uwierzytelni\w*|giri[sş] yap\w*|oturum a[cç]\w*)|авториз(?!ов)|войдите|войти|вход|аутентифик|登录|登錄|登入|登陆|ログイン|認証|认证|認證|로그인|인증/i,
  account:
    /\b(?:accounts?|users?|members?|konto|benutzer\w*|nutzer\w*|comptes?|utilisateurs?|cuentas?|usuarios?|contas?|usu[aá]rios?|utente|utenti|gebruiker|u[zż]ytkownik\w*|konta|hesab\w*|kullan[ıi]c[ıi])\b|учетн|учётн|аккаунт|пользовател|账号|账户|帳號|帐号|用户|用戶|アカウント|ユーザ|계정|사용자|회원/i,
  password:
    /\b(?:passwords?|passcode|credentials?|passwort|kennwort|anmeldedaten|zugangsdaten|mot de passe|identifiants?|contrase[ñn]as?|credenciales|senhas?|credenciais|credenziali|wachtwoord\w*|inloggegevens|has[lł]\w*|[sş]ifre\w*|parola\w*)\b|парол|логин|密码|密碼|口令|パスワード|비밀번호/i,
  signature:
    /\b(?:signatures?|signed|sign|hmac|mac|digest|checksum|signatur|firma|assinatura|handtekening|podpis\w*|imza\w*)\b|подпис|签名|簽名|验签|署名|서명/i,
  permission:
    /\b(?:permissions?|privileges?|rights?|roles?|access(?! tokens?\b)|authori[sz]\w*|berechtig\w*|rechte?n?|zugriffs?\w*|droits?|acc[eè]s|autorisations?|permisos?|acceso|autorizaci[oó]n|permiss(?:[aã]o|[oõ]es)|acesso|autoriza[çc][aã]o|permess[oi]|autorizzazion\w*|toegang|toestemming|rechten|uprawnie\w*|dost[eę]p\w*|yetki\w*|eri[sş]im\w*|izin\w*|beh[oö]righet\w*|r[aä]ttighet\w*|tilladelse\w*|rettighet\w*|oikeu\w*)\b|\bправ[ао]?\b|доступ|разрешени|权限|權限|无权|無權|アクセス|권한|접근/i,
  address:
    /\b(?:ip(?:v[46])?(?:[- ]?(?:address|adress\w*))?|adresse ip|direcci[oó]n ip)\b|ip[- ]?адрес|ip地址|ip ?アドレス|ip ?주소/i,
  client:
    /\b(?:clients?|applications?|apps?|anwendung|aplicaci[oó]n|aplicativo|applicazione)\b|приложени|应用|應用|アプリ|애플리케이션/i,
  origin:
    /\b(?:origins?(?! servers?\b)|referr?er|domains?|cors|domaine?|dominio|dom[ií]nio)\b|домен|域名|来源|來源|ドメイン|도메인/i,
  network:
    /\b(?:(?:internal|corporate|office|company|local|private|internen?s?|firmen|lokalen?) ?net(?:work|z\w*)|firmennetz\w*|intranet|vpn|red (?:interna|corporativa|local)|rede (?:interna|corporativa|local)|r[eé]seau (?:interne|local|d'entreprise)|rete (?:interna|aziendale|locale)|intern(?:e|) netwerk|sie[cć]\w* wewn[eę]trzn\w*)\b|внутренн\S{1,4} сет|内网|內網|社内ネットワーク|内部ネットワーク|사내망|내부망/i,
  time: /\b(?:time-?stamps?|clock|date header|request time|zeitstempel|horodatage|marca de tiempo)\b|时间戳|時間戳|タイムスタンプ|타임스탬프/i,
  plan: /\b(?:plans?|subscriptions?|licen[sc]es?|features?|abonnements?|tarif\w*|lizenz\w*|suscripci[oó]n|assinatura|piano|abbonamento|abonelik)\b|тариф|подписк|套餐|订阅|訂閱|プラン|구독|요금제/i,
} as const;

/** What is said of it. */
export const states = {
  expired:
    /\b(?:expir\w*|abgelaufen|abl[aä]uft|l[aä]uft ab|caduc\w*|vencid[oa]s?|venceu|scadut\w*|verlopen|wygas\w*|up[lł]yn[aą][lł]\w*)|s[uü]re\w{0,6} (?:dol|ge[cç])|ист[её]к|просроч|过期|過期|失效|已过|期限切れ|有効期限|만료/i,
  missing:
    /\b(?:missing|absent|empty|required|not (?:provided|present|found|given|supplied|sent)|no \w+ (?:was )?(?:provided|given|found|sent)|needed|fehl(?:t|en\w*)|erforderlich|ben[oö]tigt|no hay|no se (?:ha )?(?:encontr\w*|envi\w*|proporcion\w*)|n[aã]o (?:foi )?(?:informado|enviado|fornecido|encontrado)|aucun\w*|nessun\w*|manqu\w*|requise?s?|n[eé]cessaires?|falt[aoó]\w*|requerid[oa]|necesari[oa]|obrigat[oó]ri[oa]|necess[aá]ri[oa]|ausente|mancante|richiest[oa]|ontbreekt|vereist|brak(?:uje)?|wymagan\w*|gerekli|eksik|bulunamad[ıi])\b|отсутств|требуется|необходим|не указан|не передан|不能为空|不能為空|缺少|缺失|为空|未提供|请先|請先|未登录|未登入|必須|必要|ください|없습니다|필요|누락/i,
  wrong:
    /\b(?:invalid\w*|incorrect\w*|wrong|bad|unknown|illegal|mismatch\w*|does not match|do(?:es)? ?n[o']t (?:match|exist)|not (?:valid|correct|recogni[sz]ed|match\w*)|ung[uü]ltig\w*|falsch\w*|unbekannt\w*|stimmt nicht|stimmen nicht|invalides?|incorrectes?|erron[eé]e?s?|inv[aá]lid[oa]s?|incorrect[oa]s?|err[oó]ne[oa]s?|incorret[oa]s?|errad[oa]s?|non valid[oaie]|errat[oaie]|non corrett[oaie]|ongeldig\w*|onjuist\w*|no (?:es )?v[aá]lid[oa]|n[aã]o (?:[eé] )?v[aá]lid[oa]|pas valide|nicht g[uü]ltig|niet geldig|b[lł][eę]dn\w*|nieprawid[lł]ow\w*|ge[cç]ersiz\w*|hatal[ıi]|yanl[ıi][sş])\b|неверн|недейств|некоррект|неправильн|不正确|不正確|不匹配|错误|錯誤|无效|無效|非法|有误|無効|不正|正しくありません|一致しません|間違|잘못|올바르지|일치하지|유효하지|틀립니다/i,
  only: /\b(?:only|nur|ausschlie[sß]+lich|uniquement|seulement|solo|solamente|[uú]nicamente|apenas|somente|soltanto|alleen|uitsluitend|tylko|wy[lł][aą]cznie|sadece|yaln[ıi]zca)\b|только|仅|僅|只能|只允许|のみ|だけ|에서만|만 (?:접근|접속|이용)/i,
  excluding:
    /\b(?:do(?:es)? ?n[o']t (?:include|cover|allow)|not (?:included|part of)|upgrade|nicht (?:enthalten|inbegriffen)|enth[aä]lt (?:kein\w*|nicht)|n'inclut pas|ne comprend pas|n'est pas inclus\w*|ne fait pas partie|non inclus\w*|no incluye|no est[aá] incluid[oa]|n[aã]o inclui|non (?:include|comprende)|niet inbegrepen|nie obejmuje)\b|не включа|не входит|не предусм|不包含|不包括|未包含|升级|含まれ(?:て)?(?:い)?ません|포함되지|업그레이드/i,
  denied:
    /\b(?:denied|forbidden|refused|not (?:allowed|permitted|authori[sz]ed|granted|entitled)|unauthori[sz]ed|prohibited|rejected|verweigert|verboten|nicht (?:erlaubt|gestattet|berechtigt|zul[aä]ssig|autorisiert)|abgelehnt|refus[eé]\w*|interdit\w*|non autoris[eé]\w*|pas autoris[eé]\w*|denegad[oa]|prohibid[oa]|no (?:est[aá] )?(?:autorizad[oa]|permitid[oa])|negad[oa]|proibid[oa]|n[aã]o (?:autorizad[oa]|permitid[oa])|negat[oa]|vietat[oa]|non (?:autorizzat[oa]|consentit[oa])|geweigerd|niet toegestaan|odm[oó]w\w*|zabronion\w*|reddedildi|yasak\w*)\b|запрещ|отказано|не разреш|拒绝|拒絕|禁止|不允许|不允許|无权|無權|拒否|許可され|거부|금지|허용되지|할 수 없/i,
  lacking:
    /\b(?:do(?:es)? ?n[o']t have|lacks?|lacking|insufficient|not enough|without|missing|requires?d?|needs?|kein\w*|nicht (?:die|das|den|gen[uü]gend|ausreichend)\w*|fehlend\w*|n'(?:avez|a|as) pas|pas (?:les|le|la|de|d')|insuffisant\w*|no tiene\w*|no cuenta con|sin|insuficient\w*|n[aã]o (?:tem|possui)|sem|non (?:ha|hai|dispone|possiede)|insufficient[ei]|(?:har |saknar )?inte|saknar|mangler|ikke|puuttu\w*|geen|onvoldoende|nie (?:masz|ma|posiada\w*)|brak|yok\w*|yetersiz)\b|недостаточно|\bнет\b|не име|没有|沒有|不足|无此|未授权|未授權|無い|ありません|不十分|없|부족/i,
  blocked:
    /\b(?:locked|disabled|suspended|deactivated|banned|blocked|inactive|frozen|gesperrt|deaktiviert|blockiert|bloqu[eé]\w*|suspend\w*|d[eé]sactiv\w*|deshabilitad[oa]|inhabilitad[oa]|desativad[oa]|inativ[oa]|bloccat[oa]|disattivat[oa]|sospes[oa]|geblokkeerd|uitgeschakeld|zablokowan\w*|nieaktywn\w*|engellen\w*|kilitlen\w*|devre d[ıi][sş][ıi])\b|заблокир|отключ[её]н|приостановл|冻结|凍結|禁用|被封|停用|锁定|鎖定|ロック|無効化|停止|凍結|정지|잠겼|잠금|차단|비활성/i,
  revoked:
    /\b(?:revoked|invalidated|widerrufen|zur[uü]ckgezogen|r[eé]voqu[eé]\w*|revocad[oa]|revogad[oa]|revocat[oa]|ingetrokken|uniewa[zż]nion\w*|iptal edil\w*)\b|отозван|аннулир|吊销|撤销|被撤|失効|取り消|취소|철회|폐기/i,
  tooMany:
    /\b(?:too (?:many|often|frequent\w*)|zu (?:viele|oft|h[aä]ufig)|trop de|demasiad[oa]s|muitas (?:tentativas|requisi[çc][oõ]es|solicita[çc][oõ]es)|troppe|troppi|te veel|zbyt (?:wiele|cz[eę]sto)|[cç]ok fazla)\b|слишком (?:много|част)|превышен|过于频繁|過於頻繁|频率|超过.{0,6}限制|次数过多|次數過多|超出.{0,6}(?:配额|限制)|多すぎ|上限|너무 많|초과/i,
} as const;
