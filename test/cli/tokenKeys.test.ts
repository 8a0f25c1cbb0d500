import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { EncryptJWT, exportPKCS8, exportSPKI, SignJWT } from 'jose';
import { issuerWith, keyPair } from '../send/keys/issuer.ts';
import { call, jsonLines } from './call.ts';

const now = Date.UTC(2026, 10, 22, 19, 4, 11) / 1000;
const secret = 'a secret of at least 32 bytes, for HS256';
const hs256 = (claims: Record<string, unknown>, by = secret) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(by));

interface Verification {
  readonly kind: string;
  readonly says: string;
  readonly checks?: readonly { readonly check: string; readonly outcome: string; readonly says: string }[];
}
const verified = async (args: readonly string[], given?: Parameters<typeof call>[1]) => {
  const { code, out, err } = await call(['token', '--json', ...args], given);
  const view = jsonLines(out)[0];
  return { code, err, view, verification: view?.verification as Verification | undefined };
};

suite('why401 token with a key', () => {
  let directory = '';
  const file = async (name: string, text: string) => {
    await writeFile(join(directory, name), text);
    return join(directory, name);
  };
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'why401-test-'));
  });
  after(() => rm(directory, { recursive: true }));

  test('a secret in the environment: fits, or does not; nothing shows it', async () => {
    const token = await hs256({ sub: 'u1', exp: now + 600 });
    const fine = await verified([token, '--secret-env', 'JWT_SECRET'], { env: { JWT_SECRET: secret } });
    assert.deepEqual([fine.code, fine.verification?.kind], [0, 'verified']);
    assert.deepEqual(
      fine.verification?.checks?.map((it) => it.check),
      ['key', 'alg', 'signature', 'exp', 'nbf', 'iss', 'aud'],
    );
    assert.ok(!JSON.stringify(fine.view).includes(secret));
    const other = await verified([token, '--secret-env', 'JWT_SECRET'], { env: { JWT_SECRET: 'another' } });
    assert.deepEqual([other.code, other.verification?.kind], [1, 'not-verified']);
  });

  test('a file, and standard input', async () => {
    const { publicKey, sign } = await keyPair('ES256');
    const token = await sign({ sub: 'u1', exp: now + 600 });
    const pem = await exportSPKI(publicKey);
    assert.equal((await verified([token, '--key', await file('key.pem', pem)])).verification?.kind, 'verified');
    assert.equal((await verified([token, '--key', '-'], { stdin: pem })).verification?.kind, 'verified');
    const fromInput = await verified(['-', '--key', await file('key.pem', pem)], { stdin: token });
    assert.equal(fromInput.verification?.kind, 'verified');
  });

  test('an issuer is expected, without being asked', async () => {
    const token = await hs256({ iss: 'https://id.test', exp: now + 600 });
    const args = [token, '--secret-env', 'S', '--issuer'];
    const same = await verified([...args, 'https://id.test'], { env: { S: secret } });
    assert.deepEqual([same.code, same.verification?.kind], [0, 'verified']);
    const other = await verified([...args, 'https://prod.test'], { env: { S: secret } });
    assert.deepEqual([other.code, other.verification?.kind], [1, 'not-verified']);
    assert.match(other.verification?.says ?? '', /iss is https:\/\/id\.test; --issuer names https:\/\/prod\.test/);
  });

  test('an encrypted token is opened, its claims are read and checked', async () => {
    const { publicKey, privateKey } = await keyPair('RSA-OAEP-256');
    const encrypt = (exp: number) =>
      new EncryptJWT({ sub: 'u7', exp }).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }).encrypt(publicKey);
    const key = await file('private.pem', await exportPKCS8(privateKey));
    const open = await verified([await encrypt(now + 600), '--key', key]);
    assert.deepEqual([open.code, open.verification?.kind, open.view?.kind], [0, 'decrypted', 'jwe']);
    assert.deepEqual(open.view?.payload, { sub: 'u7', exp: now + 600 });
    assert.equal((await verified([await encrypt(now - 600), '--key', key])).code, 1);
    const wrong = await file('wrong.pem', await exportPKCS8((await keyPair('RSA-OAEP-256')).privateKey));
    const closed = await verified([await encrypt(now + 600), '--key', wrong]);
    assert.deepEqual([closed.code, closed.verification?.kind], [1, 'not-verified']);
    const named = await call(['token', await encrypt(now + 600)]);
    assert.match(named.out, /--key FILE opens it/);
  });

  test('wrong usage is said', async () => {
    const token = await hs256({ sub: 'u1' });
    const rows: readonly [readonly string[], RegExp][] = [
      [['--key', join(directory, 'none.pem')], /cannot be read: there is no such file/],
      [
        ['--key', await file('cut.pem', '-----BEGIN PUBLIC KEY-----\nMII\n')],
        /PEM block \(PUBLIC KEY\) cannot be read/,
      ],
      [['--secret-env', 'NOT_SET'], /NOT_SET of --secret-env is not set/],
      [['--secret-env', 'S', '--key', 'x'], /give one/],
      [['--issuer', 'https://id.test'], /with --verify only/],
    ];
    for (const [args, says] of rows) {
      const { code, err } = await call(['token', token, ...args], { env: { S: 'x' } });
      assert.equal(code, 2, args.join(' '));
      assert.match(err, says);
    }
    assert.match((await call(['token', '--key', '-'], { stdin: 'x' })).err, /TOKEN is expected as an argument/);
  });
});

