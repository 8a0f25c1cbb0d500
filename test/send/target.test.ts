import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { originOf, readTarget, urlOf } from '../../src/send/target.ts';

const cases: readonly (readonly [string, string, string, string])[] = [
  ['http://a', 'http://a', 'a', '/'],
  ['HTTPS://A.B:443/', 'https://a.b', 'A.B:443', '/'],
  ['https://a:80/x', 'https://a:80', 'a:80', '/x'],
  ['http://a:/x', 'http://a', 'a', '/x'],
  ['http://[::1]:8080/', 'http://[::1]:8080', '[::1]:8080', '/'],
  ['http://[FE80::1]', 'http://[fe80::1]', '[FE80::1]', '/'],
  ['http://bücher.test/ä', 'http://xn--bcher-kva.test', 'xn--bcher-kva.test', '/ä'],
  ['http://u:p@a/x@y?z@', 'http://a', 'a', '/x@y?z@'],
  ['http://a#x', 'http://a', 'a', '/'],
  ['http://a?b=http://c/', 'http://a', 'a', '/?b=http://c/'],
  ['http://a_b.test/', 'http://a_b.test', 'a_b.test', '/'],
];
for (const [url, origin, authority, path] of cases) {
  test(`${url} is ${origin} and ${path}`, () => {
    const target = readTarget(url);
    assert.ok(typeof target === 'object', String(target));
    assert.deepEqual([originOf(target), target.authority, target.path], [origin, authority, path]);
  });
}

test('anything is read or refused in words; what is read can end neither line nor head', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.string({ unit: 'binary' }).map((it) => `http://${it}`),
      ),
      (url) => {
        const target = readTarget(url);
        if (typeof target === 'string') {
          assert.match(target, /^The URL.*\.$/);
          return;
        }
        assert.doesNotMatch(`${target.path}${target.authority}${target.host}`, /[\u0000-\u0020\u007f]/);
        assert.ok(1 <= target.port && target.port <= 65535);
        const again = readTarget(urlOf(target));
        assert.ok(typeof again === 'object' && originOf(again) === originOf(target) && again.path === target.path);
      },
    ),
  );
});

test('user information never stands in what is shown', () => {
  const target = readTarget('https://user:canary%40x@a.test/b');
  assert.ok(typeof target === 'object');
  assert.deepEqual(target.userInfo, { user: 'user', password: 'canary@x' });
  assert.ok(!`${urlOf(target)}${originOf(target)}${target.authority}`.includes('canary'));
});
