import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toParseJson } from '../../../src/core/http/json.ts';
import { parse } from '../../../src/core/http/parse.ts';

/** Each request as `name | METHOD target version | headers | kind: body`, what is empty left out. */
function requests(text: string): string[] {
  const file = parse(text);
  assert.equal(file.parts.map((it) => text.slice(it.start, it.end)).join(''), text);
  return toParseJson(file).requests.map((it, i) => {
    const version = file.requests[i]?.version?.text;
    const headers = (file.requests[i]?.headers ?? []).map((h) => `${h.name.text}=${h.value.text}`).join(', ');
    return [
      it.name,
      [it.method, it.url, version].filter(Boolean).join(' '),
      headers,
      it.bodyKind === 'none' ? '' : `${it.bodyKind}: ${JSON.stringify(it.bodyText)}`,
    ]
      .filter((part) => part !== '')
      .join(' | ');
  });
}

const table: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['a bare URL is a GET', 'https://a.test/x', ['GET https://a.test/x']],
  ['a bare URL with a version', 'https://a.test/x HTTP/1.1', ['GET https://a.test/x HTTP/1.1']],
  ['method first', 'POST https://a.test/x HTTP/2\n', ['POST https://a.test/x HTTP/2']],
  ['white space behind the line is ignored', 'GET https://a.test/ \t\n', ['GET https://a.test/']],
  ['any method token', 'M-SEARCH https://a.test/', ['M-SEARCH https://a.test/']],
  ['unknown methods keep their case', 'Frobnicate https://a.test/', ['Frobnicate https://a.test/']],
  ['common methods are read in any case', 'get https://a.test/', ['GET https://a.test/']],
  ['host without scheme', 'GET a.test/x', ['GET a.test/x']],
  ['localhost with port', 'localhost:8080/x', ['GET localhost:8080/x']],
  ['origin form', 'GET /x?y=1\nHost: a.test', ['GET /x?y=1 | Host=a.test']],
  ['reference as target', '{{host}}/x', ['GET {{host}}/x']],
  ['reference as method', '{{method}} https://a.test/', ['{{method}} https://a.test/']],
  ['reference as the whole line', '{{line}}', ['GET {{line}}']],
  [
    'a reference may hold spaces',
    'GET {{$datetime iso8601 1 d}}/x HTTP/1.1',
    ['GET {{$datetime iso8601 1 d}}/x HTTP/1.1'],
  ],
  [
    'separators, titles and empty blocks',
    '###\n### one\nGET /a\n\n####\n### two\n\nGET /b',
    ['one | GET /a', 'two | GET /b'],
  ],
  ['@name wins over the title', '### title\n# @name it\nGET /a', ['it | GET /a']],
  ['@name= and //', '//@name=it\nGET /a', ['it | GET /a']],
  ['@name with spaces around =', '# @name = it\nGET /a', ['it | GET /a']],
  ['@name among the headers', 'GET /a\nA: b\n# @name late\nC: d', ['late | GET /a | A=b, C=d']],
  ['comments are invisible', '# one\n// two\nGET /a\n# three\nA: b\n// four: five\n\n', ['GET /a | A=b']],
  ['a comment begins at the first character only', 'GET /a\nA: value #tag // x', ['GET /a | A=value #tag // x']],
  ['indented comments', '  # one\nGET /a\n\t// two\nA: b', ['GET /a | A=b']],
  ['block comments, with separators in them', '/*\n### no\nGET /no\n*/\nGET /a', ['GET /a']],
  ['directives nobody knows', '# @whatever x y\nGET /a', ['GET /a']],
  ['definitions before the request line', '@a = 1\n@b=2\nGET /a', ['GET /a']],
  ['header order, case and duplicates', 'GET /a\nx-B: 1\nX-b:2\nY:', ['GET /a | x-B=1, X-b=2, Y=']],
  ['a header name with a reference', 'GET /a\nX-{{n}}: 1', ['GET /a | X-{{n}}=1']],
  ['a colon inside a reference is no colon', 'GET /a\n{{a:b}}: 1', ['GET /a | {{a:b}}=1']],
  ['a header that is one reference', 'GET /a\n{{auth}}\nA: b', ['GET /a | {{auth}}=, A=b']],
  ['no blank line, no body', 'POST /a\nA: b', ['POST /a | A=b']],
  ['a body', 'POST /a\n\nhello\n', ['POST /a | inline: "hello"']],
  ['a body with blank lines inside', 'POST /a\n\nx\n\ny\n\n\n###\n', ['POST /a | inline: "x\\n\\ny"']],
  ['CRLF stays in bodies', 'POST /a\r\nA: b\r\n\r\nx\r\ny\r\n', ['POST /a | A=b | inline: "x\\r\\ny"']],
  ['mixed line ends', 'POST /a\r\nA: b\n\r\nx', ['POST /a | A=b | inline: "x"']],
  ['byte order mark', '\ufeffGET /a', ['GET /a']],
  [
    'comment-like lines in bodies are content',
    'POST /a\n\n# x\n// y\n@z = 1\ntext\n',
    ['POST /a | inline: "# x\\n// y\\n@z = 1\\ntext"'],
  ],
  [
    'comment-like text announced by its type',
    'POST /a\nContent-Type: text/plain\n\n# x',
    ['POST /a | Content-Type=text/plain | inline: "# x"'],
  ],
  [
    'a verb in a body is content',
    'POST /a\n\nx\nGET https://a.test/\n###',
    ['POST /a | inline: "x\\nGET https://a.test/"'],
  ],
  [
    'a verb in announced text is content',
    'POST /a\nContent-Type: text/plain\n\nGET /b',
    ['POST /a | Content-Type=text/plain | inline: "GET /b"'],
  ],
  ['an indented ### in a body is content', 'POST /a\n\nx\n  ### y', ['POST /a | inline: "x\\n  ### y"']],
  ['body from a file', 'POST /a\n\n< ./b.json\n', ['POST /a | file: "< ./b.json"']],
  ['body from a file with variables', 'POST /a\n\n<@latin1 b c.json', ['POST /a | file: "<@latin1 b c.json"']],
  ['text around a file', 'POST /a\n\nx\n< b\n', ['POST /a | inline: "x\\n< b"']],
  ['XML is no file', 'POST /a\n\n<a>\n</a>', ['POST /a | inline: "<a>\\n</a>"']],
  [
    'multipart keeps all',
    'POST /a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nGET https://a.test/\n\nHTTP/1.1 200 OK\n--b--',
    [
      'POST /a | Content-Type=multipart/mixed; boundary=b | multipart: "--b\\n\\nGET https://a.test/\\n\\nHTTP/1.1 200 OK\\n--b--"',
    ],
  ],
  [
    'target on several lines',
    'GET https://a.test\n  /b\n  # no\n  ?c=d\n  &e=f HTTP/1.1\nA: b',
    ['GET https://a.test/b?c=d&e=f HTTP/1.1 | A=b'],
  ],
  ['query lines without indent', 'GET https://a.test/b\n?c=d\n&e=f\nA: b', ['GET https://a.test/b?c=d&e=f | A=b']],
  ['indented pieces without a mark', 'GET https://a.test/b?\n  c=d&\n  e=f', ['GET https://a.test/b?c=d&e=f']],
  ['an indented header is a header', 'GET https://a.test/b\n  A: b', ['GET https://a.test/b | A=b']],
  ['sentences are no requests', 'Some words here.\nGET /a', ['GET /a']],
];

