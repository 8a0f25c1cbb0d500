import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { says } from './notes.ts';

/** A false note costs more than none: here is what looks like bad manners and is not. */

const token = 'Authorization: Bearer abcdefghijklmnopqrstuv';
const expired = 'Content-Type: application/json\n\n{"error":"token_expired","message":"The token has expired"}';

suite('caches', () => {
  const get = (answer: string, request = '') => `GET https://api.test/me\n${request}\n\n${answer}`;
  const note = (wire: string) => says(wire, 'cacheable');

  test('401 and 403 are not kept untold; 404 is', () => {
    assert.equal(note(get('401\nWWW-Authenticate: Bearer')), undefined);
    assert.equal(note(get('403')), undefined);
    assert.match(note(get('404')) ?? '', /may keep this `404` as long as they see fit/);
    assert.equal(note(get('404\nCache-Control: no-store')), undefined);
    assert.equal(note(get('404\nExpires: 0')), undefined);
    assert.equal(note(get('404', token)), undefined, 'an answer to Authorization needs leave');
  });

  test('marked public, they are', () => {
    assert.match(note(get('401\nWWW-Authenticate: Bearer\nCache-Control: public')) ?? '', /marked `public`/);
  });

  test('what answers Authorization is kept by shared caches with leave only', () => {
    assert.match(note(get('403\nCache-Control: max-age=60', token)) ?? '', /^The caller's own cache .*`60` seconds/);
    assert.match(note(get('403\nCache-Control: public, max-age=60', token)) ?? '', /^Caches may keep/);
    assert.match(note(get('403\nCache-Control: s-maxage=60, max-age=0', token)) ?? '', /^Caches .*`60` seconds/);
    assert.match(note(get('403\nCache-Control: private, max-age=60')) ?? '', /^The caller's own cache/);
  });

  test('a lifetime of nothing, whichever says so', () => {
    assert.equal(note(get('403\nCache-Control: s-maxage=0, max-age=60')), undefined);
    assert.equal(note(get('403\nCache-Control: max-age=0\nExpires: Sun, 22 Nov 2099 19:04:11 GMT')), undefined);
  });

  test('a directive about one field is about that field', () => {
    assert.match(note(get('403\nCache-Control: no-cache="Set-Cookie", max-age=60')) ?? '', /`60` seconds/);
  });

  test('other methods, and answers that differ by caller', () => {
    assert.equal(note('POST https://api.test/me\n\n403\nCache-Control: max-age=60'), undefined);
    assert.equal(note('DELETE https://api.test/me\n\n404'), undefined);
    assert.equal(note(get('403\nCache-Control: max-age=60\nVary: Origin, Authorization', token)), undefined);
    assert.equal(
      note(get('403\nCache-Control: max-age=60\nVary: X-Api-Key', 'X-Api-Key: abcdefghijklmnop')),
      undefined,
    );
    assert.equal(note(get('403\nCache-Control: max-age=60\nVary: *')), undefined);
  });
});

suite('CORS', () => {
  const from = (fields: string, answer = '401\nWWW-Authenticate: Bearer', method = 'GET') =>
    says(`${method} https://api.test/me\nOrigin: https://app.test\n${fields}\n\n${answer}`, 'cors-missing');

  test('forms, sockets and pages of the same origin are not checked', () => {
    assert.ok(from(''));
    assert.equal(from('Accept: text/html,application/xhtml+xml', '401', 'POST'), undefined);
    assert.equal(from('Upgrade: websocket'), undefined);
    assert.equal(from('Sec-Fetch-Site: same-origin'), undefined);
    assert.equal(from('Sec-Fetch-Mode: no-cors'), undefined);
  });

  test('a page that is not on the list is to see nothing', () => {
    assert.equal(from('', '403\nContent-Type: application/json\n\n{"message":"CORS: origin not allowed"}'), undefined);
  });

  test('a preflight has a note of its own', () => {
    assert.equal(from('Access-Control-Request-Method: PUT', '401', 'OPTIONS'), undefined);
  });
});

suite('another status', () => {
  const note = (wire: string) => says(wire, 'hidden-refusal');

  test('a page is answered with a redirect or a page', () => {
    const page = `GET https://app.test/me\n${token}\nAccept: text/html\n\n`;
    assert.equal(note(`${page}302\nLocation: /login\n${expired}`), undefined);
    assert.equal(note(`${page}200\n${expired}`), undefined);
  });

  test('protocols with a place of their own for errors', () => {
    const body = '{"jsonrpc":"2.0","error":{"code":-32001,"message":"The token has expired"},"id":1}';
    assert.equal(
      note(`POST https://api.test/rpc\n${token}\n\n200\nContent-Type: application/json\n\n${body}`),
      undefined,
    );
    assert.equal(note(`POST https://api.test/graphql\n${token}\n\n200\n${expired}`), undefined);
    const soap =
      '<soap:Envelope><soap:Body><soap:Fault><faultstring>The token has expired</faultstring></soap:Fault></soap:Body></soap:Envelope>';
    assert.equal(note(`POST https://api.test/ws\n${token}\n\n500\nContent-Type: text/xml\n\n${soap}`), undefined);
  });

  test('a login that checks its fields', () => {
    const login =
      'POST https://api.test/login\nContent-Type: application/json\n\n{"username":"vic","password":"hunter2hunter2"}\n\n422\nContent-Type: application/json\n\n{"message":"Invalid username or password"}';
    assert.equal(note(login), undefined);
  });

  test('a single sign-on may be met by signing in', () => {
    const sso = `GET https://api.test/me\n${token}\n\n401\nWWW-Authenticate: Bearer\nContent-Type: application/json\n\n{"message":"Resource protected by organization SAML enforcement. You must grant your token access to this organization."}`;
    assert.equal(says(sso, 'status-mistaken'), undefined);
  });

  test('a preflight carries no credentials', () => {
    const preflight =
      'OPTIONS https://api.test/me\n\n403\nContent-Type: application/json\n\n{"detail":"Authentication credentials were not provided."}';
    assert.equal(says(preflight, 'login-would-help'), undefined);
  });
});

suite('leaks', () => {
  const answer = (body: string, fields = '', request = token) =>
    `GET https://api.test/me\n${request}\n\n401\nWWW-Authenticate: Bearer\n${fields}\n\n${body}`;

  test('Via names a protocol, and a made-up name no software', () => {
    assert.equal(says(answer('', 'Via: HTTP/1.1 edge'), 'leak-version'), undefined);
    assert.equal(says(answer('', 'X-Powered-By: coffee'), 'leak-version'), undefined);
    assert.match(says(answer('', 'Via: 1.1 proxy (squid/5.7)'), 'leak-version') ?? '', /squid\/5\.7/);
  });

  test('a version is named once', () => {
    const page = '<center>nginx/1.25.3</center>';
    assert.doesNotMatch(says(answer(page, 'Server: nginx/1.25.3'), 'leak-version') ?? '', / and /);
  });

  test('a path of the site is none of the disk', () => {
    for (const body of [
      '<script src="/app/js/vendor.js"></script>',
      '<a href="/home/vic/index.html">home</a>',
      '{"instance":"/app/errors/401.json"}',
    ])
      assert.equal(says(answer(body), 'leak-internal'), undefined, body);
  });

  test('the paths of a stack trace go with it', () => {
    const trace = 'Error\n    at check (/srv/api/lib/index.js:105:22)';
    assert.ok(says(answer(trace), 'leak-stack-trace'));
    assert.equal(says(answer(trace), 'leak-internal'), undefined);
  });

  test('dotted words are no hosts, and what the caller sent is no news', () => {
    for (const body of ['{"code":"errors.internal"}', '{"client":"10.1.2.3"}', 'see kubernetes.default.svc:443'])
      assert.equal(says(answer(body), 'leak-internal'), undefined, body);
    const sent = `${token}\nX-Tenant: billing.corp`;
    assert.equal(says(answer('unknown host billing.corp', '', sent), 'leak-internal'), undefined);
    assert.match(says(answer('getaddrinfo ENOTFOUND auth.internal'), 'leak-internal') ?? '', /`auth\.internal`/);
  });

  test("the request's own SQL, told back by a filter", () => {
    const attack = `GET https://api.test/me?q=select+*+from+users+where+1\n${token}\n\n403\n\nBlocked: select * from users where `;
    assert.equal(says(attack, 'leak-sql'), undefined);
  });

  test('a placeholder told back', () => {
    const placeholder = 'Authorization: Bearer YOUR_ACCESS_TOKEN';
    assert.equal(says(answer('{"got":"YOUR_ACCESS_TOKEN"}', '', placeholder), 'leak-credential'), undefined);
  });

  test('the old password, asked for to change it', () => {
    const change = `POST https://api.test/password\n${token}\nContent-Type: application/json\n\n{"username":"vic","password":"hunter2hunter2"}\n\n401\nContent-Type: application/json\n\n{"message":"Incorrect password"}`;
    assert.equal(says(change, 'leak-account'), undefined);
  });
});

test('Digest does not send the password, over http either', () => {
  assert.equal(
    says('GET http://intranet.test/\n\n401\nWWW-Authenticate: Digest realm="x", nonce="abcdef"', 'challenge-over-http'),
    undefined,
  );
});
