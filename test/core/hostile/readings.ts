import { entry, type HostileText, har, many, numbered } from './make.ts';

/** HARs. */
export const hars: readonly HostileText[] = (
  [
    ['nested deep', (n) => `{"log":{"entries":${'['.repeat(n / 2)}${']'.repeat(n / 2)}}}`],
    ['nested deep, unterminated', (n) => `{"log":{"entries":${'['.repeat(n)}`],
    ['cut off', (n) => har(Array.from({ length: n / 500 }, () => entry({}))).slice(0, -10)],
    ['line feeds before what is cut off', (n) => `{${many('\n', n)}"log":`],
    ['nulls for entries', (n) => `{"log":{"entries":[${many('null,', n)}null]}}`],
    ['numbers for entries', (n) => `{"log":{"entries":[${many('1,', n)}1]}}`],
    ['empty entries', (n) => `{"log":{"entries":[${many('{},', n)}{}]}}`],
    [
      'entries without an answer',
      (n) => har(Array.from({ length: n / 300 }, () => ({ request: { url: 'https://a.test' } }))),
    ],
    [
      'entries that are fine',
      (n) => har(Array.from({ length: n / 600 }, (_, i) => entry({ status: 200, url: `https://a.test/${i}` }))),
    ],
    [
      'redirects, one to the next',
      (n) =>
        har(
          Array.from({ length: n / 700 }, (_, i) =>
            entry({ status: 302, url: `https://a.test/${i}`, came: [['Location', `https://a.test/${i + 1}`]] }),
          ),
        ),
    ],
    [
      'a refusal behind thousands of entries',
      (n) =>
        har([
          ...Array.from({ length: n / 600 }, (_, i) => entry({ status: 200, url: `https://api.test/${i}` })),
          entry({}),
        ]),
    ],
    [
      'one small entry, again and again',
      (n) =>
        `{"log":{"entries":[${many('{"request":{"url":"https://a.test/"},"response":{"status":200,"headers":[]}},', n)}{}]}}`,
    ],
    ['one refusal, again and again', (n) => har(Array.from({ length: n / 700 }, () => entry({ body: 'no' })))],
    [
      'one small refusal, again and again',
      (n) =>
        `{"log":{"entries":[${many('{"request":{"url":"https://a.test/"},"response":{"status":401,"headers":[]}},', n)}{}]}}`,
    ],
    [
      'wrong types throughout',
      () =>
        har([
          {
            startedDateTime: {},
            time: 'x',
            request: {
              method: 1,
              url: 'https://a.test',
              httpVersion: [],
              headers: [1, null, { name: 1 }, { name: 'a', value: {} }],
              cookies: 7,
              postData: [],
            },
            response: {
              status: '401',
              statusText: {},
              headers: { a: [1] },
              content: { size: 'x', text: 5, encoding: 1 },
            },
            timings: null,
          },
        ]),
    ],
    ['texts for times', () => har([{ ...entry({}), startedDateTime: '99999-99-99T99:99:99Z', time: 'long' }])],
    [
      'base64 that is none',
      (n) =>
        har([
          { ...entry({}), response: { status: 401, headers: [], content: { encoding: 'base64', text: many('!', n) } } },
        ]),
    ],
    [
      'base64 of no UTF-8',
      (n) =>
        har([
          {
            ...entry({}),
            response: {
              status: 401,
              headers: [],
              content: { encoding: 'base64', text: Buffer.alloc(n * 0.7, 0xff).toString('base64') },
            },
          },
        ]),
    ],
    ['a byte order mark', (n) => `\ufeff${har([entry({ body: many('a', n) })])}`],
    [
      '__proto__ members',
      (n) =>
        `{"__proto__":{"log":1},"log":{"__proto__":{},"entries":[{"__proto__":{"request":1}}],"x":"${many('a', n)}"}}`,
    ],
    ['one string', (n) => `"${many('a', n)}"`],
    ['braces', (n) => many('{', n)],
    ['quotes', (n) => `{${many('"', n)}`],
  ] as const satisfies readonly (readonly [string, (n: number) => string])[]
).map(([what, make]): HostileText => ({ what: `a HAR: ${what}`, as: 'exchanges', make }));

const curlHead = '> GET /items HTTP/1.1\n> Host: api.test\n>\n< HTTP/1.1 401 Unauthorized\n';

