import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type Playground, startPlayground } from '../../../src/playground/index.ts';
import { app, type Body, bearer, type Fields, pkce, post, redirectUri, refusal, signIn, spa } from './browser.ts';

describe('tokens that are bound to a key', () => {
  let playground: Playground;
  before(async () => {
    playground = await startPlayground();
  });
  after(() => playground.close());

  async function keyPair() {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    const prove = (claims: JWTPayload) =>
      new SignJWT({ jti: randomUUID(), htm: 'POST', htu: `${playground.origin}/oauth/token`, ...claims })
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
        .setIssuedAt(typeof claims.iat === 'number' ? claims.iat : undefined)
        .sign(privateKey);
    return { jwk, prove };
  }
  type Key = Awaited<ReturnType<typeof keyPair>>;

  /** The nonce that the first refusal gives. */
  async function challenged(key: Key): Promise<string> {
    const DPoP = await key.prove({});
    const refused = await post(playground, '/oauth/token', { ...app, grant_type: 'client_credentials' }, { DPoP });
    assert.equal(refused.status, 400);
    assert.equal(((await refused.json()) as Body).error, 'use_dpop_nonce');
    return refused.headers.get('dpop-nonce') ?? '';
  }

  async function boundToken(key: Key, nonce: string, form: Fields = { ...app, grant_type: 'client_credentials' }) {
    const answer = await post(playground, '/oauth/token', form, { DPoP: await key.prove({ nonce }) });
    const given = (await answer.json()) as Body;
    assert.equal(answer.status, 200, JSON.stringify(given));
    return given;
  }

  const hash = (token: string) => createHash('sha256').update(token).digest('base64url');

  test('a nonce is asked for, the token names its key, and /bound lets its proof in', async () => {
    const key = await keyPair();
    const nonce = await challenged(key);
    const given = await boundToken(key, nonce);
    assert.equal(given.token_type, 'DPoP');
    const { cnf } = decodeJwt(given.access_token) as { cnf?: { jkt: string } };
    assert.equal(cnf?.jkt, await calculateJwkThumbprint(key.jwk));

    const token = given.access_token;
    const right = { htm: 'GET', htu: `${playground.origin}/bound`, ath: hash(token), nonce };
    const send = async (claims: JWTPayload, prover = key) => {
      const headers = { Authorization: `DPoP ${token}`, DPoP: await prover.prove(claims) };
      const answer = await fetch(`${playground.origin}/bound`, { headers });
      return `${answer.status} ${answer.headers.get('www-authenticate') ?? ''}`;
    };
    assert.match(await send(right), /^200/);
    const { nonce: _, ...without } = right;
    assert.match(await send(without), /^401 DPoP error="use_dpop_nonce"/);
    assert.match(await send({ ...right, htm: 'POST' }), /invalid_dpop_proof.*for POST, the request is GET/);
    assert.match(await send({ ...right, htu: `${playground.origin}/me` }), /invalid_dpop_proof.*went to/);
    assert.match(await send({ ...right, ath: hash('another') }), /invalid_dpop_proof.*ath/);
    assert.match(await send({ ...right, iat: 1_000_000_000 }), /invalid_dpop_proof.*seconds ago/);
    const jti = randomUUID();
    assert.match(await send({ ...right, jti }), /^200/);
    assert.match(await send({ ...right, jti }), /invalid_dpop_proof.*already used/);
    assert.match(await send(right, await keyPair()), /invalid_token.*another key/);

    const plain = await bearer(playground, '/me', token);
    assert.match(plain.headers.get('www-authenticate') ?? '', /invalid_token.*bound to a key/);
    const asked = await fetch(`${playground.origin}/bound`);
    assert.match(asked.headers.get('www-authenticate') ?? '', /^DPoP algs="/);
  });

  test('a plain token does not become bound by a proof', async () => {
    const key = await keyPair();
    const nonce = await challenged(key);
    const token = await playground.issuer.mint({ subject: 'vic' });
    const DPoP = await key.prove({ htm: 'GET', htu: `${playground.origin}/bound`, ath: hash(token), nonce });
    const answer = await fetch(`${playground.origin}/bound`, { headers: { Authorization: `DPoP ${token}`, DPoP } });
    assert.match(answer.headers.get('www-authenticate') ?? '', /invalid_token.*not bound to a key/);
  });

  test("a public client's refresh token stays with its key", async () => {
    const key = await keyPair();
    const nonce = await challenged(key);
    const { verifier, query } = pkce();
    const { code = '' } = await signIn(playground, { ...spa, ...query });
    const redeem = { ...spa, grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier };
    const { refresh_token } = await boundToken(key, nonce, { ...redeem, code });
    const refresh = { ...spa, grant_type: 'refresh_token', refresh_token };
    assert.match(await refusal(playground, refresh), /invalid_dpop_proof: .*bound to another key/);
    const DPoP = await (await keyPair()).prove({ nonce });
    assert.match(await refusal(playground, refresh, { DPoP }), /invalid_dpop_proof: .*bound to another key/);
    assert.equal((await boundToken(key, nonce, refresh)).token_type, 'DPoP');
  });
});
