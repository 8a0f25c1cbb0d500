import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInConfig } from '../../src/core/auth/config.ts';
import { parse } from '../../src/core/http/parse.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Scope } from '../../src/core/variables/scope.ts';
import type { HistoryEntry } from '../../src/vscode/history.ts';
import { writeRetryCode } from '../../src/vscode/retryCode.ts';
import { exchange } from '../check.ts';

const canary = 'canary-5e1f0c9a7b';
const file = parse(`@api = https://api.test
@secret = ${canary}

# @name login
POST https://id.example/token
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&client_id=from-login&client_secret={{secret}}&scope=a

### by login
GET {{api}}/me
Authorization: Bearer {{login.response.body.access_token}}

### by sign-in
GET {{api}}/me
Authorization: Bearer {{$auth.token("shop")}}

### by neither
GET https://{{$input host}}/me
Authorization: Bearer ${canary}
`);

const config: SignInConfig = {
  id: 'shop',
  fields: {
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    'Token URL': 'https://id.example/shop/token',
    'Client ID': 'from-sign-in',
    'Client Secret': new Secret(canary),
  },
  origin: 'http-client.env.json, line 3',
  file: 'http-client.env.json',
  line: 3,
};

const scope: Scope = {
  layers: [],
  environmentsWith: () => [],
  runtime: new Map(),
  answers: new Map(),
  chained: () => undefined,
  bodyFile: () => undefined,
  signIn: (id) => (id === 'shop' ? config : undefined),
  signInIds: ['shop'],
  tokens: new Map(),
  bound: new Map(),
  supplies: { now: 0, random: () => 0, localOffset: () => 0, processEnv: {} },
};

function written(at: number, entry?: HistoryEntry, lastOf: () => HistoryEntry | undefined = () => undefined) {
  const request = file.requests[at];
  assert.ok(request);
  const made = writeRetryCode({ entry, written: { file, request, scope }, lastOf }, 'fetch');
  assert.ok('code' in made);
  assert.doesNotMatch(made.code, /canary/);
  const value = (name: string) => new RegExp(`^const ${name} = '(.*)';$`, 'm').exec(made.code)?.[1];
  return {
    api: value('api'),
    tokenEndpoint: value('tokenEndpoint'),
    clientId: value('clientId'),
    left: made.left.length,
  };
}

function answered(wire: string, more: object = {}): HistoryEntry {
  const it = exchange(wire);
  return {
    label: 'x',
    at: 0,
    exchange: it,
    outcome: { kind: 'answered', exchange: it, ranFirst: [], used: [], ...more },
  };
}

const refused = 'GET https://api.example/me\nAuthorization: Bearer x\n\n401';
const tokenCall =
  'POST https://id.example/called\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=called\n\n200';

test('before anything is sent, the sign-in or the login that the request refers to', () => {
  assert.deepEqual(written(1), {
    api: 'https://api.test',
    tokenEndpoint: 'https://id.example/token',
    clientId: 'from-login',
    left: 0,
  });
  assert.deepEqual(written(2), {
    api: 'https://api.test',
    tokenEndpoint: 'https://id.example/shop/token',
    clientId: 'from-sign-in',
    left: 0,
  });
  assert.deepEqual(written(3), {
    api: 'https://api.example',
    tokenEndpoint: 'https://issuer.example/oauth/token',
    clientId: 'your-client-id',
    left: 3,
  });
});

test('the answer says which API it is', () => {
  assert.deepEqual(written(2, answered(refused)), {
    api: 'https://api.example',
    tokenEndpoint: 'https://id.example/shop/token',
    clientId: 'from-sign-in',
    left: 0,
  });
});

test('what was called first, and what a login was answered last, count before the text', () => {
  const ranFirst = [{ name: 'login', exchange: exchange(tokenCall) }];
  const called = {
    api: 'https://api.example',
    tokenEndpoint: 'https://id.example/called',
    clientId: 'called',
    left: 0,
  };
  assert.deepEqual(written(1, answered(refused, { ranFirst })), called);
  assert.deepEqual(
    written(1, answered(refused), () => answered(tokenCall)),
    called,
  );
});

test('where an issuer says its endpoints, the call that another request made for the same client tells', () => {
  const { 'Token URL': _, ...rest } = config.fields;
  const fields = { ...rest, Issuer: 'https://id.example' };
  const unwritten: Scope = { ...scope, signIn: () => ({ ...config, fields }) };
  const request = file.requests[2];
  assert.ok(request);
  const code = (clientId: string) => {
    const call = exchange(tokenCall.replace('client_id=called', `client_id=${clientId}`));
    const other = answered(refused, { ranFirst: [{ name: 'token of shop', exchange: call }] });
    const subject = { entry: answered(refused), written: { file, request, scope: unwritten }, lastOf: () => other };
    const made = writeRetryCode(subject, 'fetch');
    assert.ok('code' in made);
    return [/^const tokenEndpoint = '(.*)';$/m.exec(made.code)?.[1], made.left.length];
  };
  assert.deepEqual(code('from-sign-in'), ['https://id.example/called', 0]);
  assert.deepEqual(code('another'), ['https://issuer.example/oauth/token', 1]);
});

test('a token call that was sent itself does not say which API it is for', () => {
  assert.deepEqual(written(0, answered(tokenCall)), {
    api: 'https://api.example',
    tokenEndpoint: 'https://id.example/called',
    clientId: 'called',
    left: 1,
  });
});

test('what was pasted has its address only', () => {
  const made = writeRetryCode({ entry: answered(refused), lastOf: () => undefined }, 'laravel');
  assert.ok('code' in made);
  assert.match(made.code, /'url' => 'https:\/\/api\.example'/);
  assert.equal(made.left.length, 2);
});
