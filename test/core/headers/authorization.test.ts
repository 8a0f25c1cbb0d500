import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAuthorization } from '../../../src/core/headers/authorization.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnc2lnc2lnc2lnc2lnc2lnc2lnc2lnc2lnc2lnc2k';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** `scheme|credentials|defects` */
function short(value: string): string {
  const { scheme, credentials, defects } = readAuthorization(value);
  return [scheme, credentials.reveal().replace(jwt, 'JWT'), defects.map((it) => it.code).join(' ')].join('|');
}

test('scheme and credentials', () => {
  const rows: [value: string, reading: string][] = [
    [`Bearer ${jwt}`, 'Bearer|JWT|'],
    [`bearer   ${jwt}`, 'bearer|JWT|'],
    [`token ghp_abc`, 'token|ghp_abc|'],
    [`DPoP ${jwt}`, 'DPoP|JWT|'],
    ['Negotiate YIIB6wYJ', 'Negotiate|YIIB6wYJ|'],
    ['SharedKey account:abc=', 'SharedKey|account:abc=|'],
    ['Custom some-credential', 'Custom|some-credential|'],
    ['', '||empty'],
    ['Bearer', 'Bearer||credentials-missing'],
    ['Bearer ', 'Bearer||credentials-missing'],
    [jwt, '|JWT|scheme-missing'],
    ['0123456789abcdef', '|0123456789abcdef|scheme-missing'],
    [`Bearer${jwt}`, '|BearerJWT|scheme-missing'],
    [`Bearer: ${jwt}`, 'Bearer|JWT|scheme-separator'],
    [`Bearer=${jwt}`, 'Bearer|JWT|scheme-separator'],
    [`Bearer Bearer ${jwt}`, 'Bearer|Bearer JWT|scheme-twice'],
    [`Basic Bearer ${jwt}`, 'Basic|Bearer JWT|scheme-twice not-encoded'],
    [`Authorization: Bearer ${jwt}`, 'Bearer|JWT|header-name-inside'],
    [`"Bearer ${jwt}"`, 'Bearer|JWT|quoted'],
    [`Bearer "${jwt}"`, 'Bearer|"JWT"|quoted'],
    ['Bearer {{token}}', 'Bearer|{{token}}|unresolved-variable'],
    ['{{auth}}', '|{{auth}}|scheme-missing unresolved-variable'],
    ['Bearer $TOKEN', 'Bearer|$TOKEN|unresolved-variable'],
    ['Bearer undefined', 'Bearer|undefined|placeholder'],
    ['Bearer null', 'Bearer|null|placeholder'],
    ['Bearer [object Object]', 'Bearer|[object Object]|placeholder'],
    ['Bearer <token>', 'Bearer|<token>|placeholder'],
    ['Bearer YOUR_TOKEN', 'Bearer|YOUR_TOKEN|placeholder'],
    [`Bearer abc\ndef`, 'Bearer|abc\ndef|control-character whitespace'],
    ['Bearer abc def', 'Bearer|abc def|whitespace'],
    ['Bearer abc\u200bdef', 'Bearer|abc\u200bdef|not-ascii'],
    ['Bearer \u201cabcdef\u201d', 'Bearer|\u201cabcdef\u201d|not-ascii'],
  ];
  for (const [value, reading] of rows) assert.equal(short(value), reading, value);
});

test('Basic credentials are decoded, the password is a secret', () => {
  const { basic, defects } = readAuthorization(`Basic ${base64('alice:correct horse battery')}`);
  assert.equal(basic?.user, 'alice');
  assert.equal(basic?.password.reveal(), 'correct horse battery');
  assert.equal(JSON.stringify(basic).includes('horse'), false);
  assert.deepEqual(defects, []);
  assert.equal(readAuthorization(`Basic ${base64('a:b:c')}`).basic?.password.reveal(), 'b:c');
  assert.equal(readAuthorization(`Basic ${base64('jürgen:ä')}`).basic?.user, 'jürgen');
  assert.equal(
    readAuthorization(`Basic ${Buffer.from('j\xfcrgen:x', 'latin1').toString('base64')}`).basic?.user,
    'jürgen',
  );
});

test('broken Basic credentials are named', () => {
  const rows: [credentials: string, codes: string, user?: string][] = [
    [base64('alice'), 'missing-colon'],
    [base64(base64('alice:secret')), 'double-encoded', 'alice'],
    ['alice:secret', 'not-encoded'],
    ['alice secret', 'not-encoded'],
    ['YWxpY2U6c2VjcmV0#', 'bad-base64'],
    ['YWxpY', 'bad-base64'],
    [base64('alice:secret\n'), 'control-character', 'alice'],
    [Buffer.from('a:???>>>~~~').toString('base64url'), 'bad-base64', 'a'],
    [jwt, 'token-in-basic'],
  ];
  for (const [credentials, codes, user] of rows) {
    const read = readAuthorization(`Basic ${credentials}`);
    assert.equal(read.defects.map((it) => it.code).join(' '), codes, credentials);
    assert.equal(read.basic?.user, user, credentials);
  }
});

test('parameters of Digest, Hawk and signatures', () => {
  const digest = readAuthorization('Digest username="Mufasa", realm="a, b", uri="/x", nc=00000001, response="8ca5"');
  assert.deepEqual(
    digest.params.map((it) => `${it.name}=${it.value.reveal()}`),
    ['username=Mufasa', 'realm=a, b', 'uri=/x', 'nc=00000001', 'response=8ca5'],
  );
  assert.deepEqual(
    digest.defects.map((it) => it.says),
    ['Digest credentials name nonce, and it is missing.'],
  );
  assert.equal(readAuthorization('Hawk id="dh37", ts="1353832234", mac="6R4r"').params.length, 3);
});

test('the credential scope of an AWS signature', () => {
  const { aws, defects } = readAuthorization(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=fe5f80',
  );
  assert.deepEqual(aws, {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    date: '20261122',
    region: 'us-east-1',
    service: 's3',
    signedHeaders: ['host', 'x-amz-date'],
  });
  assert.deepEqual(defects, []);
});

test('any value is read without an exception, and a defect shows none of the credentials', () => {
  const piece = fc.oneof(
    fc.constantFrom('Bearer', 'Basic', 'Digest', ' ', jwt, '"', ':', '=', '\n', 'a="', base64('a:b')),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      for (const { says } of readAuthorization(pieces.join('')).defects)
        assert.ok(!says.includes('eyJzdWIiOiI3In0'), says);
    }),
  );
});
