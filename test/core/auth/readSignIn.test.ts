import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ConfigValue, SignInConfig } from '../../../src/core/auth/config.ts';
import { readSignIn } from '../../../src/core/auth/readSignIn.ts';
import type { SignIn } from '../../../src/core/auth/signIn.ts';
import { fieldNameWarning, signInFields } from '../../../src/core/auth/signInFields.ts';
import { Secret } from '../../../src/core/secret.ts';

function config(fields: Readonly<Record<string, ConfigValue>>): SignInConfig {
  return { id: 'admin', fields, origin: 'http-client.env.json, line 4', file: '/ws/http-client.env.json', line: 4 };
}

function read(fields: Readonly<Record<string, ConfigValue>>): SignIn {
  const it = readSignIn(config(fields));
  assert.ok('signIn' in it, 'problems' in it ? it.problems.map((one) => one.message).join('\n') : '');
  return it.signIn;
}

function problems(fields: Readonly<Record<string, ConfigValue>>): string {
  const it = readSignIn(config(fields));
  return 'problems' in it ? it.problems.map((one) => one.message).join('\n') : 'none';
}

const id = 'https://id.test';
const code = { 'Grant Type': 'Authorization Code', 'Auth URL': `${id}/a`, 'Token URL': `${id}/t`, 'Client ID': 'app' };
const credentials = { 'Grant Type': 'Client Credentials', 'Token URL': `${id}/t`, 'Client ID': 'app' };

test('the least that each grant needs', () => {
  assert.deepEqual(read(code), {
    id: 'admin',
    grant: 'authorization_code',
    endpoints: { authorization: `${id}/a`, token: `${id}/t` },
    client: { id: 'app', authentication: 'none' },
    pkce: { method: 'S256' },
    scopes: [],
    resources: [],
    parameters: [],
    acquireAutomatically: true,
  });
  const secret = { 'Client Secret': new Secret('s3cret') };
  assert.deepEqual(read({ ...credentials, ...secret }).client, {
    id: 'app',
    authentication: 'client_secret_basic',
    secret: new Secret('s3cret'),
  });
  const rest: readonly (readonly [Readonly<Record<string, ConfigValue>>, SignIn['grant']])[] = [
    [{ 'Grant Type': 'Device Authorization', 'Device Auth URL': `${id}/d`, 'Token URL': `${id}/t` }, 'device_code'],
    [{ 'Grant Type': 'Implicit', 'Auth URL': `${id}/a` }, 'implicit'],
    [{ 'Grant Type': 'Password', 'Token URL': `${id}/t`, Username: 'a', Password: 'b' }, 'password'],
    [{ 'Grant Type': 'Token Exchange', 'Token URL': `${id}/t`, 'Subject Token': 'x' }, 'token_exchange'],
    ...['Authorization Code', 'Device Authorization', 'Implicit'].map(
      (grant) =>
        [{ 'Grant Type': grant, Issuer: id }, read({ ...code, 'Grant Type': grant, Issuer: id }).grant] as const,
    ),
  ];
  for (const [fields, grant] of rest) assert.equal(read({ 'Client ID': 'app', ...fields }).grant, grant);
});