/** What curl and other clients print. */
export const prints: readonly HostileText[] = (
  [
    ['curl -v: received lines', (n) => `${curlHead}${many('< X-A: b\n', n)}<\n`],
    ['curl -v: received lines alone', (n) => many('< \n', n)],
    ['curl -v: notes', (n) => `${curlHead}${many('* Connection\n', n)}`],
    ['curl -v: notes in one line', (n) => `${curlHead}<\n${many('a* Connection #1 to', n)}`],
    ['curl -v: stars', (n) => `${curlHead}${many('* ', n)}`],
    ['curl -v: sent lines', (n) => `${many('> A: b\n', n)}`],
    [
      'curl -v: requests to come',
      (n) => many("* Issue another request to this URL: 'https://a.test/'\n", n) + curlHead,
    ],
    ['curl -v: a body', (n) => `${curlHead}<\n${many('access denied\n', n)}`],
    [
      'curl -v: exchanges that are fine',
      (n) => many('> GET / HTTP/1.1\n> Host: a.test\n>\n< HTTP/1.1 200 OK\n<\n', n) + curlHead,
    ],
    ['a curl command', (n) => `curl -H '${many('a: b', n)}' https://a.test\nHTTP/1.1 401 Unauthorized\n\n`],
    ['a curl command of quotes', (n) => `$ curl ${many("'", n)} https://a.test\nHTTP/1.1 401 Unauthorized\n\n`],
    [
      'a curl command over many lines',
      (n) => `curl ${many("-H 'A: b' \\\n", n)} https://a.test\nHTTP/1.1 401 Unauthorized\n\n`,
    ],
    ['messages: requests', (n) => `${many('GET / HTTP/1.1\nHost: a.test\n\n', n)}HTTP/1.1 401 Unauthorized\n\n`],
    ['messages: header lines', (n) => `HTTP/1.1 401 Unauthorized\n${many('A: b\n', n)}`],
    ['messages: folded lines', (n) => `HTTP/1.1 401 Unauthorized\nA: b\n${many(' c\n', n)}`],
    ['messages: one header line', (n) => `HTTP/1.1 401 Unauthorized\nA: ${many('b', n)}`],
    ['messages: a header line of spaces', (n) => `HTTP/1.1 401 Unauthorized\nA:${many(' ', n)}b`],
    ['messages: HTTP/', (n) => many('HTTP/1.1 ', n)],
    ['messages: spaces', (n) => `${many(' ', n)}HTTP/1.1 401`],
    ['messages: line feeds', (n) => `${many('\n', n)}HTTP/1.1 401 Unauthorized\n`],
    ['messages: carriage returns', (n) => `HTTP/1.1 401 Unauthorized\r\n\r\n${many('\r', n)}`],
    ['no message: letters', (n) => many('a', n)],
    ['no message: NULs', (n) => many('\0', n)],
    ['no message: escapes of a terminal', (n) => many('\u001b[3', n)],
    ['no message: links of a terminal', (n) => many('\u001b]8;', n)],
    ['no message: invalid UTF-8', (n) => many('\ufffd\ufffdx', n)],
    [
      'an error: a stack',
      (n) => `AxiosError: Request failed with status code 401\n${many('    at f (a.js:1:1)\n', n)}`,
    ],
    [
      'an error: lines of two statuses',
      (n) =>
        many('Request failed with status code 401\n', n / 2) + many('Request failed with status code 403\n', n / 2),
    ],
    ['an error: statuses', (n) => many('status code 401 ', n)],
    [
      'an error: as JSON',
      (n) =>
        `{"message":"Request failed with status code 401","config":{"url":"https://a.test/${many('a', n)}"},"response":{"status":401}}`,
    ],
    ['an error: as an inspected object', (n) => `{ response: { status: 401, ${many("a: 'b', ", n)}`],
  ] as const satisfies readonly (readonly [string, (n: number) => string])[]
).map(([what, make]): HostileText => ({ what, as: 'exchanges', make }));

/** `.http` files. */
export const files: readonly HostileText[] = (
  [
    ['headers', (n) => `GET https://a.test\n${many('A: b\n', n)}`],
    ['one header', (n) => `GET https://a.test\nAuthorization: Bearer ${many('a', n)}\n`],
    ['requests', (n) => many('###\nGET /\n', n)],
    ['braces', (n) => `GET https://a.test\nA: ${many('{{', n)}`],
    ['definitions', (n) => numbered((i) => `@a${i} = {{a${i - 1}}}`, n, '\n')],
    ['NULs', (n) => many('\0', n)],
    ['lone surrogates', (n) => many('\ud800', n)],
    ['comments', (n) => many('# @name a\n', n)],
    ['a body', (n) => `POST https://a.test\n\n${many('{"a":[', n)}`],
    ['a target over many lines', (n) => `GET https://a.test\n${many('  ?a=b\n', n)}`],
    ['hashes', (n) => many('#', n)],
    ['spaces', (n) => `GET ${many(' ', n)}HTTP/1.1`],
    ['handlers that never close', (n) => many('> {%\n', n)],
  ] as const satisfies readonly (readonly [string, (n: number) => string])[]
).map(([what, make]): HostileText => ({ what: `a .http file: ${what}`, as: 'file', make }));

/** Servers of others, as JSON. */
export const signs: readonly HostileText[] = (
  [
    ['servers', (n) => `[${many('{"id":"a","name":"A","recognize":{"host":"a"},"signs":[]},', n)}1]`],
    [
      'signs',
      (n) =>
        `{"id":"a","name":"A","recognize":{"host":"a"},"signs":[${many('{"cause":"unknown","says":"(a+)+$"},', n)}1]}`,
    ],
    ['unknown members', (n) => `{${numbered((i) => `"m${i}":1`, n, ',')}}`],
    ['one pattern', (n) => `{"id":"a","name":"A","recognize":{"host":"${many('(a+)+', n)}"},"signs":[]}`],
    [
      'codes',
      (n) =>
        `{"id":"a","name":"A","recognize":{"host":"a"},"signs":[{"cause":"unknown","code":[${many('"c",', n)}1]}]}`,
    ],
    [
      'statuses',
      (n) =>
        `{"id":"a","name":"A","recognize":{"host":"a"},"signs":[{"cause":"unknown","status":[${many('401,', n)}"x"]}]}`,
    ],
    ['wrong types', (n) => `{"id":[],"name":{},"recognize":[${many('1,', n)}1],"signs":"x"}`],
    [
      'headers',
      (n) => `{"id":"a","name":"A","recognize":{"headers":[${many('{"name":"a","matches":"("},', n)}1]},"signs":[]}`,
    ],
    ['nested deep', (n) => `{"signs":${'['.repeat(n / 2)}${']'.repeat(n / 2)}}`],
    ['__proto__', (n) => `{"__proto__":{"id":"a"},"constructor":"${many('a', n)}"}`],
  ] as const satisfies readonly (readonly [string, (n: number) => string])[]
).map(([what, make]): HostileText => ({ what: `servers as JSON: ${what}`, as: 'signs', make }));
