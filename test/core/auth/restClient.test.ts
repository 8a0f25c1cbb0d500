import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Need } from '../../../src/core/variables/scope.ts';
import { filled, layer, resolveLast, scopeOf } from '../variables/scope.ts';

const variables = {
  aadV2ClientId: 'env-client',
  aadV2AppUri: 'https://api.test/',
  aadV2TenantId: 'env.onmicrosoft.com',
};
const withVariables = scopeOf({
  layers: [layer('setting', variables), layer('private', { aadV2ClientSecret: 'env-secret' })],
});

/** `grant id` and what matters of the sign-in, one a line. */
function signIn(reference: string, scope = scopeOf()): string {
  const it = resolveLast(`GET https://a.test/\nAuthorization: Bearer {{${reference}}}\n`, scope);
  assert.equal(it.kind, 'needs', it.kind === 'unresolved' ? it.problems.map((one) => one.message).join('\n') : '');
  const [need, ...others]: readonly Need[] = it.kind === 'needs' ? it.needs : [];
  assert.equal(others.length, 0);
  assert.ok(need?.kind === 'token' && need.need.from === 'sign-in');
  const { id, grant, endpoints, issuer, client, scopes, redirectUri, parameters } = need.need.signIn;
  return [
    `${grant} ${id}${need.need.anew ? ' anew' : ''}`,
    `${client.id} ${client.authentication}${client.secret ? ` ${client.secret.reveal()}` : ''}`,
    ...(issuer ? [issuer] : []),
    ...Object.entries(endpoints).map(([name, url]) => `${name} ${url}`),
    scopes.join(' '),
    ...(redirectUri ? [redirectUri] : []),
    ...parameters.map((it) => `${it.name}=${it.value} in ${it.in}`),
  ].join('\n');
}

const microsoft = 'https://login.microsoftonline.com';

const table: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'an issuer',
    '$oidcAccessToken clientId:app issuer:https://id.test',
    [
      'authorization_code oidc app at id.test for openid',
      'app none',
      'https://id.test',
      'openid',
      'http://localhost:7777',
    ],
  ],
  [
    'every parameter',
    '$oidcAccessToken new clientId:app callbackDomain:local.test callbackPort:8443 authorizeEndpoint:https://id.test/a tokenEndpoint:https://id.test/t scopes:openid,profile audience:https://api.test',
    [
      'authorization_code oidc app at id.test for openid profile anew',
      'app none',
      'authorization https://id.test/a',
      'token https://id.test/t',
      'openid profile',
      'https://local.test:8443',
      'resource=https://api.test in authorization',
      'prompt=login in authorization',
    ],
  ],
  [
    'a device code of Entra',
    '$aadV2Token scopes:User.Read,Mail.Read tenantId:acme.onmicrosoft.com clientId:app',
    [
      'device_code aad app at acme.onmicrosoft.com for User.Read Mail.Read openid profile',
      'app none',
      `token ${microsoft}/acme.onmicrosoft.com/oauth2/v2.0/token`,
      `deviceAuthorization ${microsoft}/acme.onmicrosoft.com/oauth2/v2.0/devicecode`,
      'User.Read Mail.Read openid profile',
    ],
  ],
  [
    'another cloud, a tenant without its name',
    '$aadV2Token new us contoso.com scopes:openid clientId:app',
    [
      'device_code aad app at contoso.com for openid anew',
      'app none',
      'token https://login.microsoftonline.us/contoso.com/oauth2/v2.0/token',
      'deviceAuthorization https://login.microsoftonline.us/contoso.com/oauth2/v2.0/devicecode',
      'openid',
    ],
  ],
  [
    'the older form',
    '$aadToken acme.onmicrosoft.com aud:management.azure.com clientId:app',
    [
      'device_code aad app at acme.onmicrosoft.com for https://management.azure.com/.default openid profile',
      'app none',
      `token ${microsoft}/acme.onmicrosoft.com/oauth2/v2.0/token`,
      `deviceAuthorization ${microsoft}/acme.onmicrosoft.com/oauth2/v2.0/devicecode`,
      'https://management.azure.com/.default openid profile',
    ],
  ],
];

for (const [name, reference, lines] of table) test(name, () => assert.equal(signIn(reference), lines.join('\n')));

test('the variables of REST Client', () => {
  assert.equal(
    signIn('$aadV2Token appOnly', withVariables),
    [
      'client_credentials aad env-client at env.onmicrosoft.com for https://api.test/, app only',
      'env-client client_secret_post env-secret',
      `token ${microsoft}/env.onmicrosoft.com/oauth2/v2.0/token`,
      'https://api.test/.default',
    ].join('\n'),
  );
  assert.match(
    signIn('$aadV2Token', withVariables),
    /^device_code aad env-client at env\.onmicrosoft\.com for openid profile\n/,
  );
});

test('what is missing is asked for, and nobody else’s client is used', () => {
  assert.match(
    filled('{{$aadV2Token}}'),
    /^`\$aadV2Token` needs the id of an app registration of your own.*`aadV2ClientId`.*\$session microsoft/,
  );
  assert.match(filled('{{$aadToken clientId:x}}'), /needs the API that the token is for/);
  assert.match(filled('{{$aadV2Token appOnly clientId:x}}'), /no value: `aadV2ClientSecret`, `aadV2AppUri`\./);
  assert.match(filled('{{$oidcAccessToken}}'), /needs the id of your client/);
  assert.match(filled('{{$oidcAccessToken clientId:x tokenEndpoint:https://id.test/t}}'), /needs `issuer:/);
  assert.match(
    filled('{{$oidcAccessToken clientId:x issuer:http://id.test}}'),
    /^`Issuer` of the sign-in `oidc x at id\.test for openid` \(`\{\{\$oidcAccessToken …\}\}`\) is `http:\/\/id\.test`, which would carry credentials unencrypted/,
  );
});