test('every field comes through', () => {
  const it = read({
    Type: 'OAuth2',
    'Grant Type': 'Authorization Code',
    'Auth URL': `${id}/authorize`,
    'Token URL': `${id}/token`,
    'Redirect URL': 'http://localhost:1234/cb',
    'Device Auth URL': `${id}/device`,
    'Client ID': 7,
    'Client Secret': new Secret('s3cret'),
    'Client Credentials': 'in body',
    PKCE: { 'Code Challenge Method': 'Plain', 'Code Verifier': 'v'.repeat(43) },
    Scope: 'openid  profile',
    State: 'fixed',
    Username: 'alice',
    Password: new Secret('pw'),
    'Acquire Automatically': 'false',
    'Use ID Token': true,
    'Start Polling After Browser': true,
    'Open Complete URI': 'TRUE',
    'Custom Request Parameters': {
      audience: 'api',
      resource: ['https://a.test', 'https://b.test'],
      prompt: { Value: 'consent', Use: 'In Auth Request' },
      x: { value: ['1', 2], use: 'In Token Request' },
    },
    Issuer: id,
    Audience: 'https://api.test',
    Resource: ['https://r.test', 'https://s.test'],
    'Revoke URL': `${id}/revoke`,
    'Introspection URL': `${id}/introspect`,
    'Userinfo URL': `${id}/me`,
    'End Session URL': `${id}/out`,
    'PAR URL': `${id}/par`,
    'JWKS URL': `${id}/keys`,
    DPoP: true,
    'Private Key': new Secret('{"kty":"EC"}'),
    'Subject Token': new Secret('subject'),
    'Subject Token Type': 'urn:x',
  });
  assert.deepEqual(it, {
    id: 'admin',
    grant: 'authorization_code',
    issuer: id,
    endpoints: {
      authorization: `${id}/authorize`,
      token: `${id}/token`,
      deviceAuthorization: `${id}/device`,
      pushedAuthorization: `${id}/par`,
      revocation: `${id}/revoke`,
      introspection: `${id}/introspect`,
      userinfo: `${id}/me`,
      endSession: `${id}/out`,
      jwks: `${id}/keys`,
    },
    client: {
      id: '7',
      authentication: 'client_secret_post',
      secret: new Secret('s3cret'),
      key: new Secret('{"kty":"EC"}'),
    },
    pkce: { method: 'plain', verifier: new Secret('v'.repeat(43)) },
    redirectUri: 'http://localhost:1234/cb',
    scopes: ['openid', 'profile'],
    audience: 'https://api.test',
    resources: ['https://r.test', 'https://s.test'],
    state: 'fixed',
    username: 'alice',
    password: new Secret('pw'),
    exchange: { subjectToken: new Secret('subject'), subjectTokenType: 'urn:x' },
    parameters: [
      { name: 'audience', value: 'api', in: 'everywhere' },
      { name: 'resource', value: 'https://a.test', in: 'everywhere' },
      { name: 'resource', value: 'https://b.test', in: 'everywhere' },
      { name: 'prompt', value: 'consent', in: 'authorization' },
      { name: 'x', value: '1', in: 'token' },
      { name: 'x', value: '2', in: 'token' },
    ],
    useIdToken: true,
    acquireAutomatically: false,
    dpop: true,
    pollAfterBrowser: true,
    openComplete: true,
  });
  assert.equal(it.client.secret?.reveal(), 's3cret');
  assert.equal(it.pkce.verifier?.reveal(), 'v'.repeat(43));
});

test('a mock stands for its token, and needs nothing else', () => {
  const it = read({ Type: 'mock', Token: new Secret('t'), 'ID Token': 'i' });
  assert.deepEqual([it.grant, it.mock?.token.reveal(), it.mock?.idToken?.reveal()], ['mock', 't', 'i']);
  assert.match(
    problems({ Type: 'Mock' }),
    /`Token` of the sign-in `admin` \(http-client\.env\.json, line 4\) is missing/,
  );
});

test('names and words are compared leniently', () => {
  const it = read({
    grant_type: 'client credentials',
    tokenUrl: `${id}/t`,
    'client id': 'app',
    CLIENT_SECRET: 's',
    'Client-Credentials': 'private_key_jwt',
    privatekey: 'k',
    pkce: 'sha-256',
  });
  assert.deepEqual(
    [it.grant, it.client.authentication, it.pkce.method],
    ['client_credentials', 'private_key_jwt', 'S256'],
  );
});

test('how the client proves itself', () => {
  const secret = { 'Client Secret': 's' };
  const key = { 'Private Key': 'k' };
  const table: readonly (readonly [Readonly<Record<string, ConfigValue>>, string])[] = [
    [{}, 'none'],
    [secret, 'client_secret_basic'],
    [key, 'private_key_jwt'],
    [{ ...secret, 'Client Credentials': 'none' }, 'none'],
    [{ ...secret, 'Client Credentials': 'In Body' }, 'client_secret_post'],
    [{ ...secret, 'Client Credentials': 'basic' }, 'client_secret_basic'],
    [{ ...secret, 'Client Credentials': 'jwt' }, 'client_secret_jwt'],
    [{ ...key, 'Client Credentials': 'jwt' }, 'private_key_jwt'],
    [{ 'Client Credentials': 'tls' }, 'tls_client_auth'],
  ];
  for (const [fields, authentication] of table)
    assert.equal(read({ ...code, ...fields }).client.authentication, authentication);
  assert.match(problems({ ...code, 'Client Credentials': 'basic' }), /`Client Secret` .* is missing/);
  assert.match(
    problems({ ...code, ...secret, 'Client Credentials': 'private_key_jwt' }),
    /`Private Key` .* is missing/,
  );
});

