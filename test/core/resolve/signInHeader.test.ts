import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readHttpyac } from '../../../src/core/auth/httpyac.ts';
import { tokenNeedKey } from '../../../src/core/auth/reference.ts';
import type { SignIn } from '../../../src/core/auth/signIn.ts';
import { readShorthand } from '../../../src/core/resolve/authShorthands.ts';
import type { Scope } from '../../../src/core/variables/scope.ts';
import { textValue } from '../../../src/core/variables/value.ts';
import { layer, resolveLast, scopeOf } from '../variables/scope.ts';

const spellings: readonly (readonly [string, string | undefined])[] = [
  ['oauth2', 'client_credentials oauth2'],
  ['OpenID', 'client_credentials oauth2'],
  ['oauth2 client kc', 'client_credentials kc'],
  ['openid client_credentials kc', 'client_credentials kc'],
  ['openid code', 'authorization_code oauth2'],
  ['openid  authorization_code   kc ', 'authorization_code kc'],
  ['openid device kc', 'device_code kc'],
  ['openid device_code kc', 'device_code kc'],
  ['openid password kc', 'password kc'],
  ['openid implicit kc', 'implicit kc'],
  ['openid hybrid kc', 'authorization_code kc'],
  ['openid kc', 'client_credentials kc'],
  ['openid password kc token_exchange other', 'password kc then other'],
  ['openid token_exchange other', 'client_credentials oauth2 then other'],
  ['oauth2 eyJhbGciOiJub25lIn0.e30.x', undefined],
  ['oauth2 abc/def+ghi==', undefined],
  ['oauth2 code kc too many', undefined],
  ['oauth2 {{token}}', undefined],
  ['oauth2token', undefined],
  ['Bearer x', undefined],
];

test('the spellings of httpYac', () => {
  for (const [value, expected] of spellings) {
    const it = readHttpyac(value);
    const shown = it && `${it.grant} ${it.prefix}${it.exchange === undefined ? '' : ` then ${it.exchange}`}`;
    assert.equal(shown, expected, value);
    assert.equal(readShorthand(value).kind, expected ? 'sign-in' : 'as-written', value);
  }
});

function outcome(
  value: string,
  variables: Readonly<Record<string, string>>,
  changes: Partial<Scope> = {},
  before = '',
) {
  return resolveLast(
    `${before}\nGET https://a.test/\nAuthorization: ${value}\n`,
    scopeOf({ layers: [layer('environment', variables)], ...changes }),
  );
}

function signIn(
  value: string,
  variables: Readonly<Record<string, string>>,
  changes: Partial<Scope> = {},
  before = '',
): SignIn {
  const it = outcome(value, variables, changes, before);
  assert.equal(it.kind, 'needs', it.kind === 'unresolved' ? it.problems.map((one) => one.message).join('\n') : '');
  const need = it.kind === 'needs' ? it.needs[0] : undefined;
  assert.ok(need?.kind === 'token' && need.need.from === 'sign-in');
  return need.need.signIn;
}

const kc = { kc_tokenEndpoint: 'https://id.test/t', kc_clientId: 'app', kc_clientSecret: 'a-long-secret' };

test('the variables of a prefix make a sign-in, and its token the value', () => {
  const it = signIn('oauth2 client_credentials kc', { ...kc, kc_scope: 'a b', kc_audience: 'api' });
  assert.equal(it.id, 'kc app at id.test, client_credentials for a b');
  assert.deepEqual(
    [it.grant, it.endpoints.token, it.scopes, it.audience],
    ['client_credentials', 'https://id.test/t', ['a', 'b'], 'api'],
  );
  assert.deepEqual(
    [it.client.id, it.client.authentication, it.client.secret?.reveal()],
    ['app', 'client_secret_basic', 'a-long-secret'],
  );
  const tokens = new Map([[tokenNeedKey({ from: 'sign-in', signIn: it, use: 'access' }), textValue('the-token')]]);
  const again = outcome('oauth2 client_credentials kc', { ...kc, kc_scope: 'a b', kc_audience: 'api' }, { tokens });
  assert.ok(again.kind === 'resolved');
  assert.deepEqual(again.request.headers, [{ name: 'Authorization', value: 'Bearer the-token' }]);
  assert.ok(again.secrets.some((one) => one.reveal() === 'the-token'));
  assert.ok(!again.secrets.some((one) => one.reveal().includes('client_credentials')));
});

