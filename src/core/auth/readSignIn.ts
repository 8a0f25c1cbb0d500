import type { SignInConfig } from './config.ts';
import { type ConfigProblem, createFieldReader, type FieldReader } from './fieldReader.ts';
import { readParameters } from './parameters.ts';
import { readPkce } from './pkce.ts';
import type { AuthorizationEndpoints, ClientAuthentication, Grant, SignIn } from './signIn.ts';

export type SignInRead = { readonly signIn: SignIn } | { readonly problems: readonly ConfigProblem[] };

/** Spellings of the file, and of the standards, without spaces, hyphens and underscores. */
const grants: ReadonlyMap<string, Grant> = new Map([
  ['authorizationcode', 'authorization_code'],
  ['code', 'authorization_code'],
  ['clientcredentials', 'client_credentials'],
  ['deviceauthorization', 'device_code'],
  ['devicecode', 'device_code'],
  ['urnietfparamsoauthgranttypedevicecode', 'device_code'],
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['tokenexchange', 'token_exchange'],
  ['urnietfparamsoauthgranttypetokenexchange', 'token_exchange'],
]);

const authentications: ReadonlyMap<string, ClientAuthentication | 'jwt'> = new Map([
  ['none', 'none'],
  ['inbody', 'client_secret_post'],
  ['clientsecretpost', 'client_secret_post'],
  ['basic', 'client_secret_basic'],
  ['clientsecretbasic', 'client_secret_basic'],
  ['jwt', 'jwt'],
  ['clientsecretjwt', 'client_secret_jwt'],
  ['privatekeyjwt', 'private_key_jwt'],
  ['tls', 'tls_client_auth'],
  ['tlsclientauth', 'tls_client_auth'],
]);

/** Reads a sign-in out of its configuration, in which every reference is filled in. Never throws. */
export function readSignIn(config: SignInConfig): SignInRead {
  const reader = createFieldReader(config);
  const type = reader.choice('Type', new Map([['oauth2', 'oauth2'] as const, ['mock', 'mock'] as const]));
  const signIn = type === 'mock' ? mock(config.id, reader) : oauth2(config.id, reader);
  return signIn && reader.problems.length === 0 ? { signIn } : { problems: reader.problems };
}

function mock(id: string, reader: FieldReader): SignIn | undefined {
  const token = reader.secret('Token');
  const idToken = reader.secret('ID Token');
  if (!token) reader.missing('Token', ', which a sign-in of the type Mock stands for');
  return (
    token && {
      id,
      grant: 'mock',
      endpoints: {},
      client: { id: '', authentication: 'none' },
      pkce: { method: 'none' },
      scopes: [],
      resources: [],
      mock: { token, ...(idToken ? { idToken } : {}) },
      parameters: [],
      ...(reader.flag('Use ID Token') ? { useIdToken: true as const } : {}),
      acquireAutomatically: reader.flag('Acquire Automatically') ?? true,
    }
  );
}

function oauth2(id: string, reader: FieldReader): SignIn | undefined {
  const grant = reader.choice('Grant Type', grants);
  if (!reader.has('Grant Type')) reader.missing('Grant Type', '', otherGrants);
  const issuer = reader.url('Issuer');
  const endpoints = readEndpoints(reader);
  const client = readClient(grant, reader);
  const redirectUri = readRedirect(reader);
  const audience = reader.text('Audience');
  const state = reader.text('State');
  const username = reader.text('Username');
  const password = reader.secret('Password');
  const subjectToken = reader.secret('Subject Token');
  const subjectTokenType = reader.text('Subject Token Type') ?? 'urn:ietf:params:oauth:token-type:access_token';
  const rest = {
    pkce: readPkce(reader),
    scopes: reader.texts('Scope', /\s+/),
    resources: reader.texts('Resource', /\s+/),
    parameters: readParameters(reader),
    acquireAutomatically: reader.flag('Acquire Automatically') ?? true,
    ...(reader.flag('Use ID Token') ? { useIdToken: true as const } : {}),
    ...(reader.flag('DPoP') ? { dpop: true as const } : {}),
    ...(reader.flag('Start Polling After Browser') ? { pollAfterBrowser: true as const } : {}),
    ...(reader.flag('Open Complete URI') ? { openComplete: true as const } : {}),
  };
  if (!grant) return undefined;
  sayWhatIsMissing(grant, reader);
  return {
    id,
    grant,
    ...(issuer === undefined ? {} : { issuer }),
    endpoints,
    client,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(audience === undefined ? {} : { audience }),
    ...(state === undefined ? {} : { state }),
    ...(username === undefined ? {} : { username }),
    ...(password ? { password } : {}),
    ...(subjectToken ? { exchange: { subjectToken, subjectTokenType } } : {}),
    ...rest,
  };
}

