import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { instead, says } from './notes.ts';

const answer = (body: string, fields = '', url = 'https://api.test/me') =>
  `GET ${url}\nAuthorization: Bearer abcdefghijklmnopqrstuv\n\n401\nWWW-Authenticate: Bearer\n${fields}\n\n${body}`;

suite('stack traces', () => {
  const traces = [
    'UnauthorizedError: jwt expired\n    at verifyToken (/app/node_modules/express-jwt/lib/index.js:105:22)',
    '{"stack":"Error\\n    at async Object.handle (file:///srv/api/auth.mjs:12:9)"}',
    'java.lang.SecurityException\n\tat com.acme.auth.Filter.doFilter(Filter.java:41)',
    '   at Acme.Auth.Check(String token) in C:\\src\\Auth.cs:line 17',
    'Traceback (most recent call last):\n  File "/srv/app/auth.py", line 3, in check',
    '#0 /var/www/app/Http/Kernel.php(141): handle()',
    '{"message":"Unauthenticated.","file":"/var/www/vendor/laravel/x.php","line":92}',
    "app/controllers/users_controller.rb:12:in `show'",
    'goroutine 17 [running]:\nmain.auth()',
  ];

  for (const it of traces)
    test(it.split('\n').at(-1) ?? '', () =>
      assert.match(says(answer(it), 'leak-stack-trace') ?? '', /holds a stack trace/),
    );

  test('words that look like one are none', () => {
    for (const it of [
      'Meet us at the office (10:30:00)',
      'at least one scope (read) is required',
      'See auth.js for details',
    ])
      assert.equal(says(answer(it), 'leak-stack-trace'), undefined, it);
  });

  test('the switch that ends it is named', () => {
    const laravel =
      '{"exception":"Illuminate\\\\Auth\\\\AuthenticationException","file":"/var/www/vendor/laravel/x.php","line":92}';
    assert.match(instead(answer(laravel), 'leak-stack-trace') ?? '', /Set `APP_DEBUG=false` in `\.env`/);
    const express = 'Error\n    at next (/app/node_modules/express/lib/router.js:1:2)';
    assert.match(
      instead(answer(express, 'X-Powered-By: Express'), 'leak-stack-trace') ?? '',
      /Set `NODE_ENV=production`/,
    );
  });
});

suite('versions', () => {
  test('are named with the setting that hides them', () => {
    assert.match(says(answer('', 'Server: nginx/1.25.3'), 'leak-version') ?? '', /`Server: nginx\/1\.25\.3`/);
    assert.match(
      instead(answer('', 'Server: nginx/1.25.3'), 'leak-version') ?? '',
      /`server_tokens off` in `nginx\.conf`/,
    );
    assert.match(instead(answer('', 'X-Powered-By: PHP/8.2.1'), 'leak-version') ?? '', /`expose_php = Off`/);
    assert.match(
      says(answer('<address>Apache/2.4.57 (Debian) Server at x Port 80</address>'), 'leak-version') ?? '',
      /Apache\/2\.4\.57 \(Debian\)/,
    );
  });

  test('a name alone is none', () => {
    for (const it of ['Server: nginx', 'Server: cloudflare', 'Server: Apache', 'Via: 1.1 google'])
      assert.equal(says(answer('', it), 'leak-version'), undefined, it);
  });
});

suite('databases', () => {
  for (const it of [
    'SQLSTATE[42S02]: Base table or view not found',
    'You have an error in your SQL syntax; check the manual',
    'ORA-01017: invalid username/password',
    'org.postgresql.util.PSQLException: ERROR',
    "select * from users where token = 'x'",
  ])
    test(it, () => assert.match(says(answer(it), 'leak-sql') ?? '', /words of the database/));

  test('everyday words are none', () =>
    assert.equal(says(answer('Select a plan from the list, then sign in where you started.'), 'leak-sql'), undefined));
});

suite('paths and inner hosts', () => {
  test('a path on the disk', () => {
    assert.match(
      says(answer('open() "/var/www/html/.htpasswd" failed'), 'leak-internal') ?? '',
      /path on the server: `\/var\/www\/html\/\.htpasswd`/,
    );
    assert.match(says(answer('Cannot read C:\\inetpub\\wwwroot\\web.config'), 'leak-internal') ?? '', /inetpub/);
  });

  test('an inner host', () => {
    assert.match(
      says(answer('upstream auth.prod.svc.cluster.local:8080 refused'), 'leak-internal') ?? '',
      /host of the internal network: `auth\.prod\.svc\.cluster\.local:8080`/,
    );
    assert.match(says(answer('', 'X-Backend-Server: 10.1.2.3'), 'leak-internal') ?? '', /`10\.1\.2\.3`/);
  });

  test("the caller's own path, address and network are no news", () => {
    assert.equal(
      says(answer('No such key: /var/www/html/a.txt', '', 'https://api.test/var/www/html/a.txt'), 'leak-internal'),
      undefined,
    );
    assert.equal(says(answer('Your IP address 192.168.7.12 is not allowed'), 'leak-internal'), undefined);
    assert.equal(says(answer('see node 10.1.2.3', '', 'http://10.1.2.9/'), 'leak-internal'), undefined);
    assert.equal(says(answer('See https://docs.test/usr/share/doc/index.html'), 'leak-internal'), undefined);
  });
});

suite('accounts', () => {
  const login = (said: string) =>
    `POST https://api.test/login\nContent-Type: application/json\n\n{"username":"vic","password":"hunter2hunter2"}\n\n401\nContent-Type: application/json\n\n{"message":"${said}"}`;
  const basic = (said: string) =>
    `GET https://api.test/me\nAuthorization: Basic dmljOmh1bnRlcjI=\n\n401\nWWW-Authenticate: Basic\n\n{"message":"${said}"}`;

  test('which of the two was wrong', () => {
    for (const said of ['User not found', 'No such user', 'Incorrect password', 'The password is wrong'])
      assert.match(says(basic(said), 'leak-account') ?? '', /which of user name and password was wrong/, said);
    assert.match(says(login('Incorrect password'), 'leak-account') ?? '', /which of user name/);
  });

  test('the same words for both', () => {
    for (const said of ['Invalid username or password', 'Bad credentials', 'The email or password is incorrect'])
      assert.equal(says(basic(said), 'leak-account'), undefined, said);
  });
});

test('the credential told back', () => {
  assert.match(
    says(answer('{"token":"abcdefghijklmnopqrstuv"}'), 'leak-credential') ?? '',
    /holds the credential of the request: `abcd…stuv`/,
  );
  assert.match(says(answer('', 'X-Token: abcdefghijklmnopqrstuv'), 'leak-credential') ?? '', /holds the credential/);
  assert.equal(says(answer('', 'Set-Cookie: t=abcdefghijklmnopqrstuv'), 'leak-credential'), undefined);
  assert.equal(says(answer('{"token":"another"}'), 'leak-credential'), undefined);
});
