import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCookies, readSetCookie, removesCookie } from '../../../src/core/headers/cookies.ts';

test('the cookies of a field, in order', () => {
  const cookies = readCookies('a=1; b="two words";c=x=y; broken; a=2; =none');
  assert.deepEqual(
    cookies.map((it) => `${it.name}=${it.value.reveal()}`),
    ['a=1', 'b=two words', 'c=x=y', 'a=2'],
  );
});

test('the attributes of a cookie', () => {
  const cookie = readSetCookie(
    'sid=abc; Expires=Sun, 22 Nov 2026 19:04:11 GMT; Max-Age=60; Domain=.Example.test; Path=/a; Secure; HttpOnly; SameSite=Lax; Partitioned',
  );
  assert.ok(cookie);
  const { value, ...rest } = cookie;
  assert.equal(value.reveal(), 'abc');
  assert.deepEqual(rest, {
    name: 'sid',
    expires: 1795374251,
    maxAge: 60,
    domain: 'example.test',
    path: '/a',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    partitioned: true,
  });
});

test('attributes that cannot be read are left out', () => {
  const cookie = readSetCookie('sid=abc; Expires=soon; Max-Age=; Path=x; SameSite=Maybe');
  assert.deepEqual(Object.keys(cookie ?? {}), ['name', 'value', 'secure', 'httpOnly', 'partitioned']);
  assert.equal(readSetCookie('nothing'), undefined);
});

test('a cookie is removed by its lifetime', () => {
  const removes = (field: string) => {
    const cookie = readSetCookie(field);
    return cookie && removesCookie(cookie, 1795374251);
  };
  assert.equal(removes('a=; Max-Age=0'), true);
  assert.equal(removes('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'), true);
  assert.equal(removes('a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=5'), false);
  assert.equal(removes('a=b'), false);
});

test('any field is read without an exception', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      readSetCookie(value);
      for (const it of readCookies(value)) assert.notEqual(it.name, '');
    }),
  );
});
