import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import { encode, makeJwt } from './makeJwt.ts';

const sound = makeJwt({ iss: 'https://id.test', sub: '7', aud: 'api', exp: 1795374251, scope: 'read write' });
const [header = '', payload = '', signature = ''] = sound.split('.');

/** Kind, then the codes of the defects. */
function short(raw: string): string {
  const token = inspectToken(raw);
  return [token.kind, ...token.defects.map((it) => it.code)].join(' ');
}

test('a sound token is read', () => {
  const token = inspectToken(sound);
  assert.equal(token.kind, 'jws');
  assert.deepEqual(token.defects, []);
  assert.equal(token.header?.alg, 'HS256');
  assert.deepEqual(
    [token.issuer, token.subject, token.audiences, token.exp],
    ['https://id.test', '7', ['api'], 1795374251],
  );
  assert.deepEqual(token.scopes, ['read', 'write']);
  assert.equal(token.hasSignature, true);
});

test('what is broken is named', () => {
  const rows: [name: string, raw: string, reading: string][] = [
    ['nothing', '', 'broken empty'],
    ['spaces only', '  ', 'broken empty'],
    ['header only', header, 'broken missing-part'],
    ['header and dot', `${header}.`, 'broken missing-part'],
    ['no signature part', `${header}.${payload}`, 'broken missing-part'],
    ['empty signature', `${header}.${payload}.`, 'broken missing-signature'],
    ['cut signature', sound.slice(0, -10), 'broken signature-length'],
    ['four parts', `${sound}.x`, 'broken extra-part'],
    ['two tokens', `${sound}.${sound}`, 'broken extra-part'],
    ['quoted', `"${sound}"`, 'broken quoted'],
    ['quote before', `"${sound}`, 'broken quoted'],
    ['quote after', `${sound}'`, 'broken quoted'],
    ['Bearer inside', `Bearer ${sound}`, 'broken bearer-twice'],
    ['Bearer without a space', `Bearer${sound}`, 'broken bearer-twice'],
    ['Bearer three times', `Bearer bearer ${sound}`, 'broken bearer-twice bearer-twice'],
    ['header name inside', `Authorization: Bearer ${sound}`, 'broken header-name-inside bearer-twice'],
    ['line break inside', `${header}.\n${payload}.${signature}`, 'broken whitespace'],
    ['line break after', `${sound}\n`, 'broken whitespace'],
    ['a comma after', `${sound},`, 'broken bad-base64url'],
    ['percent-encoded', encodeURIComponent(`${sound}`).replaceAll('.', '%2E'), 'broken percent-encoded'],
    [
      'standard Base64',
      `${header}.${Buffer.from('{"a":"???>>>~~~~"}').toString('base64').replaceAll('=', '')}.${signature}`,
      'broken standard-base64',
    ],
    ['padding', `${header}.${encode({ a: 1 })}=.${signature}`, 'jws padding'],
    [
      'a character of no alphabet',
      `${header}.${payload.slice(0, 5)}!${payload.slice(5)}.${signature}`,
      'broken bad-base64url',
    ],
    ['payload not JSON', `${header}.${encode('hello world')}.${signature}`, 'broken not-json'],
    ['payload cut in its JSON', `${header}.${encode('{"sub":"7","exp":17')}.${signature}`, 'broken truncated'],
    [
      'payload of an impossible length',
      `${header}.${encode({ a: 'bb' }).slice(0, 9)}.${signature}`,
      'broken truncated truncated',
    ],
    [
      'payload not text',
      `${header}.${Buffer.from([0xff, 0xfe, 0x80, 0x81]).toString('base64url')}.${signature}`,
      'broken not-utf8',
    ],
    [
      'payload too deep',
      `${header}.${encode(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)}.${signature}`,
      'jws too-deep',
    ],
    ['payload a list', `${header}.${encode([1])}.${signature}`, 'broken not-object'],
    [
      'payload encoded twice',
      `${header}.${encode(JSON.stringify('{"sub":"7"}'))}.${signature}`,
      'broken double-encoded',
    ],
    ['no alg', `${encode({ typ: 'JWT', kid: 'a' })}.${payload}.${signature}`, 'broken missing-alg'],
    ['header not JSON', `eyJhAAAA${header.slice(8)}.${payload}.${signature}`, 'broken not-json'],
    ['header no Base64 of JSON at all', `abcd.${payload}.${signature}`, 'broken not-utf8'],
    ['exp as text', makeJwt({ exp: '1795374251' }), 'jws time-not-number'],
    ['HTML', '<!DOCTYPE html><html>', 'broken html'],
    ['a whole answer', `{"access_token":"${sound}"}`, 'broken json'],
    ['variable', '{{login.response.body.access_token}}', 'broken placeholder'],
    ['placeholder', '<token>', 'broken placeholder'],
    ['undefined', 'undefined', 'broken placeholder'],
    ['masked copy', 'eyJh…wxyz', 'broken placeholder'],
    ['too long', `${header}.${'a'.repeat(300_000)}.${signature}`, 'broken too-long'],
    ['alg none', `${encode({ alg: 'none' })}.${payload}.`, 'jws'],
    ['random', 'kJ8s7dfh2Jsd0', 'opaque'],
    ['random with dots', 'a.b.c', 'opaque'],
    ['random in quotes', '"kJ8s7dfh2Jsd0"', 'broken quoted'],
  ];
  for (const [name, raw, reading] of rows) assert.equal(short(raw), reading, name);
});

