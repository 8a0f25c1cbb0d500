import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sha256Base64url } from '../../src/core/sha256.ts';

test('the example of RFC 7636, appendix B', () => {
  assert.equal(
    sha256Base64url('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('texts of every length up to three blocks hash as the platform does it', () => {
  for (let length = 0; length <= 192; length++) {
    const text = Array.from({ length }, (_, i) => String.fromCharCode(33 + ((i * 7 + length) % 90))).join('');
    assert.equal(sha256Base64url(text), createHash('sha256').update(text).digest('base64url'), `${length} characters`);
  }
});
