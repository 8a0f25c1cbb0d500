import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearPattern } from '../../../src/core/facts/linearPattern.ts';
import { readServers } from '../../../src/core/servers/readServers.ts';

const read = (json: unknown) => {
  const { servers, problems } = readServers(json, linearPattern, 'a.json');
  return {
    signs: servers.map((it) => `${it.id}: ${it.signs.map((sign) => sign.cause).join(' ')}`),
    problems: problems.map((it) => `${it.path.join('.')} (${it.loses}) ${it.says}`),
  };
};
const server = (sign: object, more: object = {}) => ({
  id: 'a',
  recognize: { host: 'a' },
  signs: [{ cause: 'unknown', ...sign }, { cause: 'not-owner' }],
  ...more,
});

/** What is wrong with a rule, and how the problem begins. The rule beside it counts. */
const wrong: readonly (readonly [sign: object, problem: RegExp])[] = [
  [{ cause: undefined }, /^signs\.0 \(sign\) A sign needs a cause/],
  [{ cause: 'no-such' }, /^signs\.0\.cause \(sign\) One of credentials-missing, /],
  [{ certainty: 'proven' }, /^signs\.0\.certainty \(sign\) One of stated, likely, possible is expected/],
  [{ status: 403 }, /^signs\.0\.status \(sign\) A list of statuses from 100 to 599 is expected; a number stands here/],
  [{ status: [4030] }, /^signs\.0\.status\.0 \(sign\)/],
  [{ code: [] }, /^signs\.0\.code \(sign\) .* this one is empty/],
  [{ says: '(?=a)' }, /^signs\.0\.says \(sign\) This pattern cannot be read: lookahead/],
  [{ says: '' }, /^signs\.0\.says \(sign\) Text of 1 to 1000 characters is expected; this has 0/],
  [{ fix: 7 }, /^signs\.0\.fix \(sign\) Text is expected; a number stands here/],
  [{ noHeader: ['A'] }, /^signs\.0\.noHeader \(sign\) Text is expected; a list stands here/],
  [{ header: 'A' }, /^signs\.0\.header \(sign\) A header is an object/],
  [{ when: ['never'] }, /^signs\.0\.when\.0 \(sign\) A list of any of anonymous, /],
  [{ source: 'http://a.test' }, /^signs\.0\.source \(sign\) An address that begins with https/],
  [{ source: 'https://a.test/)[x](command:y)' }, /^signs\.0\.source \(sign\)/],
  [{ staus: [403] }, /^signs\.0\.staus \(sign\) There is no member "staus" here/],
];
for (const [sign, problem] of wrong) {
  test(`${JSON.stringify(sign)} is named, and its rule does not count`, () => {
    const { signs, problems } = read(server(sign));
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', problem);
    assert.deepEqual(signs, ['a: not-owner']);
  });
}

test('what a server cannot do without is named; the servers beside it count', () => {
  const { signs, problems } = read([
    7,
    server({}, { id: undefined }),
    server({}, { recognize: undefined }),
    server({}, { recognize: { headers: [] } }),
    server({}, { signs: {} }),
    server({}),
  ]);
  assert.deepEqual(signs, ['a: unknown not-owner']);
  assert.deepEqual(
    problems.map((it) => it.split(' ', 2).join(' ')),
    ['0 (server)', '1 (server)', '2 (server)', '3.recognize (server)', '4.signs (server)'],
  );
});

test('a mark or a member that is not known costs that alone', () => {
  const { signs, problems } = read(server({}, { recognize: { host: 'a', hosts: 'b' }, color: 'red' }));
  assert.deepEqual(signs, ['a: unknown not-owner']);
  assert.deepEqual(
    problems.map((it) => it.split(' ', 2).join(' ')),
    ['recognize.hosts (part)', 'color (part)'],
  );
});

test('a thousand servers and no more, with a word about the rest', () => {
  const { signs, problems } = read(Array.from({ length: 1001 }, () => server({})));
  assert.equal(signs.length, 1000);
  assert.deepEqual(problems, ['1000 (part) Only the first 1000 servers are read, and this is the next.']);
});
