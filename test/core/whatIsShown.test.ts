import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { causeIds } from '../../src/core/causeIds.ts';
import { explain } from '../../src/core/explain.ts';
import { readExchanges } from '../../src/core/read/index.ts';
import type { Report } from '../../src/core/report.ts';
import { plain } from '../../src/core/text.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const encode = (it: object) => Buffer.from(JSON.stringify(it)).toString('base64url');
const jwt = (exp: number) => `${encode({ alg: 'RS256' })}.${encode({ sub: 'u', exp })}`;

interface Sent {
  readonly headers?: Record<string, string>;
  readonly answer?: Record<string, string>;
  readonly text?: string;
  readonly creator?: string;
  readonly before?: Record<string, string>;
}

function report({ headers = {}, answer = {}, text = '', creator = 'any', before }: Sent): Report {
  const list = (fields: Record<string, string>) => Object.entries(fields).map(([name, value]) => ({ name, value }));
  const entry = (status: number, sent: Record<string, string>, came: Record<string, string>, body: string) => ({
    startedDateTime: '2026-11-22T11:00:00Z',
    request: { method: 'GET', url: 'https://api.test/me', headers: list({ Host: 'api.test', ...sent }) },
    response: { status, headers: list(came), content: { mimeType: 'application/json', size: body.length, text: body } },
  });
  const entries = [...(before ? [entry(200, before, {}, '{}')] : []), entry(401, headers, answer, text)];
  const last = readExchanges(JSON.stringify({ log: { creator: { name: creator }, entries } })).exchanges.at(-1);
  assert.ok(last);
  return explain(last, now);
}

const ids = (it: Report) => it.findings.map((found) => found.id);
const remarks = (it: Report) => it.remarks.map(plain).join('\n');
const summaries = (it: Report) => it.findings.map((found) => plain(found.summary)).join('\n');

suite('a masked credential was sent, and its form is not known', () => {
  for (const value of [
    '[redacted]',
    'Bearer [redacted]',
    'Bearer *****',
    '[Authorization redacted]',
    'Basic <redacted>',
    'token ████████',
  ]) {
    test(value, () => {
      const it = report({
        headers: { Authorization: value },
        answer: { 'WWW-Authenticate': value.split(' ')[0] ?? '' },
      });
      for (const id of ['credentials-missing', 'credentials-malformed', 'scheme-mismatch'] as const)
        assert.ok(!ids(it).includes(id), `${id}: ${summaries(it)}`);
      assert.match(remarks(it), /masks the value of `Authorization`: that it was sent is known/);
      assert.doesNotMatch(JSON.stringify(it), /placeholder|filler|left out or masked where/);
    });
  }

  test('what the server says of it still counts', () => {
    const headers = { Authorization: 'Bearer [redacted]' };
    const answer = { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The token expired"' };
    assert.equal(report({ headers, answer }).findings[0]?.id, 'token-expired');
  });

  test('the same mask elsewhere is not the same credential', () => {
    const headers = { Authorization: 'Bearer [redacted]' };
    assert.doesNotMatch(JSON.stringify(report({ headers, before: headers })), /accepted \d|was accepted|accepted by/);
  });

  test('masked cookies and keys are there', () => {
    for (const headers of [{ Cookie: '[redacted]' }, { Cookie: 'sid=[sid redacted]' }, { 'X-Api-Key': 'REDACTED' }]) {
      const it = report({ headers });
      assert.ok(!ids(it).includes('credentials-missing') && !ids(it).includes('credentials-malformed'), summaries(it));
      assert.match(remarks(it), /masks the value/);
    }
  });

  test('of a JWT without its signature the claims are read, and nothing is said of the signature', () => {
    const headers = { Authorization: `Bearer ${jwt(now / 1000 - 7200)}.redacted` };
    const it = report({ headers });
    assert.equal(it.findings[0]?.id, 'token-expired');
    assert.equal(it.findings[0]?.certainty, 'proven');
    assert.match(remarks(it), /signature of the token in `Authorization` is masked/);
    const valid = report({ headers: { Authorization: `Bearer ${jwt(now / 1000 + 7200)}.redacted` } });
    assert.ok(!ids(valid).includes('credentials-malformed') && !ids(valid).includes('token-signature-invalid'));
  });

  test('what we sent ourselves is what it is', () => {
    const exchange = readExchanges('GET / HTTP/1.1\nHost: a\nAuthorization: Bearer [redacted]\n\nHTTP/1.1 401 No\n\n')
      .exchanges[0];
    assert.ok(exchange);
    assert.equal(explain({ ...exchange, source: 'sent' }, now).findings[0]?.id, 'credentials-malformed');
  });
});

suite('a sanitized export', () => {
  test('does not tell whether credentials were sent', () => {
    const it = report({ creator: 'WebInspector', answer: { 'WWW-Authenticate': 'Bearer' } });
    assert.deepEqual(ids(it), ['unknown']);
    assert.match(remarks(it), /Whether credentials were sent was not recorded/);
    assert.match(plain(it.findings[0]?.fixes[0]?.title ?? { parts: [] }), /Record the request as well/);
  });

  test("keeps the server's word, which is not ours", () => {
    const it = report({ creator: 'WebInspector', text: '{"message":"No authorization token was found"}' });
    assert.equal(it.findings[0]?.id, 'credentials-missing');
    assert.equal(it.findings[0]?.certainty, 'stated');
    assert.match(summaries(it), /the recording does not show whether any were sent/);
  });

  test('still shows a key in a header of its own', () => {
    const it = report({
      creator: 'WebInspector',
      headers: { 'X-Api-Key': 'k-0123456789' },
      text: '{"message":"Invalid API key"}',
    });
    assert.equal(it.findings[0]?.id, 'api-key-invalid');
  });
});

suite('an answer alone', () => {
  test('is judged by its words, without a hole where the host would stand', () => {
    for (const words of [
      'invalid_token',
      'access denied by policy',
      'jwt audience invalid. expected: api',
      'API key invalid',
      'CSRF token mismatch',
      'Origin not allowed',
    ]) {
      const [exchange] = readExchanges(
        `HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"error":"${words}"}`,
      ).exchanges;
      assert.ok(exchange);
      const it = explain(exchange, now);
      assert.ok(it.findings[0] && causeIds.includes(it.findings[0].id));
      assert.doesNotMatch(summaries(it), /``|request has none|no credentials/, words);
      assert.ok(it.findings.every((one) => one.evidence.every((e) => /^(?:status|response)/.test(e.at))));
    }
  });

  test('names a token that the server rejects, though nobody saw it', () => {
    const [exchange] = readExchanges('HTTP/1.1 401 No\nWWW-Authenticate: Bearer error="invalid_token"\n\n').exchanges;
    assert.ok(exchange);
    const it = explain(exchange, now);
    assert.equal(it.findings[0]?.id, 'token-invalid');
    assert.match(summaries(it), /the token was not recorded/);
  });
});
