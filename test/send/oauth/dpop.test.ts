import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { calculateJwkThumbprint, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { Secret } from '../../../src/core/secret.ts';
import { dpopProof } from '../../../src/send/oauth/index.ts';
import { createProofKey } from '../../../src/send/oauth/keys.ts';

test('a proof for one request: key, method, address without query, the nonce, and the token it goes with', async () => {
  const { jwk: key } = await createProofKey();
  const accessToken = new Secret('an access token');
  const proof = await dpopProof({
    key,
    method: 'POST',
    url: 'https://API.example:443/orders/7?page=2#top',
    nonce: 'of-the-server',
    accessToken,
    now: 1_795_000_000_999,
  });
  assert.ok(proof);
  const header = decodeProtectedHeader(proof);
  assert.deepEqual([header.alg, header.typ], ['ES256', 'dpop+jwt']);
  assert.deepEqual(Object.keys(header.jwk ?? {}), ['kty', 'crv', 'x', 'y']);
  const { d: _, ...publicPart } = JSON.parse(key.reveal());
  assert.equal(await calculateJwkThumbprint(header.jwk ?? {}), await calculateJwkThumbprint(publicPart));
  const { payload } = await jwtVerify(proof, await importJWK(header.jwk ?? {}, 'ES256'), {
    currentDate: new Date(1_795_000_000_000),
  });
  const { jti, ...claims } = payload;
  assert.match(jti ?? '', /^[0-9a-f-]{36}$/);
  assert.deepEqual(claims, {
    htm: 'POST',
    htu: 'https://api.example/orders/7',
    iat: 1_795_000_000,
    nonce: 'of-the-server',
    ath: createHash('sha256').update('an access token').digest('base64url'),
  });
});

test('each proof is another, and without nonce and token it says nothing of them', async () => {
  const { jwk: key } = await createProofKey();
  const one = await dpopProof({ key, method: 'GET', url: 'https://a.example/', now: 0 });
  const two = await dpopProof({ key, method: 'GET', url: 'https://a.example/', now: 0 });
  assert.notEqual(one, two);
  const claims = JSON.parse(Buffer.from(one?.split('.')[1] ?? '', 'base64url').toString('utf8'));
  assert.deepEqual(Object.keys(claims).sort(), ['htm', 'htu', 'iat', 'jti']);
});

test('no proof without a key or an address', async () => {
  const { jwk: key } = await createProofKey();
  assert.equal(await dpopProof({ key, method: 'GET', url: 'no address', now: 0 }), undefined);
  for (const text of ['', 'x', '{}', '[1]', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}']) {
    assert.equal(
      await dpopProof({ key: new Secret(text), method: 'GET', url: 'https://a.example/', now: 0 }),
      undefined,
    );
  }
});
