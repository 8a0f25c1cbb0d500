import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needlesOf } from '../../../src/core/facts/needles.ts';
import type { Pattern } from '../../../src/core/facts/pattern.ts';
import { SearchedText, triedOf } from '../../../src/core/facts/searchedText.ts';
import { vocabulary } from '../../../src/core/facts/words/index.ts';
import { servers } from '../../../src/core/servers/index.ts';
import { hostileTexts } from '../hostile/texts.ts';

const needles: readonly (readonly [string, readonly string[] | undefined])[] = [
  ['foo', ['foo']],
  ['^api\\.github\\.com$', ['api.github.com']],
  ['foo|bars?', ['foo', 'bar']],
  ['(?:foo|bar) baz|quux', [' baz', 'quux']],
  ['fo+bar', ['bar']],
  ['foo?bar', ['bar']],
  ['fo{2}bar', ['bar']],
  ['fo{0,2}', undefined],
  ['(?:foo)?bar', ['bar']],
  ['(?:foo)*', undefined],
  ['foo|.*', undefined],
  ['foo|', undefined],
  ['\\bfoo\\b(?= bar)', ['foo']],
  ['(?<!no )foo', ['foo']],
  ['(?<name>foo)\\k<name>', ['foo']],
  ['[abc]\\d\\w', undefined],
  ['[^]]]', [']]']],
  ['a\\u0041bc', ['bc']],
  ['a\\x41bc\\cMde', ['bc']],
  ['INVALID', ['invalid']],
  ['权限', ['权限']],
  ['straße', ['stra']],
  ['(unclosed', undefined],
];

test('what must stand in any text that a pattern matches', () => {
  for (const [source, expected] of needles) assert.deepEqual(needlesOf(source), expected, source);
});

/** All patterns of the engine, and texts that many of them match: their own sources among them. */
test('no pattern is passed over that matches', () => {
  const patterns: Pattern[] = [];
  const add = (it: unknown): void => {
    if (isPattern(it)) patterns.push(it);
    else if (Array.isArray(it)) for (const one of it) add(one);
    else if (it !== null && typeof it === 'object') for (const one of Object.values(it)) add(one);
  };
  add([servers, vocabulary]);
  assert.ok(500 < patterns.length);
  const sources = patterns.flatMap((it) => it.source.split('|')).map((it) => it.replace(/\\b|\(\?:|[()?^$\\]/g, ''));
  const sentences = Array.from({ length: 200 }, (_, i) => sources.slice(i * 10, i * 10 + 10).join(' '));
  const texts = [
    ...sentences,
    ...hostileTexts.map((it) => it.make(300)),
    'Der Token ist abgelaufen',
    '令牌已过期',
    'İSTEK Geçersiz',
  ];
  let hits = 0;
  for (const text of texts) {
    const searched = new SearchedText(text);
    for (const pattern of patterns) {
      if (!pattern.test(text)) continue;
      hits++;
      for (let i = 0; i < 5; i++)
        assert.equal(
          searched.mayMatch(triedOf(pattern)),
          true,
          `${pattern.source.slice(0, 200)} in ${text.slice(0, 200)}`,
        );
    }
  }
  assert.ok(1_000 < hits, `${hits} hits`);
});

function isPattern(it: unknown): it is Pattern {
  return it instanceof RegExp || (typeof it === 'object' && it !== null && 'exec' in it && 'source' in it);
}
