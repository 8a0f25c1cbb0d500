import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRedaction } from '../../src/core/redaction.ts';

test('what sanitizers and recorders put in the place of a value', () => {
  for (const mask of [
    '[redacted]',
    '[Authorization redacted]',
    '[x-api-key redacted]',
    'REDACTED',
    '__REDACTED__',
    '<redacted>',
    '<masked>',
    '[Filtered]',
    '{hidden}',
    '[REMOVED BY PROXY]',
    '--- Token Redacted ---',
    '***redacted***',
    '*****',
    '••••••••',
    '████████████████████',
  ]) {
    assert.equal(readRedaction(mask), 'whole', mask);
  }
});

test('a JWT whose signature alone is masked', () => {
  assert.equal(readRedaction('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.redacted'), 'signature');
  assert.equal(readRedaction('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.*****'), 'signature');
});

test('values, leftovers of templates and copied examples are no masks', () => {
  for (const value of [
    '',
    'x',
    '{{token}}',
    '<token>',
    '[your token]',
    'undefined',
    'abc.redacted',
    'removed',
    '*',
    '...',
  ])
    assert.equal(readRedaction(value), undefined, value);
  assert.equal(readRedaction('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.c2lnbmF0dXJl'), undefined);
});
