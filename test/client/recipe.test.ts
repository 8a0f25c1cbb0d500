import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSignIn } from '../../src/core/auth/readSignIn.ts';
import type { SignIn } from '../../src/core/auth/signIn.ts';
import { clientForms } from '../../src/core/client/clientForms.ts';
import { isTokenCall, readRecipe } from '../../src/core/client/readRecipe.ts';
import { retryCode } from '../../src/core/client/retryCode.ts';
import { placeholders, type RetryRecipe } from '../../src/core/client/retryRecipe.ts';
import { Secret } from '../../src/core/secret.ts';
import { exchange } from '../check.ts';

const canary = 'canary-5e1f0c9a7b';

function signIn(fields: Readonly<Record<string, unknown>> = {}): SignIn {
  const written = {
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    'Token URL': 'https://id.example/token',
    'Client ID': 'my-app',
    'Client Secret': new Secret(canary),
    ...fields,
  };
  const read = readSignIn({ id: 'shop', fields: written as never, origin: 'a.json, line 1', file: 'a.json', line: 1 });
  assert.ok('signIn' in read, JSON.stringify(read));
  return read.signIn;
}

function recipeOf(sources: Parameters<typeof readRecipe>[0]): RetryRecipe & { readonly left: readonly string[] } {
  const read = readRecipe(sources);
  assert.ok('recipe' in read, 'unfit' in read ? read.unfit : '');
  return { ...read.recipe, left: read.left };
}

const api = 'https://api.example:8443/orders?id=1';

suite('from a sign-in', () => {
  test('everything is taken over but its secrets', () => {
    const it = signIn({ Scope: 'a b', Audience: 'urn:shop', Resource: 'https://api.example/' });
    assert.deepEqual(recipeOf({ api, signIn: it }), {
      id: 'shop',
      apiOrigin: 'https://api.example:8443',
      tokenEndpoint: 'https://id.example/token',
      clientId: 'my-app',
      authentication: 'client_secret_basic',
      grant: 'client_credentials',
      scopes: ['a', 'b'],
      audience: 'urn:shop',
      resources: ['https://api.example/'],
      left: [],
    });
  });

  test('where a person signs in, the code refreshes', () => {
    for (const grant of ['Authorization Code', 'Device Authorization']) {
      const more = {
        'Grant Type': grant,
        'Auth URL': 'https://id.example/auth',
        'Device Auth URL': 'https://id.example/device',
      };
      assert.equal(recipeOf({ api, signIn: signIn(more) }).grant, 'refresh_token', grant);
    }
    const password = signIn({ 'Grant Type': 'Password', Username: 'vic', Password: new Secret(canary) });
    assert.equal(recipeOf({ api, signIn: password }).grant, 'password');
    assert.equal(
      recipeOf({ api, signIn: signIn({ 'Client Credentials': 'in body' }) }).authentication,
      'client_secret_post',
    );
  });

  test('an endpoint that was discovered comes from the call that was made, else somebody has to put it in', () => {
    const { endpoints: _, ...rest } = signIn();
    const it = { ...rest, endpoints: {}, issuer: 'https://id.example' };
    const call = exchange(
      'POST https://id.example/t\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials\n\n200',
    );
    assert.equal(recipeOf({ api, signIn: it, tokenCall: call.request }).tokenEndpoint, 'https://id.example/t');
    const unknown = recipeOf({ api, signIn: it });
    assert.equal(unknown.tokenEndpoint, placeholders.tokenEndpoint);
    assert.deepEqual(unknown.left, [
      'the token endpoint of https://id.example in place of https://issuer.example/oauth/token',
    ]);
  });

  test('further parameters are named, their values stay away', () => {
    const it = signIn({
      'Custom Request Parameters': { tenant: canary, prompt: { Value: 'x', Use: 'In Auth Request' } },
    });
    assert.deepEqual(recipeOf({ api, signIn: it }).left, ['`tenant` of the sign-in, which the token call sends too']);
  });

  test('what the code cannot do is said', () => {
    const unfit = (fields: Readonly<Record<string, unknown>>) => {
      const read = readRecipe({ api, signIn: signIn(fields) });
      return 'unfit' in read ? read.unfit : undefined;
    };
    assert.match(
      unfit({ 'Grant Type': 'Implicit', 'Auth URL': 'https://id.example/auth' }) ?? '',
      /`shop` is of the grant implicit/,
    );
    assert.match(unfit({ DPoP: true }) ?? '', /bound to a key/);
    assert.match(unfit({ 'Client Credentials': 'client_secret_jwt' }) ?? '', /proves its client by client_secret_jwt/);
  });
});

suite('from a token call', () => {
  const call = (wire: string) => exchange(wire).request;

  test('id, scopes and proof are read out of it', () => {
    const post = call(
      `POST https://user:${canary}@id.example/token?api_key=${canary}&v=2\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&client_id=my-app&client_secret=${canary}&username=vic&password=${canary}&scope=a+b&resource=urn:x\n\n200`,
    );
    assert.ok(isTokenCall(post));
    assert.deepEqual(recipeOf({ tokenCall: post }), {
      apiOrigin: placeholders.apiOrigin,
      tokenEndpoint: 'https://id.example/token?v=2',
      clientId: 'my-app',
      authentication: 'client_secret_post',
      grant: 'password',
      scopes: ['a', 'b'],
      resources: ['urn:x'],
      left: ["the API's origin in place of https://api.example"],
    });
    const basic = call(
      `POST https://id.example/token\nAuthorization: Basic ${btoa(`my%2Fapp:${canary}`)}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials\n\n200`,
    );
    const read = recipeOf({ api, tokenCall: basic });
    assert.deepEqual(
      [read.clientId, read.authentication, read.grant, read.left],
      ['my/app', 'client_secret_basic', 'client_credentials', []],
    );
    const json = call(
      `POST https://id.example/token\nContent-Type: application/json\n\n{"grant_type":"authorization_code","code":"${canary}","client_id":"spa"}\n\n200`,
    );
    const spa = recipeOf({ api, tokenCall: json });
    assert.deepEqual([spa.clientId, spa.authentication, spa.grant], ['spa', 'none', 'refresh_token']);
  });

  test('a login of another kind leaves placeholders, and says which', () => {
    const login = call(
      `POST https://api.example/login\nContent-Type: application/json\n\n{"email":"a@b.test","password":"${canary}"}\n\n200`,
    );
    assert.ok(!isTokenCall(login));
    const read = recipeOf({ api, tokenCall: login });
    assert.equal(read.clientId, placeholders.clientId);
    assert.deepEqual(read.left, [
      'the token endpoint in place of https://issuer.example/oauth/token',
      "the client's id in place of your-client-id",
    ]);
    assert.equal(recipeOf({}).left.length, 3);
  });

  test('an assertion is not written', () => {
    const it = call(
      `POST https://id.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_assertion=${canary}\n\n200`,
    );
    assert.match(JSON.stringify(readRecipe({ api, tokenCall: it })), /by an assertion/);
  });
});

test('no secret of a sign-in or a call gets into the code', () => {
  const call = exchange(
    `POST https://user:${canary}@id.example/token?key=${canary}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&client_id=a&client_secret=${canary}&username=vic&password=${canary}\n\n200`,
  );
  const full = signIn({
    'Grant Type': 'Password',
    Username: 'vic',
    Password: new Secret(canary),
    'Custom Request Parameters': { t: canary },
  });
  for (const sources of [
    { api, signIn: full },
    { api, tokenCall: call.request },
  ])
    for (const form of clientForms) assert.doesNotMatch(retryCode(recipeOf(sources), form), /canary/, form);
});
