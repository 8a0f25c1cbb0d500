import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonLine } from '../../../src/core/print/jsonLine.ts';
import { hostile } from './sample.ts';

test('a line of JSON holds nothing that a terminal acts on, and reads back the same', () => {
  const check = (value: unknown) => {
    const line = jsonLine(value);
    assert.deepEqual(JSON.parse(line), value);
    assert.match(line, /^[^\n]*\n$/);
    assert.doesNotMatch(
      line.slice(0, -1),
      /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u,
    );
  };
  check(hostile);
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), check));
});
