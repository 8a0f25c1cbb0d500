import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeSpan } from '../../../src/core/editing/placeSpan.ts';
import { parse } from '../../../src/core/http/parse.ts';
import type { Place } from '../../../src/core/place.ts';

const file = parse(`@token = eyJ.a.b

###
POST https://a.test/b?c=d
authorization: Bearer {{token}}
Cookie: sid=1

{"e": 1}
`);

const table: readonly (readonly [place: Place, written: string | undefined])[] = [
  [{ in: 'request-line' }, 'POST https://a.test/b?c=d'],
  [{ in: 'url', part: 'query', name: 'c' }, 'https://a.test/b?c=d'],
  [{ in: 'request-header', name: 'Authorization' }, 'authorization: Bearer {{token}}'],
  [{ in: 'request-header', name: 'X-Api-Key' }, undefined],
  [{ in: 'token', claim: 'exp' }, 'eyJ.a.b'],
  [{ in: 'request-body' }, '{"e": 1}'],
  [{ in: 'response-header', name: 'WWW-Authenticate' }, undefined],
  [{ in: 'status' }, undefined],
];

for (const [place, written] of table) {
  test(`${JSON.stringify(place)} is written as ${written}`, () => {
    const [request] = file.requests;
    assert.ok(request);
    const span = placeSpan(file, request, place);
    assert.equal(span && file.text.slice(span.start, span.end).trimEnd(), written);
  });
}

test('a token that an environment holds leads to the header', () => {
  const other = parse('GET https://a.test/\nAuthorization: Bearer {{secret}}\n');
  const [request] = other.requests;
  assert.ok(request);
  const span = placeSpan(other, request, { in: 'token', claim: 'exp' });
  assert.equal(span && other.text.slice(span.start, span.end), 'Authorization: Bearer {{secret}}');
});
