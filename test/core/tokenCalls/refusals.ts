/**
 * What authorization servers answer where a token call fails, in their own words, a line each:
 * causes that are right (the first one best) | where it goes | what is sent | status | answer | words that the explanation must hold, `; ` between them.
 * Places, requests and long answers have names: `places`, `sent` and `said` below.
 */
export const refusals = `
client-invalid|entra|secret|401|{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'app1'. Trace ID: 0f","error_codes":[7000215]}|app1; secret
client-invalid|entra|secret|401|{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app 'app1' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security","error_codes":[7000222]}|secret; expired
client-invalid|entra|secret|400|{"error":"unauthorized_client","error_description":"AADSTS700016: Application with identifier 'app1' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.","error_codes":[700016]}|app1; Contoso
client-invalid|entra|code|401|{"error":"invalid_client","error_description":"AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.","error_codes":[7000218]}|secret; public
client-invalid|entra|codeWithSecret|401|{"error":"invalid_client","error_description":"AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.","error_codes":[700025]}|public; client_secret
client-invalid|entra|assertion|401|{"error":"invalid_client","error_description":"AADSTS700027: Client assertion failed signature validation. [Reason - The key was not found., Thumbprint of key used by client: '0AF1', Please visit the Azure Portal]","error_codes":[700027]}|client_assertion; key
client-invalid,clock-skew|entra|assertion|401|{"error":"invalid_client","error_description":"AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-22T19:04:11Z, assertion valid from 2026-11-22T18:00:00Z, expiry time of assertion 2026-11-22T18:10:00Z.","error_codes":[700024]}|client_assertion
client-invalid|entra|assertion|400|{"error":"invalid_client","error_description":"AADSTS700021: Client assertion application identifier doesn't match 'client_id' parameter.","error_codes":[700021]}|client_id; client_assertion
client-invalid|entra|assertion|401|{"error":"invalid_client","error_description":"AADSTS700030: Invalid certificate - subject name in certificate is not authorized. SubjectNames/SubjectAlternativeNames (up to 10) in token certificate are: 'a.example'","error_codes":[700030]}|certificate
client-invalid|entraAuthorize|none|200|<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><div>Sorry, but we’re having trouble signing you in.</div><div>AADSTS50011: The redirect URI 'https://app.example/cb' specified in the request does not match the redirect URIs configured for the application 'app1'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.</div></body></html>|https://app.example/cb
client-invalid|entra|code|400|{"error":"invalid_client","error_description":"AADSTS500112: The reply address 'https://app.example/back' does not match the reply address 'https://app.example/cb' provided when requesting Authorization code.","error_codes":[500112]}|https://app.example/back; begun with
client-invalid|entraAuthorize|none|200|<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><div>AADSTS500113: No reply address is registered for the application.</div></body></html>|redirect
proof-of-possession-invalid|entra|code|400|{"error":"invalid_request","error_description":"AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption.","error_codes":[9002325]}|code_verifier
client-invalid,origin-not-allowed|entra|code|400|{"error":"invalid_request","error_description":"AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'http://localhost:3000'.","error_codes":[9002326]}|Single-Page Application
proof-of-possession-invalid|entra|codeWithVerifier|400|{"error":"invalid_grant","error_description":"AADSTS501481: The Code_Verifier does not match the code_challenge supplied in the authorization request.","error_codes":[501481]}|code_verifier
token-revoked|entra|code|400|{"error":"invalid_grant","error_description":"AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.","error_codes":[54005]}|code
token-expired|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS70008: The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.","error_codes":[70008]}|refresh_token
token-invalid|entra|code|400|{"error":"invalid_grant","error_description":"AADSTS70000: Provided grant is invalid or malformed.","error_codes":[70000]}|code
credentials-malformed,client-invalid|entra|code|400|{"error":"invalid_request","error_description":"AADSTS9002313: Invalid request. Request is malformed or invalid.","error_codes":[9002313]}|
client-invalid|entra|code|400|{"error":"invalid_request","error_description":"AADSTS900144: The request body must contain the following parameter: 'grant_type'.","error_codes":[900144]}|grant_type
client-invalid|entra|secret|400|{"error":"invalid_request","error_description":"AADSTS90014: The required field 'scope' is missing from the credential. Ensure that you have all the necessary parameters for the login request.","error_codes":[90014]}|scope
scope-missing|entra|scoped|400|{"error":"invalid_scope","error_description":"AADSTS70011: The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope reports.write is not valid.","error_codes":[70011]}|reports.write
scope-missing|entra|scoped|400|{"error":"invalid_scope","error_description":"AADSTS1002012: The provided value for scope reports.write is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).","error_codes":[1002012]}|reports.write; /.default
scope-missing|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS65001: The user or administrator has not consented to use the application with ID 'app1' named 'Reports'. Send an interactive authorization request for this user and resource.","error_codes":[65001],"suberror":"consent_required"}|consent
scope-missing,policy-denied|entraCallback65004|none|400|Bad Request|consent
token-wrong-audience,scope-missing|entra|secret|400|{"error":"invalid_resource","error_description":"AADSTS650057: Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: app1(Reports). Resource value from request: https://api.example. Resource app ID: 1. List of valid resources from app registration: 2.","error_codes":[650057]}|https://api.example
token-wrong-audience|entra|secret|400|{"error":"invalid_resource","error_description":"AADSTS500011: The resource principal named api://reports was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.","error_codes":[500011]}|api://reports
role-missing|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS50105: Your administrator has configured the application Reports ('app1') to block users unless they are specifically granted ('assigned') access to the application.","error_codes":[50105]}|
password-wrong|entra|password|400|{"error":"invalid_grant","error_description":"AADSTS50126: Error validating credentials due to invalid username or password.","error_codes":[50126]}|mara@acme.example
password-wrong|entra|password|400|{"error":"invalid_grant","error_description":"AADSTS50034: The user account {EmailHidden} does not exist in the 1111 directory. To sign into this application, the account must be added to the directory.","error_codes":[50034]}|mara@acme.example
password-wrong,account-blocked|entra|password|400|{"error":"invalid_grant","error_description":"AADSTS50055: The password is expired.","error_codes":[50055]}|expired
account-blocked|entra|password|400|{"error":"invalid_grant","error_description":"AADSTS50053: The account is locked, you've tried to sign in too many times with an incorrect user ID or password.","error_codes":[50053]}|locked
account-blocked|entra|password|400|{"error":"invalid_grant","error_description":"AADSTS50057: The user account is disabled.","error_codes":[50057]}|disabled
session-expired,step-up-required|entraCallback50058|none|400|Bad Request|sign
token-wrong-issuer|entra|secret|400|{"error":"invalid_request","error_description":"AADSTS50059: No tenant-identifying information found in either the request or implied by any provided credentials.","error_codes":[50059]}|tenant
step-up-required|entra|refresh|400|{"error":"interaction_required","error_description":"AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.","error_codes":[50076],"suberror":"basic_action","claims":"{\\"access_token\\":{\\"capolids\\":{\\"essential\\":true,\\"values\\":[\\"c1\\"]}}}"}|claims
step-up-required|entra|refresh|400|{"error":"interaction_required","error_description":"AADSTS50079: Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '1'.","error_codes":[50079]}|
token-revoked|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '2026-11-01T00:00:00Z' and the TokensValidFrom date (before which tokens are not valid) for this user is '2026-11-20T00:00:00Z'.","error_codes":[50173]}|
token-wrong-issuer|entraCommon|secret|400|{"error":"invalid_request","error_description":"AADSTS50194: Application 'app1'(Reports) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.","error_codes":[50194]}|/common
policy-denied|entra|refresh|400|{"error":"access_denied","error_description":"AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.","error_codes":[53003]}|Conditional Access
token-expired|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-08-01T00:00:00Z and was inactive for 90.00:00:00.","error_codes":[700082]}|refresh_token
token-expired|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS700084: The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on 2026-11-21T00:00:00Z.","error_codes":[700084]}|refresh_token
step-up-required|entra|device|400|{"error":"authorization_pending","error_description":"AADSTS70016: OAuth 2.0 device flow error. Authorization is pending. Continue polling.","error_codes":[70016]}|poll
token-expired|entra|device|400|{"error":"expired_token","error_description":"AADSTS70020: The provided value for the input parameter 'device_code' is not valid. This device code has expired.","error_codes":[70020]}|device_code
token-expired,step-up-required|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on 2026-11-20T00:00:00Z and the maximum allowed lifetime for this request is 3600.","error_codes":[70043]}|sign-in frequency
token-wrong-issuer|entra|secret|400|{"error":"invalid_request","error_description":"AADSTS90002: Tenant 'contoso.example' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.","error_codes":[90002]}|contoso.example
scope-missing|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS90094: Admin consent is required for the permissions requested by this application.","error_codes":[90094]}|administrator
token-expired|entra|onBehalf|400|{"error":"invalid_grant","error_description":"AADSTS500133: Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: 2026-11-22T19:04:11Z, expiry time of assertion 2026-11-22T18:04:11Z.","error_codes":[500133]}|assertion
token-wrong-audience|entra|onBehalf|400|{"error":"invalid_grant","error_description":"AADSTS500131: Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was 'https://graph.microsoft.com' and the expected audience is 'api://app1' or one of the Application Uris of this application with App ID 'app1'.","error_codes":[500131]}|api://app1
token-signature-invalid,token-wrong-audience|entra|onBehalf|400|{"error":"invalid_grant","error_description":"AADSTS50013: Assertion failed signature validation. [Reason - The key was not found., Thumbprint of key used by client: '0AF1']","error_codes":[50013]}|assertion
account-blocked|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS500341: The user account {EmailHidden} has been deleted from the 1111 directory. To sign into this application, the account must be added to the directory.","error_codes":[500341]}|deleted
policy-denied|entra|refresh|400|{"error":"invalid_grant","error_description":"AADSTS700003: Device object was not found in the tenant 'Contoso' directory.","error_codes":[700003]}|device
token-wrong-issuer|entra|code|400|{"error":"invalid_grant","error_description":"AADSTS700005: Provided Authorization Code is intended to use against other tenant, thus rejected.","error_codes":[700005]}|tenant
client-invalid|entra|code|400|{"error":"invalid_request","error_description":"AADSTS700009: Reply address must be provided when present in original request.","error_codes":[700009]}|redirect_uri
scope-missing|entra|scoped|400|{"error":"invalid_scope","error_description":"AADSTS700022: The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope reports.write is not valid.","error_codes":[700022]}|reports.write
client-invalid|entraCallback700051|none|400|Bad Request|response_type
client-invalid|entra|secret|400|{"error":"unauthorized_client","error_description":"AADSTS70001: Application 'app1' is disabled.","error_codes":[70001]}|app1
client-invalid|entra|secret|400|{"error":"unauthorized_client","error_description":"AADSTS7000112: Application 'app1'(Reports) is disabled.","error_codes":[7000112]}|disabled
client-invalid|entra|onBehalf|400|{"error":"invalid_client","error_description":"AADSTS7000114: Application 'app1' is not allowed to make application on-behalf-of calls.","error_codes":[7000114]}|on-behalf-of
client-invalid|entra|clientIdOnly|401|{"error":"invalid_client","error_description":"AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.","error_codes":[7000216]}|client_secret
client-invalid|entra|secret|401|{"error":"unauthorized_client","error_description":"AADSTS7000229: The client application app1 is missing service principal in the tenant 1111. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119","error_codes":[7000229]}|tenant
client-invalid|okta|secret|401|{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}|secret
client-invalid|okta|secret|401|{"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter.","errorLink":"invalid_client","errorId":"oae1","errorCauses":[]}|client_id; app1
client-invalid|okta|both|400|{"error":"invalid_request","error_description":"Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body."}|Authorization; client_secret
client-invalid|okta|expiredAssertion|401|{"error":"invalid_client","error_description":"The client_assertion token is expired."}|client_assertion; exp
client-invalid|okta|foreignAssertion|401|{"error":"invalid_client","error_description":"The audience claim for client_assertion must be the endpoint invoked for the request."}|https://other.example/token
client-invalid|okta|password|400|{"error":"unauthorized_client","error_description":"The client is not authorized to use the provided grant type. Configured grant types: [authorization_code, refresh_token]."}|password; authorization_code
token-invalid|okta|code|400|{"error":"invalid_grant","error_description":"The authorization code is invalid or has expired."}|code
token-invalid,token-expired|okta|refresh|400|{"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}|refresh_token
proof-of-possession-invalid|okta|codeWithVerifier|400|{"error":"invalid_grant","error_description":"PKCE verification failed."}|code_verifier
client-invalid|okta|code|400|{"error":"invalid_grant","error_description":"The 'redirect_uri' does not match the redirection URI used in the authorization request."}|https://app.example/cb
password-wrong|okta|password|400|{"error":"invalid_grant","error_description":"The credentials provided were invalid."}|mara@acme.example
scope-missing|okta|scoped|400|{"error":"invalid_scope","error_description":"One or more scopes are not configured for the authorization server resource."}|reports.write
policy-denied|okta|scoped|400|{"error":"access_denied","error_description":"Policy evaluation failed for this request, please check the policy configurations."}|policy
role-missing|oktaCallbackUnassigned|none|400|Bad Request|assigned
client-invalid|oktaAuthorize|none|400|<!DOCTYPE html><html><head><title>Acme - Bad Request</title></head><body><h1>400</h1><h2>Bad Request</h2><p>Your request resulted in an error. The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: https://acme-admin.okta.com/admin/app/oidc_client/instance/0oa1#tab-general</p></body></html>|https://app.example/cb
session-expired,step-up-required|oktaCallbackLogin|none|400|Bad Request|
client-invalid|auth0|secret|401|{"error":"access_denied","error_description":"Unauthorized"}|app1
token-invalid|auth0|code|403|{"error":"invalid_grant","error_description":"Invalid authorization code"}|code
proof-of-possession-invalid|auth0|codeWithVerifier|403|{"error":"invalid_grant","error_description":"Failed to verify code verifier"}|code_verifier
token-invalid,token-revoked|auth0|refresh|403|{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}|refresh_token
client-invalid|auth0|code|403|{"error":"invalid_grant","error_description":"The redirect URI is wrong. You sent https://app.example, and we expected https://app.example:8443"}|https://app.example:8443
password-wrong|auth0|password|403|{"error":"invalid_grant","error_description":"Wrong email or password."}|mara@acme.example
client-invalid|auth0|password|403|{"error":"unauthorized_client","error_description":"Grant type 'password' not allowed for the client.","error_uri":"https://auth0.com/docs/clients/client-grant-types"}|password
client-invalid,token-wrong-audience,scope-missing|auth0|secret|403|{"error":"access_denied","error_description":"Client is not authorized to access \\"https://api.example\\". You need to create a \\"client-grant\\" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"}|https://api.example
token-wrong-audience|auth0|secret|403|{"error":"access_denied","error_description":"Service not found: https://api.example"}|https://api.example
account-blocked|auth0|password|429|{"error":"too_many_attempts","error_description":"Your account has been blocked after multiple consecutive login attempts. We’ve sent you an email with instructions on how to unblock it."}|
step-up-required|auth0|device|403|{"error":"authorization_pending","error_description":"User has yet to authorize device code."}|poll
rate-limited|auth0|device|429|{"error":"slow_down","error_description":"You are polling faster than the specified interval of 5 seconds."}|
policy-denied|auth0|device|403|{"error":"access_denied","error_description":"User cancelled the confirmation prompt"}|user
client-invalid|auth0Authorize|none|403|<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Oops!, something went wrong</h1><p>Callback URL mismatch.</p><p>The provided redirect_uri is not in the list of allowed callback URLs.</p></body></html>|https://app.example/cb
session-expired,step-up-required|auth0CallbackLogin|none|400|Bad Request|
scope-missing|auth0CallbackConsent|none|400|Bad Request|consent
client-invalid|keycloak|secret|401|{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}|app1
client-invalid|keycloak|secret|400|{"error":"unauthorized_client","error_description":"Invalid client secret"}|secret
client-invalid|keycloak|clientIdOnly|401|{"error":"unauthorized_client","error_description":"Client secret not provided in request"}|secret
client-invalid|keycloak|password|400|{"error":"unauthorized_client","error_description":"Client not allowed for direct access grants"}|password
client-invalid|keycloak|secret|401|{"error":"unauthorized_client","error_description":"Client not enabled to retrieve service account"}|client_credentials
token-invalid,token-revoked|keycloak|code|400|{"error":"invalid_grant","error_description":"Code not valid"}|code
client-invalid|keycloak|code|400|{"error":"invalid_grant","error_description":"Incorrect redirect_uri"}|https://app.example/cb
client-invalid|keycloak|code|400|{"error":"invalid_grant","error_description":"Auth error: Found different client_id in clientSession"}|app1
proof-of-possession-invalid|keycloak|code|400|{"error":"invalid_grant","error_description":"PKCE code verifier not specified"}|code_verifier
proof-of-possession-invalid|keycloak|codeWithVerifier|400|{"error":"invalid_grant","error_description":"PKCE verification failed: Code mismatch"}|code_verifier
proof-of-possession-invalid|keycloak|codeWithShortVerifier|400|{"error":"invalid_grant","error_description":"PKCE verification failed: Invalid code verifier"}|43
token-revoked|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Maximum allowed refresh token reuse exceeded"}|before
token-revoked,session-expired|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Session doesn't have required client"}|session
session-expired|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Session not active"}|session
token-expired|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Token is not active"}|
token-revoked|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Stale token"}|
token-wrong-type,token-invalid|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Invalid refresh token"}|refresh_token
client-invalid|keycloak|refresh|400|{"error":"invalid_grant","error_description":"Invalid refresh token. Token client and authorized client don't match"}|client
scope-missing|keycloak|scoped|400|{"error":"invalid_scope","error_description":"Invalid scopes: reports.write"}|reports.write
client-invalid|keycloak|oddGrant|400|{"error":"unsupported_grant_type","error_description":"Unsupported grant_type"}|magic
client-invalid|keycloak|code|400|{"error":"invalid_request","error_description":"Missing form parameter: grant_type"}|grant_type
client-invalid|keycloakAuthorize|none|400|<!DOCTYPE html><html><head><title>Sign in to shop</title></head><body><h1>We are sorry...</h1><p class="instruction">Invalid parameter: redirect_uri</p></body></html>|https://app.example/cb
client-invalid|keycloakAuthorize|none|400|<!DOCTYPE html><html><head><title>Sign in to shop</title></head><body><h1>We are sorry...</h1><p class="instruction">Client not found.</p></body></html>|app1
client-invalid|google|secret|401|{"error":"invalid_client","error_description":"The OAuth client was not found."}|app1
client-invalid|google|codeWithSecret|401|{"error":"invalid_client","error_description":"Unauthorized"}|secret
client-invalid|google|codeWithSecret|401|{"error":"deleted_client","error_description":"The OAuth client was deleted."}|deleted
client-invalid|google|codeWithSecret|401|{"error":"disabled_client","error_description":"The OAuth client was disabled."}|disabled
client-invalid|google|code|400|{"error":"invalid_request","error_description":"client_secret is missing."}|client_secret
token-invalid|google|codeWithSecret|400|{"error":"invalid_grant","error_description":"Bad Request"}|code
credentials-malformed|google|twiceEncodedCode|400|{"error":"invalid_grant","error_description":"Malformed auth code."}|code; twice
token-revoked,token-expired|google|refresh|400|{"error":"invalid_grant","error_description":"Token has been expired or revoked."}|refresh_token
step-up-required|google|refresh|400|{"error":"invalid_grant","error_description":"reauth related error (invalid_rapt)","error_uri":"https://support.google.com/a/answer/9368756","error_subtype":"invalid_rapt"}|
client-invalid|google|codeWithSecret|400|{"error":"redirect_uri_mismatch","error_description":"Bad Request"}|https://app.example/cb
proof-of-possession-invalid|google|codeWithSecret|400|{"error":"invalid_grant","error_description":"Missing code verifier."}|code_verifier
proof-of-possession-invalid|google|codeWithVerifier|400|{"error":"invalid_grant","error_description":"Invalid code verifier."}|code_verifier
scope-missing,client-invalid|google|jwtBearer|401|{"error":"unauthorized_client","error_description":"Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested."}|scope
scope-missing,token-wrong-audience|google|jwtBearer|400|{"error":"invalid_scope","error_description":"Invalid OAuth scope or ID token audience provided."}|scope
token-signature-invalid|google|jwtBearer|400|{"error":"invalid_grant","error_description":"Invalid JWT Signature."}|
clock-skew|google|jwtBearer|400|{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}|
client-invalid,account-blocked|google|jwtBearer|400|{"error":"invalid_grant","error_description":"Invalid grant: account not found"}|account
client-invalid|googleAuthorize|none|400|<!DOCTYPE html><html><head><title>Error 400: redirect_uri_mismatch</title></head><body><h1>Access blocked: This app’s request is invalid</h1><p>You can’t sign in because this app sent an invalid request. You can try again later, or contact the developer about this issue.</p><p>If you are a developer of this app, see error details.</p><p>Error 400: redirect_uri_mismatch</p></body></html>|https://app.example/cb
policy-denied|googleAuthorize|none|400|<!DOCTYPE html><html><head><title>Error 400: admin_policy_enforced</title></head><body><h1>Access blocked: Your institution’s admin needs to review Reports</h1><p>Your institution’s admin needs to review Reports.</p><p>Error 400: admin_policy_enforced</p></body></html>|administrator
policy-denied|googleAuthorize|none|403|<!DOCTYPE html><html><head><title>Error 403: org_internal</title></head><body><h1>Access blocked: Reports can only be used within its organization</h1><p>Error 403: org_internal</p></body></html>|organization
client-invalid|cognito|secret|400|{"error":"invalid_client"}|app1
client-invalid|cognito|secret|400|{"error":"invalid_client","error_description":"invalid_client_secret"}|secret
token-invalid|cognito|code|400|{"error":"invalid_grant"}|code
client-invalid|cognitoIdp|cognitoLogin|400|{"__type":"NotAuthorizedException","message":"Client 4abc is configured with secret but SECRET_HASH was not received"}|SECRET_HASH
client-invalid|cognitoIdp|cognitoLogin|400|{"__type":"InvalidParameterException","message":"USER_PASSWORD_AUTH flow not enabled for this client"}|USER_PASSWORD_AUTH
client-invalid|cognitoAuthorize|none|400|<!DOCTYPE html><html><head><title>Error</title></head><body><div>An error was encountered with the requested page.</div><div>redirect_mismatch</div></body></html>|https://app.example/cb
token-invalid|github|codeWithSecret|200|{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired.","error_uri":"https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#bad-verification-code"}|code
client-invalid|github|codeWithSecret|200|error=incorrect_client_credentials&error_description=The+client_id+and%2For+client_secret+passed+are+incorrect.&error_uri=https%3A%2F%2Fdocs.github.com%2Fx|app1
client-invalid|github|codeWithSecret|200|{"error":"redirect_uri_mismatch","error_description":"The redirect_uri MUST match the registered callback URL for this application."}|https://app.example/cb
token-invalid|github|refresh|200|{"error":"bad_refresh_token","error_description":"The refresh token passed is incorrect or expired."}|refresh_token
account-blocked|github|codeWithSecret|200|{"error":"unverified_user_email","error_description":"The user must have a verified primary email."}|
client-invalid|github|device|200|{"error":"device_flow_disabled","error_description":"Device Flow must be explicitly enabled for this App"}|
client-invalid|slack|codeWithSecret|200|{"ok":false,"error":"bad_client_secret"}|secret
client-invalid|slack|codeWithSecret|200|{"ok":false,"error":"invalid_client_id"}|client_id
client-invalid|slack|codeWithSecret|200|{"ok":false,"error":"bad_redirect_uri"}|https://app.example/cb
token-revoked|slack|codeWithSecret|200|{"ok":false,"error":"code_already_used"}|code
token-invalid|slack|codeWithSecret|200|{"ok":false,"error":"invalid_code"}|code
`;

