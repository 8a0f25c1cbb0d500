import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { exchange, jwt, now } from '../../check.ts';

const J = jwt({ sub: 'u1', exp: 3600, scope: 'read' }),
  X = jwt({ sub: 'u1', exp: -7200, iat: -10800 });

/** Refusals told by their shape: challenges, redirects, cookies, tokens, earlier entries. One of the causes must come first. */
const answers: readonly (readonly [causes: string, wire: string, accepted?: string])[] = [
  ['credentials-missing', 'GET https://a.test/x\n\n401\nWWW-Authenticate: Bearer realm="a"\n'],
  [
    'session-expired,credentials-missing',
    'GET https://a.test/x\nCookie: JSESSIONID=AB12CD34EF56\n\n302\nLocation: https://a.test/login?next=/x\n',
  ],
  ['credentials-missing', 'GET https://a.test/x\n\n302\nLocation: https://a.test/login?next=/x\n'],
  [
    'token-invalid,unknown',
    `POST https://a.test/graphql\nAuthorization: Bearer ${J}\n\n200\n\n{"errors":[{"message":"Not authenticated","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}`,
    'credentials-dropped',
  ],
  [
    'role-missing',
    `POST https://a.test/graphql\nAuthorization: Bearer ${J}\n\n200\n\n{"errors":[{"message":"You do not have permission to view salaries","extensions":{"code":"FORBIDDEN"}}],"data":null}`,
  ],
  [
    'token-expired',
    `POST https://a.test/svc.Api/Get\nAuthorization: Bearer ${X}\nContent-Type: application/grpc-web\n\n200\ngrpc-status: 16\ngrpc-message: token expired\n`,
  ],
  [
    'password-wrong',
    'POST https://a.test/soap\nContent-Type: text/xml\n\n<s:Envelope/>\n\n500\nContent-Type: text/xml\n\n<soap:Envelope><soap:Body><soap:Fault><faultcode>wsse:FailedAuthentication</faultcode><faultstring>The security token could not be authenticated or authorized; invalid username or password</faultstring></soap:Fault></soap:Body></soap:Envelope>',
    'upstream-auth-failed,token-invalid',
  ],
  ['token-expired', `GET https://a.test/x\nCookie: access_token=${X}\n\n401\n`],
  ['token-expired', `GET https://a.test/x?access_token=${X}\n\n401\n`],
  ['token-expired', `GET https://a.test/x\nAuthorization: Bearer ${X}\n\n403\n`],
  ['token-expired,role-missing', `GET https://a.test/x\nAuthorization: Bearer ${X}\n\n403\n\n{"message":"Forbidden"}`],
  [
    'role-missing',
    `GET https://a.test/x\nAuthorization: Bearer ${X}\n\n403\n\n{"message":"You need the role admin to do this"}`,
  ],
  [
    'scope-missing',
    `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n403\nWWW-Authenticate: Bearer error="insufficient_scope",error_description="The token lacks the scope",scope="write admin"\n`,
  ],
  [
    'step-up-required',
    `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n401\nWWW-Authenticate: Bearer error="insufficient_user_authentication", error_description="A different authentication level is required", acr_values="phr"\n`,
  ],
  [
    'step-up-required,policy-denied',
    `GET https://graph.microsoft.com/v1.0/me\nAuthorization: Bearer ${J}\n\n401\nWWW-Authenticate: Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="\n`,
  ],
  [
    'proof-of-possession-invalid',
    `POST https://a.test/token\nDPoP: ${J}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&code=abc&client_id=x\n\n400\nDPoP-Nonce: eyJ7S_zG\n\n{"error":"use_dpop_nonce","error_description":"Authorization server requires nonce in DPoP proof"}`,
  ],
  [
    'client-invalid',
    'POST https://a.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=x&client_secret=y\n\n401\n\n{"error":"invalid_client"}',
  ],
  [
    'token-revoked,token-invalid,token-expired',
    'POST https://a.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=abc123def456&client_id=x\n\n400\n\n{"error":"invalid_grant","error_description":"refresh token is invalid or expired"}',
  ],
  [
    'token-invalid,token-revoked,password-wrong,token-expired',
    'POST https://a.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&code=abc123def456&client_id=x\n\n400\n\n{"error":"invalid_grant"}',
  ],
  [
    'password-wrong',
    'POST https://a.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&username=a&password=b&client_id=x\n\n400\n\n{"error":"invalid_grant"}',
  ],
  [
    'password-wrong',
    'GET https://a.test/x\nAuthorization: Digest username="bob", realm="r", nonce="n1", uri="/x", response="abc"\n\n401\nWWW-Authenticate: Digest realm="r", nonce="n2", qop="auth"\n',
  ],
  [
    'scheme-mismatch',
    'GET https://a.test/x\nAuthorization: Basic YTpi\n\n401\nWWW-Authenticate: Digest realm="r", nonce="n2", qop="auth"\n',
  ],
  [
    'scheme-mismatch',
    'GET https://a.test/x\nAuthorization: Basic YTpi\n\n401\nWWW-Authenticate: Negotiate\nWWW-Authenticate: NTLM\n',
  ],
  ['credentials-malformed', 'GET https://a.test/x\nAuthorization: Bearer null\n\n401\n'],
  ['credentials-malformed', 'GET https://a.test/x\nAuthorization: Bearer\n\n401\n'],
  ['credentials-malformed', `GET https://a.test/x\nAuthorization: Bearer "${J}"\n\n401\n`],
  ['credentials-malformed', `GET https://a.test/x\nAuthorization: Bearer ${J.slice(0, 60)}\n\n401\n`],
  ['credentials-malformed', `GET https://a.test/x\nAuthorization: Bearer ${'$'}{TOKEN}\n\n401\n`],
  ['credentials-malformed', 'GET https://a.test/x\nX-Api-Key: {{apiKey}}\n\n401\n'],
  ['credentials-malformed', 'GET https://a.test/x\nAuthorization: Bearer YOUR_ACCESS_TOKEN\n\n401\n'],
  [
    'csrf-failed',
    'POST https://a.test/x\nCookie: sessionid=abcdef123456; csrftoken=abcdef\n\n403\n\n<html><title>403 Forbidden</title><h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p></html>',
  ],
  ['csrf-failed', 'POST https://a.test/x\nCookie: connect.sid=s%3Aabcdef123456; _csrf=abcdef\n\n403\n\nForbidden'],
  [
    'origin-not-allowed,csrf-failed',
    'POST https://a.test/x\nCookie: connect.sid=s%3Aabcdef123456\nOrigin: https://evil.test\n\n403\n\nForbidden',
  ],
  ['rate-limited', `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n429\nRetry-After: 30\n`],
  [
    'rate-limited',
    `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1795374999\n\n{"message":"Forbidden"}`,
  ],
  [
    'bot-blocked',
    'GET https://a.test/x\nUser-Agent: python-requests/2.31\n\n403\nServer: cloudflare\ncf-mitigated: challenge\n\n<!DOCTYPE html><html><title>Just a moment...</title></html>',
  ],
  ['proxy-auth-required', 'CONNECT https://a.test:443\n\n407\nProxy-Authenticate: Negotiate\n'],
  ['tls-required', `GET http://a.test/x\nAuthorization: Bearer ${J}\n\n403\n\n{"error":"SSL is required"}`],
  ['not-owner', `GET https://a.test/users/99/orders\nAuthorization: Bearer ${jwt({ sub: '42', exp: 60 })}\n\n403\n`],
  [
    'token-wrong-audience',
    `GET https://api.a.test/x\nAuthorization: Bearer ${jwt({ aud: 'https://graph.microsoft.com', iss: 'https://sts.windows.net/x/', exp: 60 })}\n\n401\n`,
  ],
  ['token-wrong-type', `GET https://api.a.test/x\nAuthorization: Bearer ${jwt({ typ: 'Refresh', exp: 60 })}\n\n401\n`],
  ['token-not-yet-valid', `GET https://api.a.test/x\nAuthorization: Bearer ${jwt({ nbf: 300, exp: 900 })}\n\n401\n`],
  [
    'clock-skew,request-signature-invalid',
    'PUT https://s3.test/b/k\nX-Amz-Date: 20261122T174411Z\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=abc\n\n403\nDate: Sun, 22 Nov 2026 19:04:11 GMT\n',
  ],
  [
    'url-signature-expired',
    'GET https://s3.test/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A&X-Amz-Date=20261120T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=abcdef0123456789\n\n403\n',
  ],
  [
    'url-signature-expired',
    'GET https://b.blob.core.windows.net/c/f?sv=2022&sr=b&sig=abcdefghijklmnop%3D&se=2026-11-20T00%3A00%3A00Z&sp=r\n\n403\n',
  ],
  ['api-key-invalid', 'GET https://a.test/x?api_key=abcdef123456\n\n401\n'],
  ['api-key-invalid,role-missing', 'GET https://a.test/x\nX-Api-Key: abcdef123456\n\n403\n\n{"message":"Forbidden"}'],
  ['network-blocked', 'GET https://a.test/x\n\n403\nX-Deny-Reason: ip_not_allowed\n'],
  ['policy-denied', 'GET https://a.test/x\n\n403\nX-Deny-Reason: host_not_allowed\n', 'route-mismatch,network-blocked'],
  ['account-blocked', `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n403\nX-Error-Code: ACCOUNT_SUSPENDED\n`],
  [
    'credentials-dropped',
    `GET http://a.test/x\nAuthorization: Bearer ${J}\n\n301\nLocation: https://www.a.test/x\n---\nGET https://www.a.test/x\n\n401\n`,
  ],
  [
    'token-revoked',
    `POST https://a.test/logout\nAuthorization: Bearer ${J}\n\n204\n---\nGET https://a.test/me\nAuthorization: Bearer ${J}\n\n401\n`,
  ],
  [
    'token-revoked,token-invalid',
    `GET https://a.test/me\nAuthorization: Bearer ${J}\n\n200\n---\nGET https://a.test/me\nAuthorization: Bearer ${J}\n\n401\n`,
  ],
  [
    'role-missing,not-owner,policy-denied',
    `GET https://a.test/me\nAuthorization: Bearer ${J}\n\n200\n---\nGET https://a.test/admin\nAuthorization: Bearer ${J}\n\n403\n`,
  ],
  [
    'credentials-missing',
    'POST https://a.test/api/login\nContent-Type: application/json\n\n{"username":"a","password":"b"}\n\n200\nSet-Cookie: sid=abc123; Path=/; Secure; HttpOnly\n---\nGET http://a.test/api/me\n\n401\n',
  ],
  [
    'credentials-missing',
    'POST https://a.test/api/login\nContent-Type: application/json\n\n{"username":"a","password":"b"}\n\n200\n\n{"access_token":"abcdefghijkl"}\n---\nGET https://a.test/api/me\n\n401\n',
  ],
  [
    'credentials-missing',
    'OPTIONS https://a.test/x\nOrigin: https://b.test\nAccess-Control-Request-Method: GET\nAccess-Control-Request-Headers: authorization\n\n401\n',
  ],
  [
    'file-permission,unknown,network-blocked',
    'GET https://a.test/dir/\nUser-Agent: Mozilla/5.0 (X11)\n\n403\nServer: lighttpd/1.4\n\n<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>',
  ],
  ['file-permission,unknown', 'GET https://a.test/dir/\nUser-Agent: Mozilla/5.0 (X11)\n\n403\nServer: Caddy\n'],
  ['unknown,role-missing', 'DELETE https://a.test/x/1\nAuthorization: Bearer abcdefghijkl\n\n403\n'],
  [
    'upstream-auth-failed',
    `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n503\n\n{"message":"authentication service unavailable"}`,
  ],
  [
    'upstream-auth-failed',
    `GET https://a.test/x\nAuthorization: Bearer ${J}\n\n401\n\n{"message":"unable to fetch signing keys from issuer"}`,
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
