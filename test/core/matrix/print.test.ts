import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { judge } from '../../../src/core/matrix/judge.ts';
import type { CellOutcome, Matrix } from '../../../src/core/matrix/matrix.ts';
import { matrixJson, readMatrixJson } from '../../../src/core/matrix/matrixJson.ts';
import { matrixJUnit } from '../../../src/core/matrix/matrixJUnit.ts';
import { matrixText } from '../../../src/core/matrix/matrixText.ts';
import { columns, fit } from '../../../src/core/print/columns.ts';
import { text } from '../../../src/core/text.ts';
import { answered, row, user } from './cells.ts';
import { fileName, sampleMatrix } from './sample.ts';

const options = { color: false, width: 80, fileName };

const token = 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.';

/** What strangers may write. */
const hostile = fc.constantFrom(
  ...['a', 'viewer', 'x'.repeat(60), '日本語のユーザー', '\u001b[31mred', '\u202eevil', '"><script>', "'&amp;", ']]>'],
  ...['\u0000\ufffe', '\ud800', 'line\r\nbreak', '-->', '🤖'.repeat(20)],
);

function hostileMatrix(names: readonly string[], targets: readonly string[], says: string): Matrix {
  const rows = targets.map((it, i) =>
    row('/', '', { target: `/${it}`, name: it, id: it, line: i, path: `/work/${it}` }),
  );
  const users = names.map((name) => ({ ...user(name, 'not-proof'), because: text`${says}` }));
  const outcomes = rows.flatMap(() =>
    users.map((_, i): CellOutcome => (i % 2 ? answered(403) : { kind: 'failed', message: says })),
  );
  const wanting = rows.map((it) => ({
    ...it,
    expectations: [{ user: '*', want: { kind: 'allow' as const }, span: { start: 0, end: 1 } }],
  }));
  return { rows: wanting, users, cells: judge(wanting, users, outcomes), at: 0, ms: 1 };
}

const anyMatrix = fc
  .tuple(
    fc.array(hostile, { minLength: 1, maxLength: 12 }),
    fc.array(hostile, { minLength: 1, maxLength: 5 }),
    fc.oneof(hostile, fc.constant(token)),
  )
  .map(([names, targets, says]) => hostileMatrix(names, targets, says));

