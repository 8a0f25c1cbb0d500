import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/http/edit.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { judge } from '../../../src/core/matrix/judge.ts';
import type { CellOutcome, MatrixUser } from '../../../src/core/matrix/matrix.ts';
import { readExpectations } from '../../../src/core/matrix/readExpectations.ts';
import { expectationEdits } from '../../../src/core/matrix/writeExpectations.ts';
import { answered, redirect, row, user } from './cells.ts';

type Outcomes = Readonly<Record<string, number | CellOutcome | readonly [MatrixUser['state'], number]>>;

function written(text: string, outcomes: Outcomes, index = 0): string {
  const file = parse(text);
  const request = file.requests[index];
  assert.ok(request);
  const all = Object.entries(outcomes).map(([name, it]) => {
    if (typeof it === 'number') return { user: user(name), outcome: answered(it) };
    if ('kind' in it) return { user: user(name), outcome: it };
    return { user: user(name, it[0]), outcome: answered(it[1]) };
  });
  return applyEdits(text, expectationEdits(file, request, all));
}

const bare = 'GET https://api.test/\n';
const unsafe: CellOutcome = { kind: 'not-sent', why: 'unsafe', message: '' };

suite('writing expectations', () => {
  const table: readonly (readonly [what: string, before: string, outcomes: Outcomes, after: string])[] = [
    [
      'above the request line',
      `### A\n# @name a\n${bare}`,
      { admin: 200, viewer: 403, anonymous: 401 },
      `### A\n# @name a\n# @expect admin=2xx viewer=403 anonymous=401\n${bare}`,
    ],
    [
      'with the file’s own line ends',
      '### A\r\nGET /a\r\n',
      { admin: 204 },
      '### A\r\n# @expect admin=2xx\r\nGET /a\r\n',
    ],
    ['at the start of a file without a line end', 'GET /a', { admin: 404 }, '# @expect admin=404\nGET /a'],
    [
      'over those that stand there, in their order',
      `# @expect viewer=403, admin=403\n${bare}`,
      { admin: 200, viewer: 404 },
      `# @expect viewer=404 admin=2xx\n${bare}`,
    ],
    [
      'several lines become one',
      `# @expect a=200\n# @name x\n// @expect b=200\n${bare}`,
      { a: 200, b: 403 },
      `# @expect a=200 b=403\n# @name x\n${bare}`,
    ],
    [
      'what is still true stays as it is written',
      `# @expect a=200, b = deny\n${bare}`,
      { a: 200, b: 404 },
      `# @expect a=200, b = deny\n${bare}`,
    ],
    ['an empty one is filled', `# @expect\n${bare}`, { a: 200 }, `# @expect a=2xx\n${bare}`],
    ['nothing for who is no proof', bare, { a: 200, b: ['not-proof', 401] }, `# @expect a=2xx\n${bare}`],
    ['but that they were let in', bare, { b: ['not-proof', 200] }, `# @expect b=2xx\n${bare}`],
    [
      'what stands there of who is no proof stays',
      `# @expect b=403\n${bare}`,
      { a: 200, b: ['not-proof', 401] },
      `# @expect b=403 a=2xx\n${bare}`,
    ],
    ['nothing where nothing is known', bare, { a: unsafe, b: 500, c: 429, d: 422 }, bare],
    [
      'many who are refused are one',
      bare,
      { admin: 200, a: 403, b: 404, c: 403, anonymous: 401 },
      `# @expect admin=2xx anonymous=401 *=deny\n${bare}`,
    ],
    [
      'not where one is unknown',
      bare,
      { admin: 200, a: 403, b: 403, c: 403, d: ['not-proof', 401] },
      `# @expect admin=2xx a=403 b=403 c=403\n${bare}`,
    ],
    [
      'unless that one is named',
      `# @expect d=200\n${bare}`,
      { a: 403, b: 403, c: 403, d: unsafe },
      `# @expect d=200 *=deny\n${bare}`,
    ],
    [
      'the others are told by the asterisk that is there',
      `# @expect admin=2xx *=deny\n${bare}`,
      { admin: 200, a: 403, b: 200 },
      `# @expect admin=2xx b=2xx *=deny\n${bare}`,
    ],
    [
      'names with spaces stand in quotes',
      bare,
      { 'Jane Doe': 200, "O'Hara": 403, '*': 200, 'a"\'b': 200 },
      `# @expect "Jane Doe"=2xx "O'Hara"=403\n${bare}`,
    ],
    [
      'a page to sign in is a refusal',
      bare,
      { a: answered(200, { earlier: [redirect('/login')] }) },
      `# @expect a=deny\n${bare}`,
    ],
  ];
  for (const [what, before, outcomes, after] of table) {
    test(what, () => assert.equal(written(before, outcomes), after));
  }

  test('of one request among several', () => {
    const two = 'GET /a\n\n### B\nGET /b\nX: y\n';
    assert.equal(written(two, { a: 200 }, 1), 'GET /a\n\n### B\n# @expect a=2xx\nGET /b\nX: y\n');
  });

  test('what is written is met by what was seen, and writing again changes nothing', () => {
    const name = fc.constantFrom('a', 'b b', 'c=', 'd', 'e', 'anonymous');
    const status = fc.constantFrom(200, 204, 304, 302, 401, 403, 404, 422, 500);
    const start = fc.constantFrom('', '# @expect a=200 *=403\n', '# @expect d=deny\n# @expect "b b"=404, e=401\n');
    fc.assert(
      fc.property(fc.dictionary(name, status, { noNullPrototype: true }), start, (outcomes, before) => {
        const once = written(before + bare, outcomes);
        assert.equal(written(once, outcomes), once);
        const [request] = parse(once).requests;
        assert.ok(request);
        const { expectations, problems } = readExpectations(request);
        assert.deepEqual(problems, []);
        const names = Object.keys(outcomes);
        const cells = judge(
          [row('/', '', { expectations })],
          names.map((it) => user(it)),
          names.map((it) => answered(outcomes[it] ?? 0)),
        );
        for (const cell of cells) {
          const got = outcomes[names[cell.user] ?? ''] ?? 0;
          if (got !== 302 && got !== 422 && got !== 500) assert.equal(cell.verdict, 'met');
        }
      }),
    );
  });
});
