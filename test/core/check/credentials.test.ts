import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { jwt } from '../../check.ts';
import { findings, fixed } from './checked.ts';

const to = (headers: string, url = 'https://api.acme.io/me') => `GET ${url}\n${headers}\n`;
const fine = jwt({ exp: 3600, iat: 0, scope: 'read' });

suite('the scheme word', () => {
  test('twice in the text, and brought by the variable', () => {
    const text = to('Authorization: Bearer Bearer {{token}}');
    assert.deepEqual(findings(text), [
      'error scheme-doubled proven at "Bearer Bearer {{token}}": `Authorization` carries the scheme `Bearer` twice, so that the second one is read as a part of the credential.',
    ]);
    assert.equal(fixed(text), to('Authorization: Bearer {{token}}'));
    const brought = to('Authorization: Bearer {{token}}');
    const given = { values: { token: `Bearer ${fine}` } };
    assert.deepEqual(findings(brought, given), [
      'error scheme-doubled proven at "Bearer {{token}}": `Authorization` carries the scheme `Bearer` twice: the value of `{{token}}` begins with it already.',
    ]);
    assert.equal(fixed(brought, given), to('Authorization: {{token}}'));
  });

  test('missing before a JWT; keys of services may stand bare', () => {
    const text = to('Authorization: {{token}}');
    assert.deepEqual(findings(text, { values: { token: fine } }), [
      'warning scheme-missing likely at "{{token}}": `Authorization` holds a token without `Bearer` before it; `api.acme.io` probably finds no credential there.',
    ]);
    assert.equal(fixed(text, { values: { token: fine } }), to('Authorization: Bearer {{token}}'));
    assert.deepEqual(findings(text, { values: { token: 'pk_8f3k20fkd93kf03kfd93' } }), []);
    assert.deepEqual(findings(text), []);
  });

  test('no space behind it', () => {
    const [found] = findings(to(`Authorization: Bearer${fine}`));
    assert.match(found ?? '', /^error scheme-missing proven .*No space stands between `Bearer` and the token/);
  });
});

suite('credentials that cannot be read', () => {
  const cases: readonly [string, string, RegExp | undefined][] = [
    ['Basic without a colon', `Authorization: Basic ${btoa('vic')}`, /^error basic-without-colon proven .*no colon/],
    ['Basic with a key of its own', 'Authorization: Basic nK8xQpB2w9fH', /^warning basic-without-colon likely/],
    ['Basic as it should be', `Authorization: Basic ${btoa('vic:view-only')}`, undefined],
    ['the shorthands of Basic', 'Authorization: Basic vic view-only', undefined],
    ['the other shorthand of Basic', 'Authorization: Basic vic:view-only', undefined],
    ['user and password from variables', 'Authorization: Basic {{user}}:{{password}}', undefined],
    [
      'a token cut short',
      `Authorization: Bearer ${fine.slice(0, -5)}`,
      /^error credential-malformed proven .*end of the token is missing/,
    ],
    ['quotes', `Authorization: Bearer "${fine}"`, /^error credential-malformed proven .*quotes/],
    ['a placeholder', 'Authorization: Bearer <your-token>', /^warning credential-placeholder likely .*copied as it is/],
    ['Digest', 'Authorization: Digest vic view-only', undefined],
    ['a signature', 'Authorization: AWS AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG region:eu-west-1', undefined],
  ];
  for (const [name, header, expected] of cases) {
    test(name, () => {
      const found = findings(to(header));
      if (expected) assert.match(found.join('\n'), expected);
      else assert.deepEqual(found, []);
    });
  }

  test('a placeholder on this computer is worth a word and no more', () => {
    const [found] = findings(to('Authorization: Bearer test', 'http://localhost:3000/'));
    assert.match(found ?? '', /^information credential-placeholder possible/);
  });

  test('twice: in the header and in the query', () => {
    const found = findings(to(`Authorization: Bearer ${fine}`, `https://api.acme.io/?access_token=${fine}`));
    assert.match(found.join('\n'), /^warning credential-malformed likely .*travels twice/m);
  });
});

suite('empty credentials', () => {
  test('a variable that is there and holds nothing', () => {
    assert.deepEqual(findings(to('Authorization: Bearer {{token}}'), { values: { token: '' } }), [
      'error credential-empty proven at "{{token}}": `Authorization` goes out empty: `{{token}}` has no characters (environment file). `api.acme.io` finds no credential in it.',
    ]);
    assert.match(findings(to('X-Api-Key: {{key}}'), { values: { key: '  ' } })[0] ?? '', /^error credential-empty/);
  });

  test('nothing behind the scheme', () => {
    assert.match(findings(to('Authorization: Bearer'))[0] ?? '', /nothing after `Bearer`/);
    assert.match(findings(to('Authorization:'))[0] ?? '', /nothing after its colon/);
  });

  test('a key as user and no password is what some services want', () => {
    assert.deepEqual(findings(to('Authorization: Basic {{key}}:'), { values: { key: 'k' } }), []);
    const half = findings(to('Authorization: Basic {{key}}:{{none}}'), { values: { key: 'k', none: '' } });
    assert.match(half[0] ?? '', /^information credential-empty possible .*one part empty/);
  });
});

suite('over plain http', () => {
  const header = 'Authorization: Bearer {{token}}';

  test('a credential, known or not', () => {
    const text = to(header, 'http://api.acme.io/me');
    assert.deepEqual(findings(text), [
      'warning credential-over-http likely at "http": `Authorization` goes to `api.acme.io` over plain `http`, where anybody on the way can read it. Such a request is mostly refused, or redirected to `https` and sent on without the credential.',
    ]);
    assert.equal(fixed(text), to(header, 'https://api.acme.io/me'));
  });

  test('where the variable holds the scheme, it is changed in the file alone', () => {
    const text = `@base = http://api.acme.io\n${to(header, '{{base}}/me')}`;
    assert.equal(fixed(text), text.replace('http:', 'https:'));
  });

  test('this computer, a network of one’s own, no credential', () => {
    for (const url of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:8080', 'http://app.localhost'])
      assert.deepEqual(findings(to(header, url)), [], url);
    for (const url of ['http://192.168.1.2', 'http://api:8080', 'http://shop.test', 'http://x.local'])
      assert.match(findings(to(header, url))[0] ?? '', /^hint credential-over-http possible/, url);
    assert.deepEqual(findings(to('Accept: */*', 'http://api.acme.io')), []);
    assert.deepEqual(findings(to(header, 'http://{{host}}/')), []);
  });
});

test('a key in the query', () => {
  const found = findings('GET https://api.acme.io/me?page=2&api_key={{key}}\n');
  assert.deepEqual(found, [
    'information key-in-query possible at "api_key={{key}}": The credential `api_key` travels in the query string, which the logs of `api.acme.io`, of proxies and of clients keep. Send it in a header, where the API takes one.',
  ]);
  assert.equal(findings(`GET https://api.acme.io/me\n    ?page=2\n    &access_token={{t}}\n`).length, 1);
  for (const url of ['?key=name', '?code=US', '?auth=basic', '?page_token=abc', '?api_key='])
    assert.deepEqual(findings(`GET https://api.acme.io/${url}\n`), [], url);
});
