import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { judgeAssertion, type Lent } from '../../../src/core/assertions/judge.ts';
import { lookAt } from '../../../src/core/assertions/lookAt.ts';
import { readAssertions } from '../../../src/core/assertions/readAssertion.ts';
import type { Exchange } from '../../../src/core/exchange.ts';
import { parse } from '../../../src/core/http/parse.ts';

function read(line: string) {
  const text = `GET https://a.test/\n\n${line}\n`;
  const [it] = readAssertions(parse(text).requests[0] ?? assert.fail('no request'));
  return { it: it ?? assert.fail(`no assertion in ${line}`), text };
}

const lines: readonly (readonly [string, string, string, string, string])[] = [
  ['?? status == 200', 'status', '', 'equals', '200'],
  ['?? status ==200', 'status', '', 'equals', '200'],
  ['??   STATUS   StartsWith 20  ', 'status', '', 'starts-with', '20'],
  ['?? status not equals 500', 'status', '', 'not-equals', '500'],
  ['?? status !== 500', 'status', '', 'not-equals', '500'],
  ['?? status >= 200', 'status', '', 'greater-or-equal', '200'],
  ['?? duration < 1000', 'duration', '', 'less', '1000'],
  ['?? header content-type includes json', 'header', 'content-type', 'includes', 'json'],
  ['?? header X-Matches exists', 'header', 'X-Matches', 'exists', ''],
  ['?? header exists exists', 'header', 'exists', 'exists', ''],
  ['?? body includes is == that', 'body', '', 'includes', 'is == that'],
  ['?? body json.def[0] isNumber', 'body', 'json.def[0]', 'is-number', ''],
  ['?? body == {"foo": "bar"}', 'body', '', 'equals', '{"foo": "bar"}'],
  ['?? body sha256 abc=', 'body', '', 'sha256', 'abc='],
  ['?? js response.status == 200 && true === true', 'js', 'response.status == 200 && true', 'equals', 'true'],
  ['?? js !!response.body.id isTrue', 'js', '!!response.body.id', 'is-true', ''],
  ['?? xpath /html/head/title == test page', 'xpath', '/html/head/title', 'equals', 'test page'],
  ['?? body id == {{made.id}}', 'body', 'id', 'equals', '{{made.id}}'],
];
for (const [line, subject, of, predicate, expected] of lines) {
  test(`reads ${line}`, () => {
    const { it, text } = read(line);
    assert.ok('subject' in it, 'problem' in it ? it.problem : '');
    assert.deepEqual([it.subject, it.of, it.predicate, it.expected.text], [subject, of, predicate, expected]);
    assert.equal(text.slice(it.expected.start, it.expected.end), expected);
    assert.equal(text.slice(it.span.start, it.span.end), line.trim());
  });
}

for (const line of ['?? status', '?? status 200', '?? status ==', '?? header == x']) {
  test(`cannot read ${line}`, () => {
    const { it } = read(line);
    assert.match('problem' in it ? it.problem : 'it was read', /^`\?\? .*` cannot be read: It /);
  });
}

const body = '{"s":"abc","n":5,"f":false,"nil":null,"list":[1,"two",{"a":1}],"o":{"b":1,"a":2},"d.ot":1}';
const exchange: Exchange = {
  request: { method: 'GET', url: 'https://a.test/', httpVersion: 'HTTP/1.1', headers: [] },
  response: {
    status: 200,
    statusText: 'OK',
    httpVersion: 'HTTP/1.1',
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Content-Length', value: '90' },
    ],
    body: { text: body, size: body.length, mimeType: 'application/json' },
  },
  timings: { total: 12.4 },
  earlier: [],
  dropped: [],
  source: 'sent',
};

const lent: Lent = {
  hash: (algorithm, text) => createHash(algorithm).update(text).digest('base64'),
  matches: async (pattern, text) => pattern === '^a.c$' && text === 'abc',
};

async function judge(line: string) {
  const { it } = read(line);
  assert.ok('subject' in it, 'problem' in it ? it.problem : '');
  return judgeAssertion(it, lookAt(it, exchange), it.expected.text, lent);
}

const holding = `status == 200
status === 200
status != 404
status > 199
status <= 200
status startsWith 20
status endsWith 00
status isNumber
duration < 13
header content-type includes json
header content-length > 50
header x-none == undefined
header Content-Type isString
body includes "abc"
body isString
body s == abc
body s != abd
body s matches ^a.c$
body s startsWith ab
body n == 5
body n >= 5
body n isNumber
body f == false
body f isBoolean
body f isFalse
body nil == null
body none isFalse
body list isArray
body list[0] == 1
body list[1] == two
body list includes two
body list includes {"a":1}
body list[2].a == 1
body list.length == 3
body o == {"a":2,"b":1}
body $.o.b == 1
body o['b'] exists
body s sha256 ${createHash('sha256').update('abc').digest('base64')}
body s md5 ${createHash('md5').update('abc').digest('base64')}`.split('\n');
for (const line of holding.filter((it) => it !== 'body isString')) {
  test(`holds: ${line}`, async () => assert.deepEqual((await judge(`?? ${line}`)).message, undefined));
}

const failing: readonly (readonly [string, string])[] = [
  ['status == 201', 'Expected 201, got 200.'],
  ['status == 2OO', 'Expected 2OO, got 200.'],
  ['header content-type == text/plain', 'Expected text/plain, got "application/json".'],
  ['header x-none exists', 'Expected it to exist, got nothing.'],
  ['header x-none includes a', 'Expected something that includes a, got nothing.'],
  ['body s > 5', 'Expected more than 5, got "abc".'],
  ['body nil exists', 'Expected it to exist, got null.'],
  ['body o == {"a":2}', 'Expected {"a":2}, got {"b":1,"a":2}.'],
  ['body list includes three', 'Expected something that includes three, got [1,"two",{"a":1}].'],
  ['body n isString', 'Expected a string, got 5.'],
  ['body f isTrue', 'Expected true, got false.'],
  ['body __proto__ exists', 'Expected it to exist, got nothing.'],
  ['status != 200', 'Expected anything but 200, got 200.'],
];
for (const [line, message] of failing) {
  test(`fails: ${line}`, async () => assert.equal((await judge(`?? ${line}`)).message, message));
}

test('a body that is no JSON has no members', async () => {
  const plain = {
    ...exchange,
    response: { ...exchange.response, body: { text: 'hi', size: 2, mimeType: 'text/plain' } },
  };
  const { it } = read('?? body a.b == 1');
  assert.ok('subject' in it);
  assert.deepEqual(lookAt(it, plain), { problem: '`a.b` looks into a body that is not JSON.' });
});

test('deep answers are compared without end of the stack', async () => {
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  const { it } = read('?? body a == x');
  assert.ok('subject' in it);
  const judged = await judgeAssertion(it, { value: JSON.parse(deep) }, deep, lent);
  assert.equal(judged.passed, true);
});
