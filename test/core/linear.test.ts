import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnalysisResult, analyse } from 'scslre';
import type { Pattern } from '../../src/core/facts/pattern.ts';
import { vocabulary } from '../../src/core/facts/words/index.ts';
import { knownKeyPattern } from '../../src/core/knownKeys.ts';
import { speakers } from '../../src/core/logs/reasons/index.ts';
import { servers } from '../../src/core/servers/index.ts';
import { read, sourceFiles } from '../contract/sources.ts';
import { regexLiterals } from '../regexLiterals.ts';

interface Named {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
  /** Repeats with a larger bound are judged as if they had none: such a bound protects nobody. */
  readonly largeBound: number;
}

/** Every pattern of the product: what the sources write, and what servers and words hold as data. */
function patterns(): readonly Named[] {
  const found: Named[] = [];
  const add = (where: string, it: unknown): void => {
    if (it instanceof RegExp) found.push({ where, source: it.source, flags: it.flags, largeBound: 200 });
    else if (isPattern(it)) found.push({ where, source: it.source, flags: 'im', largeBound: 200 });
    else if (Array.isArray(it)) for (const one of it) add(where, one);
    else if (it !== null && typeof it === 'object') for (const one of Object.values(it)) add(where, one);
  };
  for (const server of servers) {
    const { body, ...marks } = server.recognize;
    add(`the server ${server.id}`, [marks, server.signs]);
    // Tried on the first 2,000 characters only.
    if (body) found.push({ where: `the server ${server.id}`, source: body.source, flags: 'im', largeBound: 2_000 });
  }
  add('the vocabulary', vocabulary);
  for (const speaker of speakers) add(`the log words of ${speaker.id}`, speaker.wordings);
  add('src/core/knownKeys.ts', new RegExp(`^${knownKeyPattern()}$`));
  add('src/core/redact.ts', new RegExp(`(?<![A-Za-z0-9_])${knownKeyPattern()}`, 'g'));
  for (const path of sourceFiles('src')) {
    for (const it of regexLiterals(read(path))) found.push({ ...it, where: `${path}:${it.line}`, largeBound: 200 });
  }
  return found;
}

function isPattern(it: unknown): it is Pattern {
  return typeof it === 'object' && it !== null && 'source' in it && typeof it.source === 'string' && 'exec' in it;
}

const all = patterns();