test('any case, dots, objects, definitions of the file, and oauth2 where the prefix has none', () => {
  const upper = { KC_TOKENENDPOINT: 'https://id.test/t', kc_CLIENTID: 'app', oauth2_clientSecret: 's' };
  assert.equal(signIn('oauth2 kc', upper).client.secret?.reveal(), 's');
  const dotted = '@kc.tokenEndpoint = https://id.test/t\n@kc.clientId = app\n@kc.clientSecret = s\n';
  assert.equal(signIn('oauth2 kc', {}, {}, dotted).endpoints.token, 'https://id.test/t');
  const whole = { kc: JSON.stringify({ tokenEndpoint: 'https://id.test/t', clientid: 'app', clientSecret: 's' }) };
  assert.equal(signIn('oauth2 kc', whole).client.id, 'app');
  const inner = { ...kc, kc_tokenEndpoint: 'https://{{host}}/t', host: 'inner.test' };
  assert.equal(signIn('oauth2 kc', inner).endpoints.token, 'https://inner.test/t');
});

test('the flows take what they need', () => {
  const all = {
    ...kc,
    kc_authorizationEndpoint: 'https://id.test/a',
    kc_deviceCodeEndpoint: 'https://id.test/d',
    kc_username: 'alice',
    kc_password: 'pw',
    kc_useAuthorizationHeader: 'false',
    kc_usePkce: 'false',
  };
  const code = signIn('openid code kc', all);
  assert.deepEqual(
    [code.endpoints.authorization, code.redirectUri, code.pkce.method, code.client.authentication, code.username],
    ['https://id.test/a', 'http://localhost:3000/callback', 'none', 'client_secret_post', undefined],
  );
  const device = signIn('openid device kc', all);
  assert.deepEqual(
    [device.grant, device.endpoints.deviceAuthorization, device.redirectUri],
    ['device_code', 'https://id.test/d', undefined],
  );
  const password = signIn('openid password kc', all);
  assert.deepEqual([password.username, password.password?.reveal()], ['alice', 'pw']);
  assert.equal(signIn('openid implicit kc', all).grant, 'implicit');
  assert.equal(
    signIn('openid code kc', { kc_issuer: 'https://id.test', kc_clientId: 'app' }).issuer,
    'https://id.test',
  );
});

test('a token is exchanged by the variables of another prefix', () => {
  const variables = { ...kc, x_tokenEndpoint: 'https://x.test/t', x_clientId: 'x', x_subjectIssuer: 'kc' };
  const value = 'openid client kc token_exchange x';
  const first = signIn(value, variables);
  assert.equal(first.client.id, 'app');
  const tokens = new Map([[tokenNeedKey({ from: 'sign-in', signIn: first, use: 'access' }), textValue('subject')]]);
  const second = signIn(value, variables, { tokens });
  assert.deepEqual(
    [second.grant, second.exchange?.subjectToken.reveal(), second.endpoints.token],
    ['token_exchange', 'subject', 'https://x.test/t'],
  );
  assert.deepEqual(second.parameters, [{ name: 'subject_issuer', value: 'kc', in: 'token' }]);
});

function problems(value: string, variables: Readonly<Record<string, string>> = {}): string {
  const it = outcome(value, variables);
  return it.kind === 'unresolved' ? it.problems.map((one) => one.message).join('\n') : it.kind;
}

test('what is missing is named; a token that was written out is not shown', () => {
  assert.match(
    problems('openid password kc', { kc_clientId: 'a' }),
    /no value, so nothing was sent: `kc_tokenEndpoint`, `kc_username`, `kc_password`\./,
  );
  assert.match(problems('oauth2'), /`oauth2_tokenEndpoint`, `oauth2_clientId`, `oauth2_clientSecret`/);
  assert.match(
    problems('oauth2 kc', { ...kc, kc_tokenEndpoint: 'nowhere' }),
    /`Token URL` of the sign-in `kc app at nowhere, client_credentials` \(variable kc_tokenEndpoint\)/,
  );
  const token = 'q7Zk2Vx9Lm4Tn8Rb3Wc6';
  assert.doesNotMatch(problems(`oauth2 ${token}`), /q7Zk2Vx9Lm/);
});

test('a token behind the word goes as it is written', () => {
  const it = outcome('OAuth2 {{token}}', { token: 'abc123' });
  assert.ok(it.kind === 'resolved');
  assert.deepEqual(it.request.headers, [{ name: 'Authorization', value: 'OAuth2 abc123' }]);
});

test('Cognito is told what to do instead', () => {
  assert.match(problems('COGNITO user pass region pool client'), /Issuer.*cognito-idp/);
});

test('whatever stands there, reading it throws nothing', () => {
  const word = fc.constantFrom(
    'oauth2',
    'openid',
    'code',
    'token_exchange',
    'kc',
    '',
    ' ',
    '\t',
    '{{x}}',
    '__proto__',
    'constructor',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 6 }), (words) => {
      outcome(words.join(' ').replace(/[\r\n]/g, ''), kc);
    }),
    { numRuns: 500 },
  );
});
