import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { jwt, now } from '../../check.ts';
import { checkedFile, findings, type Given } from './checked.ts';

const me = 'GET https://api.acme.io/me\nAuthorization: Bearer {{token}}\n';
const holding = (token: string): Given => ({ values: { token } });

/** A token signed with HMAC. */
function signed(secret: string, claims: Record<string, unknown>, hash = 'sha256', alg = 'HS256'): string {
  const part = (it: unknown) => Buffer.from(JSON.stringify(it)).toString('base64url');
  const input = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}

suite('times of tokens', () => {
  const cases: readonly [string, Record<string, unknown>, string[]][] = [
    [
      'expired',
      { exp: -3 * 3600, iat: -4 * 3600 },
      [
        'error token-expired proven at "{{token}}": `api.acme.io` will refuse the token of `{{token}}`: it expired 3 hours ago (2026-11-22 16:04:11 UTC).',
      ],
    ],
    [
      'about to expire within the minute',
      { exp: 40, iat: -3560 },
      [
        'warning token-expires-soon likely at "{{token}}": The token of `{{token}}` expires in 40 seconds (2026-11-22 19:04:51 UTC); from then on `api.acme.io` refuses it.',
      ],
    ],
    [
      'about to expire',
      { exp: 240, iat: -3360 },
      [
        'information token-expires-soon possible at "{{token}}": The token of `{{token}}` expires in 4 minutes (2026-11-22 19:08:11 UTC); from then on `api.acme.io` refuses it.',
      ],
    ],
    ['a token of five minutes in its first ones', { exp: 240, iat: -60 }, []],
    ['good for an hour', { exp: 3600, iat: 0 }, []],
    ['no times at all', { sub: 'vic' }, []],
    [
      'not valid yet',
      { nbf: 3600, exp: 7200, iat: 0 },
      [
        'error token-not-yet-valid proven at "{{token}}": `api.acme.io` will refuse the token of `{{token}}`: it becomes valid in 1 hour (2026-11-22 20:04:11 UTC).',
      ],
    ],
    [
      'issued in the future',
      { iat: 3600, exp: 7200 },
      [
        'warning token-not-yet-valid likely at "{{token}}": `api.acme.io` will probably refuse the token of `{{token}}`: it says that it was issued in the future: in 1 hour (2026-11-22 20:04:11 UTC).',
      ],
    ],
    ['a clock that is half a minute behind', { nbf: 30, iat: 30, exp: 3600 }, []],
    [
      'a lifetime over a day',
      { iat: -86_400, exp: 2 * 86_400 },
      [
        'information token-lifetime-long possible at "{{token}}": The token of `{{token}}` lives for 3 days, until 2026-11-24 19:04:11 UTC: whoever finds it can use it that long. Access tokens live for minutes or hours.',
      ],
    ],
    [
      'milliseconds in the place of seconds',
      { expires: 0, exp: 1795374251000 - 1795374251 + 3_600_000 },
      [
        'information token-lifetime-long possible at "{{token}}": The token of `{{token}}` lives almost for ever: exp is 1795377851000: milliseconds, where seconds are expected. Meant is in 1 hour (2026-11-22 20:04:11 UTC); read as seconds it lies 56,874 years ahead.',
      ],
    ],
    ['a day and no more', { iat: 0, exp: 86_400 }, []],
  ];
  for (const [name, claims, expected] of cases) {
    test(name, () => assert.deepEqual(findings(me, holding(jwt(claims))), expected));
  }

  test('a token written out is marked as a whole, in a header and in a cookie', () => {
    const token = jwt({ exp: -60 });
    const [header] = findings(`GET https://api.acme.io/\nAuthorization: Bearer ${token}\n`);
    assert.match(header ?? '', /the token in `Authorization`: it expired 60 seconds ago|1 minute ago/);
    const [cookie] = findings(`GET https://api.acme.io/\nCookie: theme=dark; session=${token}\n`);
    assert.match(cookie ?? '', /^error token-expired proven at "theme/);
  });

  test('a token that is handed over in a body may be old', () => {
    const text = `POST https://id.acme.io/introspect\nContent-Type: application/x-www-form-urlencoded\n\ntoken=${jwt({ exp: -60 })}\n`;
    assert.deepEqual(findings(text), []);
  });

  test('what is not known before sending is passed over', () => {
    const late = jwt({ exp: -60 });
    for (const value of [
      '{{login.response.body.$.token}}',
      '{{$auth.token("id")}}',
      '{{$guid}}',
      '{{asked}}',
      '{{nothing}}',
    ]) {
      const text = `### login\n# @name login\nPOST https://id.acme.io/token\n\n### me\n# @prompt asked\nGET https://api.acme.io/me\nAuthorization: Bearer ${value}\nX-Time: {{$timestamp}}\n`;
      assert.deepEqual(findings(text, holding(late)), [], value);
    }
  });

  test('what an earlier answer gave is known', () => {
    const text =
      '# @name login\nPOST https://id.acme.io/token\n\n###\nGET https://api.acme.io/me\nAuthorization: Bearer {{login.response.body.$.token}}\n';
    const value = { text: jwt({ exp: -60 }), secret: true };
    assert.equal(findings(text, { chained: () => ({ value }) }).length, 1);
  });

  test('it says when it changes by itself', () => {
    const at = (claims: Record<string, unknown>) => checkedFile(me, holding(jwt(claims))).changesAt;
    assert.equal(at({ exp: 3600, iat: 0 }), now + 3300);
    assert.equal(at({ exp: 200, iat: -7000 }), now + 30);
    assert.equal(at({ nbf: 600, exp: 7200 }), now + 540);
    assert.equal(at({ sub: 'x' }), undefined);
  });
});

suite('signatures of tokens', () => {
  test('alg none', () => {
    const part = (it: unknown) => Buffer.from(JSON.stringify(it)).toString('base64url');
    assert.deepEqual(findings(me, holding(`${part({ alg: 'none' })}.${part({ sub: 'vic' })}.`)), [
      'error token-unsigned likely at "{{token}}": `api.acme.io` will refuse the token of `{{token}}`: it is not signed (alg none); servers refuse such tokens.',
    ]);
  });

  test('a well-known secret, which is not told', () => {
    const claims = { sub: 'vic', exp: now + 3600, iat: now };
    const found = findings(me, holding(signed('changeme', claims)));
    assert.deepEqual(found, [
      'warning token-secret-weak likely at "{{token}}": The token of `{{token}}` is signed (`HS256`) with a secret of 8 characters out of every list of passwords, found offline: anybody can write tokens that `api.acme.io` takes, if it takes this one.',
    ]);
    assert.match(findings(me, holding(signed('secret', claims, 'sha512', 'HS512')))[0] ?? '', /HS512/);
    assert.deepEqual(findings(me, holding(signed('4up9z-nobody-has-this-one-in-a-list', claims))), []);
  });

  test('the example of jwt.io', () => {
    const token = signed('your-256-bit-secret', { sub: '1234567890', name: 'John Doe', iat: 1516239022 });
    assert.match(findings(me, holding(token))[0] ?? '', /out of the example of jwt\.io: no server takes it/);
  });
});

suite('kinds of tokens', () => {
  test('a refresh token, an ID token', () => {
    assert.deepEqual(findings(me, holding(jwt({ token_use: 'refresh', exp: 600 }))), [
      'warning token-wrong-type likely at "{{token}}": `api.acme.io` will probably refuse the token of `{{token}}`: it is a refresh token, which only the token endpoint takes (token_use is refresh), where an access token is expected.',
    ]);
    assert.match(findings(me, holding(jwt({ at_hash: 'h', exp: 600 })))[0] ?? '', /an ID token/);
  });

  test('where ID tokens are what an API takes', () => {
    for (const claims of [
      { iss: 'https://accounts.google.com', aud: 'x', exp: 600 },
      { iss: 'https://cognito-idp.eu-west-1.amazonaws.com/p', token_use: 'id', exp: 600 },
      { iss: 'https://id.acme.io', at_hash: 'h', aud: 'https://api.acme.io', exp: 600 },
    ])
      assert.deepEqual(findings(me, holding(jwt(claims))), []);
  });
});
