import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readCare } from '../../../src/core/care/index.ts';
import { readRefreshed } from '../../../src/core/care/refreshed.ts';
import type { CareScene } from '../../../src/core/care/remark.ts';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import type { Verification } from '../../../src/core/jwt/verification.ts';
import { Secret } from '../../../src/core/secret.ts';
import { plain } from '../../../src/core/text.ts';
import { exchange, now } from '../../check.ts';
import { read, sourceFiles } from '../../contract/sources.ts';
import { encode } from '../jwt/makeJwt.ts';

const day = 86_400;
const lengths: Readonly<Record<string, number>> = { ES256: 64, RS256: 256, HS256: 32, HS512: 64 };
const tokenOf = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) => {
  const whole = { alg: 'ES256', kid: 'k1', typ: 'at+jwt', ...header };
  const signature = Buffer.alloc(lengths[whole.alg] ?? 64, 7).toString('base64url');
  return inspectToken(`${encode(whole)}.${encode(claims)}.${signature}`);
};
/** A token that is as the standards want it. */
const good = { iss: 'https://id.test', sub: 'u1', aud: 'https://api.test', scope: 'a', iat: now, exp: now + 3600 };
const scene = (
  claims: Record<string, unknown>,
  header?: Record<string, unknown>,
  more: Partial<CareScene> = {},
): CareScene => ({
  token: tokenOf(claims, header),
  now,
  ...more,
});
const ids = (it: CareScene) => readCare(it).map(({ id }) => id);
const verified = (more: Partial<Verification>): { readonly verification: Verification } => ({
  verification: {
    token: new Secret('x'),
    by: { by: 'issuer', issuer: 'https://id.test' },
    checks: [],
    keys: { names: [{ kid: 'k1' }], count: 1 },
    asked: [],
    at: now * 1000,
    ...more,
  },
});
const inHeader = { at: { in: 'request-header', name: 'Authorization' } } as const;

test('nothing is said of a token that is as it should be, however it was sent and verified', () => {
  assert.deepEqual(ids(scene(good, {}, { ...inHeader, requestUrl: 'https://api.test/me' })), []);
  const checks = [{ check: 'key', outcome: 'fine', says: '' }] as const;
  assert.deepEqual(ids(scene(good, {}, verified({ checks, fits: { kid: 'k1', endsAt: now + 365 * day } }))), []);
  assert.deepEqual(
    ids(scene(good, {}, { refreshed: { rotated: true, clientIsPublic: true }, keptIn: 'api.http' })),
    [],
  );
});

const rows: readonly [what: string, it: CareScene, wanted: readonly string[]][] = [
  ['an access token for a day', scene({ ...good, exp: now + day }), []],
  ['an access token for longer', scene({ ...good, exp: now + 30 * day }), ['long-lifetime']],
  ['the same, bound to a key', scene({ ...good, exp: now + 30 * day, cnf: { jkt: 'x' } }), []],
  ['one of Entra that ends with its session', scene({ ...good, exp: now + 28 * 3600, xms_cc: ['CP1'] }), []],
  ['one of Entra that does not', scene({ ...good, exp: now + 28 * 3600, xms_cc: ['other'] }), ['long-lifetime']],
  [
    'one of a pod',
    scene(
      { ...good, exp: now + 365 * day, 'kubernetes.io': { namespace: 'a', warnafter: now + 3607 } },
      { typ: undefined },
    ),
    [],
  ],
  ['one of Okta', scene({ ...good, ver: 1, cid: '0oa1', scp: ['a'] }, { typ: undefined }), []],
  ['an ID token for longer', scene({ ...good, scope: undefined, nonce: 'n', exp: now + 30 * day }, { typ: 'JWT' }), []],
  [
    'a token of unknown use, sent',
    scene({ sub: 'u1', iat: now, exp: now + 30 * day }, { typ: 'JWT' }, inHeader),
    ['long-lifetime'],
  ],
  ['a token of unknown use, alone', scene({ sub: 'u1', iat: now, exp: now + 30 * day }, { typ: 'JWT' }), []],
  ['times in milliseconds', scene({ ...good, iat: now * 1000, exp: (now + 3600) * 1000 }), []],
  ['no end', scene({ ...good, exp: undefined }), ['no-expiry']],
  ['no audience', scene({ ...good, aud: undefined }), ['no-audience']],
  ['no audience, no issuer', scene({ ...good, aud: undefined, iss: undefined }), []],
  ['no kid', scene(good, { kid: undefined }), ['kid-missing']],
  ['no kid, its certificate named', scene(good, { kid: undefined, 'x5t#S256': 'x' }), []],
  ['no kid, a shared secret', scene(good, { kid: undefined, alg: 'HS256' }), []],
  ['no typ', scene(good, { typ: undefined }), ['typ-missing']],
  ['no typ, said in a claim', scene({ ...good, token_use: 'access' }, { typ: undefined }), []],
  [
    'a shared secret, issuer and API apart',
    scene(good, { alg: 'HS256' }, { requestUrl: 'https://api.test/me' }),
    ['shared-secret'],
  ],
  ['a shared secret of one party', scene(good, { alg: 'HS256' }, { requestUrl: 'https://id.test/me' }), []],
  ['a shared secret, several audiences', scene({ ...good, aud: ['a', 'b'] }, { alg: 'HS256' }), ['shared-secret']],
  ['a short secret', scene(good, { alg: 'HS256' }, verified({ fits: { secretBytes: 8 } })), ['weak-secret']],
  ['a long secret', scene(good, { alg: 'HS256' }, verified({ fits: { secretBytes: 32 } })), []],
  ['a password inside', scene({ ...good, password: 'x', client_secret: 'y' }), ['sensitive-claims']],
  ['claims that only sound like it', scene({ ...good, password_changed_at: 1, secretary: 'x' }), []],
  ['in the URL', scene(good, {}, { at: { in: 'url', part: 'query', name: 'token' } }), ['token-in-url']],
  [
    'a refresh token in the repository',
    scene({ ...good, typ: 'Refresh' }, { typ: 'JWT' }, { keptIn: 'api.http' }),
    ['refresh-token-in-repository'],
  ],
  [
    'a refresh token that stays, public client',
    scene(good, {}, { refreshed: { rotated: false, clientIsPublic: true } }),
    ['no-rotation'],
  ],
  [
    'a refresh token that stays, client with a secret',
    scene(good, {}, { refreshed: { rotated: false, clientIsPublic: false } }),
    [],
  ],
  [
    'a key that is not published',
    scene(good, { kid: 'k9' }, verified({ checks: [{ check: 'key', outcome: 'wrong', says: '' }] })),
    ['key-not-published'],
  ],
  ['a key that ends soon', scene(good, {}, verified({ fits: { kid: 'k1', endsAt: now + 5 * day } })), ['key-ending']],
  ['a key that ends later', scene(good, {}, verified({ fits: { kid: 'k1', endsAt: now + 60 * day } })), []],
];
suite('what is said of', () => {
  for (const [what, it, wanted] of rows) test(what, () => assert.deepEqual(ids(it), wanted));
});

