import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { causeIds } from '../../src/core/causeIds.ts';
import { causes } from '../../src/core/causes/index.ts';
import { explainWithDiagnosis } from '../../src/core/explain.ts';
import { plain, type Text } from '../../src/core/text.ts';
import { corpus } from './corpus.ts';
import { root, sourceFiles } from './sources.ts';
import { imperatives } from './words.ts';

const now = Date.UTC(2026, 10, 22);
const cases = corpus();
const noCorpus = cases.length === 0 && 'no recorded refusals: neither test/corpus nor ../shared/cases is here';

test('each id has its cause, once, and its file bears its name', () => {
  assert.deepEqual(causes.map((it) => it.id).toSorted(), [...causeIds].toSorted());
  const files = sourceFiles('src/core/causes').filter((it) => !it.endsWith('/index.ts'));
  assert.deepEqual(files.map((it) => it.replace(/^.*\/|\.ts$/g, '')).toSorted(), [...causeIds].toSorted());
});

test('each cause has its test', () => {
  const missing = causeIds.filter((id) => !existsSync(join(root, `test/core/causes/${id}.test.ts`)));
  assert.deepEqual(missing, []);
});

test('titles begin with a capital and have no full stop; reasons are sentences; links lead to a web page', () => {
  for (const { id, title, why, link } of causes) {
    assert.match(title, /^[A-Z].*[^.]$/, id);
    assert.match(why, /^[A-Z][\s\S]*\.$/, id);
    assert.match(link, /^https:\/\//, id);
    for (const words of [title, why]) assert.doesNotMatch(words, banned, id);
  }
});

/** Words that blame, beg or say nothing. */
const banned = /\b(?:invalid|please|simply|error occurred|oops|just|obviously)\b/i;

test('what is said of recorded refusals is well formed', { skip: noCorpus }, () => {
  const bad: string[] = [];
  for (const { file, exchange } of cases) {
    const { report, diagnosis } = explainWithDiagnosis(exchange, now);
    for (const { cause, error } of diagnosis.broken) bad.push(`${file}: ${cause.id} threw ${String(error)}`);
    if (report.findings.length === 0) bad.push(`${file}: nothing found`);
    const complain = (what: string, it: Text) => bad.push(`${file}: ${what}: ${plain(it)}`);
    for (const { id, summary, fixes } of report.findings) {
      if (!plain(summary).endsWith('.')) complain(`${id} summary without a full stop`, summary);
      if (banned.test(ours(summary))) complain(`${id} summary with a banned word`, summary);
      if (3 < fixes.length) bad.push(`${file}: ${id} has ${fixes.length} fixes`);
      for (const { title } of fixes) {
        if (!imperatives.has(firstWord(title))) complain(`${id} fix that begins with no verb`, title);
        if (banned.test(ours(title))) complain(`${id} fix with a banned word`, title);
      }
    }
    for (const { id, because } of report.ruledOut) {
      if (!plain(because).endsWith('.')) complain(`${id} ruled out without a full stop`, because);
    }
  }
  assert.deepEqual([...new Set(bad)].slice(0, 40), []);
});

function ours(it: Text): string {
  return it.parts.map((part) => ('ours' in part ? part.ours : '')).join('');
}

function firstWord(it: Text): string {
  return /^[A-Z][a-z]*/.exec(ours(it))?.[0] ?? '';
}
