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
  op: get('Authorization: Bearer 3f9c2ab8d7e64f1a9b0c'),
  basic: get('Authorization: Basic YWxpY2U6d3Jvbmc='),
  key: get('X-Api-Key: 8a7d6f5e4c3b2a19'),
  cookie: get('Cookie: sessionid=8a7d6f5e4c3b2a19aa'),
  hmac: get('Authorization: HMAC-SHA256 Credential=abc, Signature=def'),
  login: 'POST https://svc.example/login\nContent-Type: application/json\n\n{"username":"anna","password":"x1"}\n',
};

/** Status, request, body, causes of which one must come first: refusals as services and frameworks word them, on a host nobody knows. */
const table = `
401|op|{"code":124,"message":"Invalid access token."}|token-invalid
401|op|{"code":124,"message":"Access token is expired."}|token-expired
400|op|{"code":4711,"message":"Invalid access token, does not contain scopes:[meeting:write:meeting]."}|scope-missing
401|op|{"errors":[{"message":"Not Authorized"}]}|token-invalid
403|op|{"errors":[{"message":"You do not have access to this workspace."}]}|role-missing
401|op|{"error":{"type":"AUTHENTICATION_REQUIRED","message":"Authentication required"}}|token-invalid,credentials-dropped,credentials-missing,scheme-mismatch
403|op|{"error":{"type":"INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND","message":"Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions."}}|role-missing,scope-missing
401|op|{"type":"error.list","errors":[{"code":"unauthorized","message":"Access Token Invalid"}]}|token-invalid
401|basic|{"type":"https://mailchimp.com/developer/marketing/docs/errors/","title":"API Key Invalid","status":401,"detail":"Your API key may be invalid, or you've attempted to access the wrong datacenter."}|api-key-invalid
401|key|{"errors":[{"status":401,"code":"not_authenticated","title":"Authentication credentials were not provided.","detail":"Missing or invalid private key."}]}|api-key-invalid,scheme-mismatch,credentials-dropped
401|op|{"Type":null,"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired at 11/21/2026 10:12:00"}|token-expired
403|op|{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}|token-invalid,role-missing,scope-missing
401|op|{"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","detail":"Token expired: AB11"}],"type":"AUTHENTICATION"}}|token-expired
403|op|{"fault":{"error":[{"message":"message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403","detail":"Malformed token"}]}}|credentials-malformed
401|op|{"errors":[{"category":"AUTHENTICATION_ERROR","code":"UNAUTHORIZED","detail":"This request could not be authorized."}]}|token-invalid
401|op|{"errors":[{"category":"AUTHENTICATION_ERROR","code":"ACCESS_TOKEN_EXPIRED","detail":"The provided access token has expired."}]}|token-expired
403|op|{"errors":[{"category":"AUTHENTICATION_ERROR","code":"INSUFFICIENT_SCOPES","detail":"The merchant has not given your application sufficient permissions to do that. The merchant must authorize your application for the following scopes: ORDERS_WRITE"}]}|scope-missing
403|key|{"status":403,"errorCode":"010","message":"Not allowed","errorType":"security"}|role-missing,policy-denied
401|hmac|{"code":-1022,"msg":"Signature for this request is not valid."}|request-signature-invalid
400|key|{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}|clock-skew
401|key|{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}|api-key-invalid
401|key|{"code":-2014,"msg":"API-key format invalid."}|api-key-invalid,credentials-malformed
403|none|{"error":["EGeneral:Permission denied"]}|credentials-missing,role-missing
401|none|{"status_code":7,"status_message":"Invalid API key: You must be granted a valid key.","success":false}|api-key-invalid,credentials-missing
403|none|{"error":{"code":"API_KEY_MISSING","message":"No api_key was supplied. Get one at https://api.nasa.gov:443"}}|credentials-missing
401|none|{"cod":401, "message": "Invalid API key. Please see https://openweathermap.org/faq#error401 for more info."}|api-key-invalid,credentials-missing
403|key|{"status":{"message":"Forbidden","status_code":403}}|api-key-invalid,role-missing,token-invalid
401|op|{"message":"Authorization Error","errors":[{"resource":"Athlete","field":"access_token","code":"invalid"}]}|token-invalid
401|op|{"errors":[{"errorType":"expired_token","message":"Access token expired: eyJ"}],"success":false}|token-expired
403|op|{"errors":[{"errorType":"insufficient_scope","message":"This application does not have permission to access sleep data."}]}|scope-missing,role-missing
401|op|{"error":{"code":"access_token_invalid","message":"The access token is invalid or not found in the request."}}|token-invalid
401|op|{"error":{"code":"scope_not_authorized","message":"The user did not authorize the scope required for completing this request."}}|scope-missing
403|op|{"reason":"private","message":"Forbidden","error":403}|role-missing,policy-denied,not-owner
403|none|<!doctype html><html><head><title>Blocked</title></head><body><p>whoa there, pardner! Your request has been blocked due to a network policy.</p></body></html>|bot-blocked,network-blocked,policy-denied
401|op|{"errorCode":"PARTNER_AUTHENTICATION_FAILED","message":"The specified Integrator Key was not found or is disabled."}|api-key-invalid,client-invalid
400|op|{"errorCode":"USER_LACKS_MEMBERSHIP","message":"The UserID does not have a valid membership in this Account."}|role-missing
401|op|{"err":"Token invalid","ECODE":"OAUTH_025"}|token-invalid
401|op|{"err":"Team not authorized","ECODE":"OAUTH_027"}|role-missing,token-invalid
401|none|{"detail":"Authentication credentials were not provided."}|credentials-missing
403|op|{"detail":"You do not have permission to perform this action."}|role-missing
401|op|{"detail":"Invalid token"}|token-invalid
403|key|{"error":{"message":"The account does not have permission to access this feature","code":2010}}|role-missing,service-not-enabled
401|op|{"code":401,"message":"Unauthorized","error":"Missing api token"}|scheme-mismatch,credentials-dropped
403|op|{"id":"forbidden","message":"You do not have access for the attempted action."}|role-missing
403|op|{"id":"delinquent","message":"The account has been suspended because of an overdue payment"}|account-blocked
401|op|{"id":"unauthorized","message":"Unable to authenticate you"}|token-invalid
403|op|{"id":"two_factor","message":"A second authentication factor or pre-authorization is required."}|step-up-required
403|op|{"error":{"code":"forbidden","message":"API token with read-only permission cannot do this"}}|scope-missing,role-missing,policy-denied
401|jwt|{"code":"390144","message":"JWT token is invalid. [1234]"}|token-invalid,token-signature-invalid
401|op|{"code":"390318","message":"OAuth access token expired. [abc]"}|token-expired
403|op|{"code":"390189","message":"Role 'ANALYST' specified in the connect string does not exist or not authorized."}|role-missing
403|op|{"error_code":403,"message":"Invalid access token."}|token-invalid
403|op|{"error_code":"PERMISSION_DENIED","message":"User does not have USE SCHEMA on Schema 'main.x'."}|role-missing
403|op|{"error_code":"PERMISSION_DENIED","message":"Source IP address: 1.2.3.4 is blocked by Databricks IP ACL for workspace: 12"}|network-blocked
403|hmac|<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>The bucket you access does not belong to you.</Message></Error>|not-owner
403|hmac|<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>You have no right to access this object because of bucket acl.</Message></Error>|role-missing
401|op|{"code":"expired_auth_token","message":"Authorization token has expired","status":401}|token-expired
401|op|{"code":"bad_auth_token","message":"Invalid authorization token","status":401}|token-invalid
403|op|{"code":"storage_cap_exceeded","message":"Cannot upload files, storage cap exceeded.","status":403}|rate-limited,service-not-enabled,policy-denied
401|jwt|{"fault":{"faultstring":"Invalid access token","detail":{"errorcode":"oauth.v2.InvalidAccessToken"}}}|token-invalid
401|jwt|{"fault":{"faultstring":"Access Token expired","detail":{"errorcode":"keymanagement.service.access_token_expired"}}}|token-expired
401|key|{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}|api-key-invalid
401|key|{"fault":{"faultstring":"Invalid ApiKey for given resource","detail":{"errorcode":"oauth.v2.InvalidApiKeyForGivenResource"}}}|api-key-invalid,role-missing
403|key|{"fault":{"faultstring":"Access Denied for client ip : 1.2.3.4","detail":{"errorcode":"accesscontrol.IPDeniedAccess"}}}|network-blocked
401|jwt|{"code":"900901","message":"Invalid Credentials","description":"Access failure for API: /pizza, version: 1.0.0 status: (900901) - Invalid Credentials. Make sure you have provided the correct security credentials"}|token-invalid
403|jwt|{"code":"900910","message":"The access token does not allow you to access the requested resource","description":"User is NOT authorized to access the Resource. Scope validation failed."}|scope-missing
401|none|{"code":"900902","message":"Missing Credentials","description":"Invalid Credentials. Make sure your API invocation call has a header: 'Authorization : Bearer ACCESS_TOKEN'"}|credentials-missing
403|none|Authentication parameters missing|credentials-missing
403|key|Authentication failed|api-key-invalid,token-invalid
401|jwt|Jwt expired|token-expired
401|jwt|{"error":"invalid_token","error_description":"Token expired"}|token-expired
401|jwt|{"message":"token is unverifiable: error while executing keyfunc: unable to find key \\"abc\\""}|token-signature-invalid
401|jwt|{"message":"token signature is invalid: crypto/rsa: verification error"}|token-signature-invalid
401|jwt|{"error":"token contains an invalid number of segments"}|credentials-malformed
401|jwt|{"message":"missing or malformed jwt"}|credentials-malformed,token-invalid
400|none|{"message":"missing key in request header"}|credentials-missing
401|jwt|{"message":"invalid or expired jwt"}|token-invalid,token-signature-invalid
403|cookie|{"message":"invalid csrf token"}|csrf-failed
403|jwt|{"timestamp":"2026-11-22T10:00:00","status":403,"error":"Forbidden","message":"Access Denied","path":"/admin"}|role-missing
401|jwt|{"error":"ID token issued in the future"}|token-not-yet-valid,clock-skew
401|jwt|Signature verification raised|token-signature-invalid
401|jwt|{"reason":"token_expired"}|token-expired
401|jwt|{"message":"Expired Token","error":"ExpiredSignatureError"}|token-expired
401|jwt|{"errors":["Nil JSON web token"]}|token-invalid,credentials-dropped
401|jwt|{"error":"Signature has expired"}|token-expired
401|jwt|{"error":"revoked token"}|token-revoked
401|jwt|{"title":"Unauthorized","detail":"Token issuer is not trusted","type":"about:blank"}|token-wrong-issuer
401|jwt|{"title":"Unauthorized","detail":"JWT audience does not match","type":"about:blank"}|token-wrong-audience
401|jwt|{"error":"request_unauthorized","error_description":"The request could not be authorized. Check that you provided valid credentials in the right format."}|token-invalid
401|op|{"error":"token_inactive","error_description":"Token is inactive because it is malformed, expired or otherwise invalid. Token validation failed."}|token-invalid,token-expired,credentials-malformed
403|cookie|{"error":{"code":403,"status":"Forbidden","reason":"The session does not fulfill the requested AAL","id":"session_aal2_required"}}|step-up-required
401|cookie|{"error":{"code":401,"status":"Unauthorized","reason":"No valid session cookie found."}}|session-expired,credentials-dropped
400|login|{"code":"[ApplicationId]","message":"The credentials you entered are incorrect"}|password-wrong
423|login|{"fieldErrors":{},"generalErrors":[{"code":"[LockedUser]","message":"Your account has been locked"}]}|account-blocked
401|login|{"message":"These credentials do not match our records."}|password-wrong
403|login|{"message":"Captcha verification failed"}|bot-blocked,step-up-required
403|op|{"error":"Account pending approval"}|account-blocked
403|op|{"message":"Your trial has expired. Please upgrade."}|service-not-enabled
403|op|{"error":"This endpoint requires a paid subscription"}|service-not-enabled
402|op|{"error":"payment_required","message":"Payment required"}|service-not-enabled
403|op|{"message":"API access is disabled for your organization"}|service-not-enabled,policy-denied
429|op|{"message":"Too Many Requests"}|rate-limited
403|op|{"message":"Developer Over Rate"}|rate-limited
403|op|<h1>Developer Over Qps</h1>|rate-limited
403|op|<h1>Developer Inactive</h1>|api-key-invalid,account-blocked
596|op|<h1>Service Not Found</h1>|route-mismatch,upstream-auth-failed
403|none|{"message":"Access from your country is not permitted"}|network-blocked
403|none|<html><title>Access Denied</title><body><h1>Zscaler</h1><p>Your organization has selected Zscaler to protect you from internet threats. Not allowed to browse this category</p></body></html>|policy-denied,network-blocked,bot-blocked
403|none|<html><title>ERROR: The request could not be satisfied</title><body>Request blocked. We can't connect to the server for this app or website at this time.</body></html>|bot-blocked
403|none|<html><head><title>Pardon Our Interruption</title></head><body>As you were browsing something about your browser made us think you were a bot.</body></html>|bot-blocked
403|none|<html><head><title>Access to this page has been denied.</title></head><body>Press & Hold to confirm you are a human (and not a bot).</body></html>|bot-blocked
406|none|<head><title>Not Acceptable!</title></head><body><h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p></body>|bot-blocked
401|none|<html><head><title>HTTP Status 401 – Unauthorized</title></head><body><h1>HTTP Status 401 – Unauthorized</h1><p><b>Description</b> The request has not been applied because it lacks valid authentication credentials for the target resource.</p></body></html>|credentials-missing
403|op|{"error":{"message":"CORS error: origin https://a.test is not allowed"}}|origin-not-allowed
403|jwt|{"errorMessage":"You are not the owner of this resource"}|not-owner
403|jwt|{"error":"You can only edit your own comments"}|not-owner
404|jwt|{"error":"Tenant mismatch"}|token-wrong-issuer,not-owner
403|jwt|{"message":"Forbidden resource","error":"Forbidden","statusCode":403}|role-missing
403|jwt|{"message":"Missing required permissions: users:write"}|role-missing,scope-missing
403|jwt|{"error":"Requires admin access"}|role-missing
403|jwt|{"errors":[{"message":"Not authorized to access createPost on type Mutation","errorType":"Unauthorized"}]}|role-missing
401|jwt|{"errors":[{"errorType":"UnauthorizedException","message":"Valid authorization header not provided."}]}|scheme-mismatch,credentials-dropped,credentials-missing,credentials-malformed
401|key|{"errors":[{"errorType":"UnauthorizedException","message":"You are not authorized to make this call."}]}|api-key-invalid,role-missing,token-invalid
403|jwt|{"message":"Conditional access policy blocks this device"}|policy-denied
403|jwt|{"message":"Branch is protected"}|policy-denied
403|op|You have to be logged in via SSO to access this organization|sso-authorization-required
401|op|{"error":"reauth_required","message":"Please re-authenticate to continue"}|step-up-required,session-expired
403|op|{"code":"EMAIL_UNVERIFIED"}|account-blocked
403|basic|{"error":"You must use a personal access token, password authentication is not supported"}|scheme-mismatch,token-wrong-type
401|basic|{"message":"Basic authentication is disabled"}|scheme-mismatch
401|op|{"message":"Bot tokens cannot be used for this endpoint"}|token-wrong-type
403|op|{"error":"This API call requires a user access token"}|token-wrong-type
403|op|{"message":"Test mode key used for a live mode request"}|token-wrong-issuer,token-wrong-type
401|jwt|{"mensaje":"El token ha expirado"}|token-expired
401|jwt|{"message":"Jeton expiré"}|token-expired
401|jwt|{"fehler":"Zugriffstoken abgelaufen"}|token-expired
401|jwt|{"code":10002,"msg":"token已过期"}|token-expired
403|jwt|{"code":403,"msg":"没有权限访问"}|role-missing
401|none|{"code":401,"msg":"用户未登录"}|credentials-missing
403|jwt|{"message":"Keine Berechtigung"}|role-missing
403|jwt|{"message":"Vous n'avez pas les droits nécessaires"}|role-missing
401|login|{"message":"Identifiants invalides"}|password-wrong
401|login|{"message":"Usuario o contraseña incorrectos"}|password-wrong
400|login|{"error":"invalid_grant","error_description":"Invalid username or password"}|password-wrong
400|op|{"error":"invalid_grant","error_description":"Token has been expired or revoked."}|token-invalid,token-revoked,token-expired
403|jwt|{"error":"access_denied","error_description":"User did not consent"}|scope-missing,policy-denied,role-missing
403|jwt|{"error":"license_limit","message":"Your license does not include this module"}|service-not-enabled
`;

for (const row of table.trim().split('\n')) {
  const [status = '', request = '', ...rest] = row.split('|');
  const wanted = rest.pop()?.split(',') ?? [];
  const body = rest.join('|');
  test(`${wanted.join(' or ')}: ${body.slice(0, 100)}`, () => {
    const it = exchange(`${requests[request] ?? ''}\n${status}\n\n${body}`);
    const { findings } = diagnose(readFacts(it, now * 1000), causes);
    const first = findings[0]?.cause.id ?? '';
    assert.ok(wanted.includes(first), findings.map((one) => `${one.cause.id} ${one.found.certainty}`).join(', '));
  });
}

function get(header = ''): string {
  return `GET https://svc.example/v1/things\n${header === '' ? '' : `${header}\n`}`;
}
