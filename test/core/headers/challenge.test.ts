import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Challenge, challengeOf, challengeParam, readChallenges } from '../../../src/core/headers/challenge.ts';

/** One line a challenge: `scheme token68 name=[value]`, then `!` and the number of defects where there are any. */
function short(challenges: readonly Challenge[]): string {
  return challenges
    .map((it) => {
      const params = it.params.map(({ name, value }) => `${name}=[${value}]`);
      const parts = [it.scheme || '?', ...(it.token68 === undefined ? [] : [it.token68]), ...params];
      return parts.join(' ') + (0 < it.defects.length ? ` !${it.defects.length}` : '');
    })
    .join(' | ');
}

function checkTable(rows: readonly (readonly [name: string, field: string | string[], reading: string])[]): void {
  for (const [name, field, reading] of rows) {
    assert.equal(short(readChallenges(typeof field === 'string' ? [field] : field)), reading, name);
  }
}

test('the public cases of greenbytes.de/tech/tc/httpauth, by their names there', () => {
  checkTable([
    ['simplebasic', 'Basic realm="foo"', 'Basic realm=[foo]'],
    ['simplebasiclf', 'Basic\r\n realm="foo"', 'Basic realm=[foo]'],
    ['simplebasicucase', 'BASIC REALM="foo"', 'BASIC realm=[foo]'],
    ['simplebasictok', 'Basic realm=foo', 'Basic realm=[foo] !1'],
    ['simplebasictokbs', 'Basic realm=\\f\\o\\o', 'Basic realm=[\\f\\o\\o] !1'],
    ['simplebasicsq', "Basic realm='foo'", "Basic realm=['foo'] !1"],
    ['simplebasicpct', 'Basic realm="foo%20bar"', 'Basic realm=[foo%20bar]'],
    ['simplebasiccomma', 'Basic , realm="foo"', 'Basic realm=[foo]'],
    ['simplebasiccomma2', 'Basic, realm="foo"', 'Basic realm=[foo] !1'],
    ['simplebasicnorealm', 'Basic', 'Basic !1'],
    ['simplebasic2realms', 'Basic realm="foo", realm="bar"', 'Basic realm=[foo] realm=[bar] !1'],
    ['simplebasicwsrealm', 'Basic realm = "foo"', 'Basic realm=[foo]'],
    ['simplebasicrealmsqc', 'Basic realm="\\f\\o\\o"', 'Basic realm=[foo]'],
    ['simplebasicrealmsqc2', 'Basic realm="\\"foo\\""', 'Basic realm=["foo"]'],
    ['simplebasicnewparam1', 'Basic realm="foo", bar="xyz",, a=b,,,c=d', 'Basic realm=[foo] bar=[xyz] a=[b] c=[d]'],
    ['simplebasicnewparam2', 'Basic bar="xyz", realm="foo"', 'Basic bar=[xyz] realm=[foo]'],
    ['simplebasicrealmiso88591', 'Basic realm="foo-\u00e4"', 'Basic realm=[foo-\u00e4]'],
    ['simplebasicrealmutf8', 'Basic realm="foo-\u00c3\u00a4"', 'Basic realm=[foo-\u00c3\u00a4]'],
    ['simplebasicrealmrfc2047', 'Basic realm="=?ISO-8859-1?Q?foo-=E4?="', 'Basic realm=[=?ISO-8859-1?Q?foo-=E4?=]'],
    [
      'multibasicunknown',
      'Basic realm="basic", Newauth realm="newauth"',
      'Basic realm=[basic] | Newauth realm=[newauth]',
    ],
    ['multibasicunknownnoparam', 'Basic realm="basic", Newauth', 'Basic realm=[basic] | Newauth'],
    [
      'multibasicunknown2',
      'Newauth realm="newauth", Basic realm="basic"',
      'Newauth realm=[newauth] | Basic realm=[basic]',
    ],
    ['multibasicunknown2np', 'Newauth, Basic realm="basic"', 'Newauth | Basic realm=[basic]'],
    [
      'multibasicunknown2mf',
      ['Newauth realm="newauth"', 'Basic realm="basic"'],
      'Newauth realm=[newauth] | Basic realm=[basic]',
    ],
    ['multibasicempty', ',Basic realm="basic"', 'Basic realm=[basic]'],
    [
      'multibasicqs',
      'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple" ',
      'Newauth realm=[apps] type=[1] title=[Login to "apps"] | Basic realm=[simple]',
    ],
    [
      'multidisgscheme',
      'Newauth realm="Newauth Realm", basic=foo, Basic realm="Basic Realm" ',
      'Newauth realm=[Newauth Realm] basic=[foo] | Basic realm=[Basic Realm]',
    ],
    ['unknown', 'Newauth realm="newauth"', 'Newauth realm=[newauth]'],
    ['parametersnotrequired', 'A, B', 'A | B'],
    ['disguisedrealm', 'Basic foo="realm=nottherealm", realm="basic"', 'Basic foo=[realm=nottherealm] realm=[basic]'],
    [
      'disguisedrealm2',
      'Basic nottherealm="nottherealm", realm="basic"',
      'Basic nottherealm=[nottherealm] realm=[basic]',
    ],
    ['missingquote', 'Basic realm="basic', 'Basic realm=[basic] !1'],
  ]);
});

