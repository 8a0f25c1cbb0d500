import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestEdit } from '../../../src/core/cause.ts';
import { applyEdits, editRequest } from '../../../src/core/http/edit.ts';
import { parse } from '../../../src/core/http/parse.ts';

/** Edits the last request of a file. */
function edited(text: string, edit: RequestEdit): string {
  const file = parse(text);
  const request = file.requests.at(-1);
  assert.ok(request);
  return applyEdits(text, editRequest(file, request, edit));
}

const set = (name: string, value: string): RequestEdit => ({ set: 'header', name, value });
const remove = (name: string): RequestEdit => ({ remove: 'header', name });
const rename = (name: string, to: string): RequestEdit => ({ rename: 'header', name, to });
const bearer: RequestEdit = { set: 'auth-scheme', value: 'Bearer' };
const https: RequestEdit = { set: 'scheme', value: 'https' };

const table: readonly (readonly [what: string, before: string, edit: RequestEdit, after: string])[] = [
  ['the value of a header', 'GET /a\nA: b\nC: d\n', set('a', 'x'), 'GET /a\nA: x\nC: d\n'],
  ['an empty value', 'GET /a\nA:\n', set('A', 'x'), 'GET /a\nA: x\n'],
  ['an empty value behind a space', 'GET /a\nA: \n', set('A', 'x'), 'GET /a\nA: x\n'],
  ['one value for several fields', 'GET /a\nA: b\nC: d\na: e\n\nbody', set('A', 'x'), 'GET /a\nA: x\nC: d\n\nbody'],
  ['a new header', 'GET /a\nA: b\n\nbody', set('C', 'd'), 'GET /a\nA: b\nC: d\n\nbody'],
  ['the first header', 'GET /a\n\nbody', set('C', 'd'), 'GET /a\nC: d\n\nbody'],
  ['the first header behind a long target', 'GET /a\n  ?b=c\n', set('C', 'd'), 'GET /a\n  ?b=c\nC: d\n'],
  ['a header at the end of the file', 'GET /a', set('C', 'd'), 'GET /a\nC: d'],
  ['CRLF is kept', 'GET /a\r\nA: b\r\n\r\nx', set('C', 'd'), 'GET /a\r\nA: b\r\nC: d\r\n\r\nx'],
  ['CRLF at the end of the file', '###\r\nGET /a', set('C', 'd'), '###\r\nGET /a\r\nC: d'],
  [
    'only the request itself',
    'GET /a\nA: b\n\n###\nGET /b\nA: b\n',
    set('A', 'x'),
    'GET /a\nA: b\n\n###\nGET /b\nA: x\n',
  ],
  ['a value never adds a line', 'GET /a\n', set('A', 'b\r\nC: d'), 'GET /a\n'],
  ['a header away', 'GET /a\nA: b\nC: d\n', remove('a'), 'GET /a\nC: d\n'],
  ['all of its name away', 'GET /a\nA: b\nC: d\nA: e\n\nx', remove('A'), 'GET /a\nC: d\n\nx'],
  ['the last line away', 'GET /a\r\nA: b', remove('A'), 'GET /a'],
  ['nothing to remove', 'GET /a\n', remove('A'), 'GET /a\n'],
  [
    'another name',
    'GET /a\nAuthorisation: b\n',
    rename('authorisation', 'Authorization'),
    'GET /a\nAuthorization: b\n',
  ],
  ['https', 'GET http://a.test/\n', https, 'GET https://a.test/\n'],
  ['https in a variable', '@h = http://a.test\nGET {{h}}/b', https, '@h = https://a.test\nGET {{h}}/b'],
  ['https where none is written', 'GET localhost/b', https, 'GET https://localhost/b'],
  ['one scheme word', 'GET /a\nAuthorization: Bearer Bearer {{t}}\n', bearer, 'GET /a\nAuthorization: Bearer {{t}}\n'],
  ['another scheme word', 'GET /a\nauthorization: Token {{t}}', bearer, 'GET /a\nauthorization: Bearer {{t}}'],
  ['a scheme word where none is', 'GET /a\nAuthorization: {{t}}', bearer, 'GET /a\nAuthorization: Bearer {{t}}'],
  ['a colon behind the scheme', 'GET /a\nAuthorization: Bearer: {{t}}', bearer, 'GET /a\nAuthorization: Bearer {{t}}'],
  ['a scheme word that is right', 'GET /a\nAuthorization: Bearer {{t}}', bearer, 'GET /a\nAuthorization: Bearer {{t}}'],
  ['https already', 'GET https://a.test/', https, 'GET https://a.test/'],
];

for (const [what, before, edit, after] of table) {
  test(what, () => assert.equal(edited(before, edit), after));
}
