import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { causes } from '../../src/core/causes/index.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import { readFacts } from '../../src/core/facts.ts';
import { readExchanges } from '../../src/core/read/index.ts';

/** Labelled refusals, one HAR each: captured from servers that npm and Debian bring, and those beside the checkout. */
const here = fileURLToPath(new URL('./', import.meta.url));
const beside = fileURLToPath(new URL('../../../shared/cases/', import.meta.url));

interface Corpus {
  readonly name: string;
  readonly folders: readonly string[];
  /** Shares of all cases. They only rise. */
  readonly first: number;
  readonly sureWrong: number;
}

const corpora: readonly Corpus[] = [
  { name: 'servers that npm brings', folders: [join(here, 'npm-servers')], first: 0.98, sureWrong: 0.02 },
  { name: 'servers that Debian brings', folders: [join(here, 'debian-servers')], first: 0.96, sureWrong: 0.01 },
  {
    name: 'labelled refusals beside the checkout',
    folders: ['frameworks', 'frameworks-more', 'infra', 'saas'].map((it) => join(beside, it)),
    first: 0.99,
    sureWrong: 0.01,
  },
];

interface Label {
  readonly id: string;
  readonly cause: string;
  readonly also_ok?: readonly string[];
}

for (const { name, folders, first, sureWrong } of corpora) {
  const missing = folders.find((it) => !existsSync(it));
  test(name, { skip: missing === undefined ? false : `there is no ${missing}` }, (context) => {
    const counts = { all: 0, first: 0, sure: 0, sureWrong: 0 };
    for (const folder of folders) {
      for (const line of readFileSync(join(folder, 'labels.jsonl'), 'utf8')
        .split('\n')
        .filter((it) => it !== '')) {
        // The labels are ours: their shape is known.
        const label = JSON.parse(line) as Label;
        const verdict = answer(join(folder, `${label.id}.har`));
        const right = [label.cause, ...(label.also_ok ?? [])].includes(verdict.id);
        counts.all++;
        if (right) counts.first++;
        if (verdict.sure) counts.sure++;
        if (verdict.sure && !right) counts.sureWrong++;
      }
    }
    const said = `first answer right in ${counts.first} of ${counts.all}, sure ${counts.sure}, sure and wrong ${counts.sureWrong}`;
    context.diagnostic(said);
    assert.ok(100 < counts.all, said);
    assert.ok(first <= counts.first / counts.all, said);
    assert.ok(counts.sureWrong / counts.sure <= sureWrong, said);
  });
}

function answer(file: string): { readonly id: string; readonly sure: boolean } {
  const last = readExchanges(readFileSync(file, 'utf8')).exchanges.at(-1);
  assert.ok(last, `${file}: no entry`);
  const diagnosis = diagnose(readFacts(last, 0), causes);
  assert.deepEqual(diagnosis.broken, [], file);
  const best = diagnosis.findings[0];
  assert.ok(best, `${file}: no answer`);
  const { certainty } = best.found;
  return { id: best.cause.id, sure: certainty === 'proven' || certainty === 'stated' };
}
