import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeIds } from '../../../src/core/causeIds.ts';
import { explain } from '../../../src/core/explain.ts';
import { exchange, now } from '../../check.ts';
import { examples } from './examples.ts';

for (const id of causeIds) {
  test(`the example of ${id} is explained by it`, () => {
    const [best] = explain(exchange(examples[id].wire), now * 1000).findings;
    assert.equal(best?.id, id);
    assert.match(examples[id].told, /^[A-Z].*\.$/);
  });
}
