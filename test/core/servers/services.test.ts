import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { exchange, jwt, now } from '../../check.ts';

/** What a request of a row carries, by the row's third column. */
const requests: Readonly<Record<string, string>> = {
  none: get(),
  jwt: get(`Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}`),
  scoped: get(`Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600, scope: 'read' })}`),
  exp: get(`Authorization: Bearer ${jwt({ sub: 'u1', exp: -7200, iat: -10800 })}`),
  op: get('Authorization: Bearer 3f9c2ab8d7e64f1a9b0c'),
  bare: get(`Authorization: ${jwt({ sub: 'u1', exp: 3600 })}`),
  word: get('Authorization: Token token=y_NbAkKc66ryYTWUXYEu'),
  basic: get('Authorization: Basic YWxpY2U6d3Jvbmc='),
  key: get('X-Api-Key: 8a7d6f5e4c3b2a19'),
  query: 'GET https://svc.example/v1/things?key=8a7d6f5e4c3b2a19&token=5e4c3b2a198a7d6f\n',
  client: get('client_id: 4f1a9b0c3f9c2ab8\nclient_secret: 8a7d6f5e4c3b2a19'),
  hmac: get(
    'Authorization: AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261122/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=8a7d6f5e',
  ),
  cookie: get('Cookie: sessionid=8a7d6f5e4c3b2a19aa'),
  post: 'POST https://svc.example/v1/things\nCookie: sessionid=8a7d6f5e4c3b2a19aa\nContent-Type: application/json\n\n{"name":"x"}\n',
  signed:
    'POST https://svc.example/v1/upload\n\napi_key=123456789012345&timestamp=1795374251&signature=8a7d6f5e4c3b2a198a7d6f5e4c3b2a19\n',
  login:
    'POST https://svc.example/login\nContent-Type: application/json\n\n{"email":"anna@example.com","password":"x1"}\n',
  refresh:
    'POST https://svc.example/oauth/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=8a7d6f5e4c3b2a19&client_id=web\n',
};

