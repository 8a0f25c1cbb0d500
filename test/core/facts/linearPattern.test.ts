import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { linearPattern } from '../../../src/core/facts/linearPattern.ts';
import { neededText } from '../../../src/core/facts/neededText.ts';

test('a pattern is found at its place, with or without regard to case', () => {
  assert.deepEqual(linearPattern('ord-\\d+', 'i').exec('say ORD-12.'), { index: 4, 0: 'ORD-12' });
  assert.equal(linearPattern('ord-\\d+', '').exec('say ORD-12.'), null);
  assert.equal(linearPattern('^b$', 'im').test('a\nb\nc'), true);
  assert.equal(linearPattern('^b$', 'i').test('a\nb\nc'), false);
  assert.equal(linearPattern('(^|\\.)api\\.acme\\.example$', 'i').test('eu.API.acme.example'), true);
  assert.equal(linearPattern('(^|\\.)api\\.acme\\.example$', 'i').test('myapi.acme.example'), false);
});

const unreadable: readonly (readonly [source: string, says: RegExp])[] = [
  ['(?=a)b', /lookahead and lookbehind are not in the syntax of RE2/],
  ['(?<!a)b', /lookahead and lookbehind/],
  ['(a)\\1', /backreferences/],
  ['(a', /a \( is not closed/],
  ['a)', /a \) closes nothing/],
  ['[a', /a \[ is not closed/],
  ['a\\', /backslash at the end/],
  ['*a', /nothing before a \*/],
  ['a{1001}', /counts to 1000/],
  ['[z-a]', /RE2 says "invalid character class range/],
  ['(?:a?){400}a{400}', /unfolds to \d+ steps, and 500 are the most/],
];
for (const [source, says] of unreadable) {
  test(`${source} cannot be read, and the words say why`, () => {
    assert.throws(() => linearPattern(source, 'i'), says);
  });
}

test('what can take exponential time elsewhere has its answer', () => {
  const text = `${'a'.repeat(100_000)}!`;
  for (const source of ['(a+)+$', '(a|aa)+$', '(.*a){20}b', '([a-z]+)*\\d'])
    assert.equal(linearPattern(source, 'im').test(text), false, source);
});

test('a text that lacks what a pattern needs costs nothing; else steps times length', () => {
  const pattern = linearPattern('order \\w+ is locked', 'i');
  assert.equal(pattern.cost?.('some other words'), 0);
  assert.ok(100 < (pattern.cost?.(' IS LOCKED '.repeat(10)) ?? 0));
});

test('what a pattern needs is read off it', () => {
  const needs = (source: string, text: string) => neededText(source, 'i')?.(text);
  assert.equal(needs('(^|\\.)api\\.acme\\.example$', 'api.acme.example'), true);
  assert.equal(needs('(^|\\.)api\\.acme\\.example$', 'api-acme.example'), false);
  assert.equal(needs('orders?', 'order'), true);
  assert.equal(needs('orders?', 'ordre'), false);
  for (const open of ['a|bcd', '(?i)abc', '[abc]d', '\\d+', '\\Qabc\\E', 'ab?', '\\x41bc'])
    assert.equal(neededText(open, 'i'), undefined, open);
});

test('nothing that RE2 finds is lost by asking for needed text first', () => {
  const piece = fc.constantFrom(
    'ab',
    'k',
    's',
    'S',
    '.',
    '\\.',
    '\\d',
    '(a|b)',
    '[a-c]',
    '[^]a]',
    'b?',
    'c*',
    'd+',
    'e{2}',
    '^',
    '$',
    '|',
    '(x',
    ')',
    '\\s',
    '-',
    '"',
  );
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'd', 'ee', 'K', '\u212a', 'ſ', 'S', '.', '1', 'x', '-', '"', ' ', '\n'),
  });
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }),
      text,
      fc.constantFrom('' as const, 'i' as const, 'im' as const),
      (pieces, it, flags) => {
        const source = pieces.join('');
        let plain: RE2JS;
        try {
          plain = RE2JS.compile(
            source,
            (flags === '' ? 0 : RE2JS.CASE_INSENSITIVE) | (flags === 'im' ? RE2JS.MULTILINE : 0),
          );
        } catch {
          assert.throws(() => linearPattern(source, flags).test(it), SyntaxError);
          return;
        }
        assert.equal(linearPattern(source, flags).test(it), plain.test(it), `${source} on ${JSON.stringify(it)}`);
      },
    ),
    { numRuns: 3000 },
  );
});

test('a pattern is refused when it is read, never later', () => {
  const piece = fc.constantFrom('a', '\\d', '\\.', '?', '*', '+', '\\w', ' ', '^', '$', '(^|\\.)');
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 120 }), (pieces) => {
      let pattern: ReturnType<typeof linearPattern>;
      try {
        pattern = linearPattern(pieces.join(''), 'i');
      } catch {
        return;
      }
      pattern.cost?.('a'.repeat(50));
      pattern.test('a'.repeat(50));
    }),
  );
});
