import type { CauseId } from '../../../src/core/causeIds.ts';
import { jwt } from '../../check.ts';

/** A refusal with made-up values, as documentation shows it. */
export interface Example {
  /** How sure the cause can be, and what it is told from: one or two sentences. */
  readonly told: string;
  /** As on the wire: request, status line and answer; `---` after an earlier exchange. */
  readonly wire: string;
}

/** One for each cause, by its id. Each is explained with its cause first. */
export const examples: Readonly<Record<CauseId, Example>> = {
  'credentials-missing': {
    told: 'Proven where nothing was sent and the server asks for something by its challenge, stated where its words say so. It is told from credentials-dropped by what came before, and is possible only where the source of the exchange does not show all that was sent.',
    wire: `
      GET https://api.example/me
      Accept: application/json

      401 Unauthorized
      WWW-Authenticate: Bearer realm="api"
      Content-Type: application/json

      {"error":"No token was provided."}
    `,
  },
  'credentials-dropped': {
    told: 'Proven where an earlier request carried a credential and the one after a redirect to another origin does not. It is told from credentials-missing by that earlier request.',
    wire: `
      GET https://api.example/files/7
      Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

      302 Found
      Location: https://files.example/7
      ---
      GET https://files.example/7

      401 Unauthorized
      WWW-Authenticate: Bearer realm="files"
    `,
  },
  'scheme-mismatch': {
    told: 'Proven or stated where the answer names the form it takes and says that it saw none, likely where only its challenge names another one. It is told from token-invalid by the form alone: the value was not looked at.',
    wire: `
      GET https://registry.example/v2/app/manifests/latest
      Authorization: Bearer 0123456789abcdef0123

      401 Unauthorized
      WWW-Authenticate: Basic realm="registry"
    `,
  },
  'credentials-malformed': {
    told: 'Proven where the defect can be seen and the answer names no other reason. It is told from token-invalid by what is broken: a placeholder, a scheme twice, quotes, a cut token.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer {{accessToken}}

      401 Unauthorized
      WWW-Authenticate: Bearer error="invalid_token"
    `,
  },
  'token-expired': {
    told: 'Proven by arithmetic on exp, stated where the server says so of a token that cannot be read here. Where exp still lies ahead and the server calls the token expired, its clock or another token is meant, and the finding is likely only.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', iat: -4200, exp: -600 })}

      401 Unauthorized
      WWW-Authenticate: Bearer error="invalid_token"
    `,
  },
  'token-not-yet-valid': {
    told: 'Proven where nbf lies after the time of the request. It is told from clock-skew by the token: the time in it is later than both clocks.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ sub: 'u1', nbf: 600, exp: 3600 })}

      401 Unauthorized

      {"message":"jwt not active"}
    `,
  },
  'token-signature-invalid': {
    told: 'Proven for a token without a signature, else stated: whether a signature fits shows only to who has the key. The command that verifies a token with the keys of its issuer tells more.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', exp: 3600 }, { kid: 'k1' })}

      401 Unauthorized

      {"message":"invalid signature"}
    `,
  },
  'token-wrong-audience': {
    told: 'Stated where the server names the audience, likely where aud names another host than the one asked. It is told from token-wrong-issuer by the claim that the words or the hosts speak of.',
    wire: `
      GET https://orders.example/orders
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', aud: 'https://billing.example', sub: 'u1', exp: 3600 })}

      401 Unauthorized

      {"message":"jwt audience invalid. expected: https://orders.example"}
    `,
  },
  'token-wrong-issuer': {
    told: 'Stated where the server speaks of the issuer, likely where iss names another environment than the host that was asked. It is told from token-signature-invalid by the words: a foreign issuer has foreign keys, too.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.staging.example/', sub: 'u1', exp: 3600 })}

      401 Unauthorized
      WWW-Authenticate: Bearer error="invalid_token", error_description="Unexpected 'iss' value"
    `,
  },
  'token-wrong-type': {
    told: 'Stated where the server names the kind it wants, likely where the claims show an ID or refresh token. It is told from token-wrong-audience by those claims: the aud of an ID token is its client.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', aud: 'web-app', sub: 'u1', nonce: 'n1', at_hash: 'h1', exp: 3600 })}

      401 Unauthorized
      WWW-Authenticate: Bearer error="invalid_token"
    `,
  },
  'token-revoked': {
    told: 'Proven where an earlier request of the same log ended this token, or exchanged this code or refresh token already; stated where the server says so. It is told from token-expired by exp, which still lies ahead.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', exp: 3600 })}

      401 Unauthorized
      WWW-Authenticate: Bearer error="invalid_token", error_description="The token was revoked"
    `,
  },
  'token-invalid': {
    told: 'Mostly likely, stated where a known server has a code for it, and given up for anything as sure: it says that the token was rejected, not why. An opaque token shows nothing to check.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer 0123456789abcdef0123

      401 Unauthorized
      WWW-Authenticate: Bearer error="invalid_token"
    `,
  },
  'session-expired': {
    told: 'Proven where a logout with the same cookie came before, stated or likely by the words. It is told from credentials-missing by the cookie that went along.',
    wire: `
      GET https://app.example/api/me
      Cookie: session_id=0123456789abcdef0123

      401 Unauthorized

      {"message":"Your session has expired. Sign in again."}
    `,
  },
  'password-wrong': {
    told: 'Stated where the server says so, likely where user and password went along and are refused without a word. Which of the two was wrong is not told, and good servers do not say it.',
    wire: `
      GET https://files.example/reports
      Authorization: Basic YWxpY2U6bm90LWhlci1wYXNzd29yZA==

      401 Unauthorized
      WWW-Authenticate: Basic realm="Members"
    `,
  },
  'api-key-invalid': {
    told: 'Stated where the server speaks of the key, likely where a key alone was sent and is refused. It is told from credentials-missing by the key that went along under the right name.',
    wire: `
      GET https://api.example/geocode?q=Bern
      X-Api-Key: k-0123456789abcdef

      401 Unauthorized

      {"message":"Invalid API key"}
    `,
  },
  'client-invalid': {
    told: 'Stated: invalid_client is a code of its own (RFC 6749, 5.2). Proven where the request shows it: an assertion that has expired or is of another client, two ways of authenticating at once, a redirect_uri that differs from the one of the authorization request. It is told from password-wrong by who is refused: the application, not its user.',
    wire: `
      POST https://id.example/oauth/token
      Content-Type: application/x-www-form-urlencoded

      grant_type=client_credentials&client_id=web-app&client_secret=not-its-secret

      401 Unauthorized
      Content-Type: application/json

      {"error":"invalid_client","error_description":"Client authentication failed"}
    `,
  },
  'account-blocked': {
    told: 'Stated by the words or code. It is told from password-wrong by the server: what was sent was right, and the account may not be used.',
    wire: `
      POST https://app.example/login
      Content-Type: application/json

      {"username":"bert","password":"his-password"}

      403 Forbidden

      {"error":"ACCOUNT_LOCKED","message":"Your account has been locked."}
    `,
  },
  'step-up-required': {
    told: 'Stated by a challenge (RFC 9470) or by the words. It is told from role-missing by what would help: another sign-in, not another right.',
    wire: `
      POST https://bank.example/transfers
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', acr: '1', auth_time: -7200, exp: 3600 })}

      401 Unauthorized
      WWW-Authenticate: Bearer error="insufficient_user_authentication", acr_values="2", max_age="300"
    `,
  },
  'request-signature-invalid': {
    told: 'Stated by the code or words of the server, which alone knows the secret. It is told from clock-skew by what is named: the signature, not its time.',
    wire: `
      GET https://bucket.example/report.pdf
      Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123456789abcdef0123456789abcdef

      403 Forbidden
      Content-Type: application/xml

      <?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided.</Message></Error>
    `,
  },
  'clock-skew': {
    told: 'Stated where the server speaks of the time, likely where the time in the request is minutes from the Date of the answer and nothing else is said. It is told from token-expired by the two clocks, which disagree.',
    wire: `
      POST https://hooks.example/deliveries
      X-Timestamp: 1795372351
      X-Signature: 0123456789abcdef0123456789abcdef

      401 Unauthorized
      Date: Sun, 22 Nov 2026 19:04:11 GMT

      {"error":"timestamp_out_of_range"}
    `,
  },
  'proof-of-possession-invalid': {
    told: 'Proven where the token is bound to a key (cnf) and no proof came, or where the proof is for another request; for a code, where its verifier is missing or hashes to another challenge (PKCE). It is told from token-invalid by that binding.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', exp: 3600, cnf: { jkt: '0ZcOCORZNYy' } })}

      401 Unauthorized
      WWW-Authenticate: DPoP algs="ES256"
    `,
  },
  'client-certificate-required': {
    told: 'Stated by the words of the server or the alert of TLS. It is told from tls-required by the connection, which was encrypted: the client did not say who it is.',
    wire: `
      GET https://mtls.example/status

      400 Bad Request
      Server: nginx/1.26
      Content-Type: text/html

      <html><head><title>400 No required SSL certificate was sent</title></head></html>
    `,
  },
  'url-signature-expired': {
    told: 'Proven by arithmetic on the end that stands in the URL, stated where the server says so. It is told from request-signature-invalid by that end.',
    wire: `
      GET https://cdn.example/video.mp4?expires=1795370651&md5=m2pTS5MsxBwsG5k9H8xfqA

      403 Forbidden
    `,
  },
  'scope-missing': {
    told: 'Stated by insufficient_scope or by words that name a scope. It is told from role-missing by what lacks: the token was given too little, its owner may have more.',
    wire: `
      POST https://api.example/orders
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', scope: 'orders:read', exp: 3600 })}

      403 Forbidden
      WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"
    `,
  },
  'role-missing': {
    told: 'Stated where the answer speaks of a role, permission or right, possible after a bare 403 to a known caller. It is told from not-owner by the path: no object of somebody else is named.',
    wire: `
      DELETE https://api.example/posts/1
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', role: 'member', exp: 3600 })}

      403 Forbidden

      {"message":"The role moderator is required."}
    `,
  },
  'not-owner': {
    told: 'Stated by the words, likely where the path names another user than the token does. It is told from role-missing by those two names.',
    wire: `
      PATCH https://api.example/users/57/profile
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: '12', exp: 3600 })}

      403 Forbidden
    `,
  },
  'policy-denied': {
    told: 'Stated by words that speak of a policy, a rule or an explicit deny. It is told from role-missing by what would help: no further right, since a deny wins over every grant.',
    wire: `
      GET https://api.example/reports
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', exp: 3600 })}

      403 Forbidden

      {"Message":"User is not authorized to access this resource with an explicit deny"}
    `,
  },
  'sso-authorization-required': {
    told: 'Stated by the header or words of the service. It is told from scope-missing by the token, which has the right scopes and was not approved for this organization.',
    wire: `
      GET https://api.github.com/repos/acme/app
      Authorization: token ghp_0123456789abcdefghijABCDEFGHIJ012345

      403 Forbidden
      X-GitHub-SSO: required; url=https://github.com/orgs/acme/sso?authorization_request=made-up

      {"message":"Resource protected by organization SAML enforcement."}
    `,
  },
  'service-not-enabled': {
    told: 'Stated by words that speak of a plan, a feature or an API that is off. It is told from role-missing by who can mend it: the account, not the user.',
    wire: `
      GET https://api.example/export
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', exp: 3600 })}

      403 Forbidden

      {"error":{"type":"plan_upgrade_required","message":"Bulk export is available on the Pro plan."}}
    `,
  },
  'rate-limited': {
    told: 'Stated by the words, by a used-up limit in a header or by a 429, likely where many requests came just before. It is told from policy-denied by time: it passes.',
    wire: `
      GET https://api.example/search?q=a
      Authorization: Bearer 0123456789abcdef0123

      403 Forbidden
      Retry-After: 60
      X-RateLimit-Remaining: 0

      {"message":"You have exceeded a secondary rate limit."}
    `,
  },
  'csrf-failed': {
    told: 'Stated by a 419 or by the words, likely where one half of the pair of cookie and token is missing from a request that writes. It is told from session-expired by the method: reading still works.',
    wire: `
      POST https://shop.example/orders
      Cookie: XSRF-TOKEN=0123456789abcdef; shop_session=fedcba9876543210
      Content-Type: application/json

      {"item":7}

      419

      {"message":"CSRF token mismatch."}
    `,
  },
  'origin-not-allowed': {
    told: 'Stated by words on CORS, Origin or Referer, likely for a refused preflight. It is told from csrf-failed by what the server looks at: where the request comes from, not a token.',
    wire: `
      OPTIONS https://api.example/items
      Origin: https://app.example
      Access-Control-Request-Method: PUT

      403 Forbidden

      Not allowed by CORS
    `,
  },
  'network-blocked': {
    told: 'Stated by words that speak of an address, a region or a network. It is told from bot-blocked by what would help: another network, not another client.',
    wire: `
      GET https://api.example/admin
      X-Api-Key: k-0123456789abcdef

      403 Forbidden

      {"message":"Access from the IP address 203.0.113.24 is not allowed."}
    `,
  },
  'bot-blocked': {
    told: 'Stated by the page or code of a known filter, likely by a user agent or a URL that filters refuse. It is told from network-blocked by the client: the same address with a browser gets through.',
    wire: `
      GET https://www.example/feed
      User-Agent: Python-urllib/3.12

      403 Forbidden
      Server: cloudflare
      CF-RAY: 8f9e0a1b2c3d4e5f-ZRH

      error code: 1010
    `,
  },
  'route-mismatch': {
    told: 'Stated where the gateway is known to answer so for paths it does not have, likely for a doubled slash or a method that fails where another one succeeds. It is told from role-missing by that other request.',
    wire: `
      GET https://a1b2c3.execute-api.eu-central-1.amazonaws.com/Prod/orders
      X-Api-Key: k-0123456789abcdef

      403 Forbidden
      x-amzn-ErrorType: MissingAuthenticationTokenException

      {"message":"Missing Authentication Token"}
    `,
  },
  'file-permission': {
    told: 'Possible, seldom likely: the page of the web server is the same for a file it may not read, a folder without index and a deny rule. Its error log tells them apart.',
    wire: `
      GET https://www.example/reports/q3.pdf

      403 Forbidden
      Server: nginx/1.26
      Content-Type: text/html

      <html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx/1.26</center></body></html>
    `,
  },
  'tls-required': {
    told: 'Stated by the words, where the URL begins with http. Over https the same words are likely only: a proxy before the server ended TLS and did not say so.',
    wire: `
      GET http://api.example/me
      Authorization: Bearer 0123456789abcdef0123

      403 Forbidden

      {"message":"HTTPS is required."}
    `,
  },
  'proxy-auth-required': {
    told: 'Proven: a 407 is from a proxy, whatever the server would have said. It is told from credentials-missing by its status and field.',
    wire: `
      GET http://api.example/me

      407 Proxy Authentication Required
      Proxy-Authenticate: Basic realm="corporate"
    `,
  },
  'upstream-auth-failed': {
    told: 'Stated by words on keys, the authentication service or the gateway itself, likely for a failure of 500 and above in front of it. It is told from token-invalid by what failed: the check, not what was checked.',
    wire: `
      GET https://api.example/me
      Authorization: Bearer ${jwt({ iss: 'https://id.example/', sub: 'u1', exp: 3600 })}

      401 Unauthorized
      Server: envoy

      Jwks remote fetch is failed
    `,
  },
  unknown: {
    told: 'Possible always, and given up for anything else that is found: it stands for what the exchange does not tell, and names the steps that would.',
    wire: `
      GET https://edge.example/x

      403 Forbidden

      Forbidden
    `,
  },
};