/** Of servers that nobody is known by: the general words of the standards and of frameworks. */
export const generalRefusals = `
client-invalid|hydra|secret|401|{"error":"invalid_client","error_description":"Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The requested OAuth 2.0 Client does not exist."}|app1
client-invalid|hydra|secret|401|{"error":"invalid_client","error_description":"Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'client_secret_post' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept 'client_secret_post'."}|client_secret_basic; client_secret_post
token-revoked|hydra|code|400|{"error":"invalid_grant","error_description":"The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. The authorization code has already been used."}|code
proof-of-possession-invalid|hydra|codeWithVerifier|400|{"error":"invalid_grant","error_description":"The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. The PKCE code challenge did not match the code verifier."}|code_verifier
client-invalid|hydra|code|400|{"error":"invalid_grant","error_description":"The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. The 'redirect_uri' from this request does not match the one from the authorize request."}|https://app.example/cb
scope-missing|hydra|scoped|400|{"error":"invalid_scope","error_description":"The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'reports.write'."}|reports.write
token-wrong-audience|hydra|resource|400|{"error":"invalid_target","error_description":"The requested resource is invalid, missing, unknown, or malformed."}|https://api.example
token-invalid|plain|code|400|{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."}|code
client-invalid|plain|secret|401|{"error":"invalid_client","error_description":"The client app1 is not known"}|app1; does not know
client-invalid|plain|secret|401|{"error":"invalid_client","error_description":"Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."}|app1
token-expired|plain|code|400|{"error":"invalid_grant","error_description":"The provided authorization grant is invalid","hint":"Authorization code has expired","message":"The provided authorization grant is invalid"}|code
token-revoked|plain|code|400|{"error":"invalid_grant","error_description":"The provided authorization grant is invalid","hint":"Authorization code has been revoked"}|code
token-revoked|plain|refresh|401|{"error":"invalid_request","error_description":"The refresh token is invalid.","hint":"Token has been revoked","message":"The refresh token is invalid."}|refresh_token
client-invalid|plain|refresh|401|{"error":"invalid_request","error_description":"The refresh token is invalid.","hint":"Token is not linked to client","message":"The refresh token is invalid."}|app1
proof-of-possession-invalid|plain|code|400|{"error":"invalid_request","error_description":"The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.","hint":"Check the \`code_verifier\` parameter"}|code_verifier
password-wrong|plain|password|400|{"error":"invalid_grant","error_description":"The user credentials were incorrect.","message":"The user credentials were incorrect."}|mara@acme.example
token-revoked|openiddict|refresh|400|{"error":"invalid_grant","error_description":"The specified refresh token has already been redeemed.","error_uri":"https://documentation.openiddict.com/errors/ID2012"}|before
client-invalid|openiddict|secret|401|{"error":"invalid_client","error_description":"The specified client credentials are invalid.","error_uri":"https://documentation.openiddict.com/errors/ID2055"}|app1
client-invalid|openiddict|password|400|{"error":"unauthorized_client","error_description":"This client application is not allowed to use the specified grant type.","error_uri":"https://documentation.openiddict.com/errors/ID2064"}|password
client-invalid|plain|nobody|401|{"error":"invalid_client","error_description":"no client authentication mechanism provided"}|
client-invalid|plain|both|400|{"error":"invalid_request","error_description":"client authentication must only be provided using one mechanism"}|Authorization; client_secret
client-invalid|plain|oddGrant|400|{"error":"unsupported_grant_type","error_description":"unsupported grant_type requested"}|magic
client-invalid|plainAuthorize|none|400|{"error":"invalid_redirect_uri","error_description":"redirect_uri did not match any of the client's registered redirect_uris"}|https://app.example/cb
client-invalid|plain|code|400|{"error":"invalid_grant","error_description":"Mismatching redirect URI."}|https://app.example/cb
client-invalid|plain|codeWithSecret|400|{"error":"invalid_request","error_description":"missing required parameter(s) 'code'"}|code
proof-of-possession-invalid|plain|code|400|{"error":"use_dpop_nonce","error_description":"Authorization server requires nonce in DPoP proof"}|nonce
proof-of-possession-invalid|plain|code|400|{"error":"invalid_dpop_proof","error_description":"DPoP proof is missing the required jti"}|
token-invalid|plain|refresh|400|{"error":"invalid_grant"}|refresh_token
password-wrong|plain|password|400|{"error":"invalid_grant","error_description":"invalid_username_or_password"}|mara@acme.example
scope-missing|plain|scoped|400|{"error":"invalid_scope"}|reports.write
scope-missing|plain|scopedByLetters|400|{"error":"invalid_scope"}|does not say which of them
step-up-required|plain|device|400|{"error":"authorization_pending"}|poll
rate-limited|plain|device|400|{"error":"slow_down"}|
token-expired|plain|device|400|{"error":"expired_token"}|device_code
policy-denied|plain|device|400|{"error":"access_denied"}|
client-invalid|plain|pushed|400|{"error":"invalid_request","error_description":"redirect_uri is not registered for this client"}|https://app.example/cb
client-invalid|plainIntrospect|introspect|401|{"error":"invalid_client"}|app1
`;

