import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:https';
import { test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { decodeJwt, decodeProtectedHeader, exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import type { SignIn } from '../../../src/core/auth/signIn.ts';
import { Secret } from '../../../src/core/secret.ts';
import { signIn } from '../../../src/send/oauth/index.ts';
import { makeCertificates } from '../certificates.ts';
import { listen } from '../loopback.ts';
import { fakeServer } from './fakeServer.ts';
import { clientSecret } from './provider.ts';
import { failure, hostOf, obtained, options, provider, refusal, sentForm, settings, signInWith } from './signIns.ts';

/** Client credentials of a client that proves itself in this way. */
function asClient(client: SignIn['client'], place: Pick<SignIn, 'issuer' | 'endpoints'>): SignIn {
  return signInWith({ ...place, grant: 'client_credentials', client, scopes: [] });
}

test('by a secret in the body, and by a secret that signs', async (t) => {
  const { issuer, refusals } = await provider(t);
  for (const authentication of ['client_secret_post', 'client_secret_jwt'] as const) {
    const client = { id: `service-${authentication}`, secret: new Secret(clientSecret), authentication };
    const got = await signIn(asClient(client, { issuer, endpoints: {} }), {}, hostOf().host, options());
    assert.equal(got.kind, 'obtained', refusals.join('\n'));
    const sent = sentForm(got, '/token');
    if (authentication === 'client_secret_post') assert.equal(sent.get('client_secret'), clientSecret);
    else assert.equal(decodeJwt(sent.get('client_assertion') ?? '').aud, issuer);
  }
});

test('by a private key: PEM or JWK, RSA, EC or Ed25519', async (t) => {
  const made = await Promise.all(
    ['RS256', 'PS256', 'ES256', 'ES384', 'Ed25519'].map(async (alg) => {
      const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
      const jwk = { ...(await exportJWK(privateKey)), kid: `key-${alg}`, alg };
      return {
        alg,
        pem: await exportPKCS8(privateKey),
        jwk: JSON.stringify(jwk),
        metadata: {
          client_id: `service-${alg}`,
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: alg,
          jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: `key-${alg}`, alg }] },
          grant_types: ['client_credentials'],
          response_types: [],
          redirect_uris: [],
        },
      };
    }),
  );
  const { issuer, refusals } = await provider(t, { clients: made.map((it) => it.metadata) });
  for (const { alg, pem, jwk } of made) {
    // A PEM says RSA, but not which of its two kinds.
    const texts = alg === 'PS256' ? [jwk] : [jwk, pem, pem.replaceAll('\n', '\\n')];
    for (const text of texts) {
      const client = { id: `service-${alg}`, key: new Secret(text), authentication: 'private_key_jwt' } as const;
      const got = await signIn(asClient(client, { issuer, endpoints: {} }), {}, hostOf().host, options());
      assert.equal(got.kind, 'obtained', `${alg}: ${refusals.join('\n')}`);
      const assertion = sentForm(got, '/token').get('client_assertion') ?? '';
      assert.equal(decodeProtectedHeader(assertion).alg, alg);
      assert.equal(decodeProtectedHeader(assertion).kid, text === jwk ? `key-${alg}` : undefined);
      assert.equal(decodeJwt(assertion).aud, issuer);
    }
  }
});

test('an assertion for a server whose issuer nobody said is for its token endpoint', async (t) => {
  const { origin } = await fakeServer(t, () => ({ body: { access_token: 'at', token_type: 'Bearer' } }));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // The older form of PEM (SEC 1) is one, too.
  const key = new Secret(privateKey.export({ type: 'sec1', format: 'pem' }).toString());
  const client = { id: 'c', key, authentication: 'private_key_jwt' } as const;
  const it = asClient(client, { endpoints: { token: `${origin}/token` } });
  const got = obtained(await signIn(it, {}, hostOf().host, options()));
  assert.equal(decodeJwt(sentForm(got, '/token').get('client_assertion') ?? '').aud, `${origin}/token`);
});

