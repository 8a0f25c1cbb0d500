import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createCookies } from '../../src/send/cookies.ts';
import { readTarget } from '../../src/send/target.ts';
import { answer, canary, rawServer, request, sendIt } from './loopback.ts';

function target(url: string) {
  const it = readTarget(url);
  assert.ok(typeof it === 'object');
  return it;
}

test('a session remembers cookies, replaces and forgets them', async (t) => {
  const cookies = createCookies();
  const server = await rawServer(t, (seen) => {
    if (seen.line.includes('/out')) return answer('200 OK', ['Set-Cookie: sid=; Max-Age=0; Path=/']);
    return answer('200 OK', [
      `Set-Cookie: sid=${seen.line.includes('/2') ? 'two' : 'one'}; Path=/`,
      'Set-Cookie: b=1; Path=/',
    ]);
  });
  const cookieOf = (i: number) => server.seen[i]?.fields.find((it) => it.startsWith('Cookie'));
  for (const path of ['/1', '/2', '/1', '/out', '/1'])
    await sendIt(request('GET', `${server.origin}${path}`), {}, { cookies });
  assert.deepEqual([0, 1, 2, 3, 4].map(cookieOf), [
    undefined,
    'Cookie: sid=one; b=1',
    'Cookie: sid=two; b=1',
    'Cookie: sid=one; b=1',
    'Cookie: b=1',
  ]);

  cookies.clear();
  await sendIt(request('GET', `${server.origin}/1`), {}, { cookies });
  assert.equal(cookieOf(5), undefined);
});

test('cookies of one session are not those of another', async (t) => {
  const server = await rawServer(t, () => answer('200 OK', ['Set-Cookie: a=1']));
  await sendIt(request('GET', server.origin), {}, { cookies: createCookies() });
  await sendIt(request('GET', server.origin), {}, { cookies: createCookies() });
  assert.ok(!server.octets().includes('Cookie'));
});

test('the off switches: the setting, and the directive of one request', async (t) => {
  const cookies = createCookies();
  const server = await rawServer(t, () => answer('200 OK', ['Set-Cookie: a=1']));
  await sendIt(request('GET', server.origin), { rememberCookies: false }, { cookies });
  assert.deepEqual(cookies.list(), []);
  await sendIt(request('GET', server.origin), {}, { cookies });
  await sendIt({ ...request('GET', server.origin), useCookies: false }, {}, { cookies });
  await sendIt({ ...request('GET', server.origin), useCookies: true }, { rememberCookies: false }, { cookies });
  assert.ok(!server.octets().includes('Cookie'));
});

test('a written Cookie header is sent as written, alone', async (t) => {
  const cookies = createCookies();
  const server = await rawServer(t, () => answer('200 OK', ['Set-Cookie: a=1']));
  await sendIt(request('GET', server.origin), {}, { cookies });
  await sendIt(request('GET', server.origin, ['cookie: mine=2']), {}, { cookies });
  assert.deepEqual(
    server.seen[1]?.fields.filter((it) => /^cookie/i.test(it)),
    ['cookie: mine=2'],
  );
});

test('cookies set on the way of a redirect are sent at its end', async (t) => {
  const cookies = createCookies();
  const server = await rawServer(t, (_, __, count) =>
    count === 1 ? answer('302 Found', ['Location: /b', 'Set-Cookie: a=1; Path=/']) : answer('200 OK'),
  );
  await sendIt(request('GET', server.origin), {}, { cookies });
  assert.ok(server.seen[1]?.fields.includes('Cookie: a=1'));
});

test('a server cannot set cookies for others', async () => {
  const cookies = createCookies();
  await cookies.keep(target('http://evil.test/'), [
    'a=1; Domain=bank.test',
    'b=1; Domain=test',
    'c=1; Domain=com',
    '=',
    '',
    '\u0000',
    'x'.repeat(100_000),
  ]);
  assert.deepEqual(
    cookies.list().filter((it) => it.domain !== 'evil.test'),
    [],
  );
});

test('it can be said why a cookie is not sent', async () => {
  const cookies = createCookies();
  await cookies.keep(target('https://app.example.com/admin/x'), [
    'host=1; Path=/',
    'shared=1; Domain=example.com; Path=/',
    'deep=1; Path=/admin',
    'safe=1; Path=/; Secure',
  ]);
  const why = (url: string) => Object.fromEntries(cookies.notSent(url).map((it) => [it.name, it.why]));
  assert.deepEqual(why('https://app.example.com/admin'), {});
  assert.deepEqual(why('https://app.example.com/administrator'), { deep: 'its Path is /admin' });
  assert.deepEqual(why('http://app.example.com/admin/y'), { safe: 'it is Secure, and the URL is http' });
  assert.deepEqual(Object.keys(why('https://example.com/')), ['host', 'deep', 'safe']);
  assert.equal(why('https://other.test/').shared, 'it belongs to example.com and its subdomains');
  const sent = await cookies.valueFor(target('https://example.com/'));
  assert.equal(sent, 'shared=1');
});

test('a listed cookie prints its ends only', async () => {
  const cookies = createCookies();
  await cookies.keep(target('https://app.test/'), [`sid=${canary}`]);
  const [cookie] = cookies.list();
  assert.equal(cookie?.value.reveal(), canary);
  assert.ok(!(JSON.stringify(cookies.list()) + inspect(cookies.list())).includes(canary));
});
