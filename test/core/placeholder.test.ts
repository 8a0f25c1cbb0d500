import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPlaceholder } from '../../src/core/placeholder.ts';

test('variables that were not replaced', () => {
  for (const value of [
    '{{token}}',
    '{{ $auth.token("x") }}',
    'Bearer-{{x}}',
    '{{open',
    '$TOKEN',
    '$(cat token)',
    '%TOKEN%',
    '<%= token %>',
    ':token',
    'process.env.TOKEN',
    ['$', '{TOKEN}'].join(''),
  ]) {
    assert.equal(readPlaceholder(value)?.kind, 'unresolved-variable', value);
  }
});

test('leftovers of scripts and examples', () => {
  for (const value of [
    'undefined',
    'null',
    'None',
    '[object Object]',
    '[object Promise]',
    'true',
    '<token>',
    '<your access token>',
    'YOUR_TOKEN',
    'your-api-key-here',
    'my_secret_token',
    'INSERT TOKEN HERE',
    'paste_jwt_here',
    'access_token',
    'token',
    'xxxxx',
    '...',
    '****',
    'eyJh…wxyz',
    'eyJh...wxyz',
    'changeme',
    '"undefined"',
  ]) {
    assert.equal(readPlaceholder(value)?.kind, 'placeholder', value);
  }
});

test('values are no placeholders', () => {
  for (const value of [
    '',
    'a1b2c3d4',
    'k1-old',
    'eyJhbGciOiJIUzI1NiJ9.e30.',
    '7f1c1d1e-55aa-4b2b-9c3d-0123456789ab',
    'coneofsilence',
    'mykeyboard',
    'xoxb-1-2',
    'a.b.c',
    '$2b$10$abcdefghijklmnop',
    'YWxpY2U6c2VjcmV0',
  ]) {
    assert.equal(readPlaceholder(value), undefined, value);
  }
});

test('only what was recognized is shown', () => {
  assert.equal(readPlaceholder('prefix-{{x}}-9f8e7d6c')?.says, 'The variable {{x}} was not replaced by its value.');
  assert.equal(
    readPlaceholder('eyJh…wxyz')?.says,
    "'…' stands in the value: the value was left out or masked where it was copied from.",
  );
});

test('any text is read without an exception', () => {
  const unit = fc.constantFrom('{', '}', '<', '>', 'my_', 'token', ' ', 'a', '-', '$', '"');
  fc.assert(
    fc.property(fc.string({ unit }), fc.string(), (a, b) => {
      for (const it of [readPlaceholder(a), readPlaceholder(b)]) assert.ok(it === undefined || it.says.endsWith('.'));
    }),
  );
});
