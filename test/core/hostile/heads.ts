import { type HostileText, many, numbered, one } from './make.ts';

const challenges: readonly HostileText[] = (
  [
    ['a quote that never closes', (n) => `Bearer realm="${many('a', n)}`],
    ['thousands of quotes that never close', (n) => many('Bearer realm="a, ', n)],
    ['thousands of challenges', (n) => many('Bearer realm="a", ', n)],
    ['thousands of parameters', (n) => `Bearer ${numbered((i) => `p${i}="v"`, n, ', ')}`],
    ['escapes in escapes', (n) => `Bearer error_description="${many('\\\\\\"', n)}"`],
    ['commas', (n) => many(',', n)],
    ['equals signs', (n) => many('=', n)],
    ['spaces', (n) => `Bearer${many(' ', n)}x`],
    ['words', (n) => many('Basic ', n)],
    ['quotes', (n) => many('"', n)],
    ['backslashes', (n) => `Bearer realm="${many('\\', n)}`],
    ['one long word', (n) => many('a', n)],
    ['bare values', (n) => `Bearer scope=${many('a ', n)}`],
    ['token68 with its padding amiss', (n) => `Negotiate ${many('A=', n)}!`],
  ] as const satisfies readonly (readonly [string, (n: number) => string])[]
).map(([what, make]) => one(`WWW-Authenticate: ${what}`, (n) => ({ came: [['WWW-Authenticate', make(n)]] })));

const answerFields: readonly HostileText[] = [
  one('one huge header', (n) => ({ came: [['X-Error', many('denied ', n)]] })),
  one('one huge header that masks go through', (n) => ({ came: [['X-Error', many('token=a ', n)]] })),
  one('headers of one name', (n) => ({ came: Array.from({ length: n / 10 }, () => ['X-A', 'b'] as const) })),
  one('headers of many names', (n) => ({
    came: Array.from({ length: n / 20 }, (_, i) => [`X-${i}-Error`, 'no'] as const),
  })),
  one('headers of reasons', (n) => ({
    came: Array.from({ length: n / 40 }, (_, i) => [`X-Error-${i}`, `not allowed, says ${i}`] as const),
  })),
  one('WWW-Authenticate, again and again', (n) => ({
    came: Array.from({ length: n / 20 }, () => ['WWW-Authenticate', 'Bearer realm="a'] as const),
  })),
  one('Set-Cookie, again and again', (n) => ({
    came: Array.from({ length: n / 20 }, (_, i) => [`Set-Cookie`, `sid${i}=abcdefgh${i}; Path=/`] as const),
  })),
  one('one huge Set-Cookie', (n) => ({ came: [['Set-Cookie', many('a=b; ', n)]] })),
  one('a huge Location', (n) => ({ status: 302, came: [['Location', `https://id.test/login?${many('a=b&', n)}`]] })),
  one('a huge Date', (n) => ({ came: [['Date', many('Sun, 22 Nov 2026 ', n)]] })),
  one('a huge reason phrase', (n) => ({ statusText: many('Unauthorized ', n) })),
  one('a name of a header as long as a book', (n) => ({ came: [[many('x-error-', n), 'denied']] })),
];

const requestParts: readonly HostileText[] = [
  one('a huge Authorization', (n) => ({ sent: [['Authorization', `Bearer ${many('abcd', n)}`]] })),
  one('Authorization of words', (n) => ({ sent: [['Authorization', many('Bearer ', n)]] })),
  one('Authorization of spaces', (n) => ({ sent: [['Authorization', `Bearer${many(' ', n)}x`]] })),
  one('Authorization of parameters', (n) => ({ sent: [['Authorization', `Digest ${many('username="a", ', n)}`]] })),
  one('Authorization of unclosed quotes', (n) => ({ sent: [['Authorization', `Digest ${many('response="a\\', n)}`]] })),
  one('Authorization, again and again', (n) => ({
    sent: Array.from({ length: n / 50 }, (_, i) => ['Authorization', `Bearer abcdefghijklm${i}`] as const),
  })),
  one('Basic of a huge password', (n) => ({
    sent: [['Authorization', `Basic ${Buffer.from(`a:${many('b', n)}`).toString('base64')}`]],
  })),
  one('keys in thousands of headers', (n) => ({
    sent: Array.from({ length: n / 50 }, (_, i) => [`X-${i}-Api-Key`, `k${i}abcdefghijklm`] as const),
  })),
  one('one huge cookie', (n) => ({ sent: [['Cookie', `sid=${many('a', n)}`]] })),
  one('thousands of cookies', (n) => ({ sent: [['Cookie', numbered((i) => `sid${i}=abcdefgh${i}`, n, '; ')]] })),
  one('Cookie, again and again', (n) => ({
    sent: Array.from({ length: n / 50 }, (_, i) => ['Cookie', `sid${i}=abcdefghijkl${i}`] as const),
  })),
  one('cookies without names', (n) => ({ sent: [['Cookie', many(';', n)]] })),
  one('a huge query', (n) => ({ url: `https://api.test/?q=${many('a', n)}` })),
  one('thousands of parameters', (n) => ({
    url: `https://api.test/?${numbered((i) => `token${i}=abcdefghijklmnop${i}`, n, '&')}`,
  })),
  one('a query of question marks', (n) => ({ url: `https://api.test/${many('?', n)}` })),
  one('a query of percent signs', (n) => ({ url: `https://api.test/?a=${many('%', n)}` })),
  one('a huge path', (n) => ({ url: `https://api.test/${many('a/', n)}` })),
  one('a huge host', (n) => ({ url: `https://${many('a.', n)}test/` })),
  one('a huge user part', (n) => ({ url: `https://${many('a:', n)}@api.test/` })),
  one('a URL of slashes', (n) => ({ url: many('/', n) })),
  one('a huge User-Agent', (n) => ({ sent: [['User-Agent', many('curl/8 ', n)]] })),
  one('a huge Origin', (n) => ({ sent: [['Origin', `https://${many('a.', n)}`]] })),
  one('a posted form', (n) => ({ posted: numbered((i) => `password${i}=abcdefgh${i}`, n, '&') })),
  one('posted JSON', (n) => ({ posted: `{${numbered((i) => `"password${i}":"abcdefgh${i}"`, n, ',')}}` })),
  one('posted JSON that never closes', (n) => ({ posted: many('{"token":"', n) })),
];

/** Header fields and URLs, of requests and of answers. */
export const heads: readonly HostileText[] = [...challenges, ...answerFields, ...requestParts];