/** More servers and wordings: written down once the rules for the others stood. */
export const furtherRefusals = `
client-invalid|plain|codeWithSecret|401|{"error":"invalid_client","error_description":"Client Authentication failed"}|app1
client-invalid|plain|codeWithSecret|400|{"reason":"Invalid client_id or client_secret","error":"invalid_client"}|app1
token-invalid|plain|codeWithSecret|400|{"reason":"Invalid authorization code 0.AXoA7Kq2ZpLm9","error":"invalid_request"}|code
token-invalid|plain|refresh|400|{"reason":"Invalid Token!","error":"invalid_grant"}|refresh_token
client-invalid|plain|codeWithSecret|403|{"status":403,"message":"invalid client secret"}|secret
client-invalid|plain|codeWithSecret|400|{"status":400,"message":"invalid client"}|app1
token-invalid|plain|refresh|400|{"status":400,"message":"Invalid refresh token"}|refresh_token
client-invalid|plain|codeWithSecret|400|{"status":400,"message":"Parameter redirect_uri does not match registered URI"}|https://app.example/cb
token-invalid|plain|code|400|{"error":"invalid_grant","error_description":"Invalid \\"code\\" in request."}|code
token-expired,token-invalid|plain|code|400|{"error":"invalid_grant","error_description":"code doesn't exist or has expired"}|code
token-revoked|plain|code|400|{"error":"invalid_grant","error_description":"code has already been used"}|code
client-invalid|plain|code|400|{"error":"invalid_grant","error_description":"redirect_uri mismatch"}|https://app.example/cb
proof-of-possession-invalid|plain|codeWithVerifier|400|{"error":"invalid_grant","error_description":"code_verifier was incorrect"}|code_verifier
token-revoked|plain|refresh|400|{"error":"invalid_grant","error_description":"Refresh token revoked"}|refresh_token
client-invalid|plain|codeWithSecret|400|{"error":{"message":"Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request","type":"OAuthException","code":100,"error_subcode":36008}}|https://app.example/cb
token-revoked|plain|codeWithSecret|400|{"error":{"message":"This authorization code has been used.","type":"OAuthException","code":100,"error_subcode":36009}}|code
client-invalid|plain|codeWithSecret|400|{"error":{"message":"Error validating client secret.","type":"OAuthException","code":1}}|secret
token-expired|plain|codeWithSecret|400|{"error":{"message":"This authorization code has expired.","type":"OAuthException","code":100}}|code
client-invalid|plain|code|400|{"error":"invalid_request","error_description":"Value passed for the redirect uri did not match the uri of the authorization code."}|https://app.example/cb
token-invalid|plain|refresh|400|{"error":"invalid_request","error_description":"Value passed for the token was invalid."}|refresh_token
token-invalid|plain|code|400|{"error":"invalid_request","error_description":"Value passed for the authorization code was invalid."}|code
token-invalid|strava|codeWithSecret|400|{"message":"Bad Request","errors":[{"resource":"AuthorizationCode","field":"code","code":"invalid"}]}|code
client-invalid|strava|codeWithSecret|400|{"message":"Bad Request","errors":[{"resource":"Application","field":"client_id","code":"invalid"}]}|app1
token-invalid|strava|refresh|400|{"message":"Bad Request","errors":[{"resource":"RefreshToken","field":"refresh_token","code":"invalid"}]}|refresh_token
token-invalid,client-invalid|plain|refresh|403|{"error":"unauthorized_client","error_description":"refresh_token is invalid"}|refresh_token
token-invalid|plain|codeWithSecret|400|{"status":"BAD_AUTH_CODE","message":"missing or unknown auth code","correlationId":"c1"}|code
token-invalid|plain|refresh|400|{"status":"BAD_REFRESH_TOKEN","message":"missing or unknown refresh token","correlationId":"c1"}|refresh_token
token-invalid,token-revoked|plain|codeWithSecret|400|{"error":"invalid_request","error_description":"The authorization code was not found or was already used"}|code
token-invalid|plain|codeWithSecret|200|{"error":"invalid_code"}|code
client-invalid|plain|codeWithSecret|200|{"error":"invalid_client_secret"}|secret
token-expired|plain|refresh|400|{"error":"invalid_grant","error_description":"expired access/refresh token"}|refresh_token
token-expired|plain|code|400|{"error":"invalid_grant","error_description":"expired authorization code"}|code
client-invalid|plain|secret|400|{"error":"invalid_client_id","error_description":"client identifier invalid"}|app1
client-invalid|plain|secret|400|{"error":"invalid_client","error_description":"invalid client credentials"}|app1
password-wrong|plain|password|400|{"error":"invalid_grant","error_description":"authentication failure"}|mara
account-blocked|plain|password|400|{"error":"inactive_user","error_description":"user is inactive"}|mara
scope-missing|salesforce|jwtBearer|400|{"error":"invalid_grant","error_description":"user hasn't approved this consumer"}|
token-wrong-audience|plain|jwtBearer|400|{"error":"invalid_grant","error_description":"audience is invalid"}|audience
client-invalid|plain|refresh|401|{"error":"invalid_client","error_description":"Client authentication failed: client_secret"}|secret
proof-of-possession-invalid|plain|codeWithVerifier|400|{"error_description":"OAuth 2.0 Parameter: code_verifier","error":"invalid_grant","error_uri":"https://datatracker.ietf.org/doc/html/rfc6749#section-5.2"}|code_verifier
client-invalid|plain|code|400|{"error_description":"OAuth 2.0 Parameter: redirect_uri","error":"invalid_request","error_uri":"https://datatracker.ietf.org/doc/html/rfc6749#section-5.2"}|https://app.example/cb
client-invalid|plain|nobody|400|{"error":"invalid_request","error_description":"The mandatory 'grant_type' parameter is missing.","error_uri":"https://documentation.openiddict.com/errors/ID2029"}|grant_type
token-revoked|plain|code|400|{"error":"invalid_grant","error_description":"The specified authorization code has already been redeemed.","error_uri":"https://documentation.openiddict.com/errors/ID2010"}|code
client-invalid|plain|code|400|{"error":"invalid_request","error_description":"The specified 'redirect_uri' is not valid for this client application."}|https://app.example/cb
client-invalid|plain|code|400|{"error":"invalid_grant","error_description":"The specified authorization code cannot be used by this client application."}|client
client-invalid|plain|password|400|{"error":"unauthorized_client"}|app1
client-invalid|plain|secret|400|{"error":"invalid_client"}|app1
scope-missing|plain|scoped|400|{"error":"invalid_scope","error_description":"The client is not allowed to request scope reports.write"}|reports.write
token-wrong-audience|plain|resource|400|{"error":"invalid_target","error_description":"resource indicator is missing, or unknown"}|https://api.example
client-invalid|plain|both|400|{"error":"invalid_request","error_description":"multiple authentication methods used"}|client_secret
client-invalid|plain|code|400|{"error":"invalid_grant","error_description":"authorization code redirect_uri mismatch"}|https://app.example/cb
client-invalid|plain|code|400|{"error":"invalid_grant","error_description":"client mismatch"}|client
token-expired|plain|refresh|400|{"error":"invalid_grant","error_description":"refresh token is expired"}|refresh_token
token-invalid|plain|refresh|400|{"error":"invalid_grant","error_description":"refresh token not found"}|refresh_token
token-revoked|plain|refresh|400|{"error":"invalid_grant","error_description":"refresh token already used"}|refresh_token
proof-of-possession-invalid|plain|code|400|{"error":"invalid_request","error_description":"PKCE is required for this client"}|code_verifier
client-invalid|plainAuthorize|none|400|<html><head><title>Redirect URI Error - authentik</title></head><body><h1>Redirect URI Error</h1><p>The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).</p></body></html>|https://app.example/cb
client-invalid|plainAuthorize|none|400|<html><head><title>Error</title></head><body><p>An error has occurred</p><p>The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials.</p></body></html>|app1
client-invalid|plain|device|400|{"error":"unauthorized_client","error_description":"device_code is not allowed for this client"}|device_code
policy-denied|plain|device|400|{"error":"access_denied","error_description":"The end user denied the authorization request"}|
client-invalid|plainIntrospect|introspect|401|{"error":"invalid_client","error_description":"client authentication failed"}|app1
account-blocked|plain|password|400|{"error":"invalid_grant","error_description":"User account is locked"}|mara
step-up-required|plain|password|403|{"error":"mfa_required","error_description":"Multifactor authentication required"}|
rate-limited|plain|device|429|{"error":"slow_down"}|
`;

