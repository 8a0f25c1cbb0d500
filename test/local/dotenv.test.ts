import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDotenv } from '../../src/local/dotenv.ts';
import { readLooseJson, toPlain } from '../../src/local/looseJson.ts';

function pairs(text: string): readonly string[] {
  return readDotenv(text).map((it) => `${it.line} ${it.name}=${it.value}`);
}

test('names, quotes, comments, export, several lines', () => {
  assert.deepEqual(
    pairs(
      '# c\nA=1\nexport B = two words # c\nC="a#b\\n\\"q\\""\nD=\'$x \\n\'\nE=\nF="l1\nl2"\nG=`b`\nnot a line\n=x\nH=a#b\n',
    ),
    ['2 A=1', '3 B=two words', '4 C=a#b\n"q"', '5 D=$x \\n', '6 E=', '7 F=l1\nl2', '9 G=b', '12 H=a#b'],
  );
});
test('CRLF and a BOM', () => assert.deepEqual(pairs('\ufeffA=1\r\nB=2\r\n'), ['1 A=1', '2 B=2']));
test('a quote that is never closed is part of the value', () =>
  assert.deepEqual(pairs('A="open\nB=2\n'), ['1 A="open', '2 B=2']));
test('property: any text is read', () =>
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(readDotenv(text)))));

test('property: what JSON can hold is read as JSON reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const read = readLooseJson(JSON.stringify(value, undefined, 1));
      assert.ok('node' in read);
      assert.equal(JSON.stringify(toPlain(read.node)), JSON.stringify(value));
    }),
  );
});
test('property: any text is read as JSON or has a problem inside it', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '//', '/*', '*/', '\\', '1', 'true', '\n', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const read = readLooseJson(text);
      if ('problem' in read) assert.ok(0 <= read.offset && read.offset <= text.length);
    }),
  );
});
