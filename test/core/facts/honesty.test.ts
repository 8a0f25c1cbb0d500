import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { exchange, jwt, now } from '../../check.ts';

/** What a request of a row carries, by the row's second column. */
const requests: Readonly<Record<string, string>> = {
  none: get(),
  jwt: get(`Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600, scope: 'read' })}`),
  exp: get(`Authorization: Bearer ${jwt({ sub: 'u1', exp: -7200, iat: -10800 })}`),
  op: get('Authorization: Bearer 3f9c2ab8d7e64f1a9b0c'),
  basic: get('Authorization: Basic YWxpY2U6d3Jvbmc='),
  key: get('X-Api-Key: 8a7d6f5e4c3b2a19'),
  cookie: get('Cookie: sessionid=8a7d6f5e4c3b2a19aa'),
  post: 'POST https://svc.example/v1/things\nAuthorization: Bearer 3f9c2ab8d7e64f1a9b0c\nContent-Type: application/json\n\n{"name":"x"}\n',
  login: 'POST https://svc.example/login\nContent-Type: application/json\n\n{"username":"anna","password":"x1"}\n',
};

/**
 * Words that list several reasons, are general, or name a cause while they speak of something else.
 * Status, request, the words, the causes of which one must come first; any other may not be sure.
 */
const table = `
401|op|The token is expired, revoked, malformed, or invalid for other reasons.|token-invalid
401|op|Token is invalid, expired or has been revoked|token-invalid
401|jwt|Token not valid or has expired|token-invalid
401|op|Your token may be expired or revoked|token-invalid
401|op|Missing or invalid token|token-invalid
401|op|Authorization header is missing or malformed|token-invalid,credentials-malformed
401|op|No token provided or token is invalid|token-invalid
401|key|API key missing or invalid|api-key-invalid,token-invalid,scheme-mismatch
401|op|Authentication failed (e.g. expired token, unknown client, wrong audience)|token-invalid
401|op|Your token has expired. Please log in again.|token-expired
401|op|Please log in again.|session-expired,token-invalid,token-expired
401|op|Your request was rejected: the access token has expired|token-expired
401|key|Request was rejected because the API key is invalid|api-key-invalid
401|op|Time difference between generated and requested time is too great|clock-skew
403|op|Accounting period 2026-09 is closed|policy-denied
403|op|Action is not authorized with current scopes; requires any of [list:users]|scope-missing
401|op|OAuth authentication is currently not supported.|scheme-mismatch
401|basic|No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured|credentials-dropped
401|op|JWT Access Token confirmation mismatch|proof-of-possession-invalid
400|op|missing route for "http://a.test/x"|route-mismatch
401|jwt|Token not found.|credentials-dropped,scheme-mismatch,credentials-missing
401|op|Token not found.|token-invalid
401|op|Time stamp is outside the valid period.|clock-skew
400|basic|Missing certificate|client-certificate-required
403|op|You must POST /sudo to access this endpoint|step-up-required
400|login|iLO.2.14.UnauthorizedLoginAttempt|password-wrong
401|none|User (role: guests) missing scope (account)|credentials-missing
403|op|user ci-bot is not allowed to publish package @a/b|role-missing
403|key|This key does not allow withdrawing assets.|scope-missing
401|key|Cannot find valid subscription for the incoming API request.|service-not-enabled
403|op|Insufficient permissions: write:statuses.|scope-missing
403|key|Invalid nonce|clock-skew
401|jwt|다른 기기에서 로그인되어 로그아웃되었습니다.|token-revoked
403|op|upload of executables is not allowed|policy-denied
403|none|Forbidden file type or location|policy-denied
400|login|PASSWORD_LOGIN_DISABLED|service-not-enabled
400|op|UNVERIFIED_EMAIL : Need to verify email first before enrolling second factors.|account-blocked
403|op|role "billing.editor" required|role-missing
401|basic|Unauthorized - Missing Token|scheme-mismatch
400|jwt|Auth cookie not found.|scheme-mismatch
403|op|The request was blocked because your token lacks the scope repo:write|scope-missing
403|op|Your account is not authorized to use this model|role-missing,service-not-enabled
403|jwt|Your account is not allowed to perform this action|role-missing
403|op|User access is restricted|role-missing,account-blocked,policy-denied
401|key|No API key found in request|credentials-missing,api-key-invalid,credentials-dropped,scheme-mismatch
401|jwt|No API key found in request|credentials-missing,scheme-mismatch
403|key|This API key is not authorized to access this endpoint|scope-missing,role-missing
403|key|API key does not have access to this resource|scope-missing,role-missing
403|key|The API key is not enabled for this service|service-not-enabled,scope-missing,role-missing
401|op|API token is not active|token-invalid,token-revoked,api-key-invalid
401|op|The refresh token is not valid|token-invalid
401|op|App key is not valid|api-key-invalid,token-invalid
401|op|A valid access token is required|token-invalid,credentials-dropped
401|op|You must use a valid user token|token-invalid,credentials-dropped
401|op|Please use a different account|role-missing,token-invalid,account-blocked
403|cookie|Please sign in with another user|role-missing,session-expired
401|none|This resource is protected|credentials-missing
403|cookie|Access prohibited|role-missing,policy-denied
401|op|For help, use https://docs.svc.example/errors|token-invalid
401|op|Authentication method not allowed|scheme-mismatch
403|jwt|Invalid request format|role-missing,unknown,credentials-malformed
400|post|Malformed request body|unknown,token-invalid
401|op|Invalid nonce|token-invalid,clock-skew,request-signature-invalid,proof-of-possession-invalid,csrf-failed
401|jwt|Unable to find the issuer of this certificate|client-certificate-required,token-wrong-issuer,token-invalid
401|op|User not found for this token|token-invalid,account-blocked
403|op|Forbidden: email domain is not allowed|policy-denied,role-missing
403|op|User limit reached for your plan|service-not-enabled,rate-limited
401|op|Suspicious login blocked: confirm it in the mail we sent|step-up-required,account-blocked,policy-denied,token-invalid,bot-blocked
401|jwt|Unauthorized to access this resource|token-invalid,role-missing
401|op|Permission denied|token-invalid,role-missing
403|jwt|Token does not have access to project 42|scope-missing,role-missing,not-owner
403|key|Access denied: check your API key, IP allow-list and permissions|role-missing,api-key-invalid,network-blocked
401|key|Invalid API key, IP address or permissions|api-key-invalid
403|op|Origin server denied the request|role-missing,unknown,scope-missing,upstream-auth-failed
401|basic|Bad credentials or account locked|password-wrong,account-blocked
401|login|Invalid password or account disabled|password-wrong
403|cookie|The session token does not match the CSRF token|csrf-failed
401|op|The certificate-bound or bearer token could not be validated|token-invalid
401|jwt|See the audience documentation at https://docs.svc.example/audience|token-invalid,token-wrong-audience
403|jwt|If you use a VPN, turn it off; otherwise ask your administrator|role-missing,network-blocked
403|op|You have reached the request limit or your plan does not include this|rate-limited,service-not-enabled
401|exp|Session not found|token-expired,session-expired
403|exp|You do not have permission to delete projects|role-missing
`;

const rows = table.trim().split('\n');

for (const row of rows) {
  const [status = '', key = '', words = '', wanted = ''] = row.split('|');
  test(`${status} to ${key}: ${words}`, () => {
    const wire = `${requests[key]}\n${status}\n\n${JSON.stringify({ message: words })}`;
    const diagnosis = diagnose(readFacts(exchange(wire), now * 1000), causes);
    const right = wanted.split(',');
    const first = diagnosis.findings[0];
    assert.ok(right.includes(first?.cause.id ?? ''), `${first?.cause.id} ${first?.found.certainty}, not ${wanted}`);
    for (const it of diagnosis.findings) {
      const sure = it.found.certainty === 'proven' || it.found.certainty === 'stated';
      assert.ok(!sure || right.includes(it.cause.id), `${it.cause.id} is sure`);
    }
  });
}

function get(header = ''): string {
  return `GET https://svc.example/v1/things\n${header}\n`.replace(/\n\n$/, '\n');
}
