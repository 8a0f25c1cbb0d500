import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigValue, SignInConfig } from '../../../src/core/auth/config.ts';
import { tokenNeedKey } from '../../../src/core/auth/reference.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { Secret } from '../../../src/core/secret.ts';
import type { Need, Scope } from '../../../src/core/variables/scope.ts';
import { textValue } from '../../../src/core/variables/value.ts';
import { explainVariable, signInReferred } from '../../../src/core/variables/variables.ts';
import { filled, layer, resolveLast, scopeOf } from './scope.ts';

type Configs = Readonly<Record<string, Readonly<Record<string, ConfigValue>>>>;

const admin = {
  'Grant Type': 'Client Credentials',
  'Token URL': 'https://{{id_host}}/token',
  'Client ID': 'app',
  'Client Secret': '{{client_secret}}',
};

function scopeWith(configs: Configs, changes: Partial<Scope> = {}): Scope {
  const signIn = (id: string): SignInConfig | undefined => {
    const fields = configs[id];
    return fields && { id, fields, origin: `env.json, line 2`, file: '/env.json', line: 2 };
  };
  const layers = [
    layer('private', { client_secret: 'a-long-client-secret' }),
    layer('environment', { id_host: 'id.test' }),
  ];
  return scopeOf({ signIn, signInIds: Object.keys(configs), environment: 'dev', layers, ...changes });
}

function needs(reference: string, scope: Scope): readonly Need[] {
  const it = resolveLast(`GET https://a.test/\nAuthorization: Bearer ${reference}\n`, scope);
  assert.equal(it.kind, 'needs', it.kind === 'unresolved' ? it.problems.map((one) => one.message).join('\n') : '');
  return it.kind === 'needs' ? it.needs : [];
}

test('a sign-in is a need with its references filled in, and its token a secret', () => {
  for (const [reference, use] of [
    ['{{$auth.token("admin")}}', 'access'],
    ["{{ $auth.token('admin') }}", 'access'],
    ['{{$auth.idToken( "admin" )}}', 'id'],
  ] as const) {
    const [need] = needs(reference, scopeWith({ admin }));
    assert.ok(need?.kind === 'token' && need.need.from === 'sign-in');
    assert.equal(need.need.use, use);
    assert.equal(need.need.signIn.endpoints.token, 'https://id.test/token');
    assert.equal(need.need.signIn.client.secret?.reveal(), 'a-long-client-secret');
    assert.doesNotMatch(JSON.stringify(need), /a-long-client-secret/);
    const tokens = new Map([[tokenNeedKey(need.need), textValue('the-access-token')]]);
    const again = resolveLast(`GET https://a.test/\nX: ${reference}\n`, scopeWith({ admin }, { tokens }));
    assert.ok(again.kind === 'resolved');
    assert.equal(again.request.headers[0]?.value, 'the-access-token');
    const secrets = again.secrets.map((it) => it.reveal());
    assert.ok(secrets.includes('the-access-token') && secrets.includes('a-long-client-secret'));
  }
});

test('one need however often it is referred to, and by way of variables', () => {
  const scope = scopeWith(
    { admin },
    { layers: [layer('user', { token: '{{$auth.token("admin")}}', id_host: 'h.test', client_secret: 's' })] },
  );
  const it = resolveLast(
    '@t = {{token}}\nGET https://a.test/{{t}}\nA: {{token}}\nB: {{$auth.token("admin")}}\n',
    scope,
  );
  assert.deepEqual(it.kind === 'needs' && it.needs.map((one) => one.kind), ['token']);
});

test('questions, requests and other tokens come first', () => {
  const asking = { ...admin, 'Client Secret': '{{$password secret}}' };
  assert.deepEqual(
    needs('{{$auth.token("admin")}}', scopeWith({ admin: asking })).map((it) => it.kind),
    ['answer'],
  );
  const exchange = {
    'Grant Type': 'Token Exchange',
    Issuer: 'https://id.test',
    'Client ID': 'x',
    'Subject Token': '{{$auth.token("admin")}}',
  };
  const configs = { admin, exchange };
  const [first] = needs('{{$auth.token("exchange")}}', scopeWith(configs));
  assert.ok(first?.kind === 'token' && first.need.from === 'sign-in' && first.need.signIn.id === 'admin');
  const tokens = new Map([['access admin', textValue('from admin')]]);
  const [second] = needs('{{$auth.token("exchange")}}', scopeWith(configs, { tokens }));
  assert.ok(second?.kind === 'token' && second.need.from === 'sign-in');
  assert.equal(second.need.signIn.exchange?.subjectToken.reveal(), 'from admin');
});

test('`Use ID Token` and mocks', () => {
  const [need] = needs('{{$auth.token("admin")}}', scopeWith({ admin: { ...admin, 'Use ID Token': true } }));
  assert.ok(need?.kind === 'token' && need.need.from === 'sign-in' && need.need.use === 'id');
  const mock = { Type: 'Mock', Token: new Secret('mocked') };
  assert.equal(filled('{{$auth.token("m")}}', scopeWith({ m: mock })), 'mocked');
  assert.match(filled('{{$auth.idToken("m")}}', scopeWith({ m: mock })), /has no `ID Token`/);
});

