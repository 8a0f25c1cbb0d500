// A small authorization server and API in which every secret is known: what the tests then look for on the disk.
import { createServer } from 'node:http';

/** Each is long enough that nothing else holds it, and none looks like the other. */
const secrets = {
  clientSecret: 'canary-client-secret-Xq7vR2mK9pLz',
  password: 'canary-password-Wd4tN8sB1yHc',
  firstAccess: 'canary-first-access-Jf6gU3kE5oVa',
  firstRefresh: 'canary-first-refresh-Zb9wC2rT7nMi',
  secondAccess: 'canary-second-access-Pl8xD4hS6qGu',
  secondRefresh: 'canary-second-refresh-Ke1jY5vF3aQo',
  sessionCookie: 'canary-session-cookie-Tn7mI9bL2wXe',
  csrfToken: 'canary-csrf-token-Hr3pA6zJ8cRd',
  code: 'canary-code-Mv2rE7tP9sWj',
  pastedAccess: 'canary-pasted-access-Bf5kL1nX8dQu',
  loginToken: 'canary-login-token-Uy5sG1fO4kNq',
};

/** Starts it on loopback. `files`: an environment and requests for it. `missing`: secrets that never travelled. */
export async function canaryServer() {
  let travelled = '';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (it) => {
      body += it;
    });
    request.on('end', () => {
      const { status, headers = {}, json } = answer(request, body);
      const text = JSON.stringify(json);
      const basic = /^Basic (.*)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      travelled += [
        JSON.stringify(request.headers),
        atob(basic),
        decodeURIComponent(body),
        JSON.stringify(headers),
        text,
      ];
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    files: files(origin),
    secrets: Object.values(secrets),
    missing: () => Object.values(secrets).filter((it) => !travelled.includes(it)),
    stop: () => server.close(),
  };
}

function answer({ url, headers }, body) {
  if (url === '/token') {
    const again = body.includes('grant_type=refresh_token');
    const json = {
      access_token: body.includes('grant_type=authorization_code')
        ? secrets.pastedAccess
        : again
          ? secrets.secondAccess
          : secrets.firstAccess,
      refresh_token: again ? secrets.secondRefresh : secrets.firstRefresh,
      token_type: 'Bearer',
      expires_in: 3600,
    };
    return { status: 200, json };
  }
  // Nobody is asked: the browser goes on at once, to a page that is not there.
  if (url.startsWith('/authorize?')) {
    const asked = new URL(url, 'http://127.0.0.1').searchParams;
    const back = new URL(asked.get('redirect_uri'));
    back.searchParams.set('code', secrets.code);
    back.searchParams.set('state', asked.get('state'));
    return { status: 302, headers: { Location: back.href }, json: {} };
  }
  if (url === '/login') {
    const cookie = { 'Set-Cookie': `sid=${secrets.sessionCookie}; HttpOnly; Path=/` };
    return { status: 200, headers: cookie, json: { token: secrets.loginToken, csrf_token: secrets.csrfToken } };
  }
  if (url.startsWith('/forbidden'))
    return { status: 403, json: { error: 'forbidden', message: 'Not with these credentials.' } };
  if (headers.authorization === `Bearer ${secrets.secondAccess}`) return { status: 200, json: { fine: true } };
  const challenge = {
    'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The token has been revoked"',
  };
  return { status: 401, headers: challenge, json: { error: 'invalid_token' } };
}

function files(origin) {
  const signIn = {
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    'Token URL': `${origin}/token`,
    'Client ID': 'canary',
    'Client Secret': '{{canarySecret}}',
  };
  const pasted = {
    Type: 'OAuth2',
    'Grant Type': 'Authorization Code',
    'Auth URL': `${origin}/authorize`,
    'Token URL': `${origin}/token`,
    'Redirect URL': 'https://app.invalid/signed-in',
    'Client ID': 'canary-public',
    PKCE: true,
  };
  const requests = [
    '# @name enter',
    '# @login',
    `POST ${origin}/login`,
    'Content-Type: application/x-www-form-urlencoded',
    '',
    'username=canary&password={{canaryPassword}}',
    '',
    '###',
    '# @name refused',
    `GET ${origin}/me`,
    'Authorization: Bearer {{$auth.token("canary")}}',
    '',
    '###',
    '# @name forbidden',
    `GET ${origin}/forbidden?csrf={{enter.response.body.$.csrf_token}}`,
    'Authorization: Bearer {{$auth.token("canary")}}',
    'X-Login: {{enter.response.body.$.token}}',
    '',
  ];
  return {
    'canary/http-client.env.json': JSON.stringify({ playground: { Security: { Auth: { canary: signIn, pasted } } } }),
    'canary/http-client.private.env.json': JSON.stringify({
      playground: { canarySecret: secrets.clientSecret, canaryPassword: secrets.password },
    }),
    'canary/canary.http': requests.join('\n'),
  };
}
