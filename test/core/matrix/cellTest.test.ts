import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cellTest } from '../../../src/core/matrix/cellTest.ts';
import { judge } from '../../../src/core/matrix/judge.ts';
import type { CellOutcome } from '../../../src/core/matrix/matrix.ts';
import { text } from '../../../src/core/text.ts';
import { answered, row, user } from './cells.ts';

function outcome(expect: string, got: CellOutcome, who = user('viewer')) {
  const one = row('/orders/17', expect);
  const [cell] = judge([one], [who], [got]);
  assert.ok(cell);
  return cellTest(cell, one, who);
}

suite('a cell as a test', () => {
  test('as wanted: it passes, with a line', () => {
    const found = outcome('viewer=403', answered(403));
    assert.equal(found.state, 'passed');
    assert.equal(found.failure, undefined);
    assert.match(found.line, /^\+ {2}403 GET \/orders\/17.* as viewer/);
  });

  test('let in where nobody should be: it fails, says so first, and compares the two', () => {
    const { state, line, failure } = outcome('viewer=403', answered(200));
    assert.equal(state, 'failed');
    assert.match(line, /^!! 200 /);
    assert.match(failure?.headline ?? '', /^OPEN: viewer is let in with 200, where 403 is wanted/);
    assert.equal(failure?.expected, '403');
    assert.match(failure?.actual ?? '', /^200/);
    assert.match(failure?.markdown ?? '', /^\*\*OPEN: viewer is let in[\s\S]*Look for the check of this route/);
  });

  test('refused, or answered otherwise: it fails', () => {
    assert.match(outcome('viewer=2xx', answered(403)).failure?.headline ?? '', /is refused with 403/);
    assert.match(outcome('viewer=403', answered(500)).failure?.headline ?? '', /gets 500/);
  });

  test('an assertion that does not hold fails whoever is let in, and says nothing of a refusal', () => {
    const tests = [{ of: 'assertion' as const, name: 'status == 200', passed: false, message: 'It is 201.' }];
    const found = outcome('viewer=2xx', { ...answered(201), tests });
    assert.equal(found.state, 'failed');
    assert.match(found.line, /^x {2}201 GET .*1 test failed: status == 200$/);
    assert.deepEqual(found.broken, tests);
    assert.equal(outcome('viewer=403', { ...answered(403), tests }).state, 'passed');
  });

  test('a user who is no proof never passes, and the reason is told', () => {
    const expired = { ...user('viewer', 'not-proof'), because: text`The token of ${'viewer'} ended.` };
    const found = outcome('viewer=deny', answered(401), expired);
    assert.equal(found.state, 'errored');
    assert.match(found.failure?.markdown ?? '', /No proof[\s\S]*The token of `viewer` ended/);
    assert.equal(found.failure?.expected, undefined);
  });

  test('what was held back is skipped, what could not be sent or brought no answer is an error', () => {
    const notSent = (why: 'unsafe' | 'cancelled' | 'rate-limited' | 'unsendable') =>
      outcome('viewer=2xx', { kind: 'not-sent', why, message: 'Because of this.' });
    for (const why of ['unsafe', 'cancelled', 'rate-limited'] as const) {
      assert.equal(notSent(why).state, 'skipped');
      assert.match(notSent(why).line, /Because of this/);
    }
    assert.equal(notSent('unsendable').state, 'errored');
    const failed = outcome('viewer=2xx', { kind: 'failed', message: '[refused](command:evil)' });
    assert.equal(failed.state, 'errored');
    assert.doesNotMatch(failed.failure?.markdown ?? '', /(?<!\\)\[refused\]/);
  });
});
