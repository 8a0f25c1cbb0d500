import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRuns, hasOpened, statusesOf, statusKey } from '../../../src/core/matrix/compareRuns.ts';
import { judge } from '../../../src/core/matrix/judge.ts';
import type { CellOutcome } from '../../../src/core/matrix/matrix.ts';
import { answered, row, user } from './cells.ts';

const path = '/work/api.http';
const rows = ['/a', '/b', '/c', '/d', '/e'].map((it) => row(it));

test('what opened, closed, is another, came and went', () => {
  const before = new Map([
    [statusKey(path, 'GET /a', 'viewer'), 403],
    [statusKey(path, 'GET /b', 'viewer'), 200],
    [statusKey(path, 'GET /c', 'viewer'), 403],
    [statusKey(path, 'GET /d', 'viewer'), 200],
    [statusKey(path, 'GET /z', 'viewer'), 200],
  ]);
  const users = [user('viewer')];
  const cells = judge(
    rows,
    users,
    [200, 401, 404, 200, 200].map((it) => answered(it)),
    before,
  );
  const changes = compareRuns(before, { rows, users, cells });
  const names = (all: typeof cells) => all.map((it) => rows[it.row]?.target);
  assert.deepEqual([changes.opened, changes.closed, changes.other, changes.fresh].map(names), [
    ['/a'],
    ['/b'],
    ['/c'],
    ['/e'],
  ]);
  assert.deepEqual(changes.gone, [{ path, id: 'GET /z', user: 'viewer', status: 200 }]);
  assert.deepEqual(cells.map(hasOpened), [true, false, false, false, false]);
});

test('what was not answered is gone, and a user who is no proof closes nothing', () => {
  const users = [user('viewer', 'not-proof')];
  const unsafe: CellOutcome = { kind: 'not-sent', why: 'unsafe', message: '' };
  const before = statusesOf({
    rows,
    users,
    cells: judge(
      rows,
      users,
      [200, 200, 200, 200, 200].map((it) => answered(it)),
    ),
  });
  assert.equal(before.size, 5);
  const cells = judge(rows, users, [answered(401), unsafe, answered(200), answered(200), answered(200)], before);
  const { opened, closed, other, gone } = compareRuns(before, { rows, users, cells });
  assert.deepEqual([opened.length, closed.length, other.length, gone.length], [0, 0, 1, 1]);
});