test('what is wrong is said where it is referred to', () => {
  const scope = scopeWith({ admin, viewer: admin });
  const unknown = filled('{{$auth.token("admn")}}', scope);
  assert.match(
    unknown,
    /^`\{\{\$auth\.token\("admn"\)\}\}` in the X header asks for the sign-in `admn`, and the environment `dev` has none/,
  );
  assert.match(unknown, /Close to it: `admin`\. Write it into http-client\.env\.json under/);
  assert.match(filled('{{$auth.token("zzzzzzzz")}}', scope), /There are: `admin`, `viewer`\./);
  assert.match(filled('{{$auth.token("x")}}', scopeOf()), /no environment is selected/);
  assert.match(filled('{{$auth.token(admin)}}', scope), /needs the id of a sign-in/);
  assert.match(filled('{{$auth.token}}', scope), /needs the id of a sign-in/);
  const { 'Token URL': _, ...rest } = admin;
  assert.match(
    filled('{{$auth.token("admin")}}', scopeWith({ admin: rest })),
    /^`Token URL` of the sign-in `admin` \(env\.json, line 2\) is missing.*It is needed for `\{\{\$auth\.token\("admin"\)\}\}` in the X header/,
  );
  assert.match(
    filled('{{$auth.token("admin")}}', scopeWith({ admin: { ...admin, Scope: '{{ghost}}' } })),
    /`\{\{ghost\}\}` in the X header, by way of `Scope` of the sign-in `admin` \(env\.json, line 2\) has no value/,
  );
});

test('a sign-in that leads back to itself ends', () => {
  const exchange = (other: string) => ({
    'Grant Type': 'Token Exchange',
    Issuer: 'https://id.test',
    'Client ID': 'x',
    'Subject Token': `{{$auth.token("${other}")}}`,
  });
  const message = filled('{{$auth.token("a")}}', scopeWith({ a: exchange('b'), b: exchange('a') }));
  assert.equal(message, 'The sign-in `a` needs a token of its own: `a` leads to `b` leads to `a`.');
});

test('secrets of problems stay hidden', () => {
  const layers = [layer('private', { u: 'http://secret-host-name.test/t' })];
  const message = filled(
    '{{$auth.token("a")}}',
    scopeWith({ a: { ...admin, 'Token URL': '{{u}}', 'Client Secret': 's' } }, { layers }),
  );
  assert.match(message, /`Token URL` .* has a value that would carry credentials unencrypted/);
  assert.doesNotMatch(message, /secret-host-name/);
});

test('accounts of the editor', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['{{$session github repo,read:org}}', 'github', ['repo', 'read:org']],
    ['{{$session github  repo read:org repo}}', 'github', ['repo', 'read:org']],
    ['{{$session microsoft}}', 'microsoft', []],
  ];
  for (const [reference, provider, scopes] of table) {
    const [need] = needs(reference, scopeOf());
    assert.deepEqual(need?.kind === 'token' && need.need, { from: 'account', provider, scopes });
  }
  assert.match(filled('{{$session}}'), /needs an account of the editor/);
  const tokens = new Map([['account github repo', textValue('gho')]]);
  assert.equal(filled('{{$session github repo}}', scopeOf({ tokens })), 'gho');
});

test('a hover says whose token it is, and where that is configured', () => {
  const file = parse('GET https://a.test/');
  const [request] = file.requests;
  assert.ok(request);
  const origin = (name: string) => explainVariable(file, request, name, scopeWith({ admin })).origin;
  assert.equal(
    origin('$auth.token("admin")'),
    'a token of the sign-in admin, obtained when the request is sent; configured in env.json, line 2',
  );
  assert.equal(signInReferred('$auth.token("admin")', scopeWith({ admin }))?.line, 2);
  assert.equal(signInReferred('$auth.token("ghost")', scopeWith({ admin })), undefined);
  assert.equal(signInReferred('admin', scopeWith({ admin })), undefined);
  assert.match(origin('$auth.idToken("ghost")'), /^the ID token of the sign-in ghost, which no environment file has/);
  assert.match(origin('$session github repo'), /^a token of your github account in the editor with repo,/);
});

test('what holds a token is worked out anew for each sending, and is not bound with the other definitions', () => {
  const bound: Scope['bound'] = new Map();
  const text =
    '@a = {{$auth.token("admin")}}\n@b = x{{a}}\n@c = c\n@d = {{token}}\nGET https://a.test/{{a}}/{{b}}/{{c}}/{{d}}\n';
  const send = (token: string) => {
    const tokens = new Map([['access admin', textValue(token)]]);
    const layers = [layer('user', { token: '{{$auth.token("admin")}}', id_host: 'h.test', client_secret: 's' })];
    const it = resolveLast(text, scopeWith({ admin }, { bound, tokens, layers }));
    return it.kind === 'resolved' ? it.request.url : it.kind;
  };
  assert.equal(send('old'), 'https://a.test/old/xold/c/old');
  assert.deepEqual(
    [...bound.keys()].map((it) => it.name.text),
    ['c'],
  );
});
