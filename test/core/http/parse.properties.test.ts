import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HttpFile, Span } from '../../../src/core/http/httpFile.ts';
import { toParseJson } from '../../../src/core/http/json.ts';
import { parse } from '../../../src/core/http/parse.ts';

/** Lines that mean something, so that random files reach every branch. */
const line = fc.constantFrom(
  ...[
    '',
    ' ',
    '\t',
    '###',
    '### title',
    '  ### x',
    '# c',
    '// c',
    '# @name a',
    '//@name=b',
    '# @timeout 5 s',
    '@a = b',
    '@a',
  ],
  ...['@=', '/*', '*/', '{{', '}}', '{{@response', '< {%', '> {%', '%}', '> {% x %}', '< ./a.json', '<@ b', '> ./a.js'],
  ...[
    '>>! out.json',
    '<> a.json',
    '?? status == 200',
    'import a.http',
    'run #a',
    'curl https://a.test',
    'HTTP/1.1 200 OK',
  ],
  ...[
    'GET https://a.test/',
    'POST /a HTTP/1.1',
    'GET',
    'GET {{a',
    '{{a}} {{b}}',
    '/path',
    '  /more',
    '  ?a=b',
    '&c=d',
    '{{x}}',
  ],
  ...[
    'Host: a.test',
    'A:b',
    ' B : c',
    'no colon here',
    '{"a": 1}',
    '[',
    '<xml>',
    'Content-Type: multipart/mixed; boundary=b',
  ],
  ...['Content-Type: application/json', 'text', '\ufeff', '\u2028', '\\{\\{a\\}\\}', 'GET https://a.test/ b HTTP/9'],
);
const terminator = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '');
const document = fc
  .array(fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), {
    maxLength: 40,
    size: 'max',
  })
  .chain((lines) =>
    fc
      .array(terminator, { minLength: lines.length, maxLength: lines.length })
      .map((ends) => lines.map((it, i) => it + ends[i]).join('')),
  );

function within(inner: Span, outer: Span): void {
  assert.ok(
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end,
    JSON.stringify({ inner, outer }),
  );
}

function checkParts(file: HttpFile): void {
  let at = 0;
  for (const part of file.parts) {
    assert.equal(part.start, at);
    assert.ok(part.start < part.end, 'no part is empty');
    at = part.end;
  }
  assert.equal(at, file.text.length);
}

function checkSpans(file: HttpFile): void {
  const whole = { start: 0, end: file.text.length };
  let previous = 0;
  for (const request of file.requests) {
    within(request.span, whole);
    assert.ok(previous <= request.span.start, 'blocks are in order');
    previous = request.span.end;
    within(request.requestSpan, request.span);
    within(request.requestLine, request.requestSpan);
    within(request.method, request.requestLine);
    if (request.nameSpan) within(request.nameSpan, request.span);
    if (request.bodySpan) within(request.bodySpan, request.requestSpan);
    for (const it of [...request.headers, ...request.continuation]) within(it, request.requestSpan);
    for (const it of request.headers) {
      within(it.name, it);
      within(it.value, it);
      assert.equal(file.text.slice(it.value.start, it.value.end), it.value.text);
    }
    for (const it of [...request.directives, ...request.definitions, ...request.attachments]) within(it, request.span);
    let behind = request.bodySpan?.start ?? 0;
    for (const { span } of request.body) {
      assert.ok(behind <= span.start && request.bodySpan, 'body parts are in order');
      within(span, request.bodySpan);
      behind = span.end;
    }
    assert.ok((file.lineStarts[request.line] ?? 0) <= request.requestLine.start);
    assert.ok(request.requestLine.start < (file.lineStarts[request.line + 1] ?? file.text.length + 1));
  }
  for (const it of file.problems) within(it.span, whole);
  for (const it of file.definitions) {
    within(it.name, it);
    within(it.value, it);
  }
}

test('any text is read, its parts tile it, and spans nest', () => {
  fc.assert(
    fc.property(fc.oneof(document, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
      const file = parse(text);
      checkParts(file);
      checkSpans(file);
      toParseJson(file);
    }),
    { numRuns: 30000 },
  );
});

test('a file cut anywhere, or with a line doubled, is read as well', () => {
  fc.assert(
    fc.property(document, fc.nat(), fc.nat(), (text, from, to) => {
      const [a, b] = [from % (text.length + 1), to % (text.length + 1)].toSorted((x, y) => x - y);
      for (const mutated of [text.slice(0, a), text.slice(0, a) + text.slice(b), text.slice(0, b) + text.slice(a)]) {
        const file = parse(mutated);
        checkParts(file);
        checkSpans(file);
      }
    }),
    { numRuns: 3000 },
  );
});

test('LF and CRLF give the same requests but for the line ends of bodies', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40, size: 'max' }), (lines) => {
      const strip = (text: string) =>
        toParseJson(parse(text)).requests.map((it) => ({ ...it, bodyText: it.bodyText.replaceAll('\r\n', '\n') }));
      assert.deepEqual(strip(lines.join('\r\n')), strip(lines.join('\n')));
    }),
    { numRuns: 3000 },
  );
});

test('comments around requests change no request', () => {
  fc.assert(
    fc.property(fc.constantFrom('# c', '// c', '# @unknown x', '#c: d', '//c: d'), (comment) => {
      const plain = 'GET https://a.test/\nA: b\nC: d\n\n###\n\nPOST https://b.test/\n\nx\n';
      const remarked = `${comment}\nGET https://a.test/\n${comment}\nA: b\n${comment}\nC: d\n\n###\n${comment}\nPOST https://b.test/\n\nx\n`;
      const bare = (text: string) => toParseJson(parse(text)).requests.map(({ line: _, ...rest }) => rest);
      assert.deepEqual(bare(remarked), bare(plain));
    }),
  );
});
