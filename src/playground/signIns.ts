/** The example's sign-ins, as JetBrains writes them: `Security.Auth` of an environment. Secrets are references. */
export function exampleSignIns(): Readonly<Record<string, unknown>> {
  const issuer = { Type: 'OAuth2', Issuer: '{{api}}' };
  const app = { 'Client ID': '{{clientId}}', 'Client Secret': '{{clientSecret}}', 'Client Credentials': 'basic' };
  const short = { 'Client ID': 'short-lived', 'Client Secret': '{{shortSecret}}', 'Client Credentials': 'basic' };
  const ownName = { ...issuer, 'Grant Type': 'Client Credentials' };
  const browser = { ...issuer, 'Grant Type': 'Authorization Code' };
  return {
    app: { ...ownName, ...app, Scope: 'reports:read' },
    short: { ...ownName, ...short, Resource: '{{api}}' },
    books: { ...ownName, ...app },
    bound: { ...ownName, ...app, DPoP: true },
    ada: {
      ...browser,
      'Client ID': 'example-spa',
      PKCE: true,
      Scope: 'openid profile',
      'Custom Request Parameters': hint('ada'),
    },
    vic: { ...browser, ...short, PKCE: true, Scope: 'openid profile', 'Custom Request Parameters': hint('vic') },
    device: {
      ...issuer,
      'Grant Type': 'Device Authorization',
      'Client ID': 'example-cli',
      Scope: 'openid profile',
      'Open Complete URI': true,
    },
    exchanged: {
      ...issuer,
      ...app,
      'Grant Type': 'Token Exchange',
      'Subject Token': '{{$auth.token("app")}}',
      Audience: 'urn:playground:billing',
    },
  };
}

function hint(person: string): unknown {
  return { login_hint: { Value: person, Use: 'In Auth Request' } };
}
