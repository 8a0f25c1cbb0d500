import assert from 'node:assert/strict';
import { createHmac, createPrivateKey, createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import { suite, test } from 'node:test';
import { CompactEncrypt, EncryptJWT, exportPKCS8, exportSPKI, type JWK, SignJWT } from 'jose';
import { outcomeOf, type Verification } from '../../../src/core/jwt/verification.ts';
import { Secret } from '../../../src/core/secret.ts';
import { type GivenKey, readGivenKey } from '../../../src/send/keys/givenKey.ts';
import { readIssuerKeys } from '../../../src/send/keys/issuerKeys.ts';
import { type VerifyOptions, verifyByIssuer, verifyByKey } from '../../../src/send/keys/verify.ts';
import { makeCertificates } from '../certificates.ts';
import { atNow, fetching, issuerWith, keyPair } from './issuer.ts';

const now = Math.floor(atNow / 1000);
const claims = { sub: 'u1', exp: now + 600 };

function given(text: string): GivenKey {
  const read = readGivenKey(text);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}
const problem = (text: string) => {
  const read = readGivenKey(text);
  return 'problem' in read ? read.problem : '';
};
const byKey = (token: string, key: string, more: Partial<VerifyOptions> = {}) =>
  verifyByKey(new Secret(token), given(key), { now: atNow, ...more });
const line = ({ checks }: Verification, check: string) => {
  const found = checks.find((it) => it.check === check);
  return found ? `${found.outcome}: ${found.says}` : '(not checked)';
};
const encode = (it: unknown) => Buffer.from(typeof it === 'string' ? it : JSON.stringify(it)).toString('base64url');
const hmac = (header: Record<string, unknown>, body: unknown, secret: string) => {
  const text = `${encode(header)}.${encode(body)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

suite("with the issuer's keys", () => {
  const byIssuer = async (origin: string, token: string, more: Partial<VerifyOptions> & { opener?: GivenKey } = {}) => {
    const found = await readIssuerKeys(origin, fetching());
    if (found.kind === 'none') throw new Error(found.says);
    return verifyByIssuer(new Secret(token), found, { now: atNow, ...more });
  };

  for (const alg of ['RS256', 'PS384', 'ES256', 'ES512', 'EdDSA', 'ML-DSA-44']) {
    test(`${alg}: fits, and does not after a change`, async (t) => {
      const key = await keyPair(alg, 'k1');
      const { origin } = await issuerWith(t, [(await keyPair(alg, 'k0')).publicJwk, key.publicJwk]);
      const token = await key.sign({ ...claims, iss: origin });
      const fine = await byIssuer(origin, token);
      assert.deepEqual([outcomeOf(fine), fine.fits?.kid], ['fine', 'k1']);
      assert.deepEqual(
        fine.checks.map((it) => it.check),
        ['key', 'alg', 'signature', 'exp', 'nbf', 'iss', 'aud'],
      );
      const [head, , signature] = token.split('.');
      const changed = await byIssuer(
        origin,
        `${head}.${encode({ ...claims, iss: origin, sub: 'admin' })}.${signature}`,
      );
      assert.match(line(changed, 'signature'), /^wrong: The signature fits none of the issuer's keys \(2 tried\)/);
    });
  }

  test('an unknown kid: said, and the other keys are tried', async (t) => {
    const key = await keyPair('ES256', 'k1');
    const { origin } = await issuerWith(t, [key.publicJwk]);
    const it = await byIssuer(origin, await key.sign({ ...claims, iss: origin }, { kid: 'k2' }));
    assert.match(line(it, 'key'), /^wrong: The issuer publishes no key k2 \(kid\)\. It publishes: k1\./);
    assert.match(line(it, 'signature'), /^fine: The signature fits the issuer's key k1, though the token names k2/);
    assert.equal(outcomeOf(it), 'wrong');
    const foreign = await (await keyPair('ES256', 'k9')).sign({ ...claims, iss: origin });
    assert.match(line(await byIssuer(origin, foreign), 'signature'), /^wrong: .*\(1 tried\)/);
  });

  test('alg none', async (t) => {
    const { origin } = await issuerWith(t, [(await keyPair('ES256', 'k1')).publicJwk]);
    const it = await byIssuer(origin, `${encode({ alg: 'none' })}.${encode({ ...claims, iss: origin })}.`);
    assert.match(line(it, 'alg'), /^wrong: alg is none: the token is not signed/);
    assert.match(line(it, 'signature'), /^wrong: There is no signature/);
  });

  test('a secret where keys are public: a mix-up, or a forgery with the public key as secret', async (t) => {
    const rsa = await keyPair('RS256', 'k1');
    const { origin } = await issuerWith(t, [rsa.publicJwk]);
    const body = { ...claims, iss: origin };
    const own = await byIssuer(origin, hmac({ alg: 'HS256' }, body, 'a secret of the issuer'));
    assert.match(line(own, 'alg'), /^wrong: alg is HS256, one shared secret, and the issuer's keys are public/);
    assert.match(line(own, 'signature'), /^unknown: It was signed with a secret/);
    const forged = await byIssuer(origin, hmac({ alg: 'HS256' }, body, await exportSPKI(rsa.publicKey)));
    assert.match(line(forged, 'signature'), /^wrong: The signature was made with the public key as the secret/);
  });

  test('keys for something else, no keys, and an algorithm nobody knows', async (t) => {
    const { origin, pages } = await issuerWith(t, [{ ...(await keyPair('RS256')).publicJwk, use: 'enc' }]);
    const token = await (await keyPair('ES256', 'k1')).sign({ ...claims, iss: origin });
    assert.match(
      line(await byIssuer(origin, token), 'alg'),
      /^wrong: alg is ES256, and the issuer's keys are for something else: an RSA key \(for encryption\)/,
    );
    pages.set('/keys', { keys: [] });
    assert.match(line(await byIssuer(origin, token), 'key'), /^unknown: The issuer publishes no keys/);
    const odd = `${encode({ alg: 'constructor' })}.${encode(claims)}.${encode('x'.repeat(64))}`;
    assert.match(
      line(await byIssuer(origin, odd), 'signature'),
      /^unknown: The algorithm constructor \(alg\) is not known here/,
    );
  });

  test('an RSA key that is too short, and a header that lists an unknown extension', async (t) => {
    const { generateKeyPairSync, createSign } = await import('node:crypto');
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { origin, pages } = await issuerWith(t, [{ ...publicKey.export({ format: 'jwk' }), kid: 'short' } as JWK]);
    const text = `${encode({ alg: 'RS256', kid: 'short' })}.${encode({ ...claims, iss: origin })}`;
    const token = `${text}.${createSign('sha256').update(text).sign(privateKey).toString('base64url')}`;
    assert.match(
      line(await byIssuer(origin, token), 'signature'),
      /^unknown: The key cannot be used with RS256: an RSA key has 2,048 bits/,
    );
    const key = await keyPair('ES256', 'k1');
    pages.set('/keys', { keys: [key.publicJwk] });
    const critical = `${encode({ alg: 'ES256', kid: 'k1', crit: ['x'], x: 1 })}.${encode(claims)}.${encode('x'.repeat(64))}`;
    assert.match(
      line(await byIssuer(origin, critical), 'signature'),
      /^unknown: It cannot be checked here: its header lists an extension/,
    );
  });

  test('claims are judged beside it: issuer and audience as configured, times by both clocks', async (t) => {
    const key = await keyPair('ES256', 'k1');
    const { origin } = await issuerWith(t, [key.publicJwk]);
    const token = await key.sign({ iss: origin, aud: 'orders', exp: now + 60 });
    const expected = { issuer: 'https://prod.test', audiences: ['orders'], from: 'the sign-in admin' };
    const it = await byIssuer(origin, token, { expected, serverNow: now + 3600 });
    assert.match(line(it, 'iss'), /^wrong: .*the sign-in admin names https:\/\/prod\.test/);
    assert.match(line(it, 'aud'), /^fine: aud is orders/);
    assert.match(line(it, 'exp'), /^wrong: .*by the server's clock it has expired/);
    assert.match(line(it, 'signature'), /^fine/);
  });

  test('what cannot be checked: an opaque token, a broken one', async (t) => {
    const { origin } = await issuerWith(t, []);
    assert.match(line(await byIssuer(origin, 'kq83hf7s9dk2lq0xcv5m'), 'signature'), /^unknown: It is no JWT/);
    assert.match(line(await byIssuer(origin, 'eyJhbGciOiJIUzI1NiJ9.%%%.x'), 'signature'), /^unknown: It is broken/);
  });

  test('an encrypted token: named without its key, opened and checked with it', async (t) => {
    const signer = await keyPair('ES256', 'k1');
    const reader = await keyPair('RSA-OAEP-256', 'enc1');
    const { origin } = await issuerWith(t, [signer.publicJwk]);
    const inside = await signer.sign({ ...claims, iss: origin });
    const jwe = await new CompactEncrypt(new TextEncoder().encode(inside))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT', kid: 'enc1' })
      .encrypt(reader.publicKey);
    const closed = await byIssuer(origin, jwe);
    assert.match(line(closed, 'decrypted'), /^unknown: It is encrypted \(alg RSA-OAEP-256, enc A256GCM, kid enc1\)/);
    const opened = await byIssuer(origin, jwe, { opener: given(await exportPKCS8(reader.privateKey)) });
    assert.deepEqual([outcomeOf(opened), opened.inner?.subject, opened.fits?.kid], ['fine', 'u1', 'k1']);
  });
});

suite('with a key that somebody gives', () => {
  test('a secret, as text, Base64 or hexadecimal', async () => {
    const secret = randomBytes(32);
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    for (const [text, reading] of [
      [secret.toString('base64'), /read as Base64/],
      [secret.toString('base64url'), /read as Base64/],
      [secret.toString('hex'), /read as hexadecimal/],
      [JSON.stringify({ kty: 'oct', k: secret.toString('base64url') }), /fits the key/],
    ] as const) {
      const it = await byKey(token, text);
      assert.equal(outcomeOf(it), 'fine', text);
      assert.match(line(it, 'signature'), reading);
    }
    const short = await byKey(hmac({ alg: 'HS256' }, claims, 'short'), ' short\n');
    assert.deepEqual([outcomeOf(short), short.fits?.secretBytes], ['fine', 5]);
    assert.match(
      line(await byKey(token, 'another secret'), 'signature'),
      /^wrong: The signature does not fit the secret/,
    );
  });

  test('PEM of a public or private key, a JWK, a JWK set', async () => {
    for (const alg of ['RS256', 'ES384', 'EdDSA']) {
      const { publicKey, privateKey, publicJwk, privateJwk, sign } = await keyPair(alg, 'k1');
      const token = await sign(claims);
      const sec1 = KeyObject.from(privateKey).export(
        alg === 'ES384' ? { type: 'sec1', format: 'pem' } : { type: 'pkcs8', format: 'pem' },
      );
      for (const text of [
        await exportSPKI(publicKey),
        await exportPKCS8(privateKey),
        sec1.toString(),
        JSON.stringify(publicJwk),
        JSON.stringify(privateJwk),
        JSON.stringify({ keys: [publicJwk] }),
      ]) {
        assert.equal(outcomeOf(await byKey(token, text)), 'fine', `${alg} ${text.slice(0, 40)}`);
      }
      const other = await byKey(token, await exportSPKI((await keyPair(alg)).publicKey));
      assert.match(line(other, 'signature'), /^wrong: The signature does not fit the public key/);
    }
  });

  test('PEM whose line breaks were lost or escaped', async () => {
    const { publicKey, sign } = await keyPair('RS256');
    const token = await sign(claims);
    const pem = await exportSPKI(publicKey);
    for (const text of [
      pem.replaceAll('\n', ''),
      pem.replaceAll('\n', ' '),
      pem.replaceAll('\n', '\\n'),
      pem.replaceAll('\n', '\r\n'),
    ])
      assert.equal(outcomeOf(await byKey(token, text)), 'fine', text.slice(20, 60));
  });

  const made = makeCertificates();
  test('a certificate', { skip: typeof made === 'string' && made }, async () => {
    assert.ok(typeof made !== 'string');
    const key = createPrivateKey(made.pem(made.key));
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(key);
    const it = await byKey(token, made.pem(made.good).toString());
    assert.match(line(it, 'signature'), /^fine: The signature fits the certificate/);
    assert.match(line(await byKey(token, made.pem(made.ca).toString()), 'signature'), /^wrong: .*the certificate/);
  });

  test('a secret-signed token beside a public key: the mix-up is named', async () => {
    const pem = await exportSPKI((await keyPair('RS256')).publicKey);
    const it = await byKey(hmac({ alg: 'HS256' }, claims, 'something'), pem);
    assert.match(line(it, 'alg'), /^wrong: alg is HS256, one shared secret, and the public key is an RSA key/);
    const forged = await byKey(hmac({ alg: 'HS256' }, claims, pem.trim()), pem);
    assert.match(line(forged, 'signature'), /^wrong: The signature was made with the public key/);
  });

  const unreadable: readonly [string, string, RegExp][] = [
    ['nothing', ' \n', /is empty/],
    ['too much', 'x'.repeat(300_000), /more than 200000 characters/],
    ['a cut PEM', '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----', /cannot be read: it was cut/],
    [
      'an encrypted key',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----',
      /openssl pkey/,
    ],
    ['JSON that is no key', '{"a":1}', /neither a JWK/],
    ['JSON that is cut', '{"kty":"RSA"', /begins like JSON/],
    ['an empty set', '{"keys":[]}', /holds no key/],
  ];
  for (const [name, text, says] of unreadable) test(`${name} is said`, () => assert.match(problem(text), says));
});

suite('an encrypted token, opened', () => {
  const ways: readonly [alg: string, enc: string, options?: { crv: string }][] = [
    ['RSA-OAEP', 'A128CBC-HS256'],
    ['RSA-OAEP-256', 'A256GCM'],
    ['ECDH-ES', 'A256GCM', { crv: 'P-256' }],
    ['ECDH-ES+A128KW', 'A128GCM', { crv: 'X25519' }],
  ];
  for (const [alg, enc, options] of ways) {
    test(`${alg} ${enc}, by its private key and by no other`, async () => {
      const reader = await keyPair(alg, undefined, options);
      const jwe = await new EncryptJWT(claims).setProtectedHeader({ alg, enc }).encrypt(reader.publicKey);
      const it = await byKey(jwe, JSON.stringify(reader.privateJwk));
      assert.match(
        line(it, 'decrypted'),
        new RegExp(`^fine: It was decrypted with the key \\(alg ${alg.replace('+', '\\+')}, enc ${enc}\\)`),
      );
      assert.equal(it.inner?.subject, 'u1');
      assert.match(line(it, 'signature'), /^unknown: Nobody signed what it holds/);
      assert.match(line(it, 'exp'), /^fine/);
      const other = await keyPair(alg, undefined, options);
      assert.match(
        line(await byKey(jwe, JSON.stringify(other.privateJwk)), 'decrypted'),
        /^wrong: The key does not open it/,
      );
      assert.match(
        line(await byKey(jwe, JSON.stringify(reader.publicJwk)), 'decrypted'),
        /^wrong: .*private .* key of the one it was made for/,
      );
    });
  }

  test('by a shared secret: dir, key wrapping, password', async () => {
    const secret = randomBytes(32);
    for (const [alg, enc] of [
      ['dir', 'A256GCM'],
      ['dir', 'A128CBC-HS256'],
      ['A256KW', 'A256GCM'],
      ['A256GCMKW', 'A128GCM'],
    ] as const) {
      const jwe = await new EncryptJWT(claims).setProtectedHeader({ alg, enc }).encrypt(secret);
      assert.equal((await byKey(jwe, secret.toString('base64'))).inner?.subject, 'u1', `${alg} ${enc}`);
      const short = await byKey(jwe, '[tiny');
      assert.match(line(short, 'decrypted'), /^wrong: The secret has 5 bytes, and A\d.* takes (?:16|32)\./);
    }
    const pbes = await new EncryptJWT(claims)
      .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM' })
      .encrypt(createSecretKey(Buffer.from('a password')));
    assert.equal((await byKey(pbes, 'a password')).inner?.subject, 'u1');
  });

  test('a signed token inside: the key that opened it is not blamed for the signature', async () => {
    const reader = await keyPair('RSA-OAEP-256');
    const signer = await keyPair('RS256', 'k7');
    const inside = new TextEncoder().encode(await signer.sign(claims));
    const jwe = await new CompactEncrypt(inside)
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
      .encrypt(reader.publicKey);
    const it = await byKey(jwe, JSON.stringify(reader.privateJwk));
    assert.match(line(it, 'signature'), /^unknown: It holds a signed token \(alg RS256, kid k7\)/);
    const set = JSON.stringify({ keys: [{ ...reader.privateJwk, use: 'enc' }, signer.publicJwk] });
    assert.match(line(await byKey(jwe, set), 'signature'), /^fine: The signature fits the key set k7/);
  });

  test('a changed one, and one that costs too much, are not opened', async () => {
    const secret = randomBytes(32);
    const jwe = await new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(secret);
    const parts = jwe.split('.');
    const changed = [...parts.slice(0, 3), encode('changed text'), parts[4]].join('.');
    assert.match(line(await byKey(changed, secret.toString('hex')), 'decrypted'), /^wrong: .*does not open it/);
    const header = encode({
      alg: 'PBES2-HS256+A128KW',
      enc: 'A128GCM',
      p2c: 2_000_000_000,
      p2s: encode('salt salt salt'),
    });
    const costly = [header, encode('x'.repeat(24)), encode('x'.repeat(12)), encode('x'), encode('x'.repeat(16))].join(
      '.',
    );
    assert.match(line(await byKey(costly, 'a password'), 'decrypted'), /^wrong/);
  });
});
