import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';

const request = 'GET https://a.test/\n';
const post = 'POST https://a.test/\n\n';

/** Texts on which a reader that looks ahead or back too often takes a minute: each is read in full, well below a second. */
const hostile: Readonly<Record<string, (n: number) => string>> = {
  'opening braces, a line each': (n) => '{{\n'.repeat(n),
  'opening braces on one line': (n) => `${request}A: ${'{{'.repeat(n)}`,
  'braces in a target': (n) => `GET ${'{{a'.repeat(n)}`,
  'braces in a body': (n) => `${post}${'{{\n'.repeat(n)}`,
  'scripts that never close': (n) => '> {%\n'.repeat(n),
  'comments that never close': (n) => '/*\n'.repeat(n),
  'comments that never close among headers': (n) => request + '/*\n'.repeat(n),
  headers: (n) => request + 'A: b\n'.repeat(n),
  'pieces of a target': (n) => `${request}${'  &a=b\n'.repeat(n)}`,
  definitions: (n) => '@host = b\n'.repeat(n),
  'paths without a host': (n) => '@a = b\nGET /a\n\n'.repeat(n),
  'directives behind a request': (n) => `${request}\n${'# @name a\n'.repeat(n)}${request}`,
  'requests without separators': (n) => `${post}{}\n\n`.repeat(n),
  'objects that never close': (n) => `${post}{\n\n`.repeat(n),
  'comments behind JSON': (n) => `${post}{}\n${'\n# a\n'.repeat(n)}`,
  'words in a target': (n) => `GET ${'a '.repeat(n)}`,
  'dots in a host': (n) => 'a.'.repeat(n),
  versions: (n) => `GET /${' HTTP/1'.repeat(n)}`,
  'carriage returns': (n) => '\r'.repeat(n),
  spaces: (n) => request + ' '.repeat(n),
  hashes: (n) => '#'.repeat(n),
  'text behind a handler': (n) => `${request}\n> {% a %}\n${'a\n'.repeat(n)}`,
};

for (const [what, make] of Object.entries(hostile)) {
  test(`50,000 × ${what}`, { timeout: 20_000 }, () => {
    const text = make(50_000);
    const { parts } = parse(text);
    assert.equal(parts.at(-1)?.end, text.length);
  });
}
