import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lazyPattern } from '../../../src/core/facts/pattern.ts';
import { readServers } from '../../../src/core/servers/readServers.ts';
import { makeJwt } from '../jwt/makeJwt.ts';
import { answer } from './answer.ts';
import { hostileTexts } from './texts.ts';

/** Any code unit, halves of surrogate pairs and controls included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((it) => String.fromCharCode(it)),
  maxLength: 300,
});
/** Texts out of what readers look for. */
const pieces = fc
  .array(
    fc.constantFrom(
      'Bearer ',
      '"',
      '=',
      ',',
      '\\',
      'realm',
      ' ',
      'eyJhbGciOiJIUzI1NiJ9',
      '.',
      '{',
      '}',
      '[',
      ':',
      '<',
      '>',
      '&',
      '%',
      '\n',
      '\0',
      'HTTP/1.1 401',
      '> ',
      '< ',
      '* ',
      'a',
    ),
    { maxLength: 60 },
  )
  .map((it) => it.join(''));
const text = fc.oneof(anyText, pieces);

/** What JSON writes of a name that objects inherit, too. */
const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((it) => JSON.parse(JSON.stringify(it).replace(/"":/g, '"__proto__":')) as unknown);
const field = fc.oneof(json, fc.record({ name: fc.oneof(text, json), value: fc.oneof(text, json) }));

/** A HAR in which any member may be anything. */
const har = fc
  .array(
    fc.record(
      {
        startedDateTime: fc.oneof(text, json, fc.constant('2026-11-22T19:04:11Z')),
        time: json,
        request: fc.oneof(
          json,
          fc.record(
            {
              method: fc.oneof(text, json),
              url: fc.oneof(text, json, fc.constant('https://api.test/')),
              headers: fc.oneof(json, fc.array(field)),
              cookies: json,
              postData: json,
            },
            { requiredKeys: ['url'] },
          ),
        ),
        response: fc.oneof(
          json,
          fc.record(
            {
              status: fc.oneof(json, fc.constantFrom(401, 403, '401')),
              statusText: fc.oneof(text, json),
              headers: fc.oneof(json, fc.array(field)),
              content: fc.oneof(
                json,
                fc.record({ text: fc.oneof(text, json), encoding: fc.constantFrom('base64', '', 1), mimeType: json }),
              ),
            },
            { requiredKeys: ['status'] },
          ),
        ),
        timings: json,
      },
      { requiredKeys: ['request', 'response'] },
    ),
    { maxLength: 4 },
  )
  .map((entries) => JSON.stringify({ log: { version: '1.2', entries } }));

test('a HAR with anything anywhere is read or named as unreadable', () => {
  fc.assert(
    fc.property(har, (it) => void answer('exchanges', it)),
    { numRuns: 400 },
  );
});

test('any value of any header field is read', () => {
  const names = fc.constantFrom(
    'Authorization',
    'Cookie',
    'WWW-Authenticate',
    'Set-Cookie',
    'Date',
    'X-Api-Key',
    'DPoP',
    'Location',
    'Origin',
    'Proxy-Authenticate',
    'Retry-After',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(names, text), { maxLength: 6 }), text, text, (fields, body, url) => {
      const headers = fields.map(([name, value]) => ({ name, value }));
      const entry = {
        request: { method: 'GET', url: `https://api.test/${url}`, headers },
        response: { status: 401, headers, content: { text: body } },
      };
      answer('exchanges', JSON.stringify({ log: { entries: [entry] } }));
    }),
    { numRuns: 400 },
  );
});

test('any text is read as messages, as a token, as a file and as servers', () => {
  fc.assert(
    fc.property(text, (it) => {
      for (const as of ['exchanges', 'token', 'file', 'signs'] as const) answer(as, it);
    }),
    { numRuns: 400 },
  );
});

test('any JSON is read as servers, each problem named once', () => {
  const server = fc.record({
    id: fc.oneof(json, fc.constant('a')),
    name: fc.oneof(json, fc.constant('A')),
    recognize: fc.oneof(json, fc.record({ host: text, headers: fc.array(field) })),
    signs: fc.oneof(
      json,
      fc.array(
        fc.oneof(
          json,
          fc.record({ cause: fc.constantFrom('unknown', 'x'), says: text, when: json, code: json, status: json }),
        ),
      ),
    ),
  });
  fc.assert(
    fc.property(fc.oneof(json, server, fc.array(server)), (it) => {
      for (const { says } of readServers(it, lazyPattern).problems) assert.match(says, /\.$/);
    }),
    { numRuns: 300 },
  );
});

/** Cut anywhere, and with bytes that are no UTF-8: what is left is answered as well. */
test('hostile texts, cut and with broken bytes', () => {
  const small = hostileTexts.map((it) => ({ ...it, bytes: Buffer.from(it.make(2_000)) }));
  fc.assert(
    fc.property(
      fc.constantFrom(...small),
      fc.nat(2_200),
      fc.nat(2_200),
      fc.integer({ min: 0x80, max: 0xff }),
      ({ as, bytes }, end, at, byte) => {
        const broken = Uint8Array.from(bytes.subarray(0, end));
        if (at < broken.length) broken[at] = byte;
        answer(as, new TextDecoder().decode(broken));
      },
    ),
    { numRuns: 600 },
  );
});

test('a token with anything in any claim is read, checked and shown', () => {
  const names = fc.constantFrom(
    ...'iss sub aud exp nbf iat jti scope scp roles groups realm_access resource_access firebase cnf act azp amr acr auth_time email_verified events htm htu tid ver __proto__ constructor'.split(
      ' ',
    ),
  );
  const value = fc.oneof(json, text, fc.double(), fc.constant({ toString: null, sign_in_provider: { valueOf: 1 } }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(names, value)),
      fc.array(fc.tuple(fc.constantFrom('alg', 'typ', 'kid', 'cty', 'enc', 'jwk'), value)),
      (claims, header) => {
        const token = makeJwt(Object.fromEntries(claims), Object.fromEntries(header));
        answer('token', token);
        const request = {
          method: 'GET',
          url: 'https://api.test/users/7',
          headers: [
            { name: 'Authorization', value: `Bearer ${token}` },
            { name: 'DPoP', value: token },
          ],
        };
        answer(
          'exchanges',
          JSON.stringify({ log: { entries: [{ request, response: { status: 403, headers: [] } }] } }),
        );
      },
    ),
    { numRuns: 400 },
  );
});
