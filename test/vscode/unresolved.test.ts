import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/core/http/parse.ts';
import type { Scope } from '../../src/core/variables/scope.ts';
import { createUnresolvedFinder } from '../../src/vscode/unresolved.ts';

const supplies = { now: 0, random: () => 0.5, localOffset: () => 0, processEnv: {} };
const scope = (): Scope => ({
  layers: [],
  environmentsWith: () => [],
  runtime: new Map(),
  answers: new Map(),
  chained: () => undefined,
  bodyFile: () => undefined,
  signIn: () => undefined,
  signInIds: [],
  tokens: new Map(),
  bound: new Map(),
  supplies,
});
const steps = [
  '### A\nGET http://{{host}}/a\n### B\nGET http://{{host}}/b?{{q}}\n',
  '# longer\n### A\nGET http://{{host}}/a\n### B\nGET http://{{host}}/b?{{q}}\n',
  '@host = x\n### A\nGET http://{{host}}/a\n### B\nGET http://{{host}}/b?{{q}}\n',
  '@host = {{other}}\n### A\nGET http://{{host}}/a\n### B\nGET http://{{host}}/b?{{q}}\n',
  '\n@host = {{other}}\n### A\nGET http://{{host}}/a\n### B\nGET http://{{host}}/b?{{q}}\n',
  '### A\nGET http://{{host}}/a\n\n### A\nGET http://{{host}}/a\n',
  '### A\nGET http://{{host}}/a\n\n@host = x\n### A\nGET http://{{host}}/a\n@host={{y}}\n### A\nGET http://{{host}}/a\n',
];

test('what a handler may set, and what an import may bring, is no mark; it is one again without them', () => {
  const finder = createUnresolvedFinder();
  const names = (text: string) => finder.find(parse(text), { ...scope(), reading: true }, []).map((it) => it.name);
  const use = '### B\nGET http://a/\nX: {{token}}\n';
  assert.deepEqual(names(use), ['token']);
  assert.deepEqual(names(`### A\nGET http://a/\n\n> {% client.global.set("token", 1) %}\n${use}`), []);
  assert.deepEqual(names(`### A\nGET http://a/\n\n> {% client.global.set("other", 1) %}\n${use}`), ['token']);
  assert.deepEqual(names(`import ./auth.http\n${use}`), []);
  assert.deepEqual(names(`${use}`), ['token']);
});

test('what is kept from one text to the next is what a first look finds', () => {
  const finder = createUnresolvedFinder();
  for (const text of steps) {
    const file = parse(text);
    const found = finder.find(file, scope(), []);
    assert.deepEqual(found, createUnresolvedFinder().find(file, scope(), []), text);
    for (const { span } of found) assert.match(text.slice(span.start, span.end), /\{\{/);
  }
});

test('another basis is looked at anew, the same one is not', () => {
  const finder = createUnresolvedFinder();
  const file = parse('GET http://{{host}}/');
  const environment = {};
  const withHost = { ...scope(), runtime: new Map([['host', 'x']]) };
  assert.equal(finder.find(file, scope(), [environment]).length, 1);
  assert.equal(finder.find(file, withHost, [environment]).length, 1);
  assert.equal(finder.find(file, withHost, [{}]).length, 0);
});

test('a long file gets as many marks as somebody reads', () => {
  const text = Array.from({ length: 2000 }, (_, at) => `###\nGET http://{{host}}/${at}\n`).join('');
  assert.equal(createUnresolvedFinder().find(parse(text), scope(), []).length, 500);
});