suite('why401 token --verify asks', () => {
  test('nobody elsewhere without a word of the person', async () => {
    const it = await verified([await hs256({ iss: 'https://id.example', exp: now + 600 }), '--verify']);
    assert.deepEqual([it.code, it.verification?.kind], [1, 'no-keys']);
    assert.match(it.verification?.says ?? '', /was not asked: --issuer https:\/\/id\.example says that it may be/);
  });

  test('the issuer that is named, not the one that the token names', async (t) => {
    const right = await keyPair('ES256', 'k1');
    const issuer = await issuerWith(t, [right.publicJwk]);
    const evil = await issuerWith(t, []);
    const token = await right.sign({ iss: evil.origin, exp: now + 600 });
    const it = await verified([token, '--verify', '--issuer', issuer.origin]);
    assert.deepEqual(evil.asked, []);
    assert.deepEqual([it.code, it.verification?.kind], [1, 'not-verified']);
    assert.match(it.verification?.says ?? '', /--issuer names/);
    assert.equal(it.verification?.checks?.find(({ check }) => check === 'signature')?.outcome, 'fine');
  });

  test('and prints each check for itself', async (t) => {
    const key = await keyPair('ES256', 'k1');
    const { origin } = await issuerWith(t, [key.publicJwk]);
    const { out, code } = await call(['token', await key.sign({ iss: origin, exp: now - 60 }), '--verify']);
    assert.equal(code, 1);
    assert.match(out, /^Signature {2}The signature fits the issuer's key k1/m);
    assert.match(out, /^ {2}ok {7}kid k1 is among the issuer's keys\.$/m);
    assert.match(out, new RegExp(`^ {2}asked ${origin}/keys$`, 'm'));
  });
});

test('why401 token says what could be better, with the steps', async () => {
  const token = await hs256({ scope: 'a', iat: now, exp: now + 90 * 86_400, password: 'x' }, 'tiny');
  const { out } = await call(['token', token, '--secret-env', 'S'], { env: { S: 'tiny' } });
  assert.match(out, /^Token care$/m);
  assert.match(out, /The secret that signs the token has 4 bytes/);
  assert.match(out, /^ {6}1\. Make a new secret/m);
  const json = await verified([token]);
  const care = json.view?.care;
  assert.ok(Array.isArray(care));
  assert.deepEqual(
    care.map(({ id }) => id),
    ['sensitive-claims', 'long-lifetime'],
  );
});
