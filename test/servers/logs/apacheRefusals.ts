import { createHmac } from 'node:crypto';
import { Secret } from '../../../src/core/secret.ts';
import { tokenKey } from './apacheServer.ts';
import { basic, bearer, type Refusal } from './refusal.ts';

const ada = basic('ada', 'analytical-engine');
const bob = basic('bob', 'analytical-engine');
const digest = (more: string) => ({
  name: 'Authorization',
  value: `Digest username="ada", realm="Digest only", nonce="b+WqDklhBgA=794c2daf3458c685e2795e3c05aed1b941c73a9d", uri="/digest/", response="0123456789abcdef0123456789abcdef", qop=auth, nc=00000001, cnonce="x"${more}`,
});
const form = { name: 'Content-Type', value: 'application/x-www-form-urlencoded' };

function token(claims: Record<string, unknown>, key = tokenKey) {
  const part = (it: unknown) => Buffer.from(JSON.stringify(it)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'ada', ...claims })}`;
  return {
    name: 'Authorization',
    value: `Bearer ${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`,
  };
}
const soon = Math.floor(Date.now() / 1000) + 600;

/** Each a reason of its own, on both sites. */
export const apacheRefusals: readonly Refusal[] = [
  {
    path: '/private/',
    headers: [basic('ada', 'wrong')],
    status: 401,
    cause: ['password-wrong'],
    line: /AH01617: user ada: authentication failure/,
  },
  {
    path: '/private/',
    headers: [basic('eve', 'x')],
    status: 401,
    cause: ['password-wrong'],
    line: /AH01618: user eve not found/,
  },
  {
    path: '/private/',
    headers: [bearer],
    status: 401,
    cause: ['scheme-mismatch'],
    line: /AH01614: client used wrong authentication scheme/,
  },
  {
    path: '/alice/',
    headers: [bob],
    status: 401,
    cause: ['role-missing'],
    line: /user bob: authorization failure|Require user alice/,
  },
  {
    path: '/editors/',
    headers: [bob],
    status: 401,
    cause: ['role-missing'],
    line: /AH0166[67]: Authorization of user bob|user bob: authorization failure|Require group editors/,
  },
  {
    path: '/readers-file/',
    headers: [bob],
    status: 401,
    cause: ['upstream-auth-failed'],
    line: /Could not open group file: .*groups-gone/,
  },
  {
    path: '/owner/',
    headers: [ada],
    status: 401,
    cause: ['not-owner', 'role-missing'],
    line: /AH0163\d|user ada: authorization failure|file-owner/,
  },
  {
    path: '/gone-users/',
    headers: [ada],
    status: 500,
    cause: ['upstream-auth-failed'],
    line: /AH01620: Could not open password file/,
  },
  {
    path: '/digest/',
    headers: [ada],
    status: 401,
    cause: ['scheme-mismatch'],
    line: /AH01781: client used wrong authentication scheme/,
  },
  {
    path: '/digest/',
    headers: [digest('')],
    status: 400,
    cause: ['credentials-malformed'],
    line: /AH0178[56]: uri mismatch/,
  },
  {
    path: '/digest/',
    headers: [{ name: 'Authorization', value: 'Digest username="ada"' }],
    status: 401,
    cause: ['credentials-malformed'],
    line: /AH01782: missing user, realm/,
  },
  {
    path: '/form/',
    method: 'POST',
    headers: [form],
    body: 'httpd_username=ada&httpd_password=wrong',
    status: 401,
    cause: ['password-wrong'],
    line: /AH01807: user 'ada'/,
  },
  {
    path: '/form/',
    method: 'POST',
    headers: [form],
    body: 'httpd_username=eve&httpd_password=wrong',
    status: 401,
    cause: ['password-wrong'],
    line: /AH01808: user 'eve' not found/,
  },
  {
    path: '/lan/',
    status: 403,
    cause: ['network-blocked', 'policy-denied'],
    line: /AH01630: client denied.*lan|Require ip 10\.20\.0\.0\/16: denied/,
  },
  { path: '/admin/', status: 403, cause: ['policy-denied'], line: /AH01630: client denied.*admin|Require all denied/ },
  { path: '/expr/', status: 403, cause: ['policy-denied'], line: /AH01630: client denied.*expr|Require expr/ },
  {
    path: '/.htpasswd',
    status: 403,
    cause: ['policy-denied'],
    line: /AH01630: client denied.*\.htpasswd|Require all denied/,
  },
  {
    path: '/digest/',
    auth: { scheme: 'digest', user: 'ada', password: new Secret('wrong') },
    status: 401,
    cause: ['password-wrong'],
    line: /AH01794: user ada: password mismatch/,
  },
  {
    path: '/digest/',
    auth: { scheme: 'digest', user: 'eve', password: new Secret('wrong') },
    status: 401,
    cause: ['password-wrong'],
    line: /AH01790: user `eve' in realm `Digest only' not found/,
  },
  { path: '/old/', status: 403, cause: ['policy-denied'], line: /AH01797: client denied by server configuration/ },
  {
    path: '/methods/',
    method: 'DELETE',
    status: 403,
    cause: ['policy-denied', 'route-mismatch'],
    line: /AH01630: client denied.*methods|Require method GET HEAD/,
  },
  {
    path: '/get-only/',
    method: 'DELETE',
    status: 405,
    cause: ['route-mismatch'],
    line: /AH01623: client method denied/,
  },
  { path: '/closed/a.txt', status: 403, cause: ['file-permission'], line: /AH00035: access to .* denied/ },
  {
    path: '/locked.txt',
    status: 403,
    cause: ['file-permission'],
    line: /AH00132: file permissions deny server access/,
  },
  { path: '/links/link.txt', status: 403, cause: ['file-permission'], line: /AH00037: Symbolic link not allowed/ },
  {
    path: '/secret-htaccess/a.txt',
    status: 403,
    cause: ['file-permission'],
    line: /AH00529: .*unable to check htaccess file/,
  },
  { path: '/media/', status: 403, cause: ['file-permission'], line: /AH01276: Cannot serve directory/ },
  { path: '/listing/', status: 403, cause: ['file-permission'], line: /AH01275: Can't open directory for index/ },
  { path: '/no-links/a.txt', status: 403, cause: ['file-permission'], line: /AH00670: Options FollowSymLinks/ },
  { path: '/scripts/a.cgi', status: 403, cause: ['file-permission'], line: /Options ExecCGI is off/ },
  { path: '/ssl/', status: 403, cause: ['tls-required'], line: /AH02219: .*SSL connection required/ },
  {
    path: '/ldap/',
    headers: [ada],
    status: 500,
    cause: ['upstream-auth-failed'],
    line: /AH01695: .*Can't contact LDAP server/,
  },
];

