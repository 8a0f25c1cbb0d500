import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditRow } from '../../src/sidebar/audit/protocol.ts';
import { shownRows } from '../../src/sidebar/audit/rows.ts';

function row(method: string, path: string, guardNames = '', needs = ''): AuditRow {
  const at = { short: 'a.js:1', whole: 'a.js, line 1' };
  return { method, path, at, framework: 'Express', guards: [], unread: [], guardNames, needs, seen: '', remarks: 0 };
}

const rows = [row('PUT', '/b/10', 'auth, requireRole', 'editor'), row('GET', '/b/9', 'auth'), row('GET', '/a')];

test('every word of the filter must stand somewhere in the row', () => {
  assert.deepEqual(shownRows(rows, 'get auth', undefined), [1]);
  assert.deepEqual(shownRows(rows, ' EDITOR ', undefined), [0]);
  assert.deepEqual(shownRows(rows, 'nowhere', undefined), []);
});

test('numbers in paths are sorted as numbers, and equal rows stay as they came', () => {
  assert.deepEqual(shownRows(rows, '', { by: 'Path', down: false }), [2, 1, 0]);
  assert.deepEqual(shownRows(rows, '', { by: 'Path', down: true }), [0, 1, 2]);
  assert.deepEqual(shownRows(rows, '', { by: 'Method', down: false }), [1, 2, 0]);
  assert.deepEqual(shownRows(rows, '', undefined), [0, 1, 2]);
});
