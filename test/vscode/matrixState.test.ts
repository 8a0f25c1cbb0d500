import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createUnderWay } from '../../src/vscode/matrix/shown.ts';
import { matrixState } from '../../src/vscode/matrix/state.ts';
import { answered } from '../core/matrix/cells.ts';
import { sampleMatrix } from '../core/matrix/sample.ts';

const scene = { file: 'api.http', choosable: true, environment: 'dev' };

suite('what the tab of the matrix shows', () => {
  test('the breaches first, and of these who is let in', () => {
    const { summary } = matrixState({ ...scene, matrix: sampleMatrix() });
    assert.equal(summary?.tone, 'opened');
    assert.match(summary?.headline ?? '', /^2 cells let somebody in who must not be let in, and 2 more are other/);
    assert.deepEqual(
      summary?.breaches.map((it) => it.look),
      ['opened', 'opened', 'closed', 'other'],
    );
    assert.match(summary?.breaches[0]?.says ?? '', /^viewer · GET \/orders\/17 · 200 lets in, 403 is wanted/);
  });

  test('each cell has a word besides its color, and a sentence for those who hear it', () => {
    const { rows, users } = matrixState({ ...scene, matrix: sampleMatrix() });
    const opened = rows[1]?.cells[1];
    assert.deepEqual([opened?.look, opened?.status, opened?.word, opened?.wants], ['opened', 200, 'lets in', '403']);
    assert.match(opened?.spoken ?? '', /^viewer, GET \/orders\/17: 200 lets in, let in and not to be, 403 is wanted/);
    assert.deepEqual(
      users.map((it) => it.word),
      ['good', 'good', 'not proof', 'good'],
    );
  });

  test('whoever is let in since the last run is a breach without an expectation, too', () => {
    const { rows } = matrixState({ ...scene, matrix: sampleMatrix() });
    const since = rows.flatMap((it) => it.cells).filter((it) => it?.look === 'opened' && it.wants === undefined);
    assert.equal(since.length, 1);
    assert.match(since[0]?.spoken ?? '', /was \d{3}/);
  });

  test('what changes something is counted where it was not sent', () => {
    const state = matrixState({ ...scene, matrix: sampleMatrix() });
    assert.equal(state.unsafe, 1);
    assert.deepEqual(
      state.rows.map((it) => it.unsafe),
      [false, false, false, true, false],
    );
  });

  test('a cell in full says what came and what is wanted', () => {
    const { detail } = matrixState({ ...scene, matrix: sampleMatrix(), opened: { row: 1, user: 1 } });
    assert.equal(detail?.title, 'GET /orders/17 as viewer');
    assert.match(detail?.says ?? '', /^403 is wanted, 200 came\./);
    assert.equal(matrixState({ ...scene, matrix: sampleMatrix(), opened: { row: 9, user: 0 } }).detail, undefined);
  });

  test('a run under way fills cell by cell, and says nothing before its end', () => {
    const underWay = createUnderWay();
    const { rows, users } = sampleMatrix();
    assert.deepEqual(matrixState({ ...scene, underWay }).running, { done: 0, total: 0 });
    underWay.begin(
      rows,
      users.map((it) => it.name),
    );
    underWay.came(1, { row: 1, user: 1, outcome: answered(200) });
    const state = matrixState({ ...scene, underWay, matrix: sampleMatrix() });
    assert.deepEqual(state.running, { done: 1, total: 20 });
    assert.equal(state.summary, undefined);
    assert.equal(state.rows[1]?.cells[1]?.look, 'opened');
    assert.equal(state.rows[0]?.cells[0], null);
  });

  test('no exchange and no secret is in the state', () => {
    const state = JSON.stringify(matrixState({ ...scene, matrix: sampleMatrix(), opened: { row: 0, user: 1 } }));
    assert.doesNotMatch(state, /eyJ|"headers"|"exchange"/);
  });
});
