import { basicValue } from '../resolve/authShorthands.ts';
import type { ImportedField, ImportedSignIn } from './collection.ts';
import type { Draft } from './draft.ts';
import { hasReference, percentEncoded, unescaped } from './template.ts';

/** How the source says that a request proves who sends it; all texts are templates. */
export type ImportedAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string; readonly prefix?: string }
  | { readonly kind: 'basic' | 'digest' | 'ntlm'; readonly user: string; readonly password: string }
  | {
      readonly kind: 'apikey';
      readonly name: string;
      readonly value: string;
      readonly in: 'header' | 'query' | 'cookie';
    }
  | {
      readonly kind: 'aws';
      readonly accessKey: string;
      readonly secretKey: string;
      readonly sessionToken: string;
      readonly region: string;
      readonly service: string;
    }
  | {
      readonly kind: 'oauth2';
      /** What the sign-in would be called. */
      readonly id: string;
      readonly fields: ImportedSignIn['fields'];
      readonly prefix?: string;
      /** The name of a parameter of the query, where the token goes there. */
      readonly query?: string;
      /** A token that the source has already; used where there is nothing to obtain one with. */
      readonly token?: string;
    }
  /** A kind that requests of our dialect cannot have. `what` names it; `fields` are told in comments, secrets left out. */
  | { readonly kind: 'other'; readonly what: string; readonly fields: readonly string[] };

/** What an auth adds to a request. */
export interface AddedByAuth {
  readonly headers: readonly ImportedField[];
  /** `name=value`, encoded. */
  readonly query: readonly string[];
  readonly comments: readonly string[];
}

const nothingAdded: AddedByAuth = { headers: [], query: [], comments: [] };

/** The lines of our dialect that say what an auth says. */
export function applyAuth(auth: ImportedAuth, where: string, draft: Draft): AddedByAuth {
  switch (auth.kind) {
    case 'none':
      return nothingAdded;
    case 'bearer': {
      if (auth.token === '') draft.lose(where, 'The source has no bearer token: none is sent.');
      if (auth.token === '') return nothingAdded;
      const prefix = auth.prefix ?? 'Bearer';
      return authorization(`${prefix === '' ? '' : `${prefix} `}${draft.secretTemplate('token', auth.token)}`);
    }
    case 'basic':
      if (isAmbiguous(auth)) return authorization(`Basic ${draft.secret('basicCredentials', basicOf(auth))}`);
      return authorization(`Basic ${auth.user}:${draft.secretTemplate('password', auth.password)}`);
    case 'digest':
      return authorization(`Digest ${auth.user}:${draft.secretTemplate('password', auth.password)}`);
    case 'ntlm':
      draft.lose(where, 'NTLM signs in over several rounds, which Why401 cannot do: sending says so.');
      return authorization(`NTLM ${auth.user}:${draft.secretTemplate('password', auth.password)}`);
    case 'apikey':
      return apiKey(auth, where, draft);
    case 'aws':
      return aws(auth, draft);
    case 'oauth2':
      return oauth2(auth, where, draft);
    case 'other':
      draft.lose(
        where,
        `The auth \`${auth.what.slice(0, 60)}\` cannot be sent from a .http file: it stands in a comment.`,
      );
      return { ...nothingAdded, comments: [`Auth: ${auth.what}`, ...auth.fields.map((it) => `  ${it}`)] };
  }
}

/** `Basic user:password` is cut at the first space or colon, and trimmed. */
function isAmbiguous({ user, password }: { readonly user: string; readonly password: string }): boolean {
  if (hasReference(user) || hasReference(password)) return false;
  return /[ \t:]/.test(user) || password.trim() !== password;
}

function basicOf({ user, password }: { readonly user: string; readonly password: string }): string {
  return basicValue(unescaped(user), unescaped(password)).slice('Basic '.length);
}

function authorization(value: string): AddedByAuth {
  return { ...nothingAdded, headers: [{ name: 'Authorization', value }] };
}

function apiKey(auth: Extract<ImportedAuth, { kind: 'apikey' }>, where: string, draft: Draft): AddedByAuth {
  const { name } = auth;
  if (name === '') {
    draft.lose(where, 'The API key has no name: it is not sent.');
    return nothingAdded;
  }
  const value = draft.secretTemplate('apiKey', auth.value);
  if (auth.in === 'query') return { ...nothingAdded, query: [`${percentEncoded(name)}=${percentEncoded(value)}`] };
  if (auth.in === 'cookie') return { ...nothingAdded, headers: [{ name: 'Cookie', value: `${name}=${value}` }] };
  return { ...nothingAdded, headers: [{ name, value }] };
}

function aws(auth: Extract<ImportedAuth, { kind: 'aws' }>, draft: Draft): AddedByAuth {
  const words = [
    'AWS',
    draft.secretTemplate('awsAccessKeyId', auth.accessKey),
    draft.secretTemplate('awsSecretAccessKey', auth.secretKey),
    ...(auth.sessionToken === '' ? [] : [`token:${draft.secretTemplate('awsSessionToken', auth.sessionToken)}`]),
    ...(auth.region === '' ? [] : [`region:${auth.region}`]),
    ...(auth.service === '' ? [] : [`service:${auth.service}`]),
  ];
  return authorization(words.join(' '));
}

/** Fields of a sign-in whose values belong into the private file. */
const secretFields: Readonly<Record<string, string>> = {
  'Client Secret': 'clientSecret',
  Password: 'password',
  'Private Key': 'privateKey',
};

function oauth2(auth: Extract<ImportedAuth, { kind: 'oauth2' }>, where: string, draft: Draft): AddedByAuth {
  const { token = '' } = auth;
  const canObtain = ['Token URL', 'Auth URL', 'Device Auth URL', 'Issuer'].some((it) => (auth.fields[it] ?? '') !== '');
  if (!canObtain && token === '') {
    draft.lose(where, 'OAuth 2 without a token URL and without a token: nothing is sent for it.');
    return { ...nothingAdded, comments: ['Auth: OAuth 2, not configured in the source'] };
  }
  let value: string;
  if (canObtain) {
    const fields = Object.fromEntries(
      Object.entries(auth.fields)
        .filter(([, it]) => it !== '')
        .map(([name, it]) => {
          const secret = Object.hasOwn(secretFields, name) ? secretFields[name] : undefined;
          return [name, secret !== undefined && typeof it === 'string' ? draft.secretTemplate(secret, it) : it];
        }),
    );
    value = `{{$auth.token("${draft.signIn(auth.id, fields)}")}}`;
  } else value = draft.secretTemplate('accessToken', token);
  if (auth.query !== undefined) return { ...nothingAdded, query: [`${percentEncoded(auth.query)}=${value}`] };
  const prefix = auth.prefix ?? 'Bearer';
  return authorization(prefix === '' ? value : `${prefix} ${value}`);
}

/** Puts pairs of a query behind those that a URL has. */
export function withQuery(url: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return url;
  const hash = url.indexOf('#');
  const bare = hash === -1 ? url : url.slice(0, hash);
  const joint = !bare.includes('?') ? '?' : /[?&]$/.test(bare) ? '' : '&';
  return `${bare}${joint}${pairs.join('&')}`;
}
