import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionContext, completionsAt } from '../../../src/core/editing/completions.ts';
import { tokenWords } from '../../../src/core/editing/tokenWords.ts';
import { parse } from '../../../src/core/http/parse.ts';

/** The kind of word at the mark `|`, and what has been written of it. */
function context(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = completionContext(parse(text), offset);
  return found && `${found.kind} ${JSON.stringify(text.slice(found.span.start, found.span.end))}`;
}

const table: readonly (readonly [marked: string, expected: string | undefined])[] = [
  ['|', 'method ""'],
  ['PO|', 'method "PO"'],
  ['###\n  ge|', 'method "ge"'],
  ['GET https://a.test/ HT|', 'version "HT"'],
  ['GET https://a.test/|', undefined],
  ['GET https://{{ho|', 'variable "ho"'],
  ['GET https://{{ho|}}/', 'variable "ho"'],
  ['GET https://{{host}}/|', undefined],
  ['GET /a\nAuth|', 'header "Auth"'],
  ['GET /a\nA: b\n|', 'header ""'],
  ['GET /a\nA: b\n|\nC: d', 'header ""'],
  ['GET /a\n# c\nAuth|\nC: d', 'header "Auth"'],
  ['GET /a\nAuthorization: Be|', 'scheme "Be"'],
  ['GET /a\nAuthorization: Bearer x|', undefined],
  ['GET /a\nAuthorization: Bearer {{to|', 'variable "to"'],
  ['GET /a\ncontent-type: app|', 'value "app"'],
  ['GET /a\nX-Other: app|', undefined],
  ['POST /a\n\n{"b": "{{c|"}', 'variable "c"'],
  ['POST /a\n\nte|', undefined],
  ['@a = {{b|', 'variable "b"'],
  ['@a = b|', undefined],
  ['# @na|\nGET /a', 'directive "na"'],
  ['//@|', 'directive ""'],
  ['GET /a\n# @na|', 'directive "na"'],
  ['# @expect |\nGET /a', 'user ""'],
  ['# @expect vi|\nGET /a', 'user "vi"'],
  ['# @expect admin=2xx, "Jane D|\nGET /a', 'user "\\"Jane D"'],
  ['// @expect admin=|\nGET /a', 'want ""'],
  ['# @expect admin=4|\nGET /a', 'want "4"'],
  ['# @expect admin= 4|\nGET /a', 'want "4"'],
  ['# @as vi|\nGET /a', 'user "vi"'],
  ['# @name admin=|\nGET /a', undefined],
  ['# some words|', undefined],
  ['# {{a|', undefined],
  ['### a|', undefined],
  ['GET /a\n\n> {%\n  {{a|\n%}', undefined],
];

for (const [marked, expected] of table) {
  test(`completion at ${JSON.stringify(marked)}`, () => assert.equal(context(marked), expected));
}

test('words replace what is written and bring what follows', () => {
  const text = 'GET /a\nAuth';
  const header = completionsAt(parse(text), text.length, []).find((it) => it.label === 'Authorization');
  assert.deepEqual([header?.newText, header?.span], ['Authorization: ', { start: 7, end: 11 }]);

  const open = 'GET {{a';
  const [variable] = completionsAt(parse(open), open.length, [{ label: 'abc', detail: 'from .env' }]);
  assert.deepEqual([variable?.newText, variable?.detail], ['abc}}', 'from .env']);
  const closed = completionsAt(parse('GET {{a}}'), 7, [{ label: 'abc', detail: '' }]);
  assert.equal(closed[0]?.newText, 'abc');
});

test('a sign-in takes the place of what was written, and of the quote and bracket that the editor closed', () => {
  const words = tokenWords(['admin', 'a "b"', 'no}}']);
  assert.deepEqual(
    words.map((it) => it.label),
    [
      '$auth.token("admin")',
      '$auth.idToken("admin")',
      `$auth.token('a "b"')`,
      `$auth.idToken('a "b"')`,
      '$session github',
      '$session microsoft',
    ],
  );
  const table = [
    ['GET /\nX: {{$auth.token("|', 'GET /\nX: {{$auth.token("admin")}}'],
    ['GET /\nX: {{$auth.token("|")}}', 'GET /\nX: {{$auth.token("admin")}}'],
    ['GET /\nX: {{$auth.token(|)}}', 'GET /\nX: {{$auth.token("admin")}}'],
    ['GET /\nX: {{$au|}}', 'GET /\nX: {{$auth.token("admin")}}'],
    ['GET /\nX: {{$auth.token("ad|")', 'GET /\nX: {{$auth.token("admin")}}'],
  ] as const;
  for (const [marked, expected] of table) {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const [first] = completionsAt(parse(text), offset, words);
    assert.ok(first);
    assert.equal(text.slice(0, first.span.start) + first.newText + text.slice(first.span.end), expected, marked);
  }
});

test('inside # @expect users and wants are completed', () => {
  const labels = (marked: string, users: readonly string[]) => {
    const offset = marked.indexOf('|');
    return completionsAt(parse(marked.replace('|', '')), offset, [], users).map((it) => [it.label, it.newText]);
  };
  assert.deepEqual(labels('# @expect admin=2xx |\nGET /a', ['admin', 'viewer', 'Jane Doe', 'a"\'b']), [
    ['viewer', 'viewer='],
    ['Jane Doe', '"Jane Doe"='],
    ['*', '*='],
  ]);
  assert.deepEqual(labels('# @as |\nGET /a', ['admin', 'Jane Doe']), [
    ['admin', 'admin'],
    ['Jane Doe', 'Jane Doe'],
  ]);
  assert.deepEqual(labels('# @expect vi|=403\nGET /a', ['viewer']), [
    ['viewer', 'viewer'],
    ['*', '*'],
  ]);
  assert.deepEqual(
    labels('# @expect admin=|\nGET /a', []).map(([label]) => label),
    ['2xx', '403', '401', 'deny', 'allow', '404'],
  );
});
