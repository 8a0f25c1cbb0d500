import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenSession } from '../../../src/core/auth/session.ts';
import { userPass } from '../../../src/core/auth/userPass.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { Secret } from '../../../src/core/secret.ts';
import type { Scope } from '../../../src/core/variables/scope.ts';
import { scopeOf } from '../variables/scope.ts';

const now = Date.UTC(2026, 5, 1, 12);

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(claims)}.${'s'.repeat(43)}`;
}

function scopeWith(token: string): Scope {
  const variables = new Map([['token', { value: token, origin: 'x' }]]);
  return { ...scopeOf(), layers: [{ kind: 'user', origin: 'user', variables }] };
}

const file = parse('GET https://api.test/users\nAuthorization: Bearer {{token}}\n');
const [request] = file.requests;
assert.ok(request);
const pass = (token: string, needs: readonly string[], sessions: readonly TokenSession[] = []) =>
  userPass(file, request, scopeWith(token), sessions, needs, now);

test('roles and scopes of the token that a user would send', () => {
  const admin = jwt({ roles: ['admin', 'editor'], scope: 'read write', exp: now / 1000 + 720 });
  assert.deepEqual(pass(admin, ['Admin']), {
    says: 'roles admin, editor; scopes read, write; ends in 12 minutes',
    would: 'yes',
  });
  assert.equal(pass(admin, ['owner']).would, 'no');
  assert.equal(pass(admin, []).would, 'unknown');
  const ended = jwt({ roles: ['admin'], exp: now / 1000 - 3600 });
  assert.deepEqual(pass(ended, ['admin']), { says: 'roles admin; ended 1 hour ago', would: 'no' });
});

test('the session of the sign-in that the user’s variables name', () => {
  const session: TokenSession = {
    kind: 'tokens',
    key: { id: 'boss', user: 'admin' },
    obtainedAt: now,
    expiresAt: now + 300_000,
    origins: [],
    tokens: {
      accessToken: new Secret('opaque-opaque-opaque'),
      tokenType: 'Bearer',
      scopes: ['users'],
      receivedAt: now,
    },
    asked: {},
    grant: 'authorization_code',
    clientId: 'c',
    configuration: 'x',
  };
  assert.deepEqual(pass('{{$auth.token("boss")}}', ['users'], [session]), {
    says: 'scopes users; ends in 5 minutes',
    would: 'yes',
  });
  assert.equal(
    pass('{{$auth.token("other")}}', ['users'], [session]).says,
    'no credential that is known before sending',
  );
});