test('the place of a wrong character is counted from the start of the token', () => {
  const [defect] = inspectToken(`${header}.!${payload}.${signature}`).defects;
  assert.equal(defect?.says, `'!' at character ${header.length + 2}, in the payload, is not Base64url.`);
  assert.equal(defect?.section, 'payload');
});

test('a broken token is read as far as it goes', () => {
  for (const raw of [
    `Bearer "${sound}"`,
    ` ${sound.slice(0, -5)}`,
    `${header}.${payload}`,
    encodeURIComponent(sound),
  ]) {
    assert.equal(inspectToken(raw).subject, '7', raw);
  }
});

test('keys of known services are named', () => {
  const rows: [string, string][] = [
    [`ghp_${'a1B2'.repeat(9)}`, 'a GitHub personal access token'],
    [`sk_live_${'a1B2'.repeat(6)}`, 'a Stripe live secret key'],
    [`glpat-${'a1B2'.repeat(5)}`, 'a GitLab personal access token'],
    [`xoxb-123456789012-${'a1B2'.repeat(6)}`, 'a Slack bot token'],
    ['AKIAIOSFODNN7EXAMPLE', 'an AWS access key id'],
    [`ya29.${'a1B2'.repeat(10)}`, 'a Google access token'],
    ['pk.eyJ1IjoiYWNtZSIsImEiOiJjbDEyMyJ9.c2lnbmF0dXJl', 'a public Mapbox token'],
    [Buffer.from('{"k":"abc","n":"ci","id":1}').toString('base64'), 'a Grafana API key of the old form'],
    [encode({ user: 'me' }), 'JSON in Base64, and no JWT'],
    ['7f1c1d1e-55aa-4b2b-9c3d-0123456789ab', 'a UUID'],
    [encode({ iv: 'x', value: 'y', mac: 'z' }), "Laravel's encrypted value"],
    ['eyJ1c2VyX2lkIjoxfQ.ZzXx1w.abcdefghijklmnopqrstuvwxyz0', 'a signed session value (Flask, itsdangerous)'],
  ];
  for (const [raw, what] of rows) {
    const token = inspectToken(raw);
    assert.deepEqual([token.kind, token.what], ['opaque', what], raw);
  }
});

test('five parts are an encrypted token', () => {
  const token = inspectToken(`${encode({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT' })}.a1.b2.c3.d4`);
  assert.equal(token.kind, 'jwe');
  assert.equal(token.header?.enc, 'A256GCM');
  assert.deepEqual(token.defects, []);
  assert.equal(short(`${encode({ alg: 'dir', enc: 'A256GCM' })}..b2.c3.d4`), 'jwe');
});

