import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expiryHints } from '../../../src/core/editing/expiryHints.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { makeJwt } from '../jwt/makeJwt.ts';
import { layer, scopeOf } from '../variables/scope.ts';

const now = Date.UTC(2026, 10, 22, 12);
const seconds = now / 1000;

function hints(text: string, values: Readonly<Record<string, string>> = {}): readonly string[] {
  const file = parse(text);
  const scope = scopeOf({ layers: [layer('private', values)] });
  return expiryHints(file, { start: 0, end: text.length }, scope, now).map((it) => {
    assert.match(it.tooltip, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    return `${file.text.slice(it.start, it.end).slice(0, 9)} ${it.label}`;
  });
}

test('a token in the text', () => {
  const soon = makeJwt({ exp: seconds + 720 });
  assert.deepEqual(hints(`GET /\nAuthorization: Bearer ${soon}\n`), [`${soon.slice(0, 9)} expires in 12 minutes`]);
});

test('a token whose time has not come', () => {
  const later = makeJwt({ nbf: seconds + 3600, exp: seconds + 7200 });
  assert.deepEqual(hints('GET /\nAuthorization: Bearer {{later}}\n', { later }), [
    '{{later}} not valid yet, starts in 1 hour',
  ]);
});

test('a reference to a token, in the environment or in the file', () => {
  const old = makeJwt({ exp: seconds - 3 * 3600 });
  const request = 'GET /\nAuthorization: Bearer {{old}}\n';
  assert.deepEqual(hints(request, { old }), ['{{old}} expired 3 hours ago']);
  const inFile = hints(`@old = ${old}\n\n${request}`);
  assert.deepEqual(inFile, [`${old.slice(0, 9)} expired 3 hours ago`, '{{old}} expired 3 hours ago']);
});

test('what names no expiry, is no token or has no value gets none', () => {
  assert.deepEqual(hints(`GET /?a=${makeJwt({ sub: 'x' })}\nA: {{b}}{{$guid}}\n`, { b: 'plain' }), []);
});
