import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RE2JS } from 're2js';
import { type ExpressVersion, readPath, readRegex } from '../../../../src/core/guards/express/paths.ts';

const table: [path: string, version: ExpressVersion, matches: string[], not: string[]][] = [
  ['/a/:id', 4, ['/a/1', '/a/x-y.z'], ['/a', '/a/1/2']],
  ['/a/:id(\\d+)', 4, ['/a/12'], ['/a/x']],
  ['/a/:id?', 4, ['/a', '/a/1'], ['/a/1/2']],
  ['/ab?cd', 4, ['/abcd', '/acd'], ['/abbcd']],
  ['/ab+cd', 4, ['/abbcd'], ['/acd']],
  ['/ab*cd', 4, ['/abXYcd'], ['/ab']],
  ['/a(bc)?d', 4, ['/ad', '/abcd'], ['/abd']],
  ['/:from-:to', 4, ['/x-y'], ['/xy']],
  ['/file.:ext', 4, ['/file.txt'], ['/filetxt']],
  ['/a/:id', 5, ['/a/1'], ['/a', '/a/1/2']],
  ['/a/*rest', 5, ['/a/1', '/a/1/2'], ['/a/', '/b']],
  ['/a{/:id}', 5, ['/a', '/a/1'], ['/a/1/2']],
  ['/a\\*b', 5, ['/a*b'], ['/axb']],
  ['/:"with space"', 5, ['/x'], ['/']],
];

for (const [path, version, matches, not] of table) {
  test(`${path} of Express ${version}`, () => {
    const pattern = readPath(path, version);
    assert.ok(pattern);
    const compiled = RE2JS.compile(pattern.source);
    for (const it of matches) assert.equal(compiled.matches(it), true, it);
    for (const it of not) assert.equal(compiled.matches(it), false, it);
    assert.ok(pattern.sample !== undefined && compiled.matches(pattern.sample), `its sample ${pattern.sample}`);
  });
}

test('what is no path of its version has no pattern', () => {
  for (const it of ['/a?', '/(a)', '/*', '/a{', '/a}', '/:']) assert.equal(readPath(it, 5), undefined, it);
  assert.equal(readPath('/a(', 4), undefined);
});

test('a regular expression is open where it is not anchored, and has a sample where it is plain', () => {
  assert.deepEqual(readRegex('^\\/reports\\/(daily|weekly)$').sample, '/reports/daily');
  assert.equal(RE2JS.compile(readRegex('\\/x').source).matches('/a/x/b'), true);
  assert.equal(readRegex('(?=a)').sample, undefined);
});
