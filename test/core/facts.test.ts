import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { causes } from '../../src/core/causes/index.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import type { Exchange } from '../../src/core/exchange.ts';
import { readFacts } from '../../src/core/facts.ts';
import { plain } from '../../src/core/text.ts';
import { exchange, now } from '../check.ts';

const header = fc.record({
  name: fc.oneof(
    fc.constantFrom(
      'Authorization',
      'Cookie',
      'WWW-Authenticate',
      'Set-Cookie',
      'Location',
      'Date',
      'X-Api-Key',
      'Server',
      'X-Error',
    ),
    fc.string({ maxLength: 12 }),
  ),
  value: fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Bearer a.b.c',
      'Basic !!!',
      'Bearer',
      'Digest username="',
      'nginx',
      'sid=1; Path=/x',
      'Bearer error="',
      '%%%',
      '/login',
    ),
  ),
});
const headers = fc.array(header, { maxLength: 6 });
const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(
    '<',
    '<a>',
    '<html><title>',
    '<Error><Code>x</Code>',
    '{"error":',
    '&#999999999;',
    'a=%',
    'token expired not valid',
  ),
);
const hop = fc.record({
  method: fc.constantFrom('GET', 'POST', 'OPTIONS', ''),
  url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
  status: fc.constantFrom(200, 302, 400, 401, 403, 407, 419, 500, 0),
  sent: headers,
  got: headers,
  asked: body,
  answered: body,
});

function toExchange(
  it: typeof hop extends fc.Arbitrary<infer Hop> ? Hop : never,
  earlier: readonly Exchange[],
): Exchange {
  const asBody = (text: string) => ({ text, size: text.length, mimeType: '' });
  return {
    request: { method: it.method, url: it.url, httpVersion: 'HTTP/1.1', headers: it.sent, body: asBody(it.asked) },
    response: {
      status: it.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: it.got,
      body: asBody(it.answered),
    },
    sentAt: now * 1000,
    earlier,
    dropped: [],
    source: 'har',
  };
}

test('any exchange is read and weighed: no rule breaks, and each finding has evidence and a fix', () => {
  fc.assert(
    fc.property(fc.array(hop, { minLength: 1, maxLength: 3 }), (hops) => {
      const all = hops.map((it) => toExchange(it, []));
      const last = all.at(-1);
      if (!last) return;
      const diagnosis = diagnose(readFacts({ ...last, earlier: all.slice(0, -1) }, 0), causes);
      assert.deepEqual(diagnosis.broken, []);
      assert.notEqual(diagnosis.findings.length, 0);
      for (const { cause, found } of diagnosis.findings) {
        assert.notEqual(found.evidence.length, 0, cause.id);
        assert.notEqual(found.fixes.length, 0, cause.id);
        assert.match(plain(found.summary), /^[A-Z`][\s\S]*\.$/, cause.id);
        for (const fix of found.fixes) assert.match(plain(fix.title), /^[A-Z][a-z]+ [\s\S]*[^.]$/, cause.id);
      }
    }),
    { numRuns: 1000 },
  );
});

test('the same exchange and time give the same diagnosis', () => {
  const one = exchange('GET https://a.test/\nAuthorization: Bearer x\n\n401\n');
  const prints = [1, 2].map(() => JSON.stringify(diagnose(readFacts(one, 0), causes).findings));
  assert.equal(prints[0], prints[1]);
});

test('hostile bodies and headers are read in bounded time', () => {
  const hostile = [
    '{"a":'.repeat(200_000),
    '<a>'.repeat(300_000),
    '<'.repeat(1_000_000),
    'token '.repeat(170_000),
    '&'.repeat(1_000_000),
    `{"message":"${'not '.repeat(250_000)}"}`,
    '<title>'.repeat(140_000),
    ' '.repeat(1_000_000),
  ];
  for (const text of hostile) {
    const it = exchange('GET https://a.test/\nAuthorization: Bearer x\n\n401\n');
    const field = { name: 'WWW-Authenticate', value: text };
    const facts = readFacts(
      { ...it, response: { ...it.response, headers: [field], body: { text, size: text.length, mimeType: '' } } },
      0,
    );
    assert.deepEqual(diagnose(facts, causes).broken, []);
  }
});