/** Where a call goes. */
export const places: Readonly<Record<string, string>> = {
  entra: 'POST https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/oauth2/v2.0/token',
  entraCommon: 'POST https://login.microsoftonline.com/common/oauth2/v2.0/token',
  entraAuthorize: `GET https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?${authorize()}`,
  entraCallback65004: `GET ${back('access_denied', 'AADSTS65004: User declined to consent to access the app.')}`,
  entraCallback50058: `GET ${back('login_required', 'AADSTS50058: A silent sign-in request was sent but no user is signed in.')}`,
  entraCallback700051: `GET ${back('unsupported_response_type', "AADSTS700051: response_type 'token' is not enabled for the application.")}`,
  okta: 'POST https://acme.okta.com/oauth2/default/v1/token',
  oktaAuthorize: `GET https://acme.okta.com/oauth2/default/v1/authorize?${authorize()}`,
  oktaCallbackUnassigned: `GET ${back('access_denied', 'User is not assigned to the client application.')}`,
  oktaCallbackLogin: `GET ${back('login_required', 'The client specified not to prompt, but the user is not logged in.')}`,
  auth0: 'POST https://acme.eu.auth0.com/oauth/token',
  auth0Authorize: `GET https://acme.eu.auth0.com/authorize?${authorize()}`,
  auth0CallbackLogin: `GET ${back('login_required', 'Login required')}`,
  auth0CallbackConsent: `GET ${back('consent_required', 'Consent required')}`,
  keycloak: 'POST https://sso.acme.example/realms/shop/protocol/openid-connect/token',
  keycloakAuthorize: `GET https://sso.acme.example/realms/shop/protocol/openid-connect/auth?${authorize()}`,
  google: 'POST https://oauth2.googleapis.com/token',
  googleAuthorize: `GET https://accounts.google.com/o/oauth2/v2/auth?${authorize()}`,
  cognito: 'POST https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token',
  cognitoAuthorize: `GET https://acme.auth.eu-west-1.amazoncognito.com/oauth2/authorize?${authorize()}`,
  cognitoIdp: 'POST https://cognito-idp.eu-west-1.amazonaws.com/',
  github: 'POST https://github.com/login/oauth/access_token',
  slack: 'POST https://slack.com/api/oauth.v2.access',
  hydra: 'POST https://hydra.example/oauth2/token',
  openiddict: 'POST https://id.example/connect/token',
  strava: 'POST https://www.strava.com/oauth/token',
  salesforce: 'POST https://acme.my.salesforce.com/services/oauth2/token',
  plain: 'POST https://id.example/oauth/token',
  plainAuthorize: `GET https://id.example/oauth/authorize?${authorize()}`,
  plainIntrospect: 'POST https://id.example/oauth/introspect',
};

