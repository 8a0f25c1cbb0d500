import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { statusKey } from '../../../src/core/matrix/compareRuns.ts';
import { judge } from '../../../src/core/matrix/judge.ts';
import type { CellOutcome } from '../../../src/core/matrix/matrix.ts';
import { plain } from '../../../src/core/text.ts';
import { answered, redirect, row, user } from './cells.ts';

const viewer = user('viewer');

function verdict(expect: string, outcome: CellOutcome, who = viewer): string | undefined {
  return judge([row('/x', expect)], [who], [outcome])[0]?.verdict;
}

suite('verdicts', () => {
  const table: readonly (readonly [want: string, status: number, expected: string])[] = [
    ['403', 403, 'met'],
    ['deny', 404, 'met'],
    ['2xx', 204, 'met'],
    ['allow', 304, 'met'],
    ['403', 200, 'opened'],
    ['deny', 200, 'opened'],
    ['404', 200, 'opened'],
    ['4xx', 201, 'opened'],
    ['302', 200, 'opened'],
    ['2xx', 403, 'closed'],
    ['200', 401, 'closed'],
    ['allow', 404, 'closed'],
    ['403', 404, 'other'],
    ['403', 401, 'other'],
    ['200', 204, 'other'],
    ['2xx', 500, 'other'],
    ['deny', 422, 'other'],
    ['500', 200, 'other'],
  ];
  for (const [want, status, expected] of table) {
    test(`${want} wanted, ${status} came: ${expected}`, () =>
      assert.equal(verdict(`viewer=${want}`, answered(status)), expected));
  }

  test('nothing wanted is an open question, nothing answered is not sent', () => {
    assert.equal(verdict('admin=2xx', answered(200)), 'open-question');
    assert.equal(verdict('viewer=2xx', { kind: 'not-sent', why: 'unsafe', message: '' }), 'not-sent');
    assert.equal(verdict('viewer=2xx', { kind: 'failed', message: '' }), 'not-sent');
  });

  test('a user who is no proof is never counted as kept out, and is counted when let in', () => {
    const expired = user('viewer', 'not-proof');
    assert.equal(verdict('viewer=403', answered(403), expired), 'not-proof');
    assert.equal(verdict('viewer=deny', answered(401), expired), 'not-proof');
    assert.equal(verdict('viewer=2xx', answered(401), expired), 'not-proof');
    assert.equal(verdict('viewer=2xx', answered(500), expired), 'not-proof');
    assert.equal(verdict('viewer=403', answered(200), expired), 'opened');
    assert.equal(verdict('viewer=2xx', answered(200), expired), 'met');
  });

  test('a user who came without a credential proves no more than nobody does', () => {
    const bare = user('viewer', 'unknown');
    assert.equal(verdict('viewer=deny', answered(401), bare), 'not-proof');
    assert.equal(verdict('viewer=401', answered(401), bare), 'met');
    assert.equal(verdict('viewer=deny', answered(403), bare), 'met');
    assert.equal(verdict('viewer=2xx', answered(401), bare), 'closed');
    assert.equal(verdict('viewer=deny', answered(200), bare), 'opened');
  });

  test('a page to sign in counts as refused, wherever the redirect is wanted or not', () => {
    const login = answered(200, { earlier: [redirect('https://api.test/login?next=/x')] });
    assert.equal(verdict('viewer=deny', login), 'met');
    assert.equal(verdict('viewer=302', login), 'met');
    assert.equal(verdict('viewer=2xx', login), 'closed');
    const moved = answered(200, { earlier: [redirect('https://api.test/y')] });
    assert.equal(verdict('viewer=2xx', moved), 'met');
    assert.equal(verdict('viewer=deny', moved), 'opened');
    const signedInByItself = answered(200, {
      earlier: [redirect('https://id.test/authorize'), { ...redirect('https://api.test/x'), follows: 'redirect' }],
    });
    assert.equal(verdict('viewer=deny', signedInByItself), 'opened');
  });

  test('a refusal inside a 200 counts as refused', () => {
    const hidden = answered(200, { cause: 'role-missing' });
    assert.equal(verdict('viewer=deny', hidden), 'met');
    assert.equal(verdict('viewer=2xx', hidden), 'closed');
  });
});

suite('notes', () => {
  const notes = (expect: string, outcomes: readonly CellOutcome[], users = [viewer]) =>
    judge([row('/x', expect)], users, outcomes).map((it) => it.notes.map(plain).join('; '));

  test('401 where 403 is meant, and the other way round', () => {
    const known = answered(401, { shows: 'Bearer t1' });
    assert.match(notes('viewer=403', [known])[0] ?? '', /^401 where 403 is meant: the credentials of `viewer`/);
    assert.deepEqual(notes('viewer=401', [known]), ['']);
    assert.deepEqual(notes('viewer=403', [answered(401, { shows: 'Bearer t1', cause: 'token-wrong-audience' })]), ['']);
    assert.deepEqual(notes('viewer=403', [known], [user('viewer', 'unknown')]), ['']);
    assert.match(notes('viewer=deny', [answered(403)])[0] ?? '', /^403 where 401 is meant/);
    assert.deepEqual(notes('viewer=403', [answered(403)]), ['']);
    assert.deepEqual(notes('', [answered(403, { cause: 'bot-blocked' })]), ['']);
    assert.deepEqual(notes('', [answered(403, { shows: 'Bearer t1' })]), ['']);
  });

  test('what speaks of the request or of nothing at all', () => {
    assert.match(notes('viewer=deny', [answered(422)])[0] ?? '', /whether `viewer` may is not known$/);
    const two = [viewer, user('other')];
    assert.match(notes('*=deny', [answered(404), answered(404)], two)[1] ?? '', /^everybody gets 404/);
    assert.deepEqual(notes('*=deny', [answered(404), answered(200)], two), ['', '']);
  });
});

test('every pair has a cell, and the run before is there where it differs', () => {
  const rows = [row('/a'), row('/b')];
  const before = new Map([
    [statusKey('/work/api.http', 'GET /a', 'viewer'), 403],
    [statusKey('/work/api.http', 'GET /b', 'viewer'), 200],
  ]);
  const cells = judge(rows, [viewer, user('x')], [answered(200), answered(200), answered(200)], before);
  assert.deepEqual(
    cells.map((it) => [it.row, it.user, it.outcome.kind, it.before]),
    [
      [0, 0, 'answered', 403],
      [0, 1, 'answered', undefined],
      [1, 0, 'answered', undefined],
      [1, 1, 'not-sent', undefined],
    ],
  );
});