test('the literals of the sources are found, and patterns are put together in known places alone', () => {
  const written = all.filter((it) => it.where.startsWith('src/'));
  assert.ok(700 < written.length, `${written.length} literals found`);
  for (const { source, flags, where } of all) assert.doesNotThrow(() => new RegExp(source, flags), where);
  const made = sourceFiles('src').filter((path) => /\bRegExp\(/.test(read(path)));
  assert.deepEqual(made, ['src/core/facts/pattern.ts', 'src/core/knownKeys.ts', 'src/core/redact.ts']);
});

function analysed({ source, flags, largeBound }: Named): AnalysisResult {
  const judged = source.replace(/\{(\d+),(\d+)\}/g, (whole, least, most) =>
    largeBound < Number(most) ? `{${least},}` : whole,
  );
  return analyse({ source: judged, flags: flags.replace(/[^gimsuy]/g, '') });
}

test('no pattern repeats in two ways what may be one and the same text', () => {
  assert.deepEqual(all.flatMap(ambiguities), []);
});

test('no pattern that may begin anywhere reads on over its own beginning without bounds', () => {
  assert.deepEqual(all.flatMap(rereadings), []);
});

test('what is known to take long is found', () => {
  const named = (pattern: RegExp): Named => ({
    where: '',
    source: pattern.source,
    flags: pattern.flags,
    largeBound: 200,
  });
  for (const it of [/a+b/, /(?:a+)+$/, /^\s*(\S+)\s+(.*)$/, /(?:a|ab)*c/, /\s+$/, /x{1,500}y/])
    assert.notDeepEqual(ambiguities(named(it)), [], String(it));
  for (const it of [/foo.*bar/, /<a [^>]*>/, /(?:get|set)\w{0,999} it/])
    assert.equal(rereadings(named(it)).length, 1, String(it));
  for (const it of [/foo[^f]*bar/, /<a [^<>]*>/, /(?<!\w)(?:get|set)\w{0,999} it/])
    assert.deepEqual([...ambiguities(named(it)), ...rereadings(named(it))], [], String(it));
});

function ambiguities(it: Named): string[] {
  return analysed(it).reports.map(({ type, character }) => `${it.where}: ${type} on ${character.pick} in ${shown(it)}`);
}

/** `foo.*bar` on `foofoofoo`: each foo would read on to the end. */
function rereadings(it: Named): string[] {
  if (it.flags.includes('y')) return [];
  const { alternatives } = analysed(it).parsed.pattern;
  return alternatives.flatMap((one) => overOwnBeginning(one, it)).map((raw) => `${it.where}: ${raw} in ${shown(it)}`);
}

function shown({ source, flags }: Named): string {
  return `/${source.slice(0, 200)}/${flags}`;
}

type Node = AnalysisResult['parsed']['pattern'] | Element;
type Alternative = AnalysisResult['parsed']['pattern']['alternatives'][number];
type Element = Alternative['elements'][number];

/** What stands before an alternative: as a pattern, and an example of it. */
interface Before {
  readonly raw: string;
  readonly example: string;
}

const nothing: Before = { raw: '', example: '' };

/**
 * The repeats of an alternative, or of what it holds, that take in an example of all that stands before them, and behind
 * which something may still not fit. `more`: something stands behind the alternative.
 */
function overOwnBeginning({ elements }: Alternative, of: Named, before: Before = nothing, more = false): string[] {
  const { flags, largeBound } = of;
  const found: string[] = [];
  let { example, raw } = before;
  for (const [i, element] of elements.entries()) {
    if (element.type === 'Assertion' && element.kind === 'start' && !flags.includes('m')) return found;
    const follows = more || elements.slice(i + 1).some((it) => it.type !== 'Quantifier' || 0 < it.min);
    if (element.type === 'Quantifier' && largeBound < element.max && example !== '' && follows) {
      const inside = new RegExp(`^(?:${element.element.raw})*$`, flags.replace(/[gm]/g, ''));
      const again = new RegExp(raw, `${flags.replace(/[gm]/g, '')}y`);
      again.lastIndex = example.length;
      if (inside.test(example) && again.test(example.repeat(3))) found.push(element.raw);
    }
    if (element.type === 'Group' || element.type === 'CapturingGroup')
      for (const it of element.alternatives) found.push(...overOwnBeginning(it, of, { example, raw }, follows));
    example += exampleOf(element, flags);
    raw += element.raw;
  }
  return found;
}

/** A short text that it matches, in the letters that stand first below. */
function exampleOf(node: Node, flags: string): string {
  switch (node.type) {
    case 'Quantifier':
      return exampleOf(node.element, flags).repeat(node.min);
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives[0]?.elements.map((it) => exampleOf(it, flags)).join('') ?? '';
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
    case 'CharacterClass': {
      const one = new RegExp(`^${node.raw}$`, flags.replace(/[gm]/g, ''));
      return [...characters].find((it) => one.test(it)) ?? '';
    }
    default:
      return '';
  }
}

const characters = 'aA0 -_./:;,"\'=<>()[]{}?#&%@!*+~^$|\\`\t\n\0\u001b\u00ad\u200b\ud800•…é未';

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
test('every pattern answers on long, hostile texts', { timeout: 60_000 }, () => {
  const texts = hostile.map((unit) => `${unit.repeat(30_000 / unit.length)}\n!\0`);
  for (const it of new Map(all.map((it) => [`/${it.source}/${it.flags}`, it])).values()) {
    const pattern = new RegExp(it.source, it.flags);
    for (const text of texts) {
      pattern.lastIndex = 0;
      pattern.test(text);
    }
  }
});
