import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';

const definitions = (text: string) => parse(text).definitions.map((it) => [it.name.text, it.value.text]);

const table: readonly (readonly [text: string, name: string, value: string])[] = [
  ['@a=b', 'a', 'b'],
  ['@a = b', 'a', 'b'],
  ['@a\t=\tb c \t', 'a', 'b c'],
  ['  @a = b', 'a', 'b'],
  ['@a = b = c', 'a', 'b = c'],
  ['@a =', 'a', ''],
  ['@a = "b"', 'a', '"b"'],
  ['@a = {{b}}/c', 'a', '{{b}}/c'],
  ['@a = b # c', 'a', 'b # c'],
  ['@A-b_1 = c', 'A-b_1', 'c'],
  ['@a = b\r\n', 'a', 'b'],
  ['@a := b', 'a', 'b'],
  ['@a:=b', 'a', 'b'],
  ['@a: = b', 'a:', 'b'],
  ['@a b', 'a', 'b'],
];

for (const [text, name, value] of table) {
  test(`definition ${JSON.stringify(text)}`, () => assert.deepEqual(definitions(text), [[name, value]]));
}

test('a definition in a body is content', () => {
  assert.deepEqual(definitions('POST /a\n\nx\n@a = b\n'), []);
});

test('a definition among headers is none', () => {
  assert.deepEqual(definitions('GET /a\n@a = b\n'), []);
});

test('definitions of a block go to its request, all of them to the file', () => {
  const file = parse('@a = 1\nGET /a\n\n###\n@b = 2\n@a = 3\nGET /b');
  assert.deepEqual(
    file.requests.map((it) => it.definitions.map((d) => d.value.text)),
    [['1'], ['2', '3']],
  );
  assert.equal(file.definitions.length, 3);
});
