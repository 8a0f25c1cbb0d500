import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { causeIds } from '../../../src/core/causeIds.ts';
import { causes } from '../../../src/core/causes/index.ts';

test('every id has its cause, its file and its test, once', () => {
  assert.deepEqual(causes.map((it) => it.id).sort(), [...causeIds].sort());
  for (const id of causeIds) {
    assert.ok(existsSync(new URL(`../../../src/core/causes/${id}.ts`, import.meta.url)), `${id} has no file`);
    assert.ok(existsSync(new URL(`./${id}.test.ts`, import.meta.url)), `${id} has no test`);
  }
});

test('titles are headings, reasons are sentences, links are pages', () => {
  for (const { id, title, why, link } of causes) {
    assert.match(title, /^[A-Z].*[^.]$/, id);
    assert.match(why, /^[A-Z].*\.$/, id);
    assert.match(link, /^https:\/\//, id);
    assert.doesNotMatch(`${title} ${why}`, /\binvalid\b|\bplease\b|\bsimply\b|error occurred/i, id);
  }
});

test('only what names ignorance is a fallback', () => {
  assert.deepEqual(
    causes.filter((it) => it.fallback).map((it) => it.id),
    ['token-invalid', 'unknown'],
  );
});