test('a token within a token', () => {
  const outer = makeJwt(sound, { cty: 'JWT' });
  const token = inspectToken(outer);
  assert.equal(token.kind, 'jws');
  assert.equal(token.nested?.subject, '7');
  assert.equal(token.subject, '7');
});

test('roles and scopes from where issuers put them', () => {
  const { roles, scopes, audiences } = inspectToken(
    makeJwt({
      aud: ['a', 'b'],
      scp: ['User.Read'],
      permissions: ['read:x'],
      realm_access: { roles: ['admin'] },
      resource_access: { api: { roles: ['editor'] } },
      'cognito:groups': ['staff'],
      authorities: 1,
      groups: [{ authority: 'ROLE_USER' }],
      'https://app.test/roles': 'owner',
    }),
  );
  assert.deepEqual(audiences, ['a', 'b']);
  assert.deepEqual(scopes, ['User.Read', 'read:x']);
  assert.deepEqual(roles, ['ROLE_USER', 'staff', 'admin', 'editor', 'owner']);
});

test('what a token is for', () => {
  const rows: [payload: Record<string, unknown>, header: Record<string, unknown>, use: string][] = [
    [{}, { typ: 'at+jwt' }, 'access'],
    [{}, { typ: 'AT+JWT' }, 'access'],
    [{ htm: 'GET', htu: 'https://a.test' }, { typ: 'dpop+jwt' }, 'other'],
    [{ token_use: 'id', scope: 'x' }, {}, 'id'],
    [{ token_use: 'access' }, {}, 'access'],
    [{ typ: 'Bearer', nonce: 'x' }, {}, 'access'],
    [{ typ: 'ID' }, {}, 'id'],
    [{ typ: 'Refresh', scope: 'x' }, {}, 'refresh'],
    [{ typ: 'Offline' }, {}, 'refresh'],
    [{ token_type: 'refresh' }, {}, 'refresh'],
    [{ type: 'access' }, {}, 'access'],
    [{ iss: 'https://id.example', sub: 'u1', nonce: 'n' }, {}, 'id'],
    [{ access_key: 'k1', nonce: 'n' }, {}, 'unknown'],
    [{ at_hash: 'n', scope: 'openid' }, {}, 'id'],
    [{ iss: 'https://securetoken.google.com/app' }, {}, 'id'],
    [{ scope: 'read' }, {}, 'access'],
    [{ scp: 'User.Read', tid: 't', ver: '1.0' }, {}, 'access'],
    [{ tid: 't', ver: '2.0', preferred_username: 'a' }, {}, 'id'],
    [{ tid: 't', ver: '1.0', appid: 'x' }, {}, 'access'],
    [{ iss: 'supabase', role: 'anon' }, {}, 'other'],
    [{ sub: '1' }, {}, 'unknown'],
  ];
  for (const [payload, header, use] of rows) {
    const token = inspectToken(makeJwt(payload, header));
    assert.equal(token.use, use, JSON.stringify(payload));
    assert.equal(token.useBecause !== undefined, use !== 'unknown');
  }
});

test('any text is read without an exception, and shows no more than its ends', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      header,
      payload,
      signature,
      '.',
      '..',
      'Bearer ',
      '"',
      '%2E',
      '\n',
      '{',
      'eyJ',
      '{{',
      '=',
      encode('[]'),
      encode('{"exp":{}}'),
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const raw = pieces.join('');
      for (const defect of inspectToken(raw).defects) {
        assert.ok(!defect.says.includes(payload), defect.says);
      }
    }),
  );
});

test('any claims are read without an exception', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('exp', 'aud', 'scope', 'roles', 'realm_access', 'resource_access', 'iss', 'typ'),
      (value, name) => {
        const token = inspectToken(makeJwt({ [name]: value }));
        assert.equal(token.kind, 'jws');
        assert.ok(token.exp === undefined || Number.isFinite(token.exp));
      },
    ),
  );
});

test('header values may be named like properties of every object', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'valueOf']) {
    const token = inspectToken(makeJwt({ token_use: name, typ: name }, { typ: name, alg: name }));
    assert.equal(typeof token.use, 'string', name);
  }
});
