import { similarNames } from '../variables/similar.ts';

/** One field of `Security.Auth.<id>`. */
export interface SignInField {
  readonly name: string;
  /** Other spellings of other tools. */
  readonly also?: readonly string[];
  /** What it says, in one sentence: for the documentation and the editor. */
  readonly says: string;
  readonly type: 'text' | 'url' | 'flag' | 'texts' | 'object';
  /** What to write where it is missing. */
  readonly example?: string;
  /** The values that are understood, as they are best written. */
  readonly values?: readonly string[];
  /** Its value is never shown. */
  readonly secret?: true;
}

/** Every field that is understood: those of JetBrains first, in the order of their documentation. */
export const signInFields = [
  { name: 'Type', says: 'What it is.', type: 'text', values: ['OAuth2', 'Mock'] },
  {
    name: 'Grant Type',
    says: 'How a token is obtained.',
    type: 'text',
    example: 'Authorization Code',
    values: [
      'Authorization Code',
      'Client Credentials',
      'Device Authorization',
      'Implicit',
      'Password',
      'Token Exchange',
    ],
  },
  { name: 'Auth URL', says: 'The authorization endpoint.', type: 'url', example: 'https://id.example/authorize' },
  { name: 'Token URL', says: 'The token endpoint.', type: 'url', example: 'https://id.example/token' },
  {
    name: 'Redirect URL',
    says: 'Where the browser comes back to, as registered; without it, a free port of 127.0.0.1.',
    type: 'url',
  },
  {
    name: 'Device Auth URL',
    says: 'The device authorization endpoint (RFC 8628).',
    type: 'url',
    example: 'https://id.example/device',
  },
  { name: 'Client ID', says: 'The id under which the client is registered.', type: 'text', example: 'my-client' },
  {
    name: 'Client Secret',
    says: 'The secret of a confidential client; it belongs into the private file.',
    type: 'text',
    example: '{{client_secret}}',
    secret: true,
  },
  {
    name: 'Client Credentials',
    says: 'How the client proves itself at the token endpoint; `basic` where there is a secret, else `none`.',
    type: 'text',
    values: ['none', 'in body', 'basic', 'jwt', 'client_secret_jwt', 'private_key_jwt', 'tls'],
  },
  {
    name: 'PKCE',
    says: 'Proof of who began (RFC 7636): `true` (S256, also without the field), `false`, or an object of `Code Challenge Method` (`SHA-256`, `Plain`) and `Code Verifier`.',
    type: 'object',
  },
  { name: 'Scope', also: ['Scopes'], says: 'Scopes to ask for, separated by spaces.', type: 'texts' },
  { name: 'State', says: 'A fixed `state`; without it, a random one each time.', type: 'text' },
  { name: 'Username', says: 'The user of the password grant.', type: 'text', example: 'alice' },
  {
    name: 'Password',
    says: 'The password of the password grant.',
    type: 'text',
    example: '{{password}}',
    secret: true,
  },
  {
    name: 'Acquire Automatically',
    says: '`false`: a token is obtained by a click only, never by sending a request.',
    type: 'flag',
  },
  { name: 'Use ID Token', says: '`$auth.token` stands for the ID token.', type: 'flag' },
  {
    name: 'Start Polling After Browser',
    says: 'Device authorization: asks for the token only once the browser was opened.',
    type: 'flag',
  },
  {
    name: 'Open Complete URI',
    says: 'Device authorization: opens the page that has the code filled in, where the server gives one.',
    type: 'flag',
  },
  {
    name: 'Custom Request Parameters',
    says: 'Further parameters: `"name": "value"`, a list of values, or `{ "Value": …, "Use": "Everywhere" | "In Auth Request" | "In Token Request" }`.',
    type: 'object',
  },
  { name: 'Token', says: 'Type Mock: the token.', type: 'text', example: '{{token}}', secret: true },
  { name: 'ID Token', says: 'Type Mock: the ID token.', type: 'text', example: '{{id_token}}', secret: true },
  {
    name: 'Issuer',
    says: 'The issuer: endpoints that are not written come from its discovery document (OpenID Connect, RFC 8414).',
    type: 'url',
    example: 'https://id.example',
  },
  { name: 'Audience', says: 'The API that the token is for, as Auth0 and others take it.', type: 'text' },
  {
    name: 'Resource',
    also: ['Resources'],
    says: 'The API that the token is for as a URI, or a list of them (RFC 8707).',
    type: 'texts',
  },
  {
    name: 'Revocation URL',
    also: ['Revoke URL'],
    says: 'Where tokens are revoked when you sign out (RFC 7009).',
    type: 'url',
  },
  { name: 'Introspection URL', says: 'Where a token can be asked about (RFC 7662).', type: 'url' },
  { name: 'Userinfo URL', says: 'Where OpenID Connect tells about the user.', type: 'url' },
  { name: 'End Session URL', says: 'Where the browser signs out.', type: 'url' },
  { name: 'PAR URL', says: 'Where authorization requests are pushed (RFC 9126).', type: 'url' },
  { name: 'JWKS URL', says: 'The public keys of the issuer.', type: 'url' },
  { name: 'DPoP', says: '`true`: tokens are bound to a key that is made for them (RFC 9449).', type: 'flag' },
  {
    name: 'Private Key',
    says: 'The key for `private_key_jwt`, as PEM (PKCS #8) or JWK.',
    type: 'text',
    example: '{{private_key}}',
    secret: true,
  },
  {
    name: 'Subject Token',
    says: 'Token exchange (RFC 8693): the token to exchange; it may be another sign-in’s.',
    type: 'text',
    example: '{{$auth.token("other")}}',
    secret: true,
  },
  {
    name: 'Subject Token Type',
    says: 'Token exchange: what the subject token is; an access token unless written.',
    type: 'text',
    example: 'urn:ietf:params:oauth:token-type:access_token',
  },
] as const satisfies readonly SignInField[];

export type SignInFieldName = (typeof signInFields)[number]['name'];

/** Fields of kulala's that say nothing to Why401. */
const passedOver = ['Response Type', 'Custom Headers', 'Assertion', 'JWT', 'Expires In', 'Browser CMD'];

const byKey = new Map<string, SignInField & { readonly name: SignInFieldName }>(
  signInFields.flatMap((it) =>
    [it.name, ...('also' in it ? it.also : [])].map((name) => [fieldKey(name), it] as const),
  ),
);
const passedOverKeys = new Set(passedOver.map(fieldKey));

/** Names in the same words are the same field: case, spaces, hyphens and underscores count for nothing. */
export function fieldKey(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

export function fieldNamed(name: string): (SignInField & { readonly name: SignInFieldName }) | undefined {
  return byKey.get(fieldKey(name));
}

/** What is odd about a field's name; undefined where it is known. */
export function fieldNameWarning(name: string): string | undefined {
  const key = fieldKey(name);
  if (byKey.has(key) || key === '$schema') return undefined;
  const shown = name.slice(0, 60);
  if (passedOverKeys.has(key)) return `"${shown}" is a field of another tool and changes nothing in Why401.`;
  const close = similarNames(
    name,
    signInFields.map((it) => it.name),
  );
  const hint = close.length ? ` Close to it: ${close.map((it) => `"${it}"`).join(', ')}.` : '';
  return `"${shown}" is no field of a sign-in that Why401 knows, so it changes nothing.${hint}`;
}
