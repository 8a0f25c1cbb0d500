import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestEdit } from '../../src/core/cause.ts';
import { lineChanges } from '../../src/core/fixDiff.ts';
import { exchange } from '../check.ts';

const changes = (edit: RequestEdit, wire: string) => lineChanges(edit, exchange(`${wire}\n\n401`).request);

test('another scheme of the URL', () => {
  assert.deepEqual(changes({ set: 'scheme', value: 'https' }, 'GET http://api.test/me?api_key=abcdefghijklmnopqr'), [
    { was: 'GET http://api.test/me?api_key=abcd…opqr', is: 'GET https://api.test/me?api_key=abcd…opqr' },
  ]);
  assert.deepEqual(changes({ set: 'scheme', value: 'https' }, 'GET https://api.test/'), []);
});

test('another name of a header, its value masked on both sides', () => {
  assert.deepEqual(
    changes({ rename: 'header', name: 'x-api-key', to: 'Key' }, 'GET https://a.test/\nX-Api-Key: abcdefghijklmnopqr'),
    [{ was: 'X-Api-Key: abcd…opqr', is: 'Key: abcd…opqr' }],
  );
});

test('a header that is new, and one that goes', () => {
  const edit = { set: 'header', name: 'Authorization', value: 'Bearer {{token}}' } as const;
  assert.deepEqual(changes(edit, 'GET https://a.test/'), [{ is: 'Authorization: Bearer {{token}}' }]);
  assert.deepEqual(changes({ remove: 'header', name: 'accept' }, 'GET https://a.test/\nAccept: a/b'), [
    { was: 'Accept: a/b' },
  ]);
});

test('the scheme word before a credential', () => {
  const edit = { set: 'auth-scheme', value: 'Bearer' } as const;
  const of = (value: string) => changes(edit, `GET https://a.test/\nAuthorization: ${value}`);
  assert.deepEqual(of('Bearer Bearer abcdefghijklmnopqr'), [
    { was: 'Authorization: Bearer Bearer abcd…opqr', is: 'Authorization: Bearer abcd…opqr' },
  ]);
  assert.deepEqual(of('abcdefghijklmnopqr'), [
    { was: 'Authorization: abcd…opqr', is: 'Authorization: Bearer abcd…opqr' },
  ]);
  assert.deepEqual(of('Token: abcdefghijklmnopqr'), [
    { was: 'Authorization: Token: abcd…opqr', is: 'Authorization: Bearer abcd…opqr' },
  ]);
  assert.deepEqual(changes(edit, 'GET https://a.test/'), []);
});