test('a bare value is a token68, with its padding', () => {
  checkTable([
    ['round of Negotiate', 'Negotiate YIIB6wYJKoZIhvcSAQICAQBuggHaMIIB', 'Negotiate YIIB6wYJKoZIhvcSAQICAQBuggHaMIIB'],
    ['padding', 'NTLM TlRMTVNTUAAB==', 'NTLM TlRMTVNTUAAB=='],
    ['in a list', 'Negotiate a87421000492aa874209af8bc028==, NTLM', 'Negotiate a87421000492aa874209af8bc028== | NTLM'],
    ['with parameters after it', 'Negotiate abc==, x=1', 'Negotiate abc== x=[1] !1'],
    ['not a token68 but a parameter without a value', 'Bearer error=', 'Bearer error=[] !1'],
  ]);
});

test('challenges as they are met', () => {
  checkTable([
    [
      'RFC 6750',
      'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
      'Bearer realm=[example] error=[invalid_token] error_description=[The access token expired]',
    ],
    [
      'RFC 7616, two algorithms',
      [
        'Digest realm="a", qop="auth, auth-int", algorithm=SHA-256, nonce="n", opaque="o"',
        'Digest realm="a", qop="auth", algorithm=MD5, nonce="n"',
      ],
      'Digest realm=[a] qop=[auth, auth-int] algorithm=[SHA-256] nonce=[n] opaque=[o] | Digest realm=[a] qop=[auth] algorithm=[MD5] nonce=[n]',
    ],
    ['Windows', ['Negotiate', 'NTLM', 'Basic realm="x"'], 'Negotiate | NTLM | Basic realm=[x]'],
    ['Windows in one field', 'Negotiate, NTLM', 'Negotiate | NTLM'],
    [
      'a registry',
      'Bearer realm="https://auth.test/token",service="registry.test",scope="repository:a/b:pull,push"',
      'Bearer realm=[https://auth.test/token] service=[registry.test] scope=[repository:a/b:pull,push]',
    ],
    [
      'Azure, unquoted address',
      'Bearer authorization_uri=https://login.test/common/oauth2, resource_id=x',
      'Bearer authorization_uri=[https://login.test/common/oauth2] resource_id=[x] !1',
    ],
    ['DPoP', 'DPoP algs="ES256 PS256", error="use_dpop_nonce"', 'DPoP algs=[ES256 PS256] error=[use_dpop_nonce]'],
    ['single-quoted', "Bearer error='invalid_token', x=1", "Bearer error=['invalid_token'] x=[1]"],
  ]);
});

test('broken challenges are read as far as they go', () => {
  checkTable([
    ['no comma between parameters', 'Bearer realm="a" error="b"', 'Bearer realm=[a] error=[b] !1'],
    ['semicolons', 'Bearer realm="a"; error="b"', 'Bearer realm=[a] error=[b] !1'],
    ['no comma between challenges', 'Bearer realm="a" Basic realm="b"', 'Bearer realm=[a] !1 | Basic realm=[b]'],
    [
      'a space in a bare value',
      'Bearer scope=read write, error=insufficient_scope',
      'Bearer scope=[read write] error=[insufficient_scope] !1',
    ],
    [
      'a sentence in a bare value',
      'Bearer error_description=The token has expired',
      'Bearer error_description=[The token has expired] !3',
    ],
    ['no scheme', 'realm="foo"', '? realm=[foo] !1'],
    ['colon after the scheme', 'Bearer: realm="a"', 'Bearer realm=[a] !2'],
    ['only junk', '@@@', '? !1'],
    ['only a string', '"Basic realm=x"', '? !1'],
    ['quote closed by an escape', 'Basic realm="a\\"', 'Basic realm=[a"] !1'],
    ['nothing', '', ''],
    ['empty elements', ' , ,, ', ''],
  ]);
});

