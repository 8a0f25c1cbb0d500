import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callbackExchange } from '../../../src/send/oauth/callback.ts';
import { readMetadata } from '../../../src/send/oauth/discovery.ts';
import { Ended } from '../../../src/send/oauth/ended.ts';
import { discover, protectedResource, signIn } from '../../../src/send/oauth/index.ts';
import { fakeServer, type Reply } from './fakeServer.ts';
import { failure, hostOf, obtained, options, provider, signInWith } from './signIns.ts';

test('the metadata of a real server', async (t) => {
  const { issuer } = await provider(t);
  const found = await discover(issuer, options());
  assert.ok(found.kind === 'discovered');
  assert.equal(found.issuer, issuer);
  assert.equal(found.json.token_endpoint, `${issuer}/token`);
});

const places: readonly (readonly [string, string, (path: string) => boolean])[] = [
  ['', 'OpenID Connect', (it) => it === '/.well-known/openid-configuration'],
  ['', 'RFC 8414', (it) => it === '/.well-known/oauth-authorization-server'],
  ['/tenant/a', 'OpenID Connect', (it) => it === '/tenant/a/.well-known/openid-configuration'],
  ['/tenant/a', 'RFC 8414', (it) => it === '/.well-known/oauth-authorization-server/tenant/a'],
  ['/tenant/a', 'RFC 8414, 5', (it) => it === '/.well-known/openid-configuration/tenant/a'],
  ['/tenant/a/', 'OpenID Connect', (it) => it === '/tenant/a/.well-known/openid-configuration'],
];

for (const [path, by, isThere] of places) {
  test(`metadata of an issuer with the path "${path}", where ${by} puts it`, async (t) => {
    const { origin } = await fakeServer(t, (came, at) =>
      isThere(came.path)
        ? { body: { issuer: `${at}${path}`, token_endpoint: `${at}/t` } }
        : { status: 404, body: 'no' },
    );
    // With a slash too many, or the whole address of the document, as people write it.
    for (const written of [
      path,
      `${path.replace(/\/$/, '')}/`,
      `${path.replace(/\/$/, '')}/.well-known/openid-configuration`,
    ]) {
      const found = await discover(`${origin}${written}`, options());
      assert.equal(found.kind === 'discovered' && found.issuer, `${origin}${path}`);
    }
  });
}

const broken: readonly (readonly [string, (origin: string) => Reply, RegExp])[] = [
  [
    'pages',
    () => ({ headers: { 'Content-Type': 'text/html' }, body: '<html>' }),
    /openid-configuration answered 200 with HTML\. /,
  ],
  [
    'another issuer',
    () => ({ body: { issuer: 'https://evil.example' } }),
    /is the metadata of another issuer: expected http:.*, got https:\/\/evil\.example\./,
  ],
  ['no issuer', () => ({ body: { token_endpoint: 'x' } }), /answered JSON without an issuer\./],
  [
    'a redirect',
    (at) => ({ status: 302, headers: { Location: `${at}/elsewhere` } }),
    /answered 302 and leads to http:.*\/elsewhere\. An authorization server answers where/,
  ],
  [
    'an issuer of tenants that is not this one',
    (at) => ({ body: { issuer: `${at}/{tenantid}/v2.0` } }),
    /is the metadata of another issuer/,
  ],
];

for (const [name, reply, says] of broken) {
  test(`an issuer that gives ${name} instead of metadata`, async (t) => {
    const { origin } = await fakeServer(t, (_, at) => reply(at));
    const it = signInWith({ issuer: origin, endpoints: {}, grant: 'client_credentials' });
    const end = failure(await signIn(it, {}, hostOf().host, options()));
    assert.equal(end.code, 'not-oauth');
    assert.match(end.message, says);
    assert.match(end.message, /^The issuer http.* gives no metadata\. .* Set the issuer as the server spells it, or/);
    assert.equal(end.calls.length, 2);
    assert.equal(end.exchange, end.calls.at(-1));
  });
}

test('configured endpoints win over those of the metadata', async (t) => {
  const { origin, came } = await fakeServer(t, ({ path }, at) =>
    path.startsWith('/.well-known')
      ? { body: { issuer: at, token_endpoint: `${at}/wrong`, device_authorization_endpoint: `${at}/device` } }
      : { body: { access_token: 'at', token_type: 'Bearer' } },
  );
  const it = signInWith({ issuer: origin, endpoints: { token: `${origin}/right` }, grant: 'client_credentials' });
  obtained(await signIn(it, {}, hostOf().host, options()));
  assert.deepEqual(
    came.map((call) => call.path),
    ['/right'],
  );
});

