import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Certainty } from '../../../src/core/certainty.ts';
import { byWeight } from '../../../src/core/print/findings.ts';
import { saysAll } from '../../../src/core/print/headline.ts';
import { text } from '../../../src/core/text.ts';
import { sample } from './sample.ts';

const weights = (...certainties: Certainty[]) => {
  const [finding] = sample.findings;
  assert.ok(finding);
  const { full, brief } = byWeight(certainties.map((certainty) => ({ ...finding, certainty })));
  return [full.map((it) => it.certainty), brief.map((it) => it.certainty)];
};

test('three in full at most, the rest by name', () => {
  assert.deepEqual(weights('likely', 'likely', 'possible', 'possible'), [
    ['likely', 'likely', 'possible'],
    ['possible'],
  ]);
  assert.deepEqual(weights('stated'), [['stated'], []]);
  assert.deepEqual(weights(), [[], []]);
});

test('what is far weaker than the best is only named', () => {
  assert.deepEqual(weights('proven', 'stated', 'likely'), [['proven', 'stated'], ['likely']]);
  assert.deepEqual(weights('proven', 'likely'), [['proven'], ['likely']]);
  assert.deepEqual(weights('likely', 'possible'), [['likely', 'possible'], []]);
});

test('a headline that is the sentence needs no second one', () => {
  assert.ok(saysAll(text`401 · Probably: the token in ${'X'} is old`, text`The token in ${'X'} is old.`));
  assert.ok(!saysAll(text`401 · The token has expired`, text`The token in ${'X'} is old.`));
});
