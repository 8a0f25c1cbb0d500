import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { indentJson } from '../../../src/core/print/indentJson.ts';

test('as JSON.stringify would lay it out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
      const text = JSON.stringify(value);
      assert.equal(indentJson(text), JSON.stringify(JSON.parse(text), undefined, 2));
    }),
  );
});

test('numbers, escapes and duplicate names stay as they came', () => {
  assert.equal(
    indentJson('{"id":12345678901234567890,"a":"\\u00e9","a":1.0}'),
    '{\n  "id": 12345678901234567890,\n  "a": "\\u00e9",\n  "a": 1.0\n}',
  );
});

test('what is not JSON is not laid out', () => {
  for (const it of ['', 'hello', '{"a":', '<a>{}</a>', '"text"', '{}{}']) assert.equal(indentJson(it), undefined, it);
});
