import { similarNames } from '../variables/similar.ts';

/** One field of `Security.Auth.<id>`. */
export interface SignInField {
  readonly name: string;
  /** Other spellings of other tools. */
  readonly also?: readonly string[];
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
  { name: 'Type', type: 'text', values: ['OAuth2', 'Mock'] },
  {
    name: 'Grant Type',
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
  { name: 'Auth URL', type: 'url', example: 'https://id.example/authorize' },
  { name: 'Token URL', type: 'url', example: 'https://id.example/token' },
  { name: 'Redirect URL', type: 'url' },
  { name: 'Device Auth URL', type: 'url', example: 'https://id.example/device' },
  { name: 'Client ID', type: 'text', example: 'my-client' },
  { name: 'Client Secret', type: 'text', example: '{{client_secret}}', secret: true },
  {
    name: 'Client Credentials',
    type: 'text',
    values: ['none', 'in body', 'basic', 'jwt', 'client_secret_jwt', 'private_key_jwt', 'tls'],
  },
  { name: 'PKCE', type: 'object' },
  { name: 'Scope', also: ['Scopes'], type: 'texts' },
  { name: 'State', type: 'text' },
  { name: 'Username', type: 'text', example: 'alice' },
  { name: 'Password', type: 'text', example: '{{password}}', secret: true },
  { name: 'Acquire Automatically', type: 'flag' },
  { name: 'Use ID Token', type: 'flag' },
  { name: 'Start Polling After Browser', type: 'flag' },
  { name: 'Open Complete URI', type: 'flag' },
  { name: 'Custom Request Parameters', type: 'object' },
  { name: 'Token', type: 'text', example: '{{token}}', secret: true },
  { name: 'ID Token', type: 'text', example: '{{id_token}}', secret: true },
  { name: 'Issuer', type: 'url', example: 'https://id.example' },
  { name: 'Audience', type: 'text' },
  { name: 'Resource', also: ['Resources'], type: 'texts' },
  { name: 'Revocation URL', also: ['Revoke URL'], type: 'url' },
  { name: 'Introspection URL', type: 'url' },
  { name: 'Userinfo URL', type: 'url' },
  { name: 'End Session URL', type: 'url' },
  { name: 'PAR URL', type: 'url' },
  { name: 'JWKS URL', type: 'url' },
  { name: 'DPoP', type: 'flag' },
  { name: 'Private Key', type: 'text', example: '{{private_key}}', secret: true },
  { name: 'Subject Token', type: 'text', example: '{{$auth.token("other")}}', secret: true },
  { name: 'Subject Token Type', type: 'text', example: 'urn:ietf:params:oauth:token-type:access_token' },
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