/** Told by one of the sites only. */
export const apacheMore: readonly Refusal[] = [
  { path: '/private/', port: 'site', status: 401, cause: ['credentials-missing'] },
  {
    path: '/private/',
    port: 'custom',
    status: 401,
    cause: ['credentials-missing'],
    line: /Require valid-user.*denied \(no authenticated user yet\)/,
  },
  {
    path: '/form/',
    port: 'custom',
    method: 'POST',
    headers: [form],
    body: 'user=ada',
    status: 401,
    cause: ['credentials-missing'],
    line: /denied \(no authenticated user yet\)|AH02982/,
  },
  { path: '/rule/', port: 'custom', status: 403, cause: ['policy-denied'], line: /forcing responsecode 403/ },
  {
    path: '/rule/',
    port: 'site',
    status: 403,
    cause: ['file-permission', 'unknown', 'network-blocked', 'policy-denied'],
  },
  {
    path: '/cert/',
    port: 'tls',
    tls: 'none',
    status: 403,
    cause: ['client-certificate-required'],
    line: /Require ssl-verify-client/,
  },
  {
    path: '/ssl-rule/',
    port: 'tls',
    tls: 'client',
    status: 403,
    cause: ['policy-denied'],
    line: /AH02266: Access to|requirement expression not fulfilled/,
  },
  {
    path: '/',
    port: 'tls',
    status: 400,
    cause: ['tls-required'],
    line: /AH01996: SSL handshake failed: HTTP spoken on HTTPS port/,
  },
];

/** These need libapache2-mod-security2. */
export const apacheFirewall: readonly Refusal[] = [
  {
    path: '/waf/',
    headers: [{ name: 'User-Agent', value: 'evilbot/1' }],
    status: 403,
    cause: ['bot-blocked'],
    line: /\[id "1234"\]/,
  },
  { path: '/waf/?q=1%27%20OR%20%271%27%3D%271', status: 403, cause: ['bot-blocked'], line: /\[id "942100"\]/ },
];

/** These need libapache2-mod-auth-openidc. */
export const apacheTokens: readonly Refusal[] = [
  {
    path: '/oidc/',
    status: 401,
    cause: ['credentials-missing'],
    line: /no bearer token found|denied \(no authenticated user yet\)/,
  },
  {
    path: '/oidc/',
    headers: [token({ exp: soon - 4200 })],
    status: 401,
    cause: ['token-expired'],
    line: /"exp" validation failure/,
  },
  {
    path: '/oidc/',
    headers: [token({ exp: soon }, 'another key that is long enough, too')],
    status: 401,
    cause: ['token-signature-invalid'],
    line: /could not verify signature|signature/,
  },
  {
    path: '/oidc/',
    headers: [token({ exp: soon, scope: 'invoices.list' })],
    status: 401,
    cause: ['scope-missing'],
    line: /scope~invoices\.read|authorization failure/,
  },
];
