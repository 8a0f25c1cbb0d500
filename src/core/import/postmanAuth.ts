import { isSecretParameter } from '../mask.ts';
import { variableFor } from '../variables/variableFor.ts';
import type { ImportedAuth } from './auth.ts';
import type { Draft } from './draft.ts';
import { asText, entries, list, member, textMember } from './foreign.ts';
import { postmanTemplate } from './postmanTemplate.ts';

/** An auth of Postman; undefined where it is inherited. Parameters are a list in 2.1, an object in 2.0. */
export function postmanAuth(written: unknown, draft: Draft): ImportedAuth | undefined {
  const type = textMember(written, 'type');
  if (type === '') return undefined;
  if (type === 'noauth') return { kind: 'none' };
  const given = member(written, type);
  const raw = new Map(
    Array.isArray(given)
      ? list(given).map((it) => [textMember(it, 'key'), member(it, 'value')] as const)
      : entries(given),
  );
  const value = (name: string) => postmanTemplate(asText(raw.get(name)), draft);
  switch (type) {
    case 'bearer':
      return { kind: 'bearer', token: value('token') };
    case 'basic':
    case 'digest':
      return { kind: type, user: value('username'), password: value('password') };
    case 'ntlm': {
      const domain = value('domain');
      return {
        kind: 'ntlm',
        user: `${domain === '' ? '' : `${domain}\\`}${value('username')}`,
        password: value('password'),
      };
    }
    case 'apikey':
      return {
        kind: 'apikey',
        name: value('key'),
        value: value('value'),
        in: value('in') === 'query' ? 'query' : 'header',
      };
    case 'awsv4':
      return {
        kind: 'aws',
        accessKey: value('accessKey'),
        secretKey: value('secretKey'),
        sessionToken: value('sessionToken'),
        region: value('region'),
        service: value('service'),
      };
    case 'oauth2':
      return oauth2(value, raw);
    default:
      return { kind: 'other', what: type, fields: otherFields([...raw.keys()], value, draft) };
  }
}

const grants: Readonly<Record<string, string>> = {
  authorization_code: 'Authorization Code',
  authorization_code_with_pkce: 'Authorization Code',
  client_credentials: 'Client Credentials',
  password_credentials: 'Password',
  implicit: 'Implicit',
};

function oauth2(value: (name: string) => string, raw: ReadonlyMap<string, unknown>): ImportedAuth {
  const written = value('grant_type');
  const grant = Object.hasOwn(grants, written) ? (grants[written] ?? '') : '';
  const challenge = value('challengeAlgorithm');
  const pkce = written === 'authorization_code_with_pkce';
  const custom: Record<string, string> = {};
  for (const kind of ['authRequestParams', 'tokenRequestParams'])
    for (const it of list(raw.get(kind)))
      if (member(it, 'enabled') !== false) custom[textMember(it, 'key')] = textMember(it, 'value');
  const prefix = raw.has('headerPrefix') ? value('headerPrefix').trim() : undefined;
  return {
    kind: 'oauth2',
    id: value('tokenName') || 'oauth2',
    fields: {
      'Grant Type': grant || (value('authUrl') === '' ? 'Client Credentials' : 'Authorization Code'),
      'Auth URL': value('authUrl'),
      'Token URL': value('accessTokenUrl'),
      'Redirect URL': grant === 'Authorization Code' || grant === 'Implicit' ? value('redirect_uri') : '',
      'Client ID': value('clientId'),
      'Client Secret': value('clientSecret'),
      'Client Credentials':
        value('clientSecret') === '' ? '' : value('client_authentication') === 'body' ? 'in body' : 'basic',
      Scope: value('scope'),
      State: value('state'),
      Username: grant === 'Password' ? value('username') : '',
      Password: grant === 'Password' ? value('password') : '',
      Audience: value('audience'),
      Resource: value('resource'),
      ...(pkce && challenge === 'plain' ? { PKCE: { 'Code Challenge Method': 'Plain' } } : {}),
      ...(written === 'authorization_code' ? { PKCE: false } : {}),
      ...(0 < Object.keys(custom).length ? { 'Custom Request Parameters': custom } : {}),
    },
    ...(prefix === undefined ? {} : { prefix }),
    ...(value('addTokenTo') === 'queryParams' ? { query: 'access_token' } : {}),
    token: value('accessToken'),
  };
}

/** Parameters for a comment; what is secret stands in the private file. */
export function otherFields(
  names: readonly string[],
  value: (name: string) => string,
  draft: Draft,
): readonly string[] {
  return names.slice(0, 50).flatMap((name) => {
    const text = value(name);
    if (text === '') return [];
    const secret = isSecretParameter(name) || /secret|private|authkey|^key$|token/i.test(name);
    return [`${name.slice(0, 60)}: ${secret ? draft.secretTemplate(variableFor(name), text) : text}`];
  });
}
