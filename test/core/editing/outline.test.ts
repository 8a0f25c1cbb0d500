import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldingRanges } from '../../../src/core/editing/folding.ts';
import { outline } from '../../../src/core/editing/outline.ts';
import { parse } from '../../../src/core/http/parse.ts';

const text = `# one
# two
@a = secret

### first
GET https://a.test/

###
< {%
  x
%}
POST /b
Host: a.test

{
}

> {%
  y
%}
`;

test('requests and variables in document order, without values', () => {
  assert.deepEqual(
    outline(parse(text)).map((it) => [it.kind, it.name, it.detail]),
    [
      ['variable', 'a', ''],
      ['request', 'first', 'GET https://a.test/'],
      ['request', 'POST /b', ''],
    ],
  );
});

test('selections lie inside their items', () => {
  for (const it of outline(parse(text))) {
    assert.ok(it.span.start <= it.selection.start && it.selection.end <= it.span.end);
  }
});

test('blocks, bodies, scripts and runs of comments fold', () => {
  assert.deepEqual(
    foldingRanges(parse(text)).map((it) => [it.kind, it.startLine, it.endLine]),
    [
      ['comment', 0, 1],
      ['request', 4, 5],
      ['script', 8, 10],
      ['body', 14, 15],
      ['script', 17, 19],
      ['request', 7, 19],
    ],
  );
});

test('nothing folds on one line', () => assert.deepEqual(foldingRanges(parse('### a\n\n###\n')), []));