test('docs/tokens.md has each', () => {
  const docs = read('docs/tokens.md');
  for (const path of sourceFiles('src/core/care')) {
    const id = /^ {4}id: '([\w-]+)',$/m.exec(read(path))?.[1];
    if (id !== undefined) assert.ok(docs.includes(`| \`${id}\` |`), id);
  }
  assert.match(docs, /\| `long-lifetime` \|/);
});

test('a few at most, the most pressing first', () => {
  const it = scene(
    { ...good, aud: undefined, exp: now + 90 * day, password: 'x' },
    { kid: undefined, typ: undefined },
    { at: { in: 'url', part: 'query', name: 'access_token' } },
  );
  assert.deepEqual(ids(it), ['token-in-url', 'sensitive-claims', 'long-lifetime', 'no-audience']);
});

test('each says what to ask for, with a page; keys and secrets with the steps to replace them', () => {
  for (const [, it] of rows) {
    for (const { id, says, ask, rotate, link } of readCare(it)) {
      assert.match(plain(says), /^[A-Z`].*\.$/, id);
      assert.match(plain(ask), /^(?:Ask|Have|Send|Revoke|Replace) .*\.$/, id);
      assert.match(link, /^https:\/\/(?:www\.rfc-editor\.org|openid\.net)\//, id);
      assert.ok((rotate?.length ?? 3) >= 3, id);
    }
  }
  const [ending] = readCare(scene(good, {}, verified({ fits: { kid: 'k1', endsAt: now - day } })));
  assert.equal(
    plain(ending?.says ?? { parts: [] }),
    'The key `k1` that signed the token ended 1 day ago (2026-11-21 19:04:11 UTC), and no other is published yet.',
  );
  assert.equal(ending?.rotate?.length, 4);
});

test('what a refresh shows of rotation', () => {
  const call = (form: string, answer: object, headers = '', status = 200) =>
    readRefreshed(
      exchange(
        `POST https://id.test/token\nContent-Type: application/x-www-form-urlencoded${headers}\n\n${form}\n\n${status}\nContent-Type: application/json\n\n${JSON.stringify(answer)}`,
      ),
    );
  const form = 'grant_type=refresh_token&refresh_token=r1&client_id=app';
  assert.deepEqual(call(form, { access_token: 'a' }), { rotated: false, clientIsPublic: true });
  assert.deepEqual(call(form, { access_token: 'a', refresh_token: 'r1' }), { rotated: false, clientIsPublic: true });
  assert.deepEqual(call(form, { access_token: 'a', refresh_token: 'r2' }), { rotated: true, clientIsPublic: true });
  for (const it of ['&client_secret=s', '&client_assertion=x'])
    assert.equal(call(form + it, { access_token: 'a' })?.clientIsPublic, false);
  for (const it of ['\nAuthorization: Basic YTpi', '\nDPoP: eyJ'])
    assert.equal(call(form, { access_token: 'a' }, it)?.clientIsPublic, false);
  assert.equal(call(form, { error: 'invalid_grant' }, '', 400), undefined);
  assert.equal(call(form, { ok: true }), undefined);
  assert.equal(call('grant_type=password&username=a', { access_token: 'a' }), undefined);
});
