import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { readChallenges } from '../../src/core/headers/challenge.ts';
import { Secret } from '../../src/core/secret.ts';
import { answerDigest, strongestDigest } from '../../src/send/digest.ts';
import { answer, answered, canary, rawServer, request, sendIt } from './loopback.ts';

function digest(field: string) {
  const challenge = strongestDigest(readChallenges([field]));
  assert.ok(challenge, 'a challenge that can be answered');
  return challenge;
}

const mufasa = {
  user: 'Mufasa',
  password: new Secret('Circle of Life'),
  method: 'GET',
  uri: '/dir/index.html',
  body: new Uint8Array(),
  count: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};
const rfcNonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const rfcField = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${rfcNonce}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

test('RFC 7616, 3.9.1: the examples for MD5 and SHA-256', () => {
  assert.match(answerDigest(digest(rfcField('MD5')), mufasa), /response="8ca523f5e9506fed4657c9700eebdbec"/);
  const sha = answerDigest(digest(rfcField('SHA-256')), mufasa);
  assert.match(sha, /response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"/);
  assert.equal(
    sha.replace(/response="[^"]*", /, ''),
    `Digest username="Mufasa", realm="http-auth@example.org", nonce="${rfcNonce}", uri="/dir/index.html", algorithm=SHA-256, opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="${mufasa.cnonce}"`,
  );
});

test('RFC 2617, 3.5: the example without algorithm', () => {
  const value = answerDigest(
    digest(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    ),
    {
      ...mufasa,
      password: new Secret('Circle Of Life'),
      cnonce: '0a4f113b',
    },
  );
  assert.match(value, /response="6629fae49393a05397450978507c4ef1"/);
});

test('RFC 7616, 3.9.2: a hashed user name and SHA-512-256', () => {
  const value = answerDigest(
    digest(
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true',
    ),
    {
      ...mufasa,
      user: 'J\u00e4s\u00f8n Doe',
      password: new Secret('Secret, or not?'),
      uri: '/doe.json',
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm',
    },
  );
  const name = createHash('sha512-256').update('J\u00e4s\u00f8n Doe:api@example.org').digest('hex');
  assert.ok(value.includes(`username="${name}"`) && value.endsWith('userhash=true'));
});

test('a name beyond ASCII without userhash is written extended', () => {
  assert.match(
    answerDigest(digest(rfcField('MD5')), { ...mufasa, user: 'Jäs"øn' }),
    /^Digest username\*=UTF-8''J%C3%A4s%22%C3%B8n, /,
  );
});

test('the strongest that can be answered is chosen, whatever the order', () => {
  const fields = [
    'Digest realm="a", nonce="1", algorithm=MD5, Digest realm="a", nonce="2", algorithm=SHA-256',
    'Basic realm="a"',
    'Digest realm="a", nonce="3", algorithm=WHIRLPOOL',
  ];
  assert.equal(strongestDigest(readChallenges(fields))?.params.find((it) => it.name === 'nonce')?.value, '2');
  assert.equal(strongestDigest(readChallenges(['Digest nonce="1", qop="future"', 'Basic realm="a"'])), undefined);
});

/** Computes what the server expects, apart from the code under test. */
function expected(octets: string, line: string, body: string, secret: string): boolean {
  const field = /^Authorization: Digest (.*)$/im.exec(octets)?.[1] ?? '';
  const part = (name: string) => new RegExp(`(?:^|, )${name}="?([^",]*)`).exec(field)?.[1] ?? '';
  const algorithm = part('algorithm') || 'MD5';
  const h = (it: string) =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(it)
      .digest('hex');
  const [method, uri] = line.split(' ');
  let a1 = h(`user:r:${secret}`);
  if (algorithm.endsWith('-sess')) a1 = h(`${a1}:${part('nonce')}:${part('cnonce')}`);
  const qop = part('qop');
  const a2 = h(`${method}:${uri}${qop === 'auth-int' ? `:${h(body)}` : ''}`);
  const tail = qop ? `${part('nc')}:${part('cnonce')}:${qop}:${a2}` : a2;
  return part('response') === h(`${a1}:${part('nonce')}:${tail}`);
}

for (const algorithm of ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess']) {
  for (const qop of ['auth', 'auth-int', '']) {
    test(`a server of ${algorithm} with qop "${qop}" lets us in at the second round`, async (t) => {
      const field = `WWW-Authenticate: Digest realm="r", nonce="n1", algorithm=${algorithm}${qop ? `, qop="${qop}"` : ''}`;
      const server = await rawServer(t, (seen) =>
        expected(seen.octets, seen.line, seen.body, canary) ? answer('200 OK') : answer('401 Unauthorized', [field]),
      );
      const auth = { scheme: 'digest', user: 'user', password: new Secret(canary) } as const;
      const exchange = answered(await sendIt({ ...request('POST', `${server.origin}/a?b=1`, [], 'the body'), auth }));
      assert.equal(exchange.response.status, 200);
      assert.equal(exchange.follows, 'challenge');
      assert.equal(exchange.earlier[0]?.response.status, 401);
      assert.equal(server.seen.length, 2);
      assert.ok(!(server.octets() + inspect(exchange, { depth: 9 })).includes(canary));
    });
  }
}

test('a stale nonce is answered once more, a wrong password is not', async (t) => {
  const auth = { scheme: 'digest', user: 'user', password: new Secret(canary) } as const;
  const stale = await rawServer(t, (_, __, count) =>
    answer('401 Unauthorized', [
      `WWW-Authenticate: Digest realm="r", qop="auth", nonce="n${count}"${count === 1 ? '' : ', stale=TRUE'}`,
    ]),
  );
  const exchange = answered(await sendIt({ ...request('GET', stale.origin), auth }));
  assert.equal(exchange.response.status, 401);
  assert.equal(stale.seen.length, 3);
  assert.match(stale.seen[2]?.octets ?? '', /nonce="n2".*nc=00000001/);

  const wrong = await rawServer(t, (_, __, count) =>
    answer('401 Unauthorized', [`WWW-Authenticate: Digest realm="r", qop="auth", nonce="n${count}"`]),
  );
  assert.equal(answered(await sendIt({ ...request('GET', wrong.origin), auth })).earlier.length, 1);
  assert.equal(wrong.seen.length, 2);
});

test('within an origin a redirect is answered at once, with the count raised; elsewhere not at all', async (t) => {
  const auth = { scheme: 'digest', user: 'user', password: new Secret(canary) } as const;
  const other = await rawServer(t, () =>
    answer('401 Unauthorized', ['WWW-Authenticate: Digest realm="r", qop="auth", nonce="evil"']),
  );
  const server = await rawServer(t, (seen, _, count) => {
    if (count === 1) return answer('401 Unauthorized', ['WWW-Authenticate: Digest realm="r", qop="auth", nonce="n"']);
    return answer('302 Found', [`Location: ${seen.line.includes('/b') ? `${other.origin}/` : '/b'}`]);
  });
  const exchange = answered(await sendIt({ ...request('GET', `${server.origin}/a`), auth }));
  assert.match(server.seen[2]?.octets ?? '', /uri="\/b".*nc=00000002/);
  assert.equal(other.seen.length, 1);
  assert.ok(!other.octets().includes('Authorization'));
  assert.deepEqual(
    exchange.dropped.map((it) => it.header),
    ['Authorization'],
  );
});

test('without a Digest challenge the 401 is the answer', async (t) => {
  const auth = { scheme: 'digest', user: 'user', password: new Secret(canary) } as const;
  const server = await rawServer(t, () => answer('401 Unauthorized', ['WWW-Authenticate: Bearer']));
  assert.equal(answered(await sendIt({ ...request('GET', server.origin), auth })).response.status, 401);
  assert.equal(server.seen.length, 1);
});
