import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../src/core/exchange.ts';
import { explainFailure, explainRefusals } from '../../src/core/explainAll.ts';
import { exchange as readExchange } from '../check.ts';

const exchange = (
  status: number,
  body = '',
  headers: Record<string, string> = {},
  earlier: readonly Exchange[] = [],
): Exchange => ({
  request: {
    method: 'GET',
    url: 'https://api.test/items/42',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Authorization', value: 'Bearer opaque-0123456789' }],
  },
  response: {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: { text: body, size: -1, mimeType: 'application/json' },
  },
  earlier,
  dropped: [],
  source: 'har',
});

test('401, 403, 407 and 419 are refusals, whatever else is known', () => {
  const all = [200, 401, 403, 407, 419, 204].map((it) => exchange(it));
  assert.deepEqual(
    explainRefusals(all, 0).map((it) => [it.entry, it.report.status]),
    [
      [1, 401],
      [2, 403],
      [3, 407],
      [4, 419],
    ],
  );
});

test('other failures are refusals only where the exchange says so', () => {
  const plain = [
    exchange(404, '{"error":"item not found"}'),
    exchange(400, '{"error":"name is required"}'),
    exchange(409),
    exchange(500, 'Internal Server Error'),
    exchange(302, '', { Location: '/items/43' }),
  ];
  assert.deepEqual(explainRefusals(plain, 0), []);
  const said = explainRefusals(
    [exchange(400, '{"error":"invalid_token","error_description":"The access token expired"}')],
    0,
  );
  assert.equal(said[0]?.report.findings[0]?.id, 'token-expired');
});

test('a token endpoint that refuses a grant refuses, though it does not say why', () => {
  const call = (error: string) =>
    readExchange(
      `POST https://id.test/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=8d21c07be94f\n\n400\nContent-Type: application/json\n\n{"error":"${error}"}`,
    );
  const [said] = explainRefusals([call('invalid_grant')], 0);
  assert.equal(said?.report.findings[0]?.id, 'token-invalid');
  assert.deepEqual(explainRefusals([call('server_error')], 0), []);
});

test('what was needed and failed is explained whatever its answer says', () => {
  assert.equal(explainFailure(exchange(404, '{"error":"item not found"}'), 0)?.status, 404);
  assert.equal(explainFailure(exchange(200), 0), undefined);
});

test('an answer whose request nobody recorded is judged by the answer alone', () => {
  const it = {
    ...exchange(401, '', { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="expired"' }),
    requestNotShown: true,
  } as const;
  const [explained] = explainRefusals([{ ...it, request: { ...it.request, url: '', headers: [] } }], 0);
  assert.ok(explained && 0 < explained.report.findings.length);
  for (const finding of explained.report.findings) {
    for (const { place } of finding.evidence)
      assert.ok(['status', 'response-header', 'response-body'].includes(place.in));
  }
  assert.deepEqual(explained.report.ruledOut, []);
});