test('what is missing or wrong is said with field, place, and what to write', () => {
  const at = ' of the sign-in `admin` (http-client.env.json, line 4) ';
  const table: readonly (readonly [Readonly<Record<string, ConfigValue>>, string])[] = [
    [
      credentials,
      `\`Client Secret\`${at}is missing, by which the client proves itself. Write \`"Client Secret": "{{client_secret}}"\`, or a \`Private Key\`.`,
    ],
    [
      { ...code, 'Auth URL': '' },
      `\`Auth URL\`${at}is missing. Write \`"Auth URL": "https://id.example/authorize"\`, or the \`Issuer\` whose discovery document names it.`,
    ],
    [{ ...code, 'Client ID': ' ' }, `\`Client ID\`${at}is missing. Write \`"Client ID": "my-client"\`.`],
    [
      { ...code, 'Grant Type': 'Autorization Code' },
      `\`Grant Type\`${at}is \`Autorization Code\`; expected one of \`Authorization Code\`, \`Client Credentials\`, \`Device Authorization\`, \`Implicit\`, \`Password\`, \`Token Exchange\`. Close to it: \`Authorization Code\`.`,
    ],
    [
      { ...code, 'Token URL': 'http://id.test/t' },
      `\`Token URL\`${at}is \`http://id.test/t\`, which would carry credentials unencrypted over the network. Write an https URL such as \`https://id.example/token\`; http only for this computer (localhost, 127.0.0.1).`,
    ],
    [
      { ...code, 'Token URL': 'id.test/t' },
      `\`Token URL\`${at}is \`id.test/t\`, which is no absolute URL. Write an https URL such as \`https://id.example/token\`; http only for this computer (localhost, 127.0.0.1).`,
    ],
    [{ ...code, 'Use ID Token': 'maybe' }, `\`Use ID Token\`${at}is \`maybe\`; expected \`true\` or \`false\`.`],
    [{ ...code, Username: ['a'] }, `\`Username\`${at}is a list; expected text.`],
    [
      { ...code, 'Custom Request Parameters': { grant_type: 'x' } },
      `\`Custom Request Parameters\`${at}has \`grant_type\`, which the protocol fills in. \`Grant Type\` is the field for it. Remove it.`,
    ],
  ];
  for (const [fields, message] of table) assert.equal(problems(fields), message);
  const elsewhere = { ...config({ ...code, 'Auth URL': 'x' }), origins: { 'Auth URL': 'other.json, line 9' } };
  const it = readSignIn(elsewhere);
  assert.match('problems' in it ? (it.problems[0]?.message ?? '') : '', /\(other\.json, line 9\)/);
});

test('http is for this computer; a redirect may lead to an app', () => {
  for (const host of ['localhost:8080', '127.0.0.1', '[::1]:9', 'id.localhost'])
    assert.equal(read({ ...code, 'Token URL': `http://${host}/t` }).endpoints.token, `http://${host}/t`);
  assert.equal(read({ ...code, 'Redirect URL': 'com.example.app:/cb' }).redirectUri, 'com.example.app:/cb');
  for (const url of ['javascript:alert(1)', 'http://app.test/cb', '/cb', 'data:text/html,x'])
    assert.match(problems({ ...code, 'Redirect URL': url }), /`Redirect URL` of the sign-in/);
  for (const url of [
    'https://user:hunter2pass@id.test/t',
    'https://user:hunter2pass@',
    'http://id.test/?code=hunter2pass',
  ])
    assert.doesNotMatch(problems({ ...code, 'Token URL': url }), /hunter2pass|^none/);
});

test('names of fields that are not known, with close ones', () => {
  assert.equal(fieldNameWarning('grant_type'), undefined);
  assert.match(fieldNameWarning('Tokn URL') ?? '', /^"Tokn URL" is no field of a sign-in.*Close to it: "Token URL"/);
  assert.match(fieldNameWarning('Browser CMD') ?? '', /another tool/);
  for (const it of signInFields) assert.equal(fieldNameWarning(it.name), undefined);
});

test('never throws, and never shows a secret', () => {
  const canary = 'cAnArY-0123456789-secret-value';
  const leaf = fc.oneof(
    fc.string(),
    fc.constantFrom<ConfigValue>(
      true,
      false,
      null,
      5,
      new Secret(canary),
      '',
      'https://id.test',
      'Mock',
      'basic',
      '{{x}}',
    ),
    fc.constantFrom('Authorization Code', 'Password', 'Implicit', 'Device Authorization', 'http://x', '\u0000', '`'),
  );
  const value = fc.letrec<{ value: ConfigValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('Value', 'Use', 'Code Verifier')), tie('value'), {
        maxKeys: 3,
      }),
    ),
  })).value;
  const secretFields = signInFields.filter((it) => 'secret' in it).map((it) => it.name);
  const name = fc.oneof(fc.constantFrom(...signInFields.map((it) => it.name)), fc.string());
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 12 }), fc.subarray(secretFields), (fields, hidden) => {
      const all = { ...fields, ...Object.fromEntries(hidden.map((it) => [it, canary])) };
      const it = readSignIn(config(all));
      assert.ok('signIn' in it || 0 < it.problems.length);
      if ('problems' in it) assert.ok(!JSON.stringify(it.problems).includes(canary.slice(4, -4)));
    }),
    { numRuns: 1500 },
  );
});