const otherGrants = ', or `Client Credentials`, `Device Authorization`, `Implicit`, `Password`, `Token Exchange`';

function readEndpoints(reader: FieldReader): AuthorizationEndpoints {
  const found: readonly (readonly [keyof AuthorizationEndpoints, string | undefined])[] = [
    ['authorization', reader.url('Auth URL')],
    ['token', reader.url('Token URL')],
    ['deviceAuthorization', reader.url('Device Auth URL')],
    ['pushedAuthorization', reader.url('PAR URL')],
    ['revocation', reader.url('Revocation URL')],
    ['introspection', reader.url('Introspection URL')],
    ['userinfo', reader.url('Userinfo URL')],
    ['endSession', reader.url('End Session URL')],
    ['jwks', reader.url('JWKS URL')],
  ];
  return Object.fromEntries(found.filter(([, url]) => url !== undefined));
}

function readClient(grant: Grant | undefined, reader: FieldReader): SignIn['client'] {
  const id = reader.text('Client ID')?.trim();
  const secret = reader.secret('Client Secret');
  const key = reader.secret('Private Key');
  const chosen = reader.choice('Client Credentials', authentications);
  const usual = secret ? 'client_secret_basic' : key ? 'private_key_jwt' : 'none';
  const authentication = chosen === 'jwt' ? (key ? 'private_key_jwt' : 'client_secret_jwt') : (chosen ?? usual);
  if (!id) reader.missing('Client ID', '');
  if (authentication === 'private_key_jwt' && !key)
    reader.missing('Private Key', ', with which `private_key_jwt` signs');
  if (authentication.startsWith('client_secret') && !secret)
    reader.missing('Client Secret', `, which \`Client Credentials\` asks for`);
  if (grant === 'client_credentials' && chosen === undefined && authentication === 'none')
    reader.missing('Client Secret', ', by which the client proves itself', ', or a `Private Key`');
  return { id: id ?? '', authentication, ...(secret ? { secret } : {}), ...(key ? { key } : {}) };
}

/** The browser goes there and not our credentials: an address of an app will do as well. */
function readRedirect(reader: FieldReader): string | undefined {
  const text = reader.text('Redirect URL')?.trim();
  if (!text || /^https?:/i.test(text)) return reader.url('Redirect URL');
  if (/^[a-z][a-z0-9+.-]{1,60}:[^\s]+$/i.test(text) && !/^(?:javascript|data|file|about|blob):/i.test(text))
    return text;
  reader.problem(
    'Redirect URL',
    'is no address that a browser can come back to. Write `http://127.0.0.1/callback`, or leave the field out.',
  );
  return undefined;
}

function sayWhatIsMissing(grant: Grant, reader: FieldReader): void {
  const discovered = reader.has('Issuer');
  const orIssuer = ', or the `Issuer` whose discovery document names it';
  const browser = grant === 'authorization_code' || grant === 'implicit';
  if (browser && !discovered && !reader.has('Auth URL')) reader.missing('Auth URL', '', orIssuer);
  if (grant === 'device_code' && !discovered && !reader.has('Device Auth URL'))
    reader.missing('Device Auth URL', '', orIssuer);
  if (grant !== 'implicit' && !discovered && !reader.has('Token URL')) reader.missing('Token URL', '', orIssuer);
  if (grant === 'password') {
    if (!reader.has('Username')) reader.missing('Username', ', which the password grant needs');
    if (!reader.has('Password')) reader.missing('Password', ', which the password grant needs');
  }
  if (grant === 'token_exchange' && !reader.has('Subject Token'))
    reader.missing('Subject Token', ', which is to be exchanged');
}
