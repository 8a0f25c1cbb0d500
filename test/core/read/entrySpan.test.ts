import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entrySpan } from '../../../src/core/read/entrySpan.ts';

const entries = [
  { request: { url: 'https://a.test/}]{[', headers: [] } },
  { text: 'quoted \\" "entries": [ and a backslash \\\\' },
  { request: { postData: { params: [[{}]] } } },
];

test('an entry is found where it stands, whatever its strings hold', () => {
  for (const text of [
    JSON.stringify({ log: { version: '1.2', pages: [{ id: '"entries"' }], entries } }, null, 2),
    JSON.stringify({ log: { entries } }),
    JSON.stringify(entries),
  ]) {
    for (const [at, entry] of entries.entries()) {
      const span = entrySpan(text, at);
      assert.deepEqual(JSON.parse(text.slice(span?.start, span?.end)), entry);
    }
    assert.equal(entrySpan(text, 3), undefined);
  }
});

test('no text makes it fail or hang', () => {
  for (const run of ['"', '\\', '{', '[', '"\\', '"entries":[', ' ', '}']) {
    assert.equal(entrySpan(`{"entries": [${run.repeat(200_000)}`, 1_000_000), undefined);
    assert.equal(entrySpan(run.repeat(200_000), 1_000_000), undefined);
  }
});
