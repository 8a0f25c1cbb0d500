import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { causes } from '../../src/core/causes/index.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import { readFacts } from '../../src/core/facts.ts';
import { readExchanges } from '../../src/core/read/index.ts';

/** Labelled refusals, one HAR each, beside the checkout. */
const corpus = fileURLToPath(new URL('../../../shared/cases/', import.meta.url));
const sets = ['frameworks', 'frameworks-more', 'infra', 'saas'];
/** Shares of all cases. They only rise. */
const floor = { first: 0.95, sureWrong: 0.02 };

interface Label {
  readonly id: string;
  readonly cause: string;
  readonly also_ok?: readonly string[];
}

test('the labelled refusals are explained', { skip: existsSync(corpus) ? false : `no corpus at ${corpus}` }, (context) => {
  const counts = { all: 0, first: 0, sure: 0, sureWrong: 0 };
  const missed: string[] = [];
  for (const set of sets) {
    for (const line of readFileSync(join(corpus, set, 'labels.jsonl'), 'utf8').split('\n').filter((it) => it !== '')) {
      // The labels are ours: their shape is known.
      const label = JSON.parse(line) as Label;
      const last = readExchanges(readFileSync(join(corpus, set, `${label.id}.har`), 'utf8')).exchanges.at(-1);
      assert.ok(last, `${label.id}: no entry`);
      const diagnosis = diagnose(readFacts(last, 0), causes);
      assert.deepEqual(diagnosis.broken, [], label.id);
      const first = diagnosis.findings[0];
      assert.ok(first, `${label.id}: no answer`);
      const right = [label.cause, ...(label.also_ok ?? [])].includes(first.cause.id);
      const sure = first.found.certainty === 'proven' || first.found.certainty === 'stated';
      counts.all++;
      if (right) counts.first++;
      else missed.push(label.id);
      if (sure) counts.sure++;
      if (sure && !right) counts.sureWrong++;
    }
  }
  context.diagnostic(`first ${counts.first} of ${counts.all}, sure ${counts.sure}, sure and wrong ${counts.sureWrong}`);
  context.diagnostic(`missed: ${missed.join(' ') || 'none'}`);
  assert.ok(floor.first <= counts.first / counts.all, `first answer right in ${counts.first} of ${counts.all}`);
  assert.ok(counts.sureWrong / counts.sure <= floor.sureWrong, `sure and wrong ${counts.sureWrong} of ${counts.sure}`);
});
