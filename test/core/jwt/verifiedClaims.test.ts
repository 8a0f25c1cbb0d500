import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDecrypted } from '../../../src/core/jwt/decrypted.ts';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import { outcomeOf } from '../../../src/core/jwt/verification.ts';
import { type ClaimOptions, claimChecks } from '../../../src/core/jwt/verifiedClaims.ts';
import { jwt, now } from '../../check.ts';

const iss = 'https://id.test';
const lines = (claims: Record<string, unknown>, options: Partial<ClaimOptions> = {}) =>
  claimChecks(inspectToken(jwt(claims)), { now, ...options }).map((it) => `${it.check} ${it.outcome}: ${it.says}`);
const one = (check: string, claims: Record<string, unknown>, options: Partial<ClaimOptions> = {}) =>
  lines(claims, options).find((it) => it.startsWith(`${check} `)) ?? '';
const expected = (issuer: string | undefined, audiences: readonly string[] = []) => ({
  expected: { ...(issuer === undefined ? {} : { issuer }), audiences, from: 'the sign-in admin' },
});

test('each claim is said for itself, in the order of a server', () => {
  assert.deepEqual(
    lines({ iss, exp: 60, nbf: -60, aud: 'api' }).map((it) => it.split(' ', 2).join(' ')),
    ['exp fine:', 'nbf fine:', 'iss unknown:', 'aud unknown:'],
  );
});

const rows: readonly [
  check: string,
  claims: Record<string, unknown>,
  options: Partial<ClaimOptions>,
  wanted: RegExp,
][] = [
  ['exp', { exp: -60 }, {}, /^exp wrong: It expired/],
  ['exp', {}, {}, /^exp unknown: It names no expiry/],
  ['exp', { exp: -60 }, { serverNow: now - 3600 }, /^exp fine: .*by the server's clock it is still valid/],
  ['exp', { exp: 60 }, { serverNow: now + 3600 }, /^exp wrong: .*by the server's clock it has expired/],
  ['nbf', { nbf: 600 }, {}, /^nbf wrong: It becomes valid/],
  ['nbf', {}, {}, /^nbf fine: It names no beginning/],
  ['iss', { iss }, expected(iss), /^iss fine: .*as the sign-in admin names it/],
  ['iss', { iss }, expected(`${iss}/`), /^iss wrong: .*slash at the end/],
  [
    'iss',
    { iss },
    expected('https://other.test'),
    /^iss wrong: iss is https:\/\/id\.test; the sign-in admin names https:\/\/other\.test\.$/,
  ],
  ['iss', {}, expected(iss), /^iss wrong: It names no issuer/],
  ['iss', {}, {}, /^iss unknown/],
  ['iss', { iss }, { asked: { issuer: iss, named: iss } }, /^iss unknown: .*was asked/],
  [
    'iss',
    { iss },
    { asked: { issuer: iss, named: 'https://evil.test' } },
    /^iss wrong: .*calls it https:\/\/evil\.test/,
  ],
  ['aud', { aud: ['a', 'b'] }, expected(undefined, ['b']), /^aud fine: aud is a, b/],
  ['aud', { aud: 'a' }, expected(undefined, ['b']), /^aud wrong: aud is a; the sign-in admin asks for b/],
  ['aud', {}, expected(undefined, ['b']), /^aud wrong: It names no audience/],
  ['aud', {}, {}, /^aud unknown: It names no audience/],
  ['aud', { aud: 'https://api.test' }, { requestUrl: 'https://api.test/me' }, /^aud fine/],
  ['aud', { aud: 'https://api.test' }, { requestUrl: 'https://other.example/me' }, /^aud unknown/],
];
for (const [check, claims, options, wanted] of rows) {
  test(`${check} ${JSON.stringify(claims)} ${JSON.stringify(options)}`, () => {
    assert.match(one(check, claims, options), wanted);
  });
}

test('one wrong thing makes it wrong; without a signature nothing is fine', () => {
  const fine = { check: 'signature', outcome: 'fine', says: '' } as const;
  const late = { check: 'exp', outcome: 'wrong', says: '' } as const;
  const unknown = { check: 'aud', outcome: 'unknown', says: '' } as const;
  assert.equal(outcomeOf({ checks: [fine, unknown] }), 'fine');
  assert.equal(outcomeOf({ checks: [fine, late] }), 'wrong');
  assert.equal(outcomeOf({ checks: [unknown] }), 'unknown');
});

test('what a token held: a token, claims, or neither', () => {
  const header = { alg: 'dir', enc: 'A256GCM' };
  assert.equal(readDecrypted(header, jwt({ sub: 'u1' }))?.subject, 'u1');
  const claims = readDecrypted(header, JSON.stringify({ sub: 'u2', exp: 'soon' }));
  assert.deepEqual(
    [claims?.kind, claims?.subject, claims?.defects.map((it) => it.code)],
    ['jwe', 'u2', ['time-not-number']],
  );
  assert.equal(readDecrypted(header, 'hello there'), undefined);
  assert.equal(readDecrypted(header, '{"sub":'), undefined);
  const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)},"sub":"u3"}`;
  assert.deepEqual(Object.keys(readDecrypted(header, deep)?.payload ?? {}), ['sub']);
});
