import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('Bearer where Basic is asked for', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Bearer abc123def456

    401
    WWW-Authenticate: Basic realm="x"
    `,
    `
      scheme-mismatch likely: The server asks for \`Basic\`, and the request sends \`Bearer\`.
    `,
  );
});

test('a token without a scheme word', () => {
  check(
    `
    GET https://a.test/x
    Authorization: ${jwt({ sub: 'u1', exp: 3600 })}

    401

    {"message":"No Authorization was found in request.headers"}
    `,
    `
      scheme-mismatch stated: Authorization holds a token without a scheme word before it; \`Bearer\` is expected.
    `,
  );
});

test('a key in another header than the one named', () => {
  check(
    `
    GET https://a.test/x
    X-Api-Key: k-123456

    401

    {"message":"Missing required header: api_key"}
    `,
    `
      scheme-mismatch stated: The server looks for \`api_key\`, and the request sends \`X-Api-Key\`.
    `,
  );
});

test('the scheme that is asked for', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    WWW-Authenticate: Bearer error="invalid_token"
    `,
    `
      silent scheme-mismatch
    `,
  );
});

test('the header the server names takes the place of the one sent', () => {
  check(
    `
    GET https://api.test/stock
    X-API-Key: ak_live_1234567890

    401

    {"message":"Missing required header: api_key"}
    `,
    `
    scheme-mismatch stated: The server looks for \`api_key\`, and the request sends \`X-API-Key\`.
      fix: Rename the header \`X-API-Key\` to \`api_key\`
    `,
  );
});

test('a challenge of another name that judges the token is about the token', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    WWW-Authenticate: Token error="Invalid token"
    `,
    `
      token-invalid likely: The server rejects the token in \`Authorization\` and does not say why.
    `,
  );
});

test('NTLM where the server reads Kerberos', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Negotiate TlRMTVNTUAABAAAAl4II4gAAAAA=

    403

    {"message":"GSSException: Defective token detected"}
    `,
    `
      scheme-mismatch likely: The token in \`Authorization\` begins \`TlRMTVNTUA\`: that is NTLM, and the server takes Kerberos.
    `,
  );
});

test('a session cookie goes along by itself to an API that says who signs in for it', () => {
  const wire = (challenge: string) => `
    GET https://a.test/x
    Cookie: sessionid=8xk2h4c0v1gq7m3t9z5yb6n0e8wd2rfa

    401
    WWW-Authenticate: ${challenge}
    `;
  check(
    wire('Bearer resource_metadata="https://a.test/.well-known/oauth-protected-resource"'),
    `
      scheme-mismatch likely: The request carries the cookie \`sessionid\`, and the server asks for \`Bearer\`.
      fix: Sign in as \`a.test\` describes it
      session-expired possible: The session of the cookie \`sessionid\` is over or unknown to the server.
    `,
  );
  check(
    wire('Bearer realm="x"'),
    `
      session-expired likely: The session of the cookie \`sessionid\` is over or unknown to the server.
    `,
  );
});
