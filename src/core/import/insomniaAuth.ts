import type { ImportedAuth } from './auth.ts';
import type { Draft } from './draft.ts';
import { entries, member, textMember, words } from './foreign.ts';
import type { InsomniaTexts } from './insomniaTemplate.ts';
import { otherFields } from './postmanAuth.ts';

const grants: Readonly<Record<string, string>> = {
  authorization_code: 'Authorization Code',
  client_credentials: 'Client Credentials',
  password: 'Password',
  implicit: 'Implicit',
  device_code: 'Device Authorization',
};

/** An auth of Insomnia; undefined where it is inherited. */
export function insomniaAuth(
  written: unknown,
  where: string,
  texts: InsomniaTexts,
  draft: Draft,
): ImportedAuth | undefined {
  const type = textMember(written, 'type');
  if (type === '' || type === 'inherit') return undefined;
  if (type === 'none' || member(written, 'disabled') === true) return { kind: 'none' };
  const value = (name: string) => texts.template(words(member(written, name)), where);
  switch (type) {
    case 'basic':
    case 'digest':
    case 'ntlm':
      return { kind: type, user: value('username'), password: value('password') };
    case 'bearer': {
      const prefix = value('prefix');
      return {
        kind: 'bearer',
        token: value('token'),
        ...(prefix === '' ? {} : { prefix: prefix === 'NO_PREFIX' ? '' : prefix }),
      };
    }
    case 'singleToken':
      return { kind: 'bearer', token: value('token'), prefix: '' };
    case 'apikey': {
      const place = textMember(written, 'addTo');
      return {
        kind: 'apikey',
        name: value('key'),
        value: value('value'),
        in: place === 'queryParams' ? 'query' : place === 'cookie' ? 'cookie' : 'header',
      };
    }
    case 'iam':
      return {
        kind: 'aws',
        accessKey: value('accessKeyId'),
        secretKey: value('secretAccessKey'),
        sessionToken: value('sessionToken'),
        region: value('region'),
        service: value('service'),
      };
    case 'oauth2':
      return oauth2(written, value);
    default:
      return {
        kind: 'other',
        what: type,
        fields: otherFields(
          entries(written)
            .map(([name]) => name)
            .filter((it) => it !== 'type' && it !== 'disabled'),
          value,
          draft,
        ),
      };
  }
}

function oauth2(written: unknown, value: (name: string) => string): ImportedAuth {
  const type = textMember(written, 'grantType');
  const grant = Object.hasOwn(grants, type) ? (grants[type] ?? '') : '';
  const prefix = value('tokenPrefix');
  const isCode = grant === 'Authorization Code';
  return {
    kind: 'oauth2',
    id: 'oauth2',
    fields: {
      'Grant Type': grant || 'Authorization Code',
      'Auth URL': isCode || grant === 'Implicit' ? value('authorizationUrl') : '',
      'Token URL': value('accessTokenUrl'),
      'Redirect URL': isCode || grant === 'Implicit' ? value('redirectUrl') : '',
      'Client ID': value('clientId'),
      'Client Secret': value('clientSecret'),
      'Client Credentials':
        value('clientSecret') === '' ? '' : member(written, 'credentialsInBody') === true ? 'in body' : 'basic',
      Scope: value('scope'),
      State: value('state'),
      Username: grant === 'Password' ? value('username') : '',
      Password: grant === 'Password' ? value('password') : '',
      Audience: value('audience'),
      Resource: value('resource'),
      ...(isCode ? { PKCE: pkceOf(written) } : {}),
    },
    ...(prefix === '' ? {} : { prefix: prefix === 'NO_PREFIX' ? '' : prefix }),
  };
}

function pkceOf(written: unknown): boolean | Readonly<Record<string, string>> {
  if (member(written, 'usePkce') !== true) return false;
  return textMember(written, 'pkceMethod') === 'plain' ? { 'Code Challenge Method': 'Plain' } : true;
}