const code =
  'grant_type=authorization_code&code=0.AXoA7Kq2ZpLm9&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&client_id=app1';
const secret = 'client_secret=Zx8~secretsecret1234';

/** What a call sends: header lines and a form, a blank line between. */
export function sent(
  assertion: (claims: Readonly<Record<string, unknown>>) => string,
): Readonly<Record<string, string>> {
  const proof = (claims: Readonly<Record<string, unknown>>) =>
    `client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${assertion(claims)}`;
  const own = { iss: 'app1', sub: 'app1', jti: 'j1' };
  return {
    none: '',
    nobody: form('grant_type=client_credentials'),
    secret: form(`grant_type=client_credentials&client_id=app1&${secret}`),
    scoped: form(`grant_type=client_credentials&client_id=app1&${secret}&scope=reports.write`),
    scopedByLetters: form(`grant_type=client_credentials&client_id=app1&${secret}&scope=a+b+c`),
    resource: form(`grant_type=client_credentials&client_id=app1&${secret}&resource=https%3A%2F%2Fapi.example`),
    clientIdOnly: form('grant_type=client_credentials&client_id=app1'),
    both: `Authorization: Basic YXBwMTpaeDh+c2VjcmV0\n${form(`grant_type=client_credentials&client_id=app1&${secret}`)}`,
    code: form(code),
    codeWithSecret: form(`${code}&${secret}`),
    codeWithVerifier: form(`${code}&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`),
    codeWithShortVerifier: form(`${code}&code_verifier=too-short`),
    twiceEncodedCode: form(
      `grant_type=authorization_code&code=4%252F0AfJohXn9&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&client_id=app1&${secret}`,
    ),
    refresh: form('grant_type=refresh_token&refresh_token=1.AXoA7Kq2ZpLm9QwErTy&client_id=app1'),
    password: form('grant_type=password&username=mara%40acme.example&password=Regen.Bogen5&client_id=app1'),
    device: form(
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg&client_id=app1',
    ),
    oddGrant: form(`grant_type=magic&client_id=app1&${secret}`),
    assertion: form(
      `grant_type=client_credentials&client_id=app1&${proof({ ...own, aud: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/oauth2/v2.0/token', exp: 300 })}`,
    ),
    expiredAssertion: form(
      `grant_type=client_credentials&${proof({ ...own, aud: 'https://acme.okta.com/oauth2/default/v1/token', exp: -120 })}`,
    ),
    foreignAssertion: form(
      `grant_type=client_credentials&${proof({ ...own, aud: 'https://other.example/token', exp: 300 })}`,
    ),
    jwtBearer: form(
      `grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=${assertion({ iss: 'sa@acme.iam.gserviceaccount.com', aud: 'https://oauth2.googleapis.com/token', scope: 'https://www.googleapis.com/auth/drive', iat: -10, exp: 3000 })}`,
    ),
    onBehalf: form(
      `grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&requested_token_use=on_behalf_of&client_id=app1&${secret}&assertion=abcdefghijklmnop`,
    ),
    pushed: form(`response_type=code&client_id=app1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&${secret}`),
    introspect: form(`token=abcdefghijklmnopq&client_id=app1&${secret}`),
    cognitoLogin:
      'Content-Type: application/x-amz-json-1.1\nX-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth\n\n{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"4abc","AuthParameters":{"USERNAME":"mara","PASSWORD":"Regen.Bogen5"}}',
  };
}

function form(body: string): string {
  return `Content-Type: application/x-www-form-urlencoded\n\n${body}`;
}

function authorize(): string {
  return 'response_type=code&client_id=app1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid&state=s1';
}

function back(error: string, description: string): string {
  return `https://app.example/cb?error=${error}&error_description=${encodeURIComponent(description)}&state=s1`;
}
