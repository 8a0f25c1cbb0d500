import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved } from '../../src/sidebar/gridKeys.ts';

const size = { rows: 30, columns: 3 };

test('arrows move by one and stop at the edges', () => {
  assert.deepEqual(moved('ArrowRight', { row: 4, column: 1 }, size), { row: 4, column: 2 });
  assert.deepEqual(moved('ArrowRight', { row: 4, column: 2 }, size), { row: 4, column: 2 });
  assert.deepEqual(moved('ArrowUp', { row: 0, column: 2 }, size), { row: 0, column: 2 });
  assert.deepEqual(moved('ArrowDown', { row: 29, column: 0 }, size), { row: 29, column: 0 });
});

test('Home and End keep to the row, with Control they lead to the corners', () => {
  assert.deepEqual(moved('End', { row: 4, column: 1 }, size), { row: 4, column: 2 });
  assert.deepEqual(moved('Home', { row: 4, column: 1 }, size), { row: 4, column: 0 });
  assert.deepEqual(moved('End', { row: 4, column: 1 }, size, true), { row: 29, column: 2 });
  assert.deepEqual(moved('Home', { row: 4, column: 1 }, size, true), { row: 0, column: 0 });
});

test('pages are ten rows, and other keys lead nowhere', () => {
  assert.deepEqual(moved('PageDown', { row: 4, column: 1 }, size), { row: 14, column: 1 });
  assert.deepEqual(moved('PageDown', { row: 25, column: 1 }, size), { row: 29, column: 1 });
  assert.equal(moved('x', { row: 4, column: 1 }, size), undefined);
});
