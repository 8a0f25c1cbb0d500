import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Secret } from '../../src/core/secret.ts';
import { list, plain, text, words } from '../../src/core/text.ts';

test('literals are ours, interpolations theirs', () => {
  assert.deepEqual(text`lacks ${'write'}.`.parts, [{ ours: 'lacks ' }, { theirs: 'write' }, { ours: '.' }]);
  assert.equal(plain(text`${words('about')} ${3}`), 'about `3`');
  assert.equal(plain(text`a ${text`b ${'c'}`}`), 'a b `c`');
});

test('a list reads as a sentence', () => {
  assert.equal(plain(list([])), '');
  assert.equal(plain(list(['a'])), '`a`');
  assert.equal(plain(list(['a', 'b', 'c'], 'or')), '`a`, `b` or `c`');
});

test('a secret shows its ends, however it is printed', () => {
  const value = 'q7Zx-not-to-be-seen-Kw41';
  const secret = new Secret(value);
  for (const shown of [
    String(secret),
    JSON.stringify({ secret }),
    plain(text`${secret}`),
    inspect(secret),
    `${secret}`,
  ]) {
    assert.doesNotMatch(shown, /not-to-be-seen/, shown);
  }
  assert.equal(String(secret), 'q7Zx…Kw41');
  assert.equal(String(new Secret('short')), '••••');
  assert.equal(secret.reveal(), value);
});

test('what looks like a secret is masked when the text is built', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'x'.repeat(43)}`;
  assert.doesNotMatch(plain(text`sent ${token}`), /eyJzdWIi/);
  assert.doesNotMatch(plain(list([token])), /eyJzdWIi/);
});
