import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';
import { hasTests, mayHaveTests } from '../../../src/core/matrix/hasTests.ts';
import { testsOf } from '../../../src/core/matrix/testTree.ts';
import { writtenWant } from '../../../src/core/matrix/want.ts';
import { plain } from '../../../src/core/text.ts';

const users = ['admin', 'viewer', 'auditor', 'anonymous'];

/** `name: user=want …` of each request that is a test. */
function shown(source: string, known = users): readonly string[] {
  return testsOf(parse(source), known).map(
    (it) => `${it.label}: ${it.users.map(({ user, want }) => `${user}=${writtenWant(want)}`).join(' ')}`,
  );
}

suite('the tests of a file', () => {
  test('a request with an @expect is a test, its users are the tests below it', () => {
    const source = `### orders
# @expect admin=2xx viewer=403
GET https://api.test/orders

### nothing expected
GET https://api.test/health
`;
    assert.deepEqual(shown(source), ['orders: admin=2xx viewer=403']);
  });

  test('`*` stands for the users that are not named, in the order of $users', () => {
    assert.deepEqual(shown('# @expect *=deny viewer=2xx\nGET https://api.test/orders\n'), [
      'GET /orders: viewer=2xx admin=deny auditor=deny anonymous=deny',
    ]);
  });

  test('each stands where it is written, those of `*` at the `*`', () => {
    const source = '# @expect admin=2xx\n// @expect *=403\nGET https://api.test/orders\n';
    const [found] = testsOf(parse(source), users);
    assert.ok(found);
    const written = found.users.map(({ span }) => source.slice(span.start, span.end));
    assert.deepEqual(written, ['admin=2xx', '*=403', '*=403', '*=403']);
    assert.equal(source.slice(found.span.start, found.span.end), 'GET https://api.test/orders');
  });

  test('what is switched off is no test', () => {
    for (const off of ['# @disabled', '# @matrix false']) {
      const file = parse(`${off}\n# @expect admin=2xx\nGET https://api.test/orders\n`);
      assert.deepEqual([hasTests(file), testsOf(file, users)], [false, []]);
    }
  });

  test('without an @expect, assertions and the tests of a script are the test', () => {
    const source = `### asserted
GET https://api.test/orders

?? status == 200

### tested
GET https://api.test/orders

> {% client.test('has orders', () => client.assert(response.body.length)); %}

### keeps a value
GET https://api.test/orders

> {% client.global.set('order', response.body.id); %}
`;
    assert.ok(mayHaveTests(source));
    const found = testsOf(parse(source), users);
    assert.deepEqual(
      found.map(({ label, own, users }) => [label, own, users.length]),
      [
        ['asserted', true, 0],
        ['tested', true, 0],
      ],
    );
  });

  test('a request that changes something is not safe, unless @matrix says so', () => {
    const safe = (source: string) => testsOf(parse(source), users)[0]?.safe;
    assert.equal(safe('# @expect admin=2xx\nGET https://api.test/\n'), true);
    assert.equal(safe('# @expect admin=2xx\nPOST https://api.test/\n'), false);
    assert.equal(safe('# @matrix\n# @expect admin=2xx\nPOST https://api.test/\n'), true);
    assert.equal(safe('# @expect admin=2xx\nGET https://api.test/\nX-HTTP-Method-Override: DELETE\n'), false);
  });

  test('a user whom no environment file names is there, with the reason', () => {
    const [found] = testsOf(parse('# @expect admin=2xx boss=2xx\nGET https://api.test/\n'), users);
    const problems = found?.users.map(({ user, problem }) => [user, problem ? plain(problem) : '']);
    assert.deepEqual(problems?.[0], ['admin', '']);
    assert.match(problems?.[1]?.[1] ?? '', /`boss` is none of `\$users`/);
  });

  test('without any $users each says so, and `*` stands for nobody', () => {
    const [named] = testsOf(parse('# @expect admin=2xx viewer=403\nGET https://api.test/\n'), []);
    assert.deepEqual(
      named?.users.map(({ problem }) => problem && /No environment file has/.test(plain(problem))),
      [true, true],
    );
    const [rest] = testsOf(parse('# @expect *=403\nGET https://api.test/\n'), []);
    assert.deepEqual(rest?.users, []);
    assert.ok(rest?.problem);
  });

  test('an @expect that cannot be read is a test that says why', () => {
    const [found] = testsOf(parse('# @expect admin=maybe\nGET https://api.test/\n'), users);
    assert.match(found?.problem?.message ? plain(found.problem.message) : '', /`maybe` is no status/);
  });

  test('what looks like a secret in a target is not shown', () => {
    const [found] = shown('# @expect admin=2xx\nGET https://api.test/x?access_token=abcdefghijklmnopqrstuvwxyz0123\n');
    assert.doesNotMatch(found ?? '', /ghijklmnop/);
  });
});
