import { base64url, type HostileText, many, numbered, one } from './make.ts';

/** What stands where a token should stand. */
export const tokens: readonly HostileText[] = (
  [
    ['a huge payload', (n) => jwt(`{"sub":"${many('a', n)}"}`)],
    ['dots', (n) => many('.', n)],
    ['many parts', (n) => `eyJhbGciOiJIUzI1NiJ9${many('.e30', n)}`],
    ['claims nested deep', (n) => jwt(`{"a":${'['.repeat(n / 3)}${']'.repeat(n / 3)}}`)],
    ['claims nested deep that never close', (n) => jwt(`{"a":${'['.repeat(n)}`)],
    ['thousands of claims', (n) => jwt(`{${numbered((i) => `"c${i}":${i}`, n, ',')}}`)],
    ['thousands of scopes', (n) => jwt(`{"scope":"${numbered((i) => `s${i}`, n, ' ')}"}`)],
    ['thousands of roles', (n) => jwt(`{"roles":[${numbered((i) => `"r${i}"`, n, ',')}]}`)],
    ['__proto__ claims', (n) => jwt(`{"__proto__":{"exp":1},"constructor":1,"exp":${'9'.repeat(n / 2)},"iat":-1e308}`)],
    ['times that are no times', () => jwt('{"exp":1e308,"nbf":-1e308,"iat":"9999999999999999"}')],
    ['a huge header', (n) => `${base64url(`{"alg":"${many('H', n)}"}`)}.e30.a`],
    ['spaces', (n) => `eyJ${many(' ', n)}`],
    ['quotes', (n) => many('"', n)],
    ['percent signs', (n) => `eyJ${many('%', n)}`],
    ['scheme words', (n) => many('Bearer ', n)],
    ['braces', (n) => many('{{', n)],
    ['less-than signs', (n) => many('<', n)],
    ['one letter', (n) => many('a', n)],
    ['a JWT in a JWT', (n) => nested(n)],
    ['NULs', (n) => many('\0', n)],
    ['lone surrogates', (n) => many('\udc00', n)],
  ] as const satisfies readonly (readonly [string, (n: number) => string])[]
).map(([what, make]): HostileText => ({ what: `a token: ${what}`, as: 'token', make }));

function jwt(payload: string): string {
  return `${base64url('{"alg":"HS256"}')}.${base64url(payload)}.${'c2ln'.repeat(11).slice(0, 43)}`;
}

function nested(size: number): string {
  let token = jwt('{"sub":"u1"}');
  while (token.length < size)
    token = `eyJhbGciOiJIUzI1NiIsImN0eSI6IkpXVCJ9.${base64url(token)}.${'c2ln'.repeat(11).slice(0, 43)}`;
  return token;
}

/** A token in a request, as long as is still read. */
export const carried: readonly HostileText[] = tokens.map((it) =>
  one(`carried, ${it.what}`, (n) => ({ sent: [['Authorization', `Bearer ${it.make(Math.min(n, 70_000))}`]] })),
);
