import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeUtf8 } from '../../../src/core/http/decode.ts';

const table: readonly (readonly [bytes: readonly number[], expected: string])[] = [
  [[], ''],
  [[0xef, 0xbb, 0xbf, 0x41], '\ufeffA'],
  [[0x41, 0x0a, 0x42, 0xff], 'Line 2, byte 2 (0xFF)'],
  [[0xc3, 0x28], 'Line 1, byte 1 (0xC3)'],
  [[0x41, 0xe2, 0x82], 'Line 1, byte 2 (0xE2)'],
  [[0xed, 0xa0, 0x80], 'Line 1, byte 1 (0xED)'],
  [[0xc0, 0x80], 'Line 1, byte 1 (0xC0)'],
  [[0xf4, 0x90, 0x80, 0x80], 'Line 1, byte 1 (0xF4)'],
  [[0x0d, 0x0a, 0x0a, 0x80], 'Line 3, byte 1 (0x80)'],
];

for (const [bytes, expected] of table) {
  test(`bytes ${bytes.map((it) => it.toString(16)).join(' ')}`, () => {
    const decoded = decodeUtf8(Uint8Array.from(bytes));
    if ('text' in decoded) assert.equal(decoded.text, expected);
    else assert.ok(decoded.problem.startsWith(`${expected}:`), decoded.problem);
  });
}

test('well-formed text comes back, all else names the first bad byte', () => {
  const bytesOfOneLine = fc
    .array(fc.integer({ min: 11, max: 255 }), { maxLength: 40 })
    .map((it) => Uint8Array.from(it));
  fc.assert(
    fc.property(
      fc.oneof(
        bytesOfOneLine,
        fc.string({ unit: 'grapheme' }).map((it) => new TextEncoder().encode(it)),
      ),
      (bytes) => {
        const decoded = decodeUtf8(bytes);
        if ('text' in decoded) return assert.deepEqual(new TextEncoder().encode(decoded.text), bytes);
        const at = Number(/byte (\d+)/.exec(decoded.problem)?.[1]) - 1;
        assert.ok('text' in decodeUtf8(bytes.slice(0, at)), 'what stands before is sound');
        assert.ok('problem' in decodeUtf8(bytes.slice(0, Math.min(bytes.length, at + 4))), 'the byte is the bad one');
      },
    ),
  );
});
