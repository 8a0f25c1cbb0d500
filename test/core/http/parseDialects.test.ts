import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';

/** Each part that is neither blank nor a separator, as `kind: first line`. */
function parts(text: string): string[] {
  return parse(text)
    .parts.filter((it) => it.kind !== 'blank' && it.kind !== 'separator')
    .map((it) => `${it.kind}: ${text.slice(it.start, it.end).split('\n', 1)[0]?.trim()}`);
}

const table: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  ['pre-request script', '< {%\n  a\n%}\nGET /a', ['script: < {%', 'request-line: GET /a']],
  ['pre-request script on one line', '< {% a %}\nGET /a', ['script: < {% a %}', 'request-line: GET /a']],
  ['pre-request script from a file', '< ./a.js\nGET /a', ['script: < ./a.js', 'request-line: GET /a']],
  ['handler behind a body', 'POST /a\n\nx\n\n> {%\n  b\n%}\n', ['request-line: POST /a', 'body: x', 'handler: > {%']],
  [
    'handler right behind the headers',
    'GET /a\nA: b\n> {% c %}',
    ['request-line: GET /a', 'header: A: b', 'handler: > {% c %}'],
  ],
  ['handler from a file', 'GET /a\n\n> ./b.js', ['request-line: GET /a', 'handler: > ./b.js']],
  ['a quotation is no handler', 'POST /a\n\n> hello', ['request-line: POST /a', 'body: > hello']],
  ['response file', 'GET /a\n\n>>! b.json', ['request-line: GET /a', 'response-file: >>! b.json']],
  ['response reference', 'GET /a\n\n<> b.200.json', ['request-line: GET /a', 'response-reference: <> b.200.json']],
  [
    'assertions',
    'GET /a\n\n?? status == 200\n?? body b exists',
    ['request-line: GET /a', 'assertion: ?? status == 200', 'assertion: ?? body b exists'],
  ],
  [
    'import and run',
    'import ./a.http\nrun #b (@c=d)\nrun e.http',
    ['import: import ./a.http', 'run: run #b (@c=d)', 'run: run e.http'],
  ],
  [
    'httpYac script',
    '{{\n  a = 1\n}}\nGET /a\n\n{{@response\n  b\n}}',
    ['script: {{', 'request-line: GET /a', 'script: {{@response'],
  ],
  ['braces that never close', 'POST /a\n\n{{\nx\n', ['request-line: POST /a', 'body: {{']],
  [
    'curl',
    '### a\ncurl https://a.test \\\n  -H "b: c"\n###\nGET /a',
    ['curl: curl https://a.test \\', 'request-line: GET /a'],
  ],
  [
    'stored response behind a request',
    'GET /a\n\nHTTP/1.1 200 OK\nA: b\n\nx\n###',
    ['request-line: GET /a', 'stored-response: HTTP/1.1 200 OK'],
  ],
  [
    'a block that is a stored response',
    'HTTP/1.1 200 OK\nA: b\n\n###\nGET /a',
    ['stored-response: HTTP/1.1 200 OK', 'request-line: GET /a'],
  ],
  ['httpYac definition without =', '@a b\nGET /a', ['definition: @a b', 'request-line: GET /a']],
  ['JSON right behind the headers', 'POST /a\nA: b\n{\n"c": 1}', ['request-line: POST /a', 'header: A: b', 'body: {']],
];

for (const [what, text, expected] of table) {
  test(what, () => assert.deepEqual(parts(text), expected));
}

const lines = (text: string) => parse(text).requests.map((it) => it.line);

test('without ###, a request line begins the next request where the body cannot hold one', () => {
  assert.deepEqual(lines('GET /a\nGET /b\n\nGET /c\nA: b\n\n# c\nGET /d'), [0, 1, 3, 7]);
  assert.deepEqual(lines('POST https://a.test/\n\n{"a": 1}\n\n# @name b\nGET https://a.test/'), [0, 5]);
  assert.deepEqual(lines('###\nPOST /a\nContent-Type: application/json\n\n{}\n\nGET /b'), [1, 6]);
  assert.deepEqual(lines('###\nPOST /a\n\ntext\n\nGET https://a.test/'), [1]);
});

test('directives above a request without ### belong to it', () => {
  const file = parse('# @name a\nGET /a\n\n# @name b\nGET /b');
  assert.deepEqual(
    file.requests.map((it) => it.name),
    ['a', 'b'],
  );
});

test('comments and variables behind a request without a body are no body', () => {
  const file = parse('POST /a\n\n@token = {{a.response.body.$.t}}\n# done\n\n###\nGET /b');
  assert.deepEqual(
    file.requests.map((it) => it.bodyKind),
    ['none', 'none'],
  );
  assert.deepEqual(
    file.definitions.map((it) => it.name.text),
    ['token'],
  );
});

test('comments and variables behind JSON are no part of it', () => {
  const text = 'POST /a\nContent-Type: application/json\n\n{\n  // kept\n  "a": 1\n}\n\n# done\n@b = 1\n\n###';
  const file = parse(text);
  const span = file.requests[0]?.bodySpan;
  assert.equal(text.slice(span?.start, span?.end), '{\n  // kept\n  "a": 1\n}');
  assert.deepEqual(
    file.definitions.map((it) => it.name.text),
    ['b'],
  );
});

test('lines that look like comments are not sent in JSON, and are in all else', () => {
  const sent = (text: string) => parse(text).requests[0]?.body.map((it) => (it.kind === 'text' ? it.text : ''));
  assert.deepEqual(sent('POST /a\n\n// one\n{\n  # two\n  "a": "// b"\n}'), ['{\n', '  "a": "// b"\n}']);
  assert.deepEqual(sent('POST /a\nContent-Type: text/plain\n\n{\n# two\n}'), ['{\n# two\n}']);
  assert.deepEqual(sent('POST /a\n\n{{a}}\n# two'), ['{{a}}\n# two']);
});

test('blank lines above a body file are not sent', () => {
  assert.deepEqual(
    parse('POST /a\n\n\n< a.bin').requests[0]?.body.map((it) => it.kind),
    ['file'],
  );
});

test('attachments go to their request, or to the file', () => {
  const file = parse('import a.http\n###\n< {% x %}\nGET /a\n\n> {% y %}\n?? status == 200\n');
  assert.deepEqual(
    file.attachments.map((it) => it.kind),
    ['import'],
  );
  assert.deepEqual(
    file.requests[0]?.attachments.map((it) => it.kind),
    ['script', 'handler', 'assertion'],
  );
});

test('body parts are text and files in order', () => {
  const [request] = parse('POST /a\n\nx\n< a.txt\ny\n<@utf8 b.txt').requests;
  assert.deepEqual(
    request?.body.map((it) =>
      it.kind === 'text' ? it.text : { path: it.path.text, substitute: it.substitute, encoding: it.encoding },
    ),
    [
      'x\n',
      { path: 'a.txt', substitute: false, encoding: undefined },
      '\ny\n',
      { path: 'b.txt', substitute: true, encoding: 'utf8' },
    ],
  );
});
