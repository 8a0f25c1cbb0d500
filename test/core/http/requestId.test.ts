import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';
import { requestById, requestId } from '../../../src/core/http/requestId.ts';

const ids = (text: string) => {
  const file = parse(text);
  return file.requests.map((it) => requestId(file, it));
};

test('a name, else method and target; a number where several are alike', () => {
  const text = '# @name login\nPOST /a\n\n###\nGET /b\n\n###\nGET /b\n\n###\nGET /b\n';
  assert.deepEqual(ids(text), ['login', 'GET /b', 'GET /b#2', 'GET /b#3']);
});

test('edits of headers, bodies and other requests keep it', () => {
  const before = ids('GET /a\nA: b\n\nbody\n\n###\nGET /b\n');
  const after = ids('GET /a\nA: changed\nC: d\n\nother\n\n###\nGET /b\n\n###\nGET /c\n');
  assert.deepEqual(after.slice(0, 2), before);
});

test('an id leads back to its request, and to none where it is gone', () => {
  const file = parse('GET /b\n\n###\nGET /b\n');
  for (const it of file.requests) assert.equal(requestById(file, requestId(file, it)), it);
  assert.equal(requestById(file, 'GET /b#3'), undefined);
});
