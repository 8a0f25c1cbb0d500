import { Secret } from '../secret.ts';
import type { ConfigValue, SignInConfig } from './config.ts';
import type { Grant } from './signIn.ts';

/** `Authorization: oauth2 [flow] [prefix] [token_exchange prefix2]`, as httpYac has it. */
export interface HttpyacAuthorization {
  readonly grant: Grant;
  readonly prefix: string;
  /** The token is exchanged by the variables of this prefix. */
  readonly exchange?: string;
}

/** A variable that was found, under the name it was found by. */
export interface FoundVariable {
  readonly name: string;
  readonly text: string;
  readonly secret: boolean;
}

export type HttpyacConfig =
  | { readonly config: SignInConfig }
  /** Names of variables that must have a value. */
  | { readonly missing: readonly string[] };

const flows: ReadonlyMap<string, Grant> = new Map([
  ['client', 'client_credentials'],
  ['client_credentials', 'client_credentials'],
  ['code', 'authorization_code'],
  ['authorization_code', 'authorization_code'],
  ['hybrid', 'authorization_code'],
  ['device', 'device_code'],
  ['device_code', 'device_code'],
  ['password', 'password'],
  ['implicit', 'implicit'],
]);

/** Reads a finished value of `Authorization`; undefined where it is something else, such as a token behind the word. */
export function readHttpyac(value: string): HttpyacAuthorization | undefined {
  const [scheme = '', ...words] = value.trim().split(/[ \t]+/);
  if (!/^(?:openid|oauth2)$/i.test(scheme)) return undefined;
  const flow = flows.get(words[0]?.toLowerCase() ?? '');
  if (flow) words.shift();
  const prefix = words[0]?.toLowerCase() === 'token_exchange' ? undefined : words.shift();
  const [mark, exchange, ...others] = words;
  const exchanges = mark?.toLowerCase() === 'token_exchange' && exchange !== undefined;
  if ((mark !== undefined && !exchanges) || others.length) return undefined;
  if ([prefix, exchange].some((it) => it !== undefined && !isPrefix(it))) return undefined;
  return {
    grant: flow ?? 'client_credentials',
    prefix: prefix ?? usualPrefix,
    ...(exchanges ? { exchange } : {}),
  };
}

const usualPrefix = 'oauth2';

/** The beginning of a variable's name; a token is none. */
function isPrefix(word: string): boolean {
  return /^(?!eyJ)[A-Za-z_][\w-]{0,40}$/.test(word);
}

/** The names that a variable of a prefix may have, the first that has a value counts. */
export function httpyacNames(prefix: string, name: string): readonly string[] {
  const prefixes = prefix.toLowerCase() === usualPrefix ? [prefix] : [prefix, usualPrefix];
  return prefixes.flatMap((it) => [`${it}_${name}`, `${it}.${name}`]);
}

/** What the variables of a prefix say. `subject`: the token to be exchanged. */
export function httpyacConfig(
  grant: Grant,
  prefix: string,
  find: (name: string) => FoundVariable | undefined,
  subject?: Secret,
): HttpyacConfig {
  const found = new Map(
    fieldsOf(grant).flatMap(([field, name]) => {
      const it = find(name);
      return it ? [[field, it] as const] : [];
    }),
  );
  const missing = neededFor(grant, found.has('Issuer')).filter(([field]) => !found.has(field));
  if (missing.length) return { missing: missing.map(([, name]) => `${prefix}_${name}`) };
  const fields: Record<string, ConfigValue> = { 'Grant Type': grant };
  const origins: Record<string, string> = {};
  for (const [field, { name, text, secret }] of found) {
    fields[field] = secret || field === 'Client Secret' || field === 'Password' ? new Secret(text) : text;
    origins[field] = `variable ${name}`;
  }
  if (found.has('Client Secret') && isOff(find('useAuthorizationHeader'))) fields['Client Credentials'] = 'in body';
  if (isOff(find('usePkce'))) fields.PKCE = false;
  const browser = grant === 'authorization_code' || grant === 'implicit';
  if (browser) fields['Redirect URL'] ??= 'http://localhost:3000/callback';
  if (subject) {
    fields['Subject Token'] = subject;
    const issuer = find('subjectIssuer');
    if (issuer)
      fields['Custom Request Parameters'] = { subject_issuer: { Value: issuer.text, Use: 'In Token Request' } };
  }
  const [clientId, token, scope] = ['Client ID', 'Token URL', 'Scope'].map((it) => found.get(it)?.text);
  const at = hostOf(token ?? found.get('Issuer')?.text ?? found.get('Auth URL')?.text ?? '');
  const id = `${prefix} ${clientId} at ${at}, ${grant}${scope ? ` for ${scope}` : ''}`;
  return { config: { id, fields, origins, origin: `variables ${prefix}_…`, file: '', line: 0 } };
}

function fieldsOf(grant: Grant): readonly (readonly [field: string, name: string])[] {
  const person: readonly (readonly [string, string])[] =
    grant === 'password'
      ? [
          ['Username', 'username'],
          ['Password', 'password'],
        ]
      : [];
  return [
    ['Issuer', 'issuer'],
    ['Auth URL', 'authorizationEndpoint'],
    ['Token URL', 'tokenEndpoint'],
    ['Device Auth URL', 'deviceCodeEndpoint'],
    ['Client ID', 'clientId'],
    ['Client Secret', 'clientSecret'],
    ['Scope', 'scope'],
    ['Audience', 'audience'],
    ['Resource', 'resource'],
    ['Redirect URL', 'redirectUri'],
    ...person,
  ];
}

function neededFor(grant: Grant, discovered: boolean): readonly (readonly [field: string, name: string])[] {
  const browser = grant === 'authorization_code' || grant === 'implicit';
  const endpoints: readonly (readonly [string, string, boolean])[] = [
    ['Auth URL', 'authorizationEndpoint', !discovered && browser],
    ['Device Auth URL', 'deviceCodeEndpoint', !discovered && grant === 'device_code'],
    ['Token URL', 'tokenEndpoint', !discovered && grant !== 'implicit'],
    ['Client ID', 'clientId', true],
    ['Client Secret', 'clientSecret', grant === 'client_credentials'],
    ['Username', 'username', grant === 'password'],
    ['Password', 'password', grant === 'password'],
  ];
  return endpoints.flatMap(([field, name, needed]) => (needed ? [[field, name] as const] : []));
}

function isOff(it: FoundVariable | undefined): boolean {
  return it !== undefined && /^(?:false|0)$/i.test(it.text.trim());
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