test('an endpoint that is nowhere, or that is none', async (t) => {
  const { origin } = await fakeServer(t, (_, at) => ({ body: { issuer: at, token_endpoint: 'http://far.example/t' } }));
  const end = async (changes: object) =>
    failure(await signIn(signInWith({ endpoints: {}, ...changes }), {}, hostOf().host, options()));
  assert.match(
    (await end({ issuer: origin, grant: 'device_code' })).message,
    /^The sign-in "tests" has no device authorization URL, and the metadata of http.* names none \(device_authorization_endpoint\)\./,
  );
  assert.equal(
    (await end({ grant: 'client_credentials' })).message,
    'The sign-in "tests" has no token URL, and no issuer that could be asked for it. Add one of them to its configuration.',
  );
  assert.match(
    (await end({ issuer: origin, grant: 'client_credentials' })).message,
    /^http:\/\/far\.example\/t is plain http/,
  );
  assert.match(
    (await end({ issuer: 'http://far.example', grant: 'client_credentials' })).message,
    /The issuer was not asked\.$/,
  );
  assert.match((await end({ issuer: 'not one', grant: 'client_credentials' })).message, /^notone is no absolute URL/);
});

test('a member of the metadata that is of another type than it should be', async (t) => {
  const { origin } = await fakeServer(t, (_, at) => ({
    body: {
      issuer: at,
      authorization_endpoint: `${at}/auth`,
      token_endpoint: `${at}/token`,
      pushed_authorization_request_endpoint: 17,
    },
  }));
  const end = failure(await signIn(signInWith({ issuer: origin, endpoints: {} }), {}, hostOf().host, options()));
  assert.equal(end.code, 'not-oauth');
  assert.match(end.message, /no address that can be used for pushed_authorization_request_endpoint\. Write it into/);
});

test('what an API says of itself', async (t) => {
  const { origin, came } = await fakeServer(t, ({ path }, at) => {
    const resource = path.endsWith('/other') ? 'https://other.example' : `${at}/api`;
    const servers = ['https://issuer.example', 'http://issuer.example', 'javascript:x', 17];
    return { body: { resource, authorization_servers: servers, scopes_supported: ['read', 3, 'write'] } };
  });
  const named = await protectedResource(`${origin}/meta`, `${origin}/api/orders?id=1`, options());
  assert.ok(named.kind === 'resource');
  assert.equal(named.resource, `${origin}/api`);
  assert.deepEqual(named.authorizationServers, ['https://issuer.example']);
  assert.deepEqual(named.scopes, ['read', 'write']);

  assert.equal((await protectedResource(undefined, `${origin}/api`, options())).kind, 'resource');
  assert.equal(came.at(-1)?.path, '/.well-known/oauth-protected-resource/api');

  for (const url of [`${origin}/apis`, `${origin}/`]) {
    const end = await protectedResource(`${origin}/meta`, url, options());
    assert.ok(end.kind === 'failed');
    assert.match(
      end.message,
      /describes another resource: expected one that covers .*, got http:.*\/api\. Nobody is asked/,
    );
  }
  assert.equal((await protectedResource(`${origin}/other`, `${origin}/api`, options())).kind, 'failed');
  const unsafe = await protectedResource('http://meta.example/', `${origin}/api`, options());
  assert.equal(unsafe.kind === 'failed' && unsafe.code, 'not-configured');
});

test('an API that says nothing of itself', async (t) => {
  const { origin } = await fakeServer(t, ({ path }) =>
    path === '/page'
      ? { status: 404, headers: { 'Content-Type': 'text/html' }, body: '<html>' }
      : { body: { resource: 'x' } },
  );
  const page = await protectedResource(`${origin}/page`, `${origin}/api`, options());
  assert.equal(
    page.kind === 'failed' && page.message,
    `${origin}/page answered 404 with HTML; expected 200 with the metadata of the API (RFC 9728).`,
  );
  const nothing = await protectedResource(`${origin}/x`, `${origin}/api`, options());
  assert.match(nothing.kind === 'failed' ? nothing.message : '', /names no resource \(RFC 9728, 2\)\.$/);
});

test('a stranger on the network does not have this computer asked', async (t) => {
  const { origin, came } = await fakeServer(t, (_, at) => ({ body: { resource: `${at}/`, issuer: at } }));
  const named = await protectedResource(`${origin}/admin/stop`, 'https://api.example/me', options());
  assert.equal(named.kind === 'failed' && named.code, 'not-configured');
  assert.match(named.kind === 'failed' ? named.message : '', /api\.example leads to this computer/);
  assert.deepEqual(came, []);

  const issuer = 'https://issuer.example';
  const far = { issuer, authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t` };
  for (const more of [
    { token_endpoint: 'http://127.0.0.1:9200/_all' },
    { pushed_authorization_request_endpoint: 'https://localhost/par' },
    { mtls_endpoint_aliases: { token_endpoint: 'http://[::1]:80/' } },
  ]) {
    const body = { text: JSON.stringify({ ...far, ...more }), size: 1, mimeType: 'application/json' };
    const answer = {
      ...callbackExchange(`${issuer}/meta`, 0),
      response: { status: 200, statusText: '', httpVersion: 'HTTP/1.1', headers: [], body },
    };
    const calls = { made: [], fetch: async () => new Response(), last: () => answer };
    const ended = await readMetadata(issuer, calls).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(ended instanceof Ended && ended.ending.kind === 'failed');
    assert.match(ended.ending.message, /leads to this computer/);
  }
});
