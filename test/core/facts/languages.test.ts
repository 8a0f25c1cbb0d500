import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { exchange, jwt, now } from '../../check.ts';

/** What a request of a row carries, by the row's first column. */
const requests: Readonly<Record<string, string>> = {
  none: 'GET https://svc.example/things\n',
  token: 'GET https://svc.example/things\nAuthorization: Bearer 3f9c2ab8d7e64f1a9b0c\n',
  jwt: `GET https://svc.example/things\nAuthorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}\n`,
  key: 'GET https://svc.example/things\nX-Api-Key: 8a7d6f5e4c3b2a19\n',
  login: 'POST https://svc.example/login\nContent-Type: application/json\n\n{"username":"anna","password":"x1"}\n',
};

/** Request, status, cause, what the answer says: refusals in the languages APIs answer in, on a host nobody knows. */
const table = `
token|401|token-expired|Token abgelaufen
token|401|token-expired|Le jeton a expiré
token|401|token-expired|El token ha caducado
token|401|token-expired|O token expirou
token|401|token-expired|Il token è scaduto
token|401|token-expired|Het token is verlopen
token|401|token-expired|Token wygasł
token|401|token-expired|Срок действия токена истёк
token|401|token-expired|登录已过期，请重新登录
token|401|token-expired|トークンの有効期限が切れています
token|401|token-expired|토큰이 만료되었습니다
token|401|token-revoked|Токен отозван
token|401|token-revoked|El token fue revocado
jwt|403|role-missing|Keine Berechtigung
jwt|403|role-missing|Vous n'avez pas les droits nécessaires
jwt|403|role-missing|No tiene permisos para realizar esta acción
jwt|403|role-missing|Você não tem permissão para acessar este recurso
jwt|403|role-missing|Non hai i permessi per questa operazione
jwt|403|role-missing|Je hebt geen toegang tot deze pagina
jwt|403|role-missing|Brak uprawnień do zasobu
jwt|403|role-missing|Недостаточно прав
jwt|403|role-missing|没有权限访问该资源
jwt|403|role-missing|権限がありません
jwt|403|role-missing|접근 권한이 없습니다
none|401|credentials-missing|Anmeldung erforderlich
none|401|credentials-missing|Необходима авторизация
none|401|credentials-missing|请先登录
none|401|credentials-missing|로그인이 필요합니다
none|403|credentials-missing|ログインが必要です
none|403|credentials-missing|El token es necesario
login|400|password-wrong|Benutzername oder Passwort falsch
login|400|password-wrong|Identifiants invalides
login|400|password-wrong|Usuário ou senha inválidos
login|400|password-wrong|Credenziali non valide
login|400|password-wrong|Nieprawidłowy login lub hasło
login|400|password-wrong|Неверный логин или пароль
login|400|password-wrong|用户名或密码错误
login|400|password-wrong|メールアドレスまたはパスワードが正しくありません
login|400|password-wrong|아이디 또는 비밀번호가 일치하지 않습니다
login|403|account-blocked|Ihr Konto wurde gesperrt
login|403|account-blocked|Su cuenta está bloqueada
login|403|account-blocked|Учетная запись заблокирована
login|403|account-blocked|账号已被冻结
login|403|account-blocked|アカウントがロックされています
key|403|api-key-invalid|Der API-Schlüssel ist ungültig: unbekannter API-Key
key|403|api-key-invalid|密钥无效
jwt|403|rate-limited|Слишком много запросов
jwt|403|rate-limited|请求过于频繁
jwt|403|rate-limited|Zu viele Anfragen
jwt|403|network-blocked|Доступ с вашего IP-адреса запрещен
jwt|403|network-blocked|IP地址不允许访问
`;

for (const row of table.split('\n').filter((it) => it !== '')) {
  const [request = '', status = '', cause, says = ''] = row.split('|');
  test(`${cause}: ${says}`, () => {
    const wire = `${requests[request]}\n${status}\nContent-Type: application/json\n\n${JSON.stringify({ message: says })}\n`;
    const [first] = diagnose(readFacts(exchange(wire), now * 1000), causes).findings;
    assert.equal(first?.cause.id, cause);
    // Words that were never seen before are read, not known.
    assert.ok(first?.found.evidence.some((it) => JSON.stringify(it.shows).includes(says.slice(0, 20))));
  });
}

/** What is said not to be so is no reason. */
for (const [says, cause] of [
  ['Das Token ist nicht abgelaufen', 'token-expired'],
  ['The token is not expired but has no subject', 'token-expired'],
  ['Your account has not been locked', 'account-blocked'],
  ['The token was not revoked', 'token-revoked'],
] as const) {
  test(`not ${cause}: ${says}`, () => {
    const wire = `${requests.jwt}\n403\n\n${JSON.stringify({ message: says })}\n`;
    const found = diagnose(readFacts(exchange(wire), now * 1000), causes).findings.map((it) => it.cause.id);
    assert.ok(!found.includes(cause));
  });
}
