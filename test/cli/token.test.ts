import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { call, jsonLines } from './call.ts';

const now = Date.UTC(2026, 10, 22, 19, 4, 11) / 1000;
const secret = new TextEncoder().encode('a secret of at least 32 bytes, for HS256');
const hs256 = (claims: Record<string, unknown>) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(secret);

suite('why401 token', () => {
  test('decodes, reads the claims and says what is wrong, without showing the token', async () => {
    const raw = await hs256({ sub: 'u1', exp: now - 3 * 3600 });
    const { code, out } = await call(['token', raw]);
    assert.equal(code, 1);
    assert.match(out, /Signed token/);
    assert.match(out, /3 hours ago \(2026-11-22 16:04:11 UTC\)/);
    assert.match(out, /wrong/);
    assert.ok(!out.includes(raw.slice(5, 40)), 'the token itself');
  });

  test('takes it from standard input, with what surrounds it', async () => {
    const raw = await hs256({ sub: 'u1', exp: now + 600 });
    for (const stdin of [
      raw,
      `  ${raw}\n`,
      `Authorization: Bearer ${raw}`,
      `{"access_token": "${raw}", "expires_in": 600}`,
    ]) {
      const { code, out } = await call(['token', '-', '--json'], { stdin });
      const [it] = jsonLines(out);
      assert.equal(code, 0, out);
      assert.equal(it?.kind, 'jws');
      assert.deepEqual(it?.payload, { sub: 'u1', exp: now + 600 });
    }
  });

  test('a broken one is an answer, none is wrong usage', async () => {
    const broken = await call(['token', 'eyJhbGciOiJIUzI1NiJ9.%%%.x', '--json']);
    assert.equal(broken.code, 1);
    const defects = jsonLines(broken.out)[0]?.defects;
    assert.ok(Array.isArray(defects) && 0 < defects.length);
    assert.equal((await call(['token'])).code, 2);
    assert.equal((await call(['token', '-'], { stdin: ' \n' })).code, 2);
    assert.equal((await call(['token', 'a', 'b'])).code, 2);
  });

  test('claims of others reach the terminal as characters that do nothing', async () => {
    const { out } = await call(['token', await hs256({ name: '\u001b[2J\u202e', '\u009b1m': 1, exp: now + 600 })]);
    assert.doesNotMatch(out, /[\u001b\u009b\u202e]/);
  });
});

suite('why401 token --verify', () => {
  let origin = '';
  let asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${JSON.stringify(request.headers)}`);
    const answer = documents.get(request.url ?? '');
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  const documents = new Map<string, string>();
  let sign: (claims: Record<string, unknown>, kid?: string) => Promise<string>;

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    documents.set('/.well-known/openid-configuration', JSON.stringify({ issuer: origin, jwks_uri: `${origin}/keys` }));
    documents.set('/evil/.well-known/openid-configuration', JSON.stringify({ jwks_uri: 'http://192.0.2.1/keys' }));
    documents.set('/keys', JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] }));
    sign = (claims, kid = 'k1') => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  });
  after(() => server.close());

  const verify = async (token: string) => {
    asked = [];
    const { code, out } = await call(['token', token, '--verify', '--json']);
    return { code, verification: jsonLines(out)[0]?.verification as { kind: string; says: string } };
  };

  test("a signature by the issuer's key is verified; the token is not sent", async () => {
    const token = await sign({ iss: origin, exp: now + 600 });
    const { code, verification } = await verify(token);
    assert.deepEqual([code, verification.kind], [0, 'verified']);
    assert.match(verification.says, /k1/);
    assert.deepEqual(
      asked.map((it) => it.split(' ')[0]),
      ['/.well-known/openid-configuration', '/keys'],
    );
    assert.ok(!asked.join().includes(token.slice(0, 20)));
  });

  test('another signature and an unknown key are not', async () => {
    const [head, , signature] = (await sign({ iss: origin })).split('.');
    const tampered = `${head}.${btoa(JSON.stringify({ iss: origin, admin: true })).replace(/=+$/, '')}.${signature}`;
    assert.deepEqual((await verify(tampered)).verification.kind, 'not-verified');
    const unknown = await verify(await sign({ iss: origin }, 'k2'));
    assert.deepEqual([unknown.code, unknown.verification.kind], [1, 'not-verified']);
    assert.match(unknown.verification.says, /publishes: k1/);
  });

  test('only an issuer on https or on this computer is asked', async () => {
    for (const iss of ['http://192.0.2.1', 'file:///etc/passwd', 'me', undefined]) {
      const { code, verification } = await verify(await sign(iss === undefined ? {} : { iss }));
      assert.deepEqual([code, verification.kind, asked], [1, 'no-keys', []]);
    }
    assert.deepEqual((await verify(await sign({ iss: `${origin}/evil` }))).verification.kind, 'no-keys');
  });

  test('an issuer that gives no keys is no answer', async () => {
    assert.equal((await verify(await sign({ iss: `${origin}/nobody` }))).code, 3);
    assert.equal((await verify(await sign({ iss: 'http://127.0.0.1:1' }))).code, 3);
  });
});
