import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequestLine } from '../../../src/core/http/requestLine.ts';

/** `METHOD target version`, `?` in front of what is no request line, and the codes of its problems. */
function read(line: string, resolved = false): string {
  const it = readRequestLine(line, resolved);
  const tokens = [it.method.text, it.target.text, it.version?.text].filter((word) => word !== undefined).join(' ');
  return [it.recognized ? tokens : '?', ...it.problems.map((problem) => problem.code)].join(' / ');
}

const table: readonly (readonly [line: string, expected: string])[] = [
  ['GET https://a.test/ HTTP/1.1', 'GET https://a.test/ HTTP/1.1'],
  ['https://a.test/', 'GET https://a.test/'],
  ['/a', 'GET /a'],
  ['[::1]:80/a', 'GET [::1]:80/a'],
  ['127.0.0.1/a', 'GET 127.0.0.1/a'],
  ['options * HTTP/1.1', 'OPTIONS * HTTP/1.1'],
  ['PUB topic', 'PUB topic'],
  ['Get a random book', '? / malformed-request-line'],
  ['see https://a.test/ for more', '? / malformed-request-line'],
  ['word', '? / malformed-request-line'],
  ['page: {{x}}', '? / malformed-request-line'],
  ['', '? / malformed-request-line'],
  ['{{m}} {{u}} HTTP/1.1', '{{m}} {{u}} HTTP/1.1'],
  ['{{u}} HTTP/1.1', 'GET {{u}} HTTP/1.1'],
  ['GET {{a {{b}}', 'GET {{a {{b}}'],
  ['DELETE', 'DELETE  / malformed-request-line'],
  ['GET https://a.test/b c', 'GET https://a.test/b c / malformed-request-line'],
];

for (const [line, expected] of table) {
  test(`request line ${JSON.stringify(line)}`, () => assert.equal(read(line), expected));
}

test('a space in a resolved target is a value’s, and no defect', () => {
  assert.equal(read('GET https://a.test/b c', true), 'GET https://a.test/b c');
});

test('spans count from the beginning of the line', () => {
  const { method, target, version } = readRequestLine('  PUT   /a\tHTTP/2 ');
  assert.deepEqual(
    [method, target, version],
    [
      { start: 2, end: 5, text: 'PUT' },
      { start: 8, end: 10, text: '/a' },
      { start: 11, end: 17, text: 'HTTP/2' },
    ],
  );
});