for (const [what, text, expected] of table) {
  test(what, () => assert.deepEqual(requests(text), expected));
}

test('spans point at the words', () => {
  const text = '\ufeff### t\r\n@h = a.test\r\n  POST  https://{{h}}/ HTTP/1.1\r\nA :  b \r\n\r\nx\r\n';
  const [request] = parse(text).requests;
  assert.ok(request);
  const at = (it: { start: number; end: number } | undefined) => it && text.slice(it.start, it.end);
  assert.deepEqual(
    [request.nameSpan, request.method, request.target, request.version, request.headers[0]?.name].map(at),
    ['t', 'POST', 'https://{{h}}/', 'HTTP/1.1', 'A'],
  );
  assert.equal(at(request.headers[0]?.value), 'b');
  assert.equal(at(request.bodySpan), 'x');
  assert.equal(at(request.definitions[0]?.value), 'a.test');
  assert.equal(request.line, 2);
});

test('repeated headers are joined in JSON, names in lower case', () => {
  assert.deepEqual(toParseJson(parse('GET /a\nX-A: 1\nx-a: 2')).requests[0]?.headers, { 'x-a': '1, 2' });
});

test('leading blank lines belong to the body that is sent, not to the JSON', () => {
  const text = 'POST /a\n\n\nx\n';
  const file = parse(text);
  assert.equal(text.slice(file.requests[0]?.bodySpan?.start, file.requests[0]?.bodySpan?.end), '\nx');
  assert.equal(toParseJson(file).requests[0]?.bodyText, 'x');
});

test('a long body is begun in JSON, and its length told', () => {
  const file = parse(`POST /a\nContent-Type: text/plain\n\n${'x'.repeat(20)}\n`);
  const { bodyText, bodyLength } = toParseJson(file, 5).requests[0] ?? {};
  assert.deepEqual([bodyText, bodyLength], ['xxxxx', 20]);
  assert.equal('bodyLength' in (toParseJson(file, 20).requests[0] ?? {}), false);
});
