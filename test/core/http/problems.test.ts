import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';

/** `code "text"`, with `!` in front where the document is refused. */
function problems(text: string): string[] {
  return parse(text).problems.map(
    (it) => `${it.refuses ? '!' : ''}${it.code} ${JSON.stringify(text.slice(it.span.start, it.span.end))}`,
  );
}

const table: readonly (readonly [text: string, expected: readonly string[]])[] = [
  ['GET https://a.test/ HTTP/1.1\nA: b\n\n', []],
  ['GET', ['!malformed-request-line "GET"']],
  ['GET HTTP/1.1', ['!malformed-request-line "GET HTTP/1.1"']],
  ['Words and more words', ['!malformed-request-line "Words and more words"']],
  ['Words and more\nof them\nGET /a\nHost: b', ['!malformed-request-line "Words and more"']],
  ['GET https://a.test/b c', ['!malformed-request-line " c"']],
  ['GET https://a.test/ HTTP/1.1 x', ['!malformed-request-line " HTTP/1.1 x"']],
  ['GET https://a.test/?a=b c', ['space-in-target " c"']],
  ['GET {{a}}/b c', ['space-in-target " c"']],
  ['GET  https://a.test/', ['request-line-spacing "  "']],
  ['GET https://a.test/ HTTP/1.2', ['!malformed-version "HTTP/1.2"']],
  ['GET https://a.test/ http/1.1', ['!malformed-version "http/1.1"']],
  ['GET https://a.test/ HTTP/', ['!malformed-version "HTTP/"']],
  ['GET https://a.test/ HTTP/2 (Prior Knowledge)', []],
  ['GET https://a.test/\n  ?b=c HTTP/9', ['!malformed-version "HTTP/9"']],
  ['GET /a', ['missing-host "/a"']],
  ['GET /a\nhOST: b', []],
  ['@host = b\nGET /a', []],
  ['GET https://a.test/\n@b = c', ['!definition-among-headers "@b = c"']],
  ['GET https://a.test/\nB c', ['header-without-colon "B c"']],
  ['GET https://a.test/\nB c: d', ['header-without-colon "B c: d"']],
  [
    'GET https://a.test/{{1+1}}\nA: {{ x }}{{$uuid}} {{ y || 1 }}',
    ['not-a-reference "{{1+1}}"', 'not-a-reference "{{ y || 1 }}"'],
  ],
  ['GET localhost:1/x', ['assumed-https "localhost:1/x"']],
  ['GET /x\nHost: 127.0.0.1:1', ['assumed-https "127.0.0.1:1"']],
  ['GET a.test/x\n###\nGET http://localhost/', []],
  ['GET https://a.test/\n...all', ['spread-header "...all"']],
  ['POST https://a.test/\n{}', ['body-without-blank-line "{}"']],
  ['@a', ['definition-no-value "@a"']],
  ['@=a', ['definition-no-name "@=a"']],
  ['@a b', ['definition-without-equals "@a b"']],
  ['@a.b = c', ['definition-name "a.b"']],
  ['> {%\nx', ['script-not-closed "> {%"']],
  ['{{\nx', ['script-not-closed "{{"']],
  ['curl https://a.test/', ['curl-block "curl https://a.test/"']],
  ['GET https://a.test/\n\nGET https://b.test/', ['missing-separator "GET https://b.test/"']],
  ['POST https://a.test/\n\na\n# b\n# c', ['comment-in-body "# b"']],
  ['###\nPOST https://a.test/\n\na\n\nGET https://b.test/', ['missing-separator "GET https://b.test/"']],
  ['GET https://a.test/\n\n> {% a %}\n\nwords\nmore', ['text-after-body "words"']],
];

for (const [text, expected] of table) {
  test(`problems of ${JSON.stringify(text)}`, () => assert.deepEqual(problems(text), expected));
}