suite('as text', () => {
  test('the table, what opened first, and the reasons', () => {
    assert.equal(
      matrixText(sampleMatrix(), options),
      `dev · 5 requests × 4 users · 1.2 s

api.http            admin   viewer  late    anonymous
 5  GET /orders     200 +   403 x   401 ?   401 +
12  GET /orders/17  200 +   200 !!  401 ?   404 +
20  GET /health     200 *   200     200     200 !!
26  POST /orders     -       -       -       -
more/other.http
 4  GET /x          500 ~   204     401 ?    -

!! let in, not to be · x refused, not to be · ~ another status than wanted
? no proof · * another status than last time · - not sent, or no answer
+ as wanted

LET IN, refused in the last run (2)
  api.http:12  GET /orders/17
    viewer: 403 is wanted, 200 came. In the last run it was 403.
  api.http:20  GET /health
    anonymous: 200 came. In the last run it was 401.

Refused, though let in is wanted (1)
  api.http:5  GET /orders (All orders)
    viewer: 2xx is wanted, 403 came. The caller is known and may not do \`GET
      /orders\`.

Another status than wanted (1)
  more/other.http:4  GET /x
    admin: 2xx is wanted, 500 came.

No proof
  late: The token has expired. 3 refusals are not counted.

Not sent, or no answer
  4 × it may change something: --unsafe, or # @matrix above the request, sends
    it
  1 × Nobody listens at api.test:443.

4 breaches · 4 as wanted · 5 without an expectation · 3 no proof · 5 not sent or
not answered
`,
    );
  });

  test('many users stand in several tables, each within 80 columns', () => {
    const users = Array.from({ length: 14 }, (_, i) => user(`a-very-long-name-of-user-${i}`));
    const rows = [row(`/${'long/'.repeat(30)}`)];
    const cells = judge(
      rows,
      users,
      users.map(() => answered(200)),
    );
    const text = matrixText({ rows, users, cells, at: 0, ms: 0 }, options);
    const lines = text.split('\n');
    assert.deepEqual(
      lines.filter((it) => 80 < columns(it)),
      [],
    );
    assert.equal(lines.filter((it) => it.startsWith('1  GET ')).length, 7);
    const heads = lines.filter((it) => it.startsWith('api.http')).flatMap((it) => it.split(/ {2,}/).slice(1));
    assert.equal(new Set(heads).size, 14);
  });

  test('color says nothing that characters do not', () => {
    const plain = matrixText(sampleMatrix(), options);
    const colored = matrixText(sampleMatrix(), { ...options, color: true });
    assert.ok(colored.includes('\u001b[1;37;41m200 !!'));
    assert.equal(colored.replace(/\u001b\[[0-9;]{1,9}m/g, '').replace(/ +$/gm, ''), plain);
  });

  test('whatever strangers write, nothing acts on the terminal and the table keeps its width', () => {
    fc.assert(
      fc.property(anyMatrix, fc.integer({ min: 1, max: 200 }), (matrix, width) => {
        const printed = matrixText(matrix, { ...options, width });
        assert.doesNotMatch(printed, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|\p{Surrogate}/u);
        assert.doesNotMatch(printed, /eyJzdWIiOiIxIn0/);
        const table = printed.split('\n\n')[1] ?? '';
        for (const line of table.split('\n')) assert.ok(columns(line) <= Math.max(40, width), line);
      }),
      { numRuns: 200 },
    );
  });
});

suite('as JSON', () => {
  test('one object a cell, and the counts at the end', () => {
    const lines = matrixJson(sampleMatrix(), fileName)
      .trimEnd()
      .split('\n')
      .map((it): unknown => JSON.parse(it));
    assert.equal(lines.length, 21);
    assert.deepEqual(lines[5], {
      file: 'api.http',
      line: 12,
      name: '',
      method: 'GET',
      target: '/orders/17',
      id: 'GET /orders/17',
      user: 'viewer',
      status: 200,
      want: '403',
      verdict: 'opened',
      cause: null,
      before: 403,
      notes: [],
    });
    assert.deepEqual(lines.at(-1), {
      summary: {
        environment: 'dev',
        requests: 5,
        users: [
          { name: 'admin', state: 'good' },
          { name: 'viewer', state: 'good' },
          { name: 'late', state: 'not-proof' },
          { name: 'anonymous', state: 'good' },
        ],
        cells: 20,
        breaches: 4,
        untold: 7,
        openedSince: 2,
        failed: 1,
        opened: 1,
        closed: 1,
        other: 1,
        'not-proof': 3,
        met: 4,
        'open-question': 5,
        'not-sent': 5,
        ms: 1234,
      },
    });
  });

  test('is read again as the run before', () => {
    const read = readMatrixJson(matrixJson(sampleMatrix(), fileName));
    assert.equal(read?.length, 15);
    assert.deepEqual(read?.[1], { file: 'api.http', id: 'GET /orders', user: 'viewer', status: 403 });
    assert.equal(readMatrixJson('nothing\n{"a":1}\n{broken'), undefined);
    assert.deepEqual(readMatrixJson('{"summary":{}}\n'), []);
  });

  test('a secret in a target is not written', () => {
    const secret = 'k3y9X2mQ7vB4nL8wR1zT6';
    const rows = [row('/a', '', { id: `GET /a?api_key=${secret}`, target: '/a?api_key=k3y9…1zT6' })];
    const cells = judge(rows, [user('a')], [answered(200)]);
    const json = matrixJson({ rows, users: [user('a')], cells, at: 0, ms: 0 }, fileName);
    assert.ok(!json.includes(secret));
  });
});

suite('as JUnit XML', () => {
  /** Well-formed, or this throws. */
  const parsed = (xml: string) =>
    new DOMParser({
      onError: (_, message) => {
        throw new Error(message);
      },
    }).parseFromString(xml, 'text/xml');

  test('a suite a file, a case a request and user', () => {
    const document = parsed(matrixJUnit(sampleMatrix(), fileName));
    const root = document.documentElement;
    assert.deepEqual(
      ['tests', 'failures', 'errors', 'skipped', 'time'].map((it) => root?.getAttribute(it)),
      ['20', '4', '1', '11', '1.234'],
    );
    const suites = [...document.getElementsByTagName('testsuite')].map((it) => it.getAttribute('name'));
    assert.deepEqual(suites, ['api.http', 'more/other.http']);
    const cases = [...document.getElementsByTagName('testcase')];
    const shown = cases.map((it) => {
      const result = [...it.childNodes].find((child) => child.nodeType === 1);
      return `${it.getAttribute('name')}: ${result?.nodeName ?? 'passed'}`;
    });
    assert.deepEqual(shown.slice(0, 6), [
      'GET /orders (All orders) as admin: passed',
      'GET /orders (All orders) as viewer: failure',
      'GET /orders (All orders) as late: skipped',
      'GET /orders (All orders) as anonymous: passed',
      'GET /orders/17 as admin: passed',
      'GET /orders/17 as viewer: failure',
    ]);
    const failures = [...document.getElementsByTagName('failure')];
    assert.deepEqual(
      failures.map((it) => [it.getAttribute('type'), it.getAttribute('message')]),
      [
        ['closed', '2xx is wanted, 403 came.'],
        ['opened', '403 is wanted, 200 came. In the last run it was 403.'],
        ['opened', '200 came. In the last run it was 401.'],
        ['other', '2xx is wanted, 500 came.'],
      ],
    );
    assert.match(failures[0]?.textContent ?? '', /1\. The caller lacks a role or permission/);
  });

  test('whatever strangers write, it is well-formed and holds only what XML may hold', () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const xml = matrixJUnit(matrix, fileName);
        assert.doesNotMatch(xml, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufffe\uffff]|\p{Surrogate}/u);
        const document = parsed(xml);
        assert.equal(document.getElementsByTagName('testcase').length, matrix.cells.length);
        assert.equal(document.getElementsByTagName('script').length, 0);
      }),
      { numRuns: 200 },
    );
  });
});

test('what does not fit loses its middle, wide characters counted as two', () => {
  const table: readonly (readonly [string, number, string])[] = [
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'ab…ef'],
    ['abcdef', 2, 'a…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['日本語日本', 7, '日…日本'],
    ['e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301e\u0301'],
  ];
  for (const [line, width, expected] of table) assert.equal(fit(line, width), expected);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (line, width) => columns(fit(line, width)) <= width),
  );
});
