import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Pattern } from '../../src/core/facts/pattern.ts';
import { vocabulary } from '../../src/core/facts/words/index.ts';
import { servers } from '../../src/core/servers/index.ts';

/** Every pattern of the engine: those that servers and words hold as data, and those that the sources write. */
function patterns(): Map<string, RegExp> {
  const found = new Map<string, RegExp>();
  const add = (it: unknown): void => {
    if (it instanceof RegExp) found.set(String(it), it);
    else if (isPattern(it)) found.set(it.source, new RegExp(it.source, 'im'));
    else if (Array.isArray(it)) it.forEach(add);
    else if (it !== null && typeof it === 'object') Object.values(it).forEach(add);
  };
  add([servers, vocabulary]);
  for (const folder of ['src/core', 'src/core/check', 'src/core/facts', 'src/core/causes', 'src/core/manners']) {
    for (const name of readdirSync(new URL(`../../${folder}`, import.meta.url)).filter((it) => it.endsWith('.ts'))) {
      const source = readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8');
      for (const [, body = '', flags = ''] of source.matchAll(literal)) {
        const pattern = compiled(body, flags);
        if (pattern) found.set(String(pattern), pattern);
      }
    }
  }
  return found;
}

function isPattern(it: unknown): it is Pattern {
  return typeof it === 'object' && it !== null && 'source' in it && typeof it.source === 'string' && 'exec' in it;
}

/** A regular expression literal: behind what cannot end an operand, on one line. */
const literal = /(?<=[=(,:!&|?[]\s{0,40}|return )\/((?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([a-z]{0,5})/g;

function compiled(body: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(body, flags);
  } catch {
    return undefined;
  }
}

const hostile = [
  'a',
  ' ',
  '"',
  '=',
  '.',
  '/',
  ':',
  '-',
  '_',
  '0',
  'A1',
  'a ',
  'a.',
  'a-',
  'a_',
  'a:',
  '<a ',
  '&#',
  'token ',
  'not ',
  'no ',
  'key ',
  'invalid ',
  'account ',
  'user ',
  'permission ',
  'access ',
  'api key ',
  'requires a ',
  'x-',
  '1.',
  '::',
  'expired, ',
  'missing or ',
  'scope ',
  'method ',
  'ip ',
  'cors ',
  'der ',
  'eyJ.',
  '%20',
  "'",
  '[',
  '(e.g. ',
  '\n',
];

/** What takes quadratic time on these would take minutes. */
test('every pattern answers on long, hostile texts', { timeout: 20_000 }, () => {
  const all = patterns();
  assert.ok(500 < all.size, `${all.size} patterns found`);
  const texts = hostile.map((unit) => `${unit.repeat(30_000 / unit.length)}\n!\0`);
  for (const pattern of all.values()) {
    for (const text of texts) {
      pattern.lastIndex = 0;
      pattern.test(text);
    }
  }
});

test('no pattern repeats what itself repeats without bounds, nor two things side by side that overlap', () => {
  for (const [name, pattern] of patterns()) {
    const flat = pattern.source
      .replace(/\[(?:\\.|[^\]\\])*\]/g, 'C')
      .replace(/\\[swdSWD]/g, 'C')
      .replace(/\\./g, 'x');
    assert.doesNotMatch(flat, /\((?:\?[:=!]|\?<[=!])?[^()]*(?:[+*]|\{\d*,\})[^()]*\)(?:[+*]|\{\d*,\})/, name);
    assert.doesNotMatch(flat, /[.C][+*]\??[.C][+*]/, name);
    if (!flat.startsWith('^') && !flat.startsWith('C')) assert.doesNotMatch(flat, /\.[+*]/, name);
  }
});
