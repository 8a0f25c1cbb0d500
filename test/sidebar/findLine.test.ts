import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf, lineShowing } from '../../src/sidebar/findLine.ts';

const body = ['{', '  "error": "invalid_token",', '  "detail": "The token expired"', '}'];

test('a quote of one line is found in a body laid out over several', () => {
  assert.equal(lineOf(body, '{"error":"invalid_token","detail":"The token expired"}'), 1);
  assert.equal(lineOf(body, '"detail":"The token expired"'), 2);
});

test('the ends of a cut quote do not count', () => {
  assert.equal(lineOf(body, '…"detail":"The tok…'), 2);
});

test('what is not there is in no line', () => {
  assert.equal(lineOf(body, '"other"'), undefined);
  assert.equal(lineOf(body, '…'), undefined);
  assert.equal(lineOf([], 'x'), undefined);
});

test('a brace alone is found where it stands', () => {
  assert.equal(lineOf(body, '}'), 3);
  assert.equal(lineOf(body, '{'), 0);
});

test('a value leads to the line that shows it, and its name decides between several', () => {
  assert.equal(lineShowing(body, ['The token expired']), 2);
  const twice = ['{', '  "title": "Forbidden",', '  "error": "Forbidden"', '}'];
  assert.equal(lineShowing(twice, ['error', 'Forbidden']), 2);
  assert.equal(lineShowing(twice, ['other words']), undefined);
  assert.equal(lineShowing(twice, []), undefined);
});
