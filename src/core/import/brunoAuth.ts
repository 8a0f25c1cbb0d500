import type { ImportedAuth } from './auth.ts';
import type { BrunoDocument } from './brunoDocument.ts';
import type { Draft } from './draft.ts';
import { otherFields } from './postmanAuth.ts';

const grants: Readonly<Record<string, string>> = {
  authorization_code: 'Authorization Code',
  client_credentials: 'Client Credentials',
  password: 'Password',
  implicit: 'Implicit',
};

/** An auth of Bruno; undefined where it is inherited or nothing is said. */
export function brunoAuth(it: BrunoDocument, text: (value: string) => string, draft: Draft): ImportedAuth | undefined {
  const value = (...names: readonly string[]) =>
    text(names.map((name) => it.auth.get(name)).find((at) => at !== undefined) ?? '');
  switch (it.authMode) {
    case '':
    case 'inherit':
      return undefined;
    case 'none':
      return { kind: 'none' };
    case 'basic':
    case 'digest':
      return { kind: it.authMode, user: value('username'), password: value('password') };
    case 'ntlm': {
      const domain = value('domain');
      return {
        kind: 'ntlm',
        user: `${domain === '' ? '' : `${domain}\\`}${value('username')}`,
        password: value('password'),
      };
    }
    case 'bearer':
      return { kind: 'bearer', token: value('token') };
    case 'apikey':
      return {
        kind: 'apikey',
        name: value('key'),
        value: value('value'),
        in: /query/.test(value('placement')) ? 'query' : 'header',
      };
    case 'awsv4':
      return {
        kind: 'aws',
        accessKey: value('accessKeyId'),
        secretKey: value('secretAccessKey'),
        sessionToken: value('sessionToken'),
        region: value('region'),
        service: value('service'),
      };
    case 'oauth2':
      return oauth2(value);
    default:
      return { kind: 'other', what: it.authMode, fields: otherFields([...it.auth.keys()], value, draft) };
  }
}

/** Names are those of `.bru`; behind them those of the YAML form. */
function oauth2(value: (...names: readonly string[]) => string): ImportedAuth {
  const written = value('grant_type', 'flow', 'grantType').replaceAll(/[- ]/g, '_');
  const grant = Object.hasOwn(grants, written)
    ? (grants[written] ?? '')
    : written.startsWith('resource_owner')
      ? 'Password'
      : '';
  const secret = value('client_secret', 'clientSecret');
  const isCode = grant === 'Authorization Code';
  const hasPrefix = value('token_header_prefix', 'tokenHeaderPrefix', 'prefix');
  const placement = value('token_placement', 'tokenPlacement', 'placement');
  return {
    kind: 'oauth2',
    id: value('credentials_id', 'credentialsId') || 'oauth2',
    fields: {
      'Grant Type': grant || 'Client Credentials',
      'Auth URL': isCode || grant === 'Implicit' ? value('authorization_url', 'authorizationUrl') : '',
      'Token URL': value('access_token_url', 'accessTokenUrl'),
      'Redirect URL': isCode || grant === 'Implicit' ? value('callback_url', 'callbackUrl') : '',
      'Client ID': value('client_id', 'clientId'),
      'Client Secret': secret,
      'Client Credentials':
        secret === '' ? '' : /basic/.test(value('credentials_placement', 'credentialsPlacement')) ? 'basic' : 'in body',
      Scope: value('scope'),
      State: isCode ? value('state') : '',
      Username: grant === 'Password' ? value('username') : '',
      Password: grant === 'Password' ? value('password') : '',
      ...(isCode ? { PKCE: value('pkce') === 'true' } : {}),
    },
    ...(hasPrefix === '' ? {} : { prefix: hasPrefix }),
    ...(/url|query/.test(placement) ? { query: value('token_query_key', 'tokenQueryKey') || 'access_token' } : {}),
  };
}
