import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFileChecker } from '../../../src/core/check/checkFile.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { inputOf, line } from './checked.ts';

function found(text: string, users?: readonly string[]): string[] {
  const input = inputOf({});
  const scope = users ? { ...input.scope, users } : input.scope;
  return createFileChecker()
    .check(parse(text), { ...input, scope }, [])
    .findings.map((it) => line(text, it));
}

test('an expectation that nobody can meet is marked where it stands', () => {
  const text = '# @expect admin=2xx viwer=403 admin=200 x\nGET https://api.test/\n';
  assert.deepEqual(found(text, ['admin', 'viewer']), [
    'warning expectation-unknown-user proven at "viwer=403": `viwer` is none of `$users`, which has `admin` and `viewer`.',
    'warning expectation-twice proven at "admin=200": `admin` stands here a second time. The first counts; remove one of the two.',
    'warning expectation-unreadable proven at "x": Nothing says what `x` is to get. Write a status, `2xx`, `allow` or `deny` behind it, such as `x=403`.',
  ]);
});

test('what can be meant is not marked, nor are users where they are not known', () => {
  const text = '# @expect admin=2xx *=deny\nGET https://api.test/\n';
  assert.deepEqual(found(text, ['admin']), []);
  assert.deepEqual(found(text), []);
});