test('what is missing, or cannot be read, is said before anything is sent', async () => {
  const endpoints = { token: 'https://issuer.example/token' };
  const encrypted = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const x25519 = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const cases: readonly (readonly [SignIn['client'], RegExp])[] = [
    [{ id: '', authentication: 'none' }, /^The sign-in "tests" has no client id\. Add it\.$/],
    [
      { id: 'c', authentication: 'client_secret_basic' },
      /^The sign-in "tests" authenticates its client by client_secret_basic, but has no client secret\. Add it, or set/,
    ],
    [{ id: 'c', secret: new Secret(''), authentication: 'client_secret_post' }, /has no client secret/],
    [{ id: 'c', authentication: 'client_secret_jwt' }, /has no client secret/],
    [{ id: 'c', authentication: 'private_key_jwt' }, /has no private key\. Add it as PEM \(PKCS #8\) or JWK\.$/],
    [
      { id: 'c', key: new Secret('-----BEGIN nothing'), authentication: 'private_key_jwt' },
      /^The private key of the sign-in "tests" cannot be read\. Expected PEM without a passphrase/,
    ],
    [{ id: 'c', key: new Secret('{"kty":"EC"}'), authentication: 'private_key_jwt' }, /cannot be read/],
    [{ id: 'c', key: new Secret(String(encrypted)), authentication: 'private_key_jwt' }, /cannot be read/],
    [
      { id: 'c', key: new Secret(String(x25519)), authentication: 'private_key_jwt' },
      /is of the type x25519; expected RSA/,
    ],
    [
      { id: 'c', authentication: 'tls_client_auth' },
      /has no client certificate for issuer\.example:443\. Set one for "issuer\.example:443" in why401\.send\.clientCertificates\.$/,
    ],
  ];
  for (const [client, says] of cases) {
    const end = failure(await signIn(asClient(client, { endpoints }), {}, hostOf().host, options()));
    assert.equal(end.code, 'not-configured');
    assert.match(end.message, says);
    assert.deepEqual(end.calls, []);
  }
});

test('a wrong secret is refused, with the answer that says so', async (t) => {
  const { issuer } = await provider(t);
  const client = { id: 'app-1.local', secret: new Secret('wrong'), authentication: 'client_secret_basic' } as const;
  const exchange = refusal(await signIn(asClient(client, { issuer, endpoints: {} }), {}, hostOf().host, options()));
  assert.equal(exchange.response.status, 401);
  assert.equal(JSON.parse(exchange.response.body?.text ?? '').error, 'invalid_client');
});

const certificates = makeCertificates();

test('by a certificate, at the endpoint that the metadata names for it', {
  skip: typeof certificates === 'string' && certificates,
}, async (t) => {
  if (typeof certificates === 'string') return;
  const subjects: unknown[] = [];
  const server = createServer(
    {
      key: certificates.pem(certificates.key),
      cert: certificates.pem(certificates.good),
      ca: certificates.pem(certificates.ca),
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      subjects.push((request.socket as TLSSocket).getPeerCertificate().subject);
      const origin = `https://127.0.0.1:${port}`;
      const body = request.url?.startsWith('/.well-known')
        ? { issuer: origin, token_endpoint: `${origin}/x`, mtls_endpoint_aliases: { token_endpoint: `${origin}/mtls` } }
        : { access_token: request.url, token_type: 'Bearer' };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    },
  );
  const { port } = await listen(t, server);
  const withCertificate = {
    ...settings,
    certificateAuthorities: [certificates.ca],
    clientCertificates: { [`127.0.0.1:${port}`]: { cert: certificates.client, key: certificates.key } },
  };
  const it = asClient(
    { id: 'c', authentication: 'tls_client_auth' },
    { issuer: `https://127.0.0.1:${port}`, endpoints: {} },
  );
  const got = obtained(await signIn(it, {}, hostOf().host, options({ settings: withCertificate })));
  assert.equal(got.tokens.accessToken.reveal(), '/mtls');
  assert.equal(sentForm(got, '/mtls').get('client_id'), 'c');
  assert.equal(subjects.length, 2);
  assert.ok(subjects[1]);
});
