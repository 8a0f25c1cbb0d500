import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearPattern } from '../../../src/core/facts/linearPattern.ts';
import { lazyPattern } from '../../../src/core/facts/pattern.ts';
import { createTries } from '../../../src/core/facts/tries.ts';

const text = 'ab'.repeat(50_000);

test('patterns of others share the steps of one exchange; what is beyond them does not hold, and is counted', () => {
  const tries = createTries();
  const pattern = linearPattern('[ab]{50}', '');
  let held = 0;
  for (let i = 0; i < 20; i++) if (tries.test(pattern, text)) held++;
  assert.ok(0 < held && held < 20, `${held}`);
  assert.equal(tries.untried, 20 - held);
  assert.equal(tries.exec(pattern, text), null);
});

test('our own patterns, and those that a look rules out, take no steps', () => {
  const tries = createTries();
  for (let i = 0; i < 1000; i++) {
    assert.equal(tries.test(lazyPattern('b$', ''), text), true);
    assert.equal(tries.test(linearPattern('needle', 'i'), text), false);
  }
  assert.equal(tries.untried, 0);
});

test('a pattern that matches nothing at all matches the empty text', () => {
  assert.equal(createTries().test(linearPattern('^$', 'i'), ''), true);
});