test('defects name what is broken', () => {
  const [bearer] = readChallenges(['Bearer realm="a" error="b']);
  assert.deepEqual(bearer?.defects, [
    "No comma stands before the parameter 'error'.",
    "The quote of 'error' is never closed.",
  ]);
  assert.deepEqual(readChallenges(['Digest realm="x"'])[0]?.defects, ['The parameter nonce is missing.']);
});

test('the first parameter of a name counts, schemes are found in any case', () => {
  const challenges = readChallenges(['Basic realm="foo", realm="bar", BEARER x=1']);
  const basic = challengeOf(challenges, 'basic');
  assert.ok(basic);
  assert.equal(challengeParam(basic, 'realm'), 'foo');
  assert.equal(challengeOf(challenges, 'Bearer')?.scheme, 'BEARER');
  assert.equal(challengeOf(challenges, 'Digest'), undefined);
});

test('any fields are read without an exception', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('"', '\\', ',', '=', ' ', 'a', 'B', '\n', '\u00e4', ';', ':', '\0'),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), hostile)), (values) => {
      for (const it of readChallenges(values)) assert.ok(it.scheme !== '' || 0 < it.defects.length);
    }),
  );
});

test('a scheme may be named like a property of every object', () => {
  for (const scheme of ['__proto__', 'constructor', 'toString'])
    assert.equal(readChallenges([scheme])[0]?.scheme, scheme);
});

test('a hostile field is read in linear time', () => {
  for (const unit of ['a=b,', 'a ', '"', '\\', '=', 'a=" ', ' ', 'a=b c ', '/=', 'a,b=']) {
    const challenges = readChallenges([unit.repeat(1_000_000)]);
    assert.ok(challenges.every((it) => it.params.length <= 100));
  }
});

test('a well-formed list is read back as it was written', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.!~'), minLength: 1, maxLength: 8 });
  const value = fc.string({ unit: fc.constantFrom(...'ab ",\\=;\u00e4', '\t'), maxLength: 12 });
  const param = fc.record({ name: fc.constantFrom('realm', 'error', 'scope', 'x-y', 'nonce', 'Title'), value });
  const params = fc.uniqueArray(param, { selector: (it) => it.name, minLength: 1 });
  const token68 = fc
    .tuple(fc.string({ unit: fc.constantFrom(...'abYZ09-._~+/'), minLength: 1 }), fc.constantFrom('', '=', '=='))
    .map((it) => it.join(''));
  const challenge = fc.oneof(
    fc.record({ scheme: word, params }),
    fc.record({ scheme: word, token68 }),
    fc.record({ scheme: word }),
  );
  const separator = fc.constantFrom(', ', ',', ' , ', ',, ');
  fc.assert(
    fc.property(fc.array(challenge), separator, fc.boolean(), (challenges, between, quoteAll) => {
      const written = challenges.map((it) => {
        if ('token68' in it) return `${it.scheme} ${it.token68}`;
        if (!('params' in it)) return it.scheme;
        const pairs = it.params.map(({ name, value }) => {
          const bare = !quoteAll && name !== 'realm' && /^\w+$/.test(value);
          return bare ? `${name}=${value}` : `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
        });
        return `${it.scheme} ${pairs.join(between)}`;
      });
      const read = readChallenges([written.join(between)]);
      assert.deepEqual(
        read.map(({ defects, ...it }) => it),
        challenges.map((it) => ({
          scheme: it.scheme,
          params: 'params' in it ? it.params.map(({ name, value }) => ({ name: name.toLowerCase(), value })) : [],
          ...('token68' in it ? { token68: it.token68 } : {}),
        })),
      );
    }),
  );
});
