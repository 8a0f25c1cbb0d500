import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('a bound token without proof', () => {
  check(
    `
    GET https://rs.test/a
    Authorization: Bearer ${jwt({ exp: 60, cnf: { jkt: 'abc' } })}

    401
    WWW-Authenticate: DPoP algs="ES256"
    `,
    `
      proof-of-possession-invalid proven: The token is bound to a key (cnf), and the request has no \`DPoP\` proof.
    `,
  );
});

test('a proof for another URL', () => {
  check(
    `
    GET https://rs.test/b
    Authorization: DPoP ${jwt({ exp: 60, cnf: { jkt: 'abc' } })}
    DPoP: ${jwt({ htm: 'GET', htu: 'https://rs.test/a' }, { typ: 'dpop+jwt' })}

    401
    `,
    `
      proof-of-possession-invalid proven: The DPoP proof is for another request: htu is \`https://rs.test/a\`, the request goes to \`https://rs.test/b\`.
    `,
  );
});

test('a plain bearer token', () => {
  check(
    `
    GET https://rs.test/a
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent proof-of-possession-invalid
    `,
  );
});

test('the first proof cannot have the nonce yet', () => {
  check(
    `
    GET https://a.test/x
    Authorization: DPoP abcdef0123456789abcdef
    DPoP: abc

    401
    WWW-Authenticate: DPoP error="use_dpop_nonce"
    DPoP-Nonce: fJtga2-rRN0DVZyI
    `,
    `
      proof-of-possession-invalid stated: The server wants its nonce in the proof, and hands one out in \`DPoP-Nonce\`.
    `,
  );
});
