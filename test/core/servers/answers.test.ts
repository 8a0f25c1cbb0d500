import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { exchange, jwt, now } from '../../check.ts';

const J = jwt({ sub: 'u1', exp: 3600, scope: 'read', iss: 'https://login.test', aud: 'api' }),
  X = jwt({ sub: 'u1', exp: -7200, iat: -10800 });
const B = `Authorization: Bearer ${J}`,
  O = 'Authorization: Bearer 3f9c2ab8d7e64f1a9b0c';

/** Answers as their documentation gives them. One of the causes must come first. */
const answers: readonly (readonly [causes: string, wire: string, accepted?: string])[] = [
  [
    'csrf-failed',
    `POST https://a.test/api/x\nCookie: sessionid=abcdef123456\n\n403\nServer: gunicorn\n\n{"detail":"CSRF Failed: CSRF token missing."}`,
  ],
  [
    'rate-limited',
    `GET https://a.test/api/x\n${B}\n\n429\n\n{"detail":"Request was throttled. Expected available in 53 seconds."}`,
  ],
  [
    'token-invalid,token-expired',
    `POST https://a.test/api/token/refresh/\n\n{"refresh":"${J}"}\n\n401\n\n{"detail":"Token is invalid or expired","code":"token_not_valid"}`,
  ],
  [
    'token-revoked',
    `POST https://a.test/api/token/refresh/\n\n{"refresh":"${J}"}\n\n401\n\n{"detail":"Token is blacklisted","code":"token_not_valid"}`,
  ],
  [
    'account-blocked,token-invalid',
    `GET https://a.test/api/x\n${B}\n\n401\n\n{"detail":"User is inactive","code":"user_inactive"}`,
  ],
  [
    'token-invalid,account-blocked',
    `GET https://a.test/api/x\n${B}\n\n401\n\n{"detail":"User not found","code":"user_not_found"}`,
  ],
  [
    'account-blocked',
    `GET https://a.test/api/x\n${B}\nAccept: application/json\n\n403\nX-Powered-By: PHP/8.2\n\n{"message":"Your email address is not verified."}`,
  ],
  ['rate-limited', `GET https://a.test/api/x\n\n429\nX-Powered-By: PHP/8.2\n\n{"message":"Too Many Attempts."}`],
  ['scope-missing', `GET https://a.test/api/x\n${B}\n\n403\n\n{"message":"Invalid scope(s) provided."}`],
  ['role-missing', `GET https://a.test/api/x\n${B}\n\n403\n\n{"message":"User does not have the right roles."}`],
  [
    'scope-missing,role-missing',
    `GET https://a.test/api/x\n${B}\n\n401\nserver: uvicorn\nWWW-Authenticate: Bearer scope="items"\n\n{"detail":"Not enough permissions"}`,
  ],
  ['account-blocked', `GET https://a.test/api/x\n${B}\n\n400\nserver: uvicorn\n\n{"detail":"Inactive user"}`],
  [
    'password-wrong',
    `POST https://a.test/token\nContent-Type: application/x-www-form-urlencoded\n\nusername=a&password=b\n\n400\nserver: uvicorn\n\n{"detail":"Incorrect username or password"}`,
  ],
  ['credentials-missing', `GET https://a.test/x\n\n401\n\nHTTP Basic: Access denied.`],
  [
    'csrf-failed',
    `POST https://a.test/x\nCookie: _app_session=abc\n\n422\n\n<html><title>The change you wanted was rejected (422)</title><h1>ActionController::InvalidAuthenticityToken</h1></html>`,
  ],
  [
    'credentials-missing',
    `GET https://a.test/x.json\n\n401\n\n{"error":"You need to sign in or sign up before continuing."}`,
  ],
  [
    'account-blocked',
    `POST https://a.test/sign_in\n\n{"user":{"email":"a","password":"b"}}\n\n401\n\n{"error":"Your account is locked."}`,
  ],
  [
    'token-expired,session-expired',
    `GET https://a.test/x\nAuthorization: Bearer ${X}\n\n401\n\n{"message":"Unauthorized"}`,
  ],
  [
    'token-signature-invalid',
    `GET https://a.test/x\n${B}\n\n401\n\n{"statusCode":401,"error":"Unauthorized","message":"Invalid token signature"}`,
  ],
  [
    'credentials-malformed,token-invalid',
    `GET https://a.test/x\n${O}\n\n401\n\n{"statusCode":401,"error":"Unauthorized","message":"Invalid token structure"}`,
  ],
  [
    'role-missing,scope-missing',
    `GET https://a.test/x\n${B}\n\n403\n\n{"statusCode":403,"error":"Forbidden","message":"Insufficient scope"}`,
  ],
  [
    'token-wrong-issuer,token-invalid',
    `GET https://a.test/x\n${B}\n\n401\nWWW-Authenticate: Bearer error="invalid_token", error_description="The iss claim is not valid"\n`,
  ],
  [
    'token-wrong-issuer,upstream-auth-failed,token-signature-invalid',
    `GET https://a.test/x\n${B}\n\n401\nWWW-Authenticate: Bearer error="invalid_token", error_description="Invalid issuer"\n`,
  ],
  [
    'token-expired',
    `GET https://a.test/x\n${O}\n\n401\nWWW-Authenticate: Bearer error="invalid_token", error_description="Jwt expired at 2026-11-22T18:00:00Z"\n`,
  ],
  [
    'credentials-malformed,token-invalid',
    `GET https://a.test/x\n${O}\n\n401\nWWW-Authenticate: Bearer error="invalid_token", error_description="An error occurred while attempting to decode the Jwt: Invalid JWT serialization: Missing dot delimiter(s)"\n`,
  ],
  [
    'credentials-malformed',
    `GET https://a.test/x\nAuthorization: Bearer a b\n\n401\nWWW-Authenticate: Bearer error="invalid_token", error_description="Bearer token is malformed"\n`,
  ],
  [
    'upstream-auth-failed',
    `GET https://a.test/x\n${B}\n\n401\nWWW-Authenticate: Bearer error="invalid_token", error_description="An error occurred while attempting to decode the Jwt: Couldn't retrieve remote JWK set: Connection refused"\n`,
  ],
  [
    'role-missing',
    `GET https://a.test/admin\n${B}\n\n403\nWWW-Authenticate: Bearer error="insufficient_scope", error_description="The request requires higher privileges than provided by the access token."\n`,
    'scope-missing',
  ],
  [
    'proof-of-possession-invalid',
    `GET https://a.test/x\nAuthorization: DPoP ${J}\nDPoP: ${jwt({ htm: 'GET', htu: 'https://a.test/x', iat: 0, jti: '1' }, { typ: 'dpop+jwt' })}\n\n401\nWWW-Authenticate: DPoP error="invalid_dpop_proof", error_description="DPoP Proof jti has already been used"\n`,
  ],
  [
    'token-invalid,token-revoked',
    `POST https://login.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&code=abcdefgh&client_id=spa\n\n400\n\n{"error":"invalid_grant","error_description":"grant request is invalid"}`,
  ],
  [
    'token-wrong-audience',
    `POST https://login.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=spa&client_secret=x&resource=urn:x\n\n400\n\n{"error":"invalid_target","error_description":"resource indicator is missing, or unknown"}`,
  ],
  [
    'client-invalid',
    `POST https://login.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&client_id=spa&username=a&password=b\n\n400\n\n{"error":"unauthorized_client","error_description":"requested grant type is not allowed for this client"}`,
  ],
  [
    'scope-missing',
    `POST https://login.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=m&client_secret=x&scope=admin\n\n400\n\n{"error":"invalid_scope","error_description":"requested scope is not allowed"}`,
  ],
  [
    'client-invalid',
    `GET https://login.test/authorize?client_id=spa&redirect_uri=https://x.test/cb&response_type=code\n\n400\n\n{"error":"invalid_redirect_uri","error_description":"redirect_uri did not match any of the client's registered redirect_uris"}`,
  ],
  // SaaS
  [
    'token-invalid,token-revoked,token-expired',
    `GET https://api.github.com/user\nAuthorization: token ghp_BuczIxEhf5ngOFtC5BGroKalMMWc44jMYbmt\n\n401\nX-GitHub-Request-Id: a\n\n{"message":"Bad credentials"}`,
  ],
  [
    'scope-missing,token-wrong-type',
    `POST https://api.github.com/repos/a/b/issues\nAuthorization: Bearer github_pat_11AAAA0000000000000000\n\n403\nX-GitHub-Request-Id: a\nX-Accepted-GitHub-Permissions: issues=write\n\n{"message":"Resource not accessible by personal access token"}`,
  ],
  [
    'role-missing',
    `PUT https://api.github.com/repos/a/b/collaborators/c\nAuthorization: Bearer ghp_BuczIxEhf5ngOFtC5BGroKalMMWc44jMYbmt\n\n403\nX-GitHub-Request-Id: a\nX-OAuth-Scopes: repo\n\n{"message":"Must have admin rights to Repository."}`,
  ],
  [
    'bot-blocked',
    `GET https://api.github.com/user\n\n403\n\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview)`,
  ],
  [
    'token-expired,token-revoked',
    `GET https://gitlab.com/api/v4/user\nPRIVATE-TOKEN: glpat-Vg9TKeeQJAKh2PGskMIt\n\n401\n\n{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}`,
  ],
  [
    'policy-denied,role-missing',
    `DELETE https://gitlab.com/api/v4/projects/1/repository/branches/main\nPRIVATE-TOKEN: glpat-Vg9TKeeQJAKh2PGskMIt\n\n403\n\n{"message":"403 Forbidden - Protected branch cannot be deleted"}`,
  ],
  [
    'role-missing',
    `PUT https://registry.npmjs.org/@a/b\nAuthorization: Bearer npm_BuczIxEhf5ngOFtC5BGroKalMMWc44jMYbmt\n\n403\n\n{"error":"You do not have permission to publish \\"b\\". Are you logged in as the correct user?"}`,
  ],
  [
    'role-missing,credentials-missing',
    `GET https://registry-1.docker.io/v2/a/b/manifests/latest\n\n401\nWWW-Authenticate: Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull",error="insufficient_scope"\nDocker-Distribution-Api-Version: registry/2.0\n\n{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}`,
  ],
  [
    'service-not-enabled',
    `GET https://sheets.googleapis.com/v4/spreadsheets/x\nAuthorization: Bearer ya29.a0klspKuubpSkpvXvi8fskOxs\n\n403\nServer: ESF\n\n{"error":{"code":403,"message":"Google Sheets API has not been used in project 123 before or it is disabled.","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}`,
  ],
  [
    'scope-missing',
    `GET https://www.googleapis.com/drive/v3/files\nAuthorization: Bearer ya29.a0klspKuubpSkpvXvi8fskOxs\n\n403\nServer: ESF\n\n{"error":{"code":403,"message":"Request had insufficient authentication scopes.","status":"PERMISSION_DENIED","details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}`,
  ],
  [
    'token-invalid,token-expired',
    `GET https://www.googleapis.com/drive/v3/files\nAuthorization: Bearer ya29.a0klspKuubpSkpvXvi8fskOxs\n\n401\nServer: ESF\n\n{"error":{"code":401,"message":"Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.","status":"UNAUTHENTICATED"}}`,
  ],
  [
    'role-missing',
    `GET https://storage.googleapis.com/storage/v1/b/x/o\nAuthorization: Bearer ya29.a0klspKuubpSkpvXvi8fskOxs\n\n403\nServer: UploadServer\n\n{"error":{"code":403,"message":"a@b.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist)."}}`,
  ],
  [
    'credentials-missing',
    `GET https://storage.googleapis.com/b/o\n\n401\nServer: UploadServer\n\n<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access denied.</Message><Details>Anonymous caller does not have storage.objects.get access to the Google Cloud Storage object.</Details></Error>`,
  ],
  [
    'token-expired',
    `POST https://dynamodb.us-east-1.amazonaws.com/\nAuthorization: AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20261122/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a\nX-Amz-Security-Token: FwoGZXIvYXdz\n\n400\nx-amzn-RequestId: a\n\n{"__type":"com.amazon.coral.service#ExpiredTokenException","message":"The security token included in the request is expired"}`,
  ],
  [
    'api-key-invalid,token-invalid',
    `POST https://dynamodb.us-east-1.amazonaws.com/\nAuthorization: AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20261122/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a\n\n400\nx-amzn-RequestId: a\n\n{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"The security token included in the request is invalid."}`,
  ],
  [
    'role-missing',
    `POST https://dynamodb.us-east-1.amazonaws.com/\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a\n\n400\nx-amzn-RequestId: a\n\n{"__type":"AccessDeniedException","Message":"User: arn:aws:iam::1:user/x is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:1:table/t because no identity-based policy allows the dynamodb:Scan action"}`,
  ],
  [
    'policy-denied',
    `POST https://ec2.us-east-1.amazonaws.com/\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=a\n\n403\n\n<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation. User: x is not authorized to perform: ec2:RunInstances with an explicit deny in a service control policy</Message></Error></Errors></Response>`,
  ],
  [
    'clock-skew',
    `POST https://sts.amazonaws.com/\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=a\nX-Amz-Date: 20261122T183011Z\n\n403\n\n<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired: 20261122T183011Z is now earlier than 20261122T184911Z (20261122T190411Z - 15 min.)</Message></Error></ErrorResponse>`,
  ],
  [
    'client-invalid',
    `POST https://login.microsoftonline.com/t/oauth2/v2.0/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=x&client_secret=y\n\n401\n\n{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app 'x' are expired.","error_codes":[7000222]}`,
  ],
  [
    'token-expired',
    `GET https://graph.microsoft.com/v1.0/me\nAuthorization: Bearer ${X}\n\n401\n\n{"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}`,
  ],
  [
    'credentials-malformed',
    `GET https://graph.microsoft.com/v1.0/me\n${O}\n\n401\n\n{"error":{"code":"InvalidAuthenticationToken","message":"IDX14100: JWT is not well formed, there are no dots (.)."}}`,
    'token-wrong-type',
  ],
  [
    'credentials-missing',
    `GET https://graph.microsoft.com/v1.0/me\n\n401\n\n{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}}`,
  ],
  [
    'token-wrong-type,token-invalid',
    `POST https://slack.com/api/conversations.list\nAuthorization: Bearer xapp-1-A-1-abcdef\n\n200\nx-slack-req-id: a\n\n{"ok":false,"error":"not_allowed_token_type"}`,
  ],
  [
    'credentials-missing',
    `POST https://slack.com/api/chat.postMessage\nContent-Type: application/json\n\n{"channel":"c"}\n\n200\nx-slack-req-id: a\n\n{"ok":false,"error":"not_authed"}`,
  ],
  [
    'token-expired,session-expired',
    `GET https://x.my.salesforce.com/services/data\nAuthorization: Bearer 00D5g!AQEAQabcdefgh\n\n401\n\n[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]`,
  ],
  [
    'api-key-invalid,token-invalid',
    `GET https://api.openai.com/v1/models\nAuthorization: Bearer sk-abcdefghijklmnopqrst\n\n401\n\n{"error":{"message":"Incorrect API key provided: sk-abcd****qrst.","type":"invalid_request_error","code":"invalid_api_key"}}`,
  ],
  [
    'role-missing,service-not-enabled',
    `POST https://api.openai.com/v1/responses\nAuthorization: Bearer sk-abcdefghijklmnopqrst\n\n403\n\n{"error":{"message":"Project \`proj_x\` does not have access to model \`gpt-x\`","type":"invalid_request_error","code":"model_not_found"}}`,
  ],
  [
    'token-expired,token-invalid',
    `GET https://api.spotify.com/v1/me\nAuthorization: Bearer BQabcdefghijklmn\n\n401\n\n{"error":{"status":401,"message":"The access token expired"}}`,
  ],
  [
    'scope-missing',
    `PUT https://api.spotify.com/v1/me/player\nAuthorization: Bearer BQabcdefghijklmn\n\n403\n\n{"error":{"status":403,"message":"Insufficient client scope"}}`,
  ],
  [
    'password-wrong,token-invalid,api-key-invalid',
    `GET https://x.atlassian.net/rest/api/3/myself\nAuthorization: Basic YTpi\n\n401\natl-traceid: a\n\nClient must be authenticated to access this resource.`,
  ],
  [
    'scope-missing',
    `GET https://api.dropboxapi.com/2/files/list_folder\nAuthorization: Bearer sl.abcdefghijkl\n\n401\n\n{"error_summary":"missing_scope/..","error":{".tag":"missing_scope","required_scope":"files.metadata.read"}}`,
  ],
  [
    'api-key-invalid',
    `GET https://api.stripe.com/v1/charges\nAuthorization: Bearer sk_test_abcdefghijklmnop\n\n401\n\n{"error":{"code":"api_key_expired","message":"Expired API Key provided: sk_test_****mnop"}}`,
    'token-expired',
  ],
  [
    'api-key-invalid,role-missing',
    `GET https://x.algolia.net/1/indexes\nX-Algolia-API-Key: abcdef123456\n\n403\n\n{"message":"Invalid Application-ID or API key","status":403}`,
  ],
  [
    'network-blocked',
    `GET https://api.github.com/orgs/a\nAuthorization: Bearer ghp_BuczIxEhf5ngOFtC5BGroKalMMWc44jMYbmt\n\n403\nX-GitHub-Request-Id: a\n\n{"message":"Although you appear to have the correct authorization credentials, the \`a\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource."}`,
  ],
  [
    'bot-blocked,network-blocked',
    `GET https://www.test/\nUser-Agent: Mozilla/5.0 (X11)\n\n403\nServer: cloudflare\nCF-RAY: a\n\n<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1><p>This website is using a security service to protect itself from online attacks.</p></body></html>`,
  ],
  [
    'credentials-missing',
    `GET https://files.test/private\n\n401\nServer: Apache/2.4\nWWW-Authenticate: Basic realm="x"\n\n<html><head><title>401 Unauthorized</title></head><body><h1>Unauthorized</h1><p>This server could not verify that you are authorized to access the document requested. Either you supplied the wrong credentials (e.g., bad password), or your browser doesn't understand how to supply the credentials required.</p></body></html>`,
  ],
  [
    'policy-denied,bot-blocked,route-mismatch,file-permission',
    `GET https://files.test/.git/config\nUser-Agent: Mozilla/5.0 (X11)\n\n403\nServer: nginx\n\n<html><head><title>403 Forbidden</title></head></html>`,
  ],
  [
    'rate-limited',
    `GET https://files.test/x\n\n503\nServer: nginx\n\n<html><head><title>503 Service Temporarily Unavailable</title></head></html>`,
    'upstream-auth-failed,unknown',
  ],
];
for (const [wanted, wire, accepted = ''] of answers) {
  test(`${wanted}: ${wire.split('\n')[0]} → ${wire.slice(-80).replaceAll('\n', ' ')}`, () => {
    const { findings } = diagnose(readFacts(exchange(wire), now * 1000), causes);
    const first = findings[0]?.cause.id ?? '';
    assert.ok(
      `${wanted},${accepted}`.split(',').includes(first),
      findings.map((it) => `${it.cause.id} ${it.found.certainty}`).join(', '),
    );
  });
}