/** Who, status and reason, request, the answer's headers, its body, causes of which one must come first: as sources and manuals of each have it. */
const table = `
Quarkus OIDC|401|exp|www-authenticate: Bearer||token-expired
Quarkus OIDC|401|none|www-authenticate: Bearer||credentials-missing
Quarkus OIDC|403|jwt|||role-missing,scope-missing
Mashery|403|query|X-Mashery-Error-Code: ERR_403_DEVELOPER_INACTIVE|<h1>Developer Inactive</h1>|api-key-invalid
Mashery|403|query|X-Mashery-Error-Code: ERR_403_DEVELOPER_OVER_QPS|<h1>Developer Over Qps</h1>|rate-limited
Linkerd|403|none|l5d-proxy-error: unauthorized request on route||policy-denied
Splunk|401|op||{"text":"Invalid authorization","code":3}|scheme-mismatch
Splunk|403|op||{"text":"Token disabled","code":1}|service-not-enabled
Micronaut|401|none||{"_links":{"self":[{"href":"/x","templated":false}]},"_embedded":{"errors":[{"message":"Unauthorized"}]},"message":"Unauthorized"}|credentials-missing
Micronaut|403|jwt||{"_links":{"self":[{"href":"/x","templated":false}]},"_embedded":{"errors":[{"message":"Forbidden"}]},"message":"Forbidden"}|role-missing,scope-missing
Ktor|401|jwt|WWW-Authenticate: Bearer realm="ktor sample app"|Token is not valid or has expired|token-invalid
Ktor|401|exp|WWW-Authenticate: Bearer realm="ktor sample app"|Token is not valid or has expired|token-expired
Play|403|post||<!DOCTYPE html><html lang="en"><head><title>Unauthorized</title></head><body><h1>Unauthorized</h1><p id="detail">No CSRF token found in headers</p></body></html>|csrf-failed
Play|400|none||<!DOCTYPE html><html><head><title>Bad Request</title></head><body><h1>Bad Request</h1><p id="detail">For request 'GET /' [Host not allowed: evil.test]</p></body></html>|route-mismatch
Phoenix|403|post||Plug.CSRFProtection.InvalidCSRFTokenError: invalid CSRF (Cross Site Request Forgery) token, please make sure that: * The session cookie is being sent and session is loaded * The request include a valid '_csrf_token' param or 'x-csrf-token' header|csrf-failed
Guardian|401|none||{"message":"unauthenticated"}|credentials-missing
Guardian|401|op||{"message":"invalid_token"}|token-invalid,credentials-malformed
gin-jwt|401|exp|Www-Authenticate: JWT realm=test zone|{"code":401,"message":"Token is expired"}|token-expired
gin-jwt|401|none|Www-Authenticate: JWT realm=test zone|{"code":401,"message":"cookie token is empty"}|credentials-missing
gin-jwt|403|jwt|Www-Authenticate: JWT realm=test zone|{"code":403,"message":"you don't have permission to access this resource"}|role-missing
gin-jwt|401|login|Www-Authenticate: JWT realm=test zone|{"code":401,"message":"incorrect Username or Password"}|password-wrong
gin-jwt|401|word|Www-Authenticate: JWT realm=test zone|{"code":401,"message":"auth header is invalid"}|scheme-mismatch,credentials-malformed
Fiber JWT|400|none||Missing or malformed JWT|credentials-missing
Fiber JWT|401|jwt||Invalid or expired JWT|token-invalid,token-signature-invalid
Fiber keyauth|401|op||missing or invalid API Key|api-key-invalid,token-invalid
echo-jwt|400|none||{"message":"missing or malformed jwt"}|credentials-missing
echo-jwt|401|op||{"message":"invalid or expired jwt"}|token-invalid,credentials-malformed
echo keyauth|400|none||{"message":"missing key in request header"}|credentials-missing
echo CSRF|400|post||{"message":"missing csrf token in request header"}|csrf-failed
actix-web-httpauth|401|op|www-authenticate: Bearer error="invalid_token"||token-invalid
axum|400|none||Header of type \`authorization\` was missing|credentials-missing
axum|400|basic||invalid HTTP header (authorization)|scheme-mismatch,credentials-malformed
Rocket|401|none|server: Rocket|{"error":{"code":401,"reason":"Unauthorized","description":"The request requires user authentication."}}|credentials-missing
Rocket|401|jwt|server: Rocket|{"error":{"code":401,"reason":"Unauthorized","description":"The request requires user authentication."}}|token-invalid,scheme-mismatch
Rocket|403|jwt|server: Rocket|{"error":{"code":403,"reason":"Forbidden","description":"The server refused to authorize the request."}}|role-missing,unknown,scope-missing
Strapi|403|none|X-Powered-By: Strapi <strapi.io>|{"data":null,"error":{"status":403,"name":"ForbiddenError","message":"Forbidden","details":{}}}|credentials-missing,role-missing
Strapi|401|op|X-Powered-By: Strapi <strapi.io>|{"data":null,"error":{"status":401,"name":"UnauthorizedError","message":"Missing or invalid credentials","details":{}}}|token-invalid
Strapi|400|login||{"data":null,"error":{"status":400,"name":"ValidationError","message":"Invalid identifier or password","details":{}}}|password-wrong
Strapi|400|login||{"data":null,"error":{"status":400,"name":"ApplicationError","message":"Your account email is not confirmed","details":{}}}|account-blocked
Appwrite|401|none||{"message":"User (role: guests) missing scope (account)","code":401,"type":"general_unauthorized_scope","version":"1.5.7"}|credentials-missing,scope-missing
Appwrite|401|key||{"message":"app.65@service.cloud.appwrite.io (role: applications) missing scope (users.read)","code":401,"type":"general_unauthorized_scope","version":"1.5.7"}|scope-missing
Appwrite|401|login||{"message":"Invalid credentials. Please check the email and password.","code":401,"type":"user_invalid_credentials","version":"1.5.7"}|password-wrong
PocketBase|403|none||{"code":403,"message":"Only superusers can perform this action.","data":{}}|credentials-missing,role-missing
PocketBase|401|none||{"code":401,"message":"The request requires valid record authorization token.","data":{}}|credentials-missing
PocketBase|401|exp||{"code":401,"message":"The request requires valid record authorization token.","data":{}}|token-expired
PocketBase|401|op||{"code":401,"message":"The request requires valid record authorization token.","data":{}}|token-invalid,credentials-malformed
PocketBase|400|login||{"status":400,"message":"Failed to authenticate.","data":{}}|password-wrong
Firebase Auth|400|login||{"error":{"code":400,"message":"INVALID_LOGIN_CREDENTIALS","errors":[{"message":"INVALID_LOGIN_CREDENTIALS","domain":"global","reason":"invalid"}]}}|password-wrong
Firebase Auth|400|login||{"error":{"code":400,"message":"USER_DISABLED : The user account has been disabled by an administrator."}}|account-blocked
Firebase Auth|400|login||{"error":{"code":400,"message":"TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account has been temporarily disabled due to many failed login attempts."}}|rate-limited,account-blocked
Firebase RTDB|401|none||{"error":"Permission denied"}|credentials-missing,role-missing
Backblaze B2|401|op||{"code":"bad_auth_token","message":"Invalid authorization token","status":401}|token-invalid
Backblaze B2|401|op||{"code":"expired_auth_token","message":"Authorization token has expired","status":401}|token-expired
Backblaze B2|401|op||{"code":"unauthorized","message":"bucket is not authorized: photos","status":401}|role-missing,scope-missing,token-invalid
DigitalOcean|401|op||{"id":"Unauthorized","message":"Unable to authenticate you"}|token-invalid
DigitalOcean|403|op||{"id":"forbidden","message":"You are not authorized to perform this operation"}|role-missing,scope-missing
Linode|401|op||{"errors":[{"reason":"Invalid Token"}]}|token-invalid
Linode|401|op||{"errors":[{"reason":"Your OAuth token is not authorized to use this endpoint."}]}|scope-missing,role-missing,token-invalid
Hetzner|401|op||{"error":{"code":"unauthorized","message":"unable to authenticate"}}|token-invalid
Hetzner|403|op||{"error":{"code":"token_readonly","message":"The token is only allowed to perform GET requests"}}|scope-missing,role-missing
Heroku|401|op||{"id":"unauthorized","message":"Invalid credentials provided."}|token-invalid
Heroku|403|op||{"id":"two_factor","message":"A second authentication factor or pre-authorization is required for this request."}|step-up-required
Heroku|403|op||{"id":"forbidden","message":"You do not have access to the app myapp."}|role-missing,not-owner
Netlify|401|op||{"code":401,"message":"Access Denied"}|token-invalid,role-missing
CircleCI|401|key||{"message":"You must log in first."}|token-invalid,api-key-invalid,scheme-mismatch
CircleCI|401|none||{"message":"You must log in first."}|credentials-missing
PagerDuty|401|word||{"error":{"message":"Invalid Credentials Provided","code":2006}}|token-invalid,api-key-invalid
PagerDuty|403|word||{"error":{"message":"Access Denied","code":2010}}|role-missing,scope-missing
Opsgenie|401|word||{"message":"Key format is not valid!","took":0.001,"requestId":"ef57"}|credentials-malformed,api-key-invalid,scheme-mismatch
Intercom|401|op||{"type":"error.list","errors":[{"code":"token_unauthorized","message":"Not authorized to access resource"}]}|scope-missing,role-missing,token-invalid
Freshdesk|401|basic||{"code":"invalid_credentials","message":"You have to be logged in to perform this action."}|password-wrong,api-key-invalid
Freshdesk|403|basic||{"code":"access_denied","message":"You are not authorized to perform this action."}|role-missing
Freshdesk|403|basic||{"code":"require_feature","message":"The Multi Product feature(s) is/are not supported in your plan. Please upgrade your account to use it."}|service-not-enabled
Zoom|400|refresh||{"reason":"Invalid client_id or client_secret","error":"invalid_client"}|client-invalid
Webex|401|op||{"message":"The request requires a valid access token set in the Authorization request header.","errors":[{"description":"The request requires a valid access token set in the Authorization request header."}],"trackingId":"ROUTER_5"}|token-invalid
Box|401|op|WWW-Authenticate: Bearer realm="Service", error="invalid_token", error_description="The access token provided is invalid."||token-invalid
Box|403|op||{"type":"error","status":403,"code":"access_denied_insufficient_permissions","message":"Access denied - insufficient permission"}|role-missing,scope-missing
Airtable|403|op||{"error":{"type":"INVALID_PERMISSIONS","message":"You are not permitted to perform this operation"}}|role-missing,scope-missing
Asana|402|op||{"errors":[{"message":"Payment Required: This feature is only available to premium users"}]}|service-not-enabled
Asana|403|op||{"errors":[{"message":"Forbidden","help":"For more information on API status codes and how to handle them, read the docs on errors: https://developers.asana.com/docs/errors"}]}|role-missing
monday.com|401|bare||{"errors":["Not Authenticated"]}|token-invalid,scheme-mismatch
monday.com|403|bare||{"error_code":"UserUnauthorizedException","status_code":403,"error_message":"User unauthorized to perform action"}|role-missing
Trello|401|query||unauthorized permission requested|role-missing,scope-missing,token-invalid
Trello|401|query||invalid key|api-key-invalid
Trello|401|query||expired token|token-expired
Miro|403|op||{"status":403,"code":"insufficientPermissions","message":"Required scopes: boards:write","type":"error"}|scope-missing
Miro|401|none||{"type":"error","code":"tokenNotProvided","message":"No authorization provided","status":401}|credentials-missing
Figma|403|key||{"status":403,"err":"Invalid token"}|token-invalid,api-key-invalid
Figma|403|key||{"status":403,"err":"Invalid scope(s): files:read. This endpoint requires the file_variables:read scope"}|scope-missing
Adyen|401|key||{"status":401,"errorCode":"000","message":"HTTP Status Response - Unauthorized","errorType":"security"}|api-key-invalid,token-invalid
Mollie|401|op||{"status":401,"title":"Unauthorized Request","detail":"Missing authentication, or failed to authenticate","_links":{"documentation":{"href":"https://docs.mollie.com","type":"text/html"}}}|token-invalid,api-key-invalid
Mailgun|401|basic|WWW-Authenticate: Basic realm="MG API"|Forbidden|password-wrong,api-key-invalid
Mailgun|401|basic||{"message":"Invalid private key"}|api-key-invalid,password-wrong
Postmark|401|none||{"ErrorCode":10,"Message":"No Account or Server API tokens were supplied in the HTTP headers. Please add a header for either X-Postmark-Server-Token or X-Postmark-Account-Token."}|credentials-missing
Postmark|401|key||{"ErrorCode":10,"Message":"The Server Token you provided in the X-Postmark-Server-Token request header was invalid. Please verify that you are using a valid token."}|api-key-invalid,token-invalid
Algolia|403|key||{"message":"Invalid Application-ID or API key","status":403}|api-key-invalid
Algolia|403|key||{"message":"Method not allowed with this API key","status":403}|scope-missing,role-missing
Algolia|403|key||{"message":"Index not allowed with this API key","status":403}|scope-missing,role-missing
Cloudinary|401|signed||{"error":{"message":"Invalid Signature 8a7d6f5e4c3b2a198a7d6f5e4c3b2a19. String to sign - 'timestamp=1795374251'."}}|request-signature-invalid
Cloudinary|400|signed||{"error":{"message":"Stale request - reported time is 2026-11-22 10:00:00 +0000 which is more than 1 hour ago"}}|clock-skew
Contentful|401|op||{"sys":{"type":"Error","id":"AccessTokenInvalid"},"message":"The access token you sent could not be found or is invalid.","requestId":"5e4c"}|token-invalid
Sentry|401|cookie||{"detail":{"code":"sso-required","message":"Must login via SSO","extra":{"loginUrl":"/auth/login/acme/"}}}|sso-authorization-required
Sentry|401|cookie||{"detail":{"code":"sudo-required","message":"Account verification required.","extra":{"username":"a@b.example"}}}|step-up-required
New Relic|401|key||{"error":{"title":"The API key provided is invalid"}}|api-key-invalid
Snowflake|401|jwt||{"code":"390144","message":"JWT token is invalid. [8a7d6f5e]"}|token-invalid,token-signature-invalid
Snowflake|401|op||{"code":"390318","message":"OAuth access token expired. [8a7d6f5e]"}|token-expired
Snowflake|403|op||{"code":"390422","message":"Incoming request with IP/Token 203.0.113.7 is not allowed to access Snowflake. Contact your account administrator."}|network-blocked
Databricks|403|op||{"error_code":"403","message":"Invalid access token."}|token-invalid
Databricks|401|none||Credential was not sent or was of an unsupported type for this API. [ReqId: 8a7d6f5e]|credentials-missing
Databricks|401|op||Credential was not sent or was of an unsupported type for this API. [ReqId: 8a7d6f5e]|scheme-mismatch,token-wrong-type,token-invalid
Databricks|403|op||{"error_code":"403","message":"Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace: 42"}|network-blocked
RabbitMQ|401|basic||{"error":"not_authorised","reason":"Login failed"}|password-wrong
RabbitMQ|401|basic||{"error":"not_authorised","reason":"Not management user"}|role-missing
RabbitMQ|401|basic||{"error":"not_authorised","reason":"User can only log in via localhost"}|network-blocked,policy-denied
Nexus|401|basic|WWW-Authenticate: BASIC realm="Sonatype Nexus Repository Manager"||password-wrong
SonarQube|403|op||{"errors":[{"msg":"Insufficient privileges"}]}|role-missing
Rundeck|403|key||{"error":true,"apiversion":41,"errorCode":"api.error.item.unauthorized","message":"Not authorized for action \\"Run\\" for Job ID 8a7d"}|role-missing
Portainer|401|none||{"message":"A valid authorization token is missing","details":"Unauthorized"}|credentials-missing
Portainer|401|jwt||{"message":"Invalid JWT token","details":"Invalid JWT token"}|token-invalid
Portainer|403|jwt||{"message":"Access denied to resource","details":"Access denied to resource"}|role-missing
Proxmox|401 No ticket|none||{"data":null}|credentials-missing
Proxmox|401 permission denied - invalid PVE ticket|cookie||{"data":null}|session-expired,token-invalid
Proxmox|401 Permission denied - invalid csrf token|post||{"data":null}|csrf-failed
Proxmox|403 Permission check failed (/vms/100, VM.Audit)|op||{"data":null}|role-missing
Home Assistant|401|op||401: Unauthorized|token-invalid
WSO2|401|none||{"fault":{"code":900902,"message":"Missing Credentials","description":"Invalid Credentials. Make sure your API invocation call has a header: 'Authorization : Bearer ACCESS_TOKEN'"}}|credentials-missing
WSO2|401|op||{"fault":{"code":900901,"message":"Invalid Credentials","description":"Access failure for API: /pizza, version: 1.0.0 status: (900901) - Invalid Credentials. Make sure you have provided the correct security credentials"}}|token-invalid
WSO2|403|jwt||{"code":"900910","message":"The access token does not allow you to access the requested resource","description":"User is NOT authorized to access the Resource: /menu. Scope validation failed."}|scope-missing
WSO2|403|jwt||{"code":"900908","message":"Resource forbidden ","description":"Access failure for API: /pizza, version: 1.0.0 status: (900908) - Resource forbidden "}|service-not-enabled,role-missing
Apigee|401|op||{"fault":{"faultstring":"Invalid access token","detail":{"errorcode":"keymanagement.service.invalid_access_token"}}}|token-invalid
Apigee|401|none||{"fault":{"faultstring":"Failed to resolve API Key variable request.queryparam.apikey","detail":{"errorcode":"steps.oauth.v2.FailedToResolveAPIKey"}}}|credentials-missing
Apigee|401|key||{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}|api-key-invalid
Apigee|401|key||{"fault":{"faultstring":"Invalid API call as no apiproduct match found","detail":{"errorcode":"keymanagement.service.InvalidAPICallAsNoApiProductMatchFound"}}}|service-not-enabled,role-missing,route-mismatch,scope-missing
Apigee|403|key||{"fault":{"faultstring":"Access Denied for client ip : 203.0.113.7","detail":{"errorcode":"accesscontrol.IPDeniedAccess"}}}|network-blocked
MuleSoft|401|client||{"error":"Invalid client id or secret"}|client-invalid
ForgeRock AM|401|cookie||{"code":401,"reason":"Unauthorized","message":"Access Denied"}|session-expired
PingOne|403|jwt||{"id":"8a7d","code":"ACCESS_FAILED","message":"The request could not be completed. You do not have access to this resource.","details":[{"code":"INSUFFICIENT_PERMISSIONS","message":"Access denied."}]}|role-missing
PingOne|401|op||{"id":"8a7d","code":"INVALID_TOKEN","message":"The access token provided is expired, revoked, malformed, or invalid"}|token-invalid
Kratos|401|none||{"error":{"code":401,"status":"Unauthorized","request":"8a7d","reason":"No valid session cookie found.","message":"The request could not be authorized"}}|credentials-missing
Kratos|401|cookie||{"error":{"code":401,"status":"Unauthorized","request":"8a7d","reason":"No valid session cookie found.","message":"The request could not be authorized"}}|session-expired
Kratos|403|cookie||{"error":{"id":"session_aal2_required","code":403,"status":"Forbidden","reason":"An active session was found but it does not fulfil the requested Authenticator Assurance Level. Please verify yourself with a second factor to resolve this issue.","message":"Session does not fulfill the requested Authenticator Assurance Level"}}|step-up-required
Kratos|400|login||{"ui":{"action":"https://svc.example/login","method":"POST","messages":[{"id":4000006,"text":"The provided credentials are invalid, check for spelling mistakes in your password or username, email address, or phone number.","type":"error"}]}}|password-wrong
Hydra|400|refresh||{"error":"invalid_grant","error_description":"The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. The refresh token is malformed or not valid."}|token-invalid
Hydra|401|refresh||{"error":"invalid_client","error_description":"Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The requested OAuth 2.0 Client does not exist."}|client-invalid
Hydra|401|op||{"error":"request_unauthorized","error_description":"The request could not be authorized. Check that you provided valid credentials in the right format."}|token-invalid
Oathkeeper|401|op||{"error":{"code":401,"status":"Unauthorized","request":"8a7d","message":"Access credentials are invalid"}}|token-invalid
FusionAuth|423|login||{"generalErrors":[{"code":"[LoginPreventedException]","message":"Your account has been locked."}]}|account-blocked
SuperTokens|401|jwt||{"message":"try refresh token"}|token-expired,token-invalid
SuperTokens|401|none||{"message":"unauthorised"}|credentials-missing
Clerk|401|op||{"errors":[{"message":"The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.","code":"clerk_key_invalid"}]}|api-key-invalid
Clerk|401|jwt|x-clerk-auth-reason: token-expired ;; x-clerk-auth-status: signed-out||token-expired
Clerk|401|none|x-clerk-auth-reason: session-token-and-uat-missing ;; x-clerk-auth-status: signed-out||credentials-missing
WorkOS|401|op||{"message":"Could not authorize the request. Maybe your API key is invalid?"}|api-key-invalid,token-invalid
Logto|401|op||{"message":"Unauthorized. Please check your credentials and its scope.","code":"auth.unauthorized","data":{}}|token-invalid
Logto|403|jwt||{"message":"Forbidden. Please check your user roles and permissions.","code":"auth.forbidden","data":{}}|role-missing
Logto|401|none||{"message":"Missing \`Authorization\` header.","code":"auth.authorization_header_missing","data":{}}|credentials-missing
Logto|401|basic||{"message":"Authorization token type is not supported.","code":"auth.authorization_token_type_not_supported","data":{}}|scheme-mismatch
Upstash|401|op||{"error":"WRONGPASS invalid or missing auth token"}|token-invalid
Upstash|403|op||{"error":"NOPERM this user has no permissions to run the 'flushall' command or its subcommand"}|role-missing
Ghost|401|none||{"errors":[{"message":"Authorization failed","context":"Unable to determine the authenticated user or integration. Check that cookies are being passed through if using session authentication.","type":"NoPermissionError","code":null}]}|credentials-missing
Ghost|401|word||{"errors":[{"message":"Invalid token: jwt expired","type":"UnauthorizedError","code":"INVALID_JWT"}]}|token-expired
Ghost|403|query||{"errors":[{"message":"Authorization failed","context":"Unknown Content API Key","type":"UnauthorizedError"}]}|api-key-invalid
Discourse|403|none||{"errors":["You need to be logged in to do that."],"error_type":"not_logged_in"}|credentials-missing
Discourse|403|key||{"errors":["You are not permitted to view the requested resource. The API username or key is invalid."],"error_type":"invalid_access"}|api-key-invalid,role-missing
Mastodon|401|op||{"error":"The access token was revoked"}|token-revoked
Mastodon|403|op||{"error":"This action is outside the authorized scopes"}|scope-missing
Mastodon|422|none||{"error":"This method requires an authenticated user"}|credentials-missing
Mastodon|403|op||{"error":"Your login is currently disabled"}|account-blocked
Synapse|401|none||{"errcode":"M_MISSING_TOKEN","error":"Missing access token"}|credentials-missing
Synapse|401|op||{"errcode":"M_UNKNOWN_TOKEN","error":"Invalid access token passed.","soft_logout":false}|token-invalid
Synapse|401|op||{"errcode":"M_UNKNOWN_TOKEN","error":"Access token has expired","soft_logout":true}|token-expired
Synapse|403|op||{"errcode":"M_FORBIDDEN","error":"User @a:svc.example not in room !x:svc.example"}|role-missing,not-owner
Synapse|403|login||{"errcode":"M_FORBIDDEN","error":"Invalid username or password"}|password-wrong
Synapse|403|login||{"errcode":"M_USER_DEACTIVATED","error":"This account has been deactivated"}|account-blocked
Nextcloud|401|basic|WWW-Authenticate: Basic realm="Authorisation Required"|<?xml version="1.0"?><ocs><meta><status>failure</status><statuscode>997</statuscode><message>Current user is not logged in</message></meta></ocs>|password-wrong,credentials-dropped
Nextcloud|412|cookie||{"message":"CSRF check failed"}|csrf-failed
Nextcloud|429|basic||Too Many Requests|rate-limited
Jellyfin|401|none||Error processing request.|credentials-missing
Gotify|401|none||{"error":"Unauthorized","errorCode":401,"errorDescription":"you need to provide a valid access token or user credentials to access this api"}|credentials-missing
Gotify|401|op||{"error":"Unauthorized","errorCode":401,"errorDescription":"you need to provide a valid access token or user credentials to access this api"}|token-invalid
ntfy|403|op||{"code":40301,"http":403,"error":"forbidden","link":"https://ntfy.sh/docs/publish/#authentication"}|role-missing
InfluxDB|401|word||{"code":"unauthorized","message":"unauthorized access"}|token-invalid
InfluxDB|401|basic||{"error":"authorization failed"}|password-wrong,role-missing
InfluxDB|403|word||{"code":"forbidden","message":"insufficient permissions for write"}|role-missing,scope-missing
Neo4j|401|basic|WWW-Authenticate: Basic realm="Neo4j"|{"errors":[{"code":"Neo.ClientError.Security.Unauthorized","message":"Invalid username or password."}]}|password-wrong
Neo4j|429|basic||{"errors":[{"code":"Neo.ClientError.Security.AuthenticationRateLimit","message":"The client has provided incorrect authentication details too many times in a row."}]}|rate-limited,account-blocked
Neo4j|403|basic||{"errors":[{"code":"Neo.ClientError.Security.CredentialsExpired","message":"Permission denied. The credentials you provided were valid, but must be changed before you can use this instance."}]}|account-blocked,password-wrong,token-expired,step-up-required
Meilisearch|403|op||{"message":"The provided API key is invalid.","code":"invalid_api_key","type":"auth","link":"https://docs.meilisearch.com/errors#invalid_api_key"}|api-key-invalid
Meilisearch|401|none||{"message":"The Authorization header is missing. It must use the bearer authorization method.","code":"missing_authorization_header","type":"auth","link":"https://docs.meilisearch.com/errors#missing_authorization_header"}|credentials-missing
Meilisearch|401|key||{"message":"The Authorization header is missing. It must use the bearer authorization method.","code":"missing_authorization_header","type":"auth"}|scheme-mismatch
Typesense|401|key||{"message":"Forbidden - a valid \`x-typesense-api-key\` header must be sent."}|api-key-invalid,scheme-mismatch,token-invalid
Qdrant|403|none||Must provide an API key or an Authorization bearer token|credentials-missing
Qdrant|403|key||Invalid API key or JWT|api-key-invalid,token-invalid
Weaviate|401|op||oidc auth is not configured, please try another auth scheme or set up weaviate with OIDC configured|scheme-mismatch,token-wrong-type
Weaviate|401|none||{"code":401,"message":"anonymous access not enabled, please provide an auth scheme such as OIDC"}|credentials-missing
Cohere|401|op||{"message":"invalid api token"}|token-invalid,api-key-invalid
Mistral|401|op||{"message":"Unauthorized","request_id":"8a7d"}|token-invalid
Replicate|401|op||{"title":"Unauthenticated","detail":"You did not pass a valid authentication token","status":401}|token-invalid
Replicate|402|op||{"title":"Insufficient credit","detail":"You have insufficient credit to run this model.","status":402}|service-not-enabled,rate-limited
Deepgram|401|word||{"err_code":"INVALID_AUTH","err_msg":"Invalid credentials.","request_id":"8a7d"}|token-invalid,api-key-invalid
Deepgram|403|word||{"err_code":"INSUFFICIENT_PERMISSIONS","err_msg":"User does not have sufficient permissions."}|role-missing
Ably|401|basic||{"error":{"message":"Invalid key in request: 8a7d. (See https://help.ably.io/error/40101 for help.)","code":40101,"statusCode":401,"href":"https://help.ably.io/error/40101"}}|api-key-invalid,password-wrong
Ably|401|jwt||{"error":{"message":"Key/token status changed (expire)","code":40142,"statusCode":401}}|token-expired
Mixpanel|401|basic||{"error":"Unable to authenticate request","status":"error"}|password-wrong
LaunchDarkly|401|key||{"message":"Invalid access token","code":"unauthorized"}|token-invalid,api-key-invalid
LaunchDarkly|403|key||{"code":"forbidden","message":"Access to the requested resource was denied"}|role-missing
Statuspage|401|word||{"error":"Could not authenticate"}|token-invalid
UptimeRobot|200|signed||{"stat":"fail","error":{"type":"invalid_parameter","parameter_name":"api_key","passed_value":"8a","message":"api_key is invalid."}}|api-key-invalid
Pipedrive|401|query||{"success":false,"error":"unauthorized access","errorCode":401,"error_info":"Please check developers.pipedrive.com"}|token-invalid,api-key-invalid
Pipedrive|403|op||{"success":false,"error":"Scope and URL mismatch","errorCode":403,"error_info":"Please check developers.pipedrive.com"}|scope-missing
Zoho|401|op||{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}|token-invalid
Zoho|401|op||{"code":"OAUTH_SCOPE_MISMATCH","details":{},"message":"invalid oauth scope to access this URL","status":"error"}|scope-missing
ServiceNow|401|basic||{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}|password-wrong,credentials-dropped
ServiceNow|403|basic||{"error":{"message":"Operation Failed","detail":"ACL Exception Insert Failed due to security constraints"},"status":"failure"}|role-missing,policy-denied
SAP OData|403|post|x-csrf-token: Required|CSRF token validation failed|csrf-failed
BigCommerce|403|key||{"status":403,"title":"You don't have a required scope to access the endpoint","type":"https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes","errors":{}}|scope-missing
WooCommerce|401|basic||{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}|role-missing,password-wrong,credentials-dropped
WooCommerce|401|basic||{"code":"woocommerce_rest_authentication_error","message":"Consumer key is invalid.","data":{"status":401}}|api-key-invalid
Magento|401|op||{"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"Magento_Catalog::products"}}|token-invalid,role-missing
Etsy|403|op||{"error":"insufficient_scope","error_description":"Insufficient scope, requires shops_w"}|scope-missing
Etsy|401|op||{"error":"invalid_token","error_description":"access token is expired"}|token-expired
eBay|401|op||{"errors":[{"errorId":1001,"domain":"OAuth","category":"REQUEST","message":"Invalid access token","longMessage":"Invalid access token. Check the value of the Authorization HTTP request header."}]}|token-invalid
eBay|403|op||{"errors":[{"errorId":1100,"domain":"ACCESS","category":"REQUEST","message":"Access denied","longMessage":"Insufficient permissions to fulfill the request."}]}|role-missing,scope-missing
Amazon SP-API|403|op||{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":"The access token you provided has expired."}]}|token-expired
Amazon SP-API|403|op||{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}|role-missing,scope-missing
Uber|401|op||{"message":"Invalid OAuth 2.0 credentials provided.","code":"unauthorized"}|token-invalid
Uber|403|op||{"message":"Required scope(s) are missing.","code":"forbidden","metadata":{"scope_required":"profile"}}|scope-missing
Reddit|403|op||{"message":"Forbidden","error":403}|role-missing,scope-missing,token-invalid,unknown
Pinterest|401|op||{"code":2,"message":"Authentication failed."}|token-invalid
TikTok|401|op||{"error":{"code":"access_token_invalid","message":"The access token is invalid or not found in the request.","log_id":"8a"}}|token-invalid
TikTok|401|op||{"error":{"code":"scope_not_authorized","message":"The user did not authorize the scope required for completing this request.","log_id":"8a"}}|scope-missing
Vimeo|401|op||{"error":"You must provide a valid authenticated access token."}|token-invalid
Vimeo|403|op||{"error":"Your access token does not have the \\"upload\\" scope"}|scope-missing
Last.fm|403|query||{"message":"Invalid API key - You must be granted a valid key by last.fm","error":10}|api-key-invalid
Last.fm|403|query||{"message":"Invalid session key - Please re-authenticate","error":9}|session-expired,token-invalid,api-key-invalid,token-revoked
Last.fm|403|query||{"message":"Suspended API key - Access for your account has been suspended, please contact Last.fm","error":26}|account-blocked,api-key-invalid
ArangoDB|401|basic||{"code":401,"error":true,"errorNum":11,"errorMessage":"not authorized to execute this request"}|password-wrong,role-missing
Ceph RGW|403|hmac||<?xml version="1.0" encoding="UTF-8"?><Error><Code>RequestTimeTooSkewed</Code><RequestId>tx0</RequestId></Error>|clock-skew
MinIO|403|hmac||<?xml version="1.0" encoding="UTF-8"?><Error><Code>InvalidAccessKeyId</Code><Message>The Access Key Id you provided does not exist in our records.</Message></Error>|api-key-invalid
MinIO|403|hmac||<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied.</Message><Resource>/b/o</Resource></Error>|role-missing
Argo CD|401|cookie||{"error":"invalid session: token has invalid claims: token is expired","code":16,"message":"invalid session: token has invalid claims: token is expired"}|token-expired,session-expired
Argo CD|403|jwt||{"error":"permission denied: applications, get, default/guestbook, sub: dev, iat: 2026-11-22T10:00:00Z","code":7,"message":"permission denied: applications, get, default/guestbook, sub: dev, iat: 2026-11-22T10:00:00Z"}|role-missing
Vaultwarden|400|login||{"error":"","error_description":"","ErrorModel":{"Message":"Username or password is incorrect. Try again","Object":"error"}}|password-wrong
Bitwarden|400|login||{"error":"invalid_grant","error_description":"Two factor required.","TwoFactorProviders":["0"]}|step-up-required
Authentik|403|none||{"detail":"Authentication credentials were not provided."}|credentials-missing
Authentik|403|op||{"detail":"Token invalid/expired"}|token-invalid
Immich|401|key||{"message":"Invalid API key","error":"Unauthorized","statusCode":401}|api-key-invalid
Immich|403|key||{"message":"Missing required permission: asset.read","error":"Forbidden","statusCode":403}|role-missing,scope-missing
Grafana Loki|401|none||no org id|credentials-missing,unknown
AWS ALB OIDC|401|cookie|server: awselb/2.0|<html><head><title>401 Authorization Required</title></head><body><center><h1>401 Authorization Required</h1></center></body></html>|session-expired
FastAPI Users|400|login||{"detail":"LOGIN_BAD_CREDENTIALS"}|password-wrong
FastAPI Users|400|login||{"detail":"LOGIN_USER_NOT_VERIFIED"}|account-blocked
NextAuth|401|none||{"error":"Unauthorized"}|credentials-missing
tRPC|401|cookie||{"error":{"message":"UNAUTHORIZED","code":-32001,"data":{"code":"UNAUTHORIZED","httpStatus":401,"path":"me"}}}|session-expired
tRPC|403|cookie||{"error":{"message":"FORBIDDEN","code":-32003,"data":{"code":"FORBIDDEN","httpStatus":403,"path":"admin"}}}|role-missing
Better Auth|401|login||{"code":"INVALID_EMAIL_OR_PASSWORD","message":"Invalid email or password"}|password-wrong
Better Auth|403|post||{"code":"INVALID_ORIGIN","message":"Invalid origin"}|origin-not-allowed
Lucia/SvelteKit|403|post||Cross-site POST form submissions are forbidden|csrf-failed,origin-not-allowed
Next.js actions|500|post||x-forwarded-host header does not match origin header from a forwarded Server Actions request. Aborting the action.|origin-not-allowed,csrf-failed,unknown
`;

for (const line of table.trim().split('\n')) {
  const [who = '', status = '', key = '', headers = '', body = '', wanted = ''] = line.split('|');
  test(`${who}: ${status} to ${key}: ${(body || headers).slice(0, 70)}`, () => {
    const wire = [`${requests[key]}\n${status}`, ...headers.split(' ;; ').filter((it) => it !== ''), '', body];
    const diagnosis = diagnose(readFacts(exchange(wire.join('\n')), now * 1000), causes);
    const first = diagnosis.findings[0];
    assert.ok(
      wanted.split(',').includes(first?.cause.id ?? ''),
      `${first?.cause.id} ${first?.found.certainty}, not ${wanted}`,
    );
  });
}

function get(header = ''): string {
  return `GET https://svc.example/v1/things\n${header}\n`.replace(/\n\n$/, '\n');
}
