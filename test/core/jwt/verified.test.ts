import { suite, test } from 'node:test';
import type { Verification, VerificationCheck } from '../../../src/core/jwt/verification.ts';
import { Secret } from '../../../src/core/secret.ts';
import { check, jwt, now } from '../../check.ts';

const issuer = 'https://id.test';
const token = jwt({ iss: issuer, exp: 3600 }, { kid: 'k1' });

const of = (
  checks: readonly [VerificationCheck['check'], VerificationCheck['outcome']][],
  more: Partial<Verification> = {},
): Verification => ({
  token: new Secret(token),
  by: { by: 'issuer', issuer },
  checks: checks.map(([it, outcome]) => ({ check: it, outcome, says: `${it} is ${outcome}.` })),
  asked: [`${issuer}/keys`],
  keys: { names: [{ kid: 'k1' }], count: 1, from: `${issuer}/keys`, fetchedAt: now * 1000 },
  at: now * 1000,
  ...more,
});

const refused = (answer: string, sent = token) => `
    GET https://api.test/me
    Authorization: Bearer ${sent}

    ${answer}
    `;
const bare = refused('401');
const saysSignature = refused(
  '401\n    WWW-Authenticate: Bearer error="invalid_token", error_description="invalid signature"',
);
const saysScope = refused('403\n    WWW-Authenticate: Bearer error="insufficient_scope", scope="admin"');

suite('a checked signature', () => {
  test("that fits none of the issuer's keys is the proven reason", () => {
    check(
      bare,
      `
      token-signature-invalid proven: The signature fits none of the keys of \`https://id.test\`.
        shows: it was checked with the keys of \`https://id.test\`, read at 2026-11-22 19:04:11 UTC
        shows: \`kid\` is \`k1\`
      `,
      [of([['signature', 'wrong']])],
    );
  });

  test('that fits rules the cause out, naming the key', () => {
    check(
      bare,
      `
      token-invalid likely: The server rejects the token in \`Authorization\` and does not say why.
      ruled out token-signature-invalid: The signature fits the key \`k1\` of \`https://id.test\`.
      `,
      [of([['signature', 'fine']], { fits: { kid: 'k1' } })],
    );
  });

  test('that fits, while the server says otherwise: the server has other keys', () => {
    check(
      saysSignature,
      `
      token-signature-invalid stated: The server could not verify the signature of the token, though it fits the key \`k1\` of \`https://id.test\`.
        fix: Have the server read the keys anew, and compare where it reads them with \`https://id.test/keys\`
      `,
      [of([['signature', 'fine']], { fits: { kid: 'k1' } })],
    );
  });

  test('that does not fit a key somebody gave: the key may be the wrong one', () => {
    const given = { by: { by: 'given', what: 'the certificate' } } as const;
    check(
      bare,
      `
      token-signature-invalid likely: The signature does not fit the certificate that was given.
      `,
      [of([['signature', 'wrong']], given)],
    );
    check(
      saysSignature,
      '\n      token-signature-invalid proven: The signature does not fit the certificate that was given.\n',
      [of([['signature', 'wrong']], given)],
    );
  });

  test('is no reason where the server knows the caller', () => {
    check(saysScope, '\n      scope-missing stated: The request needs `admin`.\n', [of([['signature', 'wrong']])]);
  });

  test('that could not be checked says nothing', () => {
    check(bare, '\n      silent token-signature-invalid\n', [of([['signature', 'unknown']])]);
  });

  test('of another token does not count, of the same with words around it does', () => {
    const other = jwt({ iss: issuer, exp: 3600, sub: 'another' }, { kid: 'k1' });
    check(bare, '\n      silent token-signature-invalid\n', [
      of([['signature', 'wrong']], { token: new Secret(other) }),
    ]);
    check(bare, '\n      token-signature-invalid proven: The signature fits none of the keys of `https://id.test`.\n', [
      of([['signature', 'wrong']], { token: new Secret(`Bearer ${token}`) }),
    ]);
  });

  test('the newest answer counts', () => {
    const older = of([['signature', 'wrong']]);
    const newer = of([['signature', 'fine']], { fits: { kid: 'k1' } });
    check(bare, '\n      silent token-signature-invalid\n', [older, newer]);
  });
});

suite('a compared issuer', () => {
  const expected = (wanted: string) => ({ expected: { issuer: wanted, audiences: [], from: 'the sign-in admin' } });

  test('that differs from the configured one is the proven reason', () => {
    check(
      bare,
      `
      token-wrong-issuer proven: The token's issuer is \`https://id.test\`, and the sign-in admin names \`https://prod.test\`.
        fix: Get the token from \`https://prod.test\`
      `,
      [of([['iss', 'wrong']], expected('https://prod.test'))],
    );
  });

  test('that is the configured one is ruled out', () => {
    check(
      bare,
      '\n      ruled out token-wrong-issuer: iss is `https://id.test`, the issuer that the sign-in admin names.\n',
      [of([['iss', 'fine']], expected(issuer))],
    );
  });

  test('without a configured one nothing is said', () => {
    check(bare, '\n      silent token-wrong-issuer\n', [of([['iss', 'wrong']])]);
  });
});

suite('an issuer that was asked about the token', () => {
  const asked = { by: { by: 'introspection', endpoint: 'https://id.test/introspect' } } as const;

  test('and does not take it says that it was revoked', () => {
    check(
      bare,
      `
      token-revoked stated: The issuer says that the token is not active, though its exp lies ahead: it was revoked.
        shows: \`https://id.test/introspect\` was asked at 2026-11-22 19:04:11 UTC and does not take it
      `,
      [of([['active', 'wrong']], asked)],
    );
  });

  test('does not take an opaque one: expired or revoked', () => {
    const opaque = 'kq83hf7s9dk2lq0xcv5m';
    check(
      refused('401', opaque),
      `
      token-revoked stated: The issuer says that the token is not active: it has expired or was revoked, or another issuer gave it.
      `,
      [of([['active', 'wrong']], { ...asked, token: new Secret(opaque) })],
    );
  });

  test('does not take an expired one: its end is the reason', () => {
    const old = jwt({ iss: issuer, exp: -3600 });
    check(
      refused('401', old),
      `
      token-expired proven: The token expired 1 hour before the request was sent.
      silent token-revoked
      `,
      [of([['active', 'wrong']], { ...asked, token: new Secret(old) })],
    );
  });

  test('and takes it rules that out', () => {
    check(
      bare,
      `
      ruled out token-revoked: Its issuer takes it: \`https://id.test/introspect\` was asked at 2026-11-22 19:04:11 UTC.
      `,
      [of([['active', 'fine']], asked)],
    );
  });
});
