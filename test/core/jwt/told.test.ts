import assert from 'node:assert/strict';
import { test } from 'node:test';
import { introspectionChecks, userInfoChecks } from '../../../src/core/jwt/told.ts';
import { now } from '../../check.ts';

const lines = (json: Record<string, unknown>, more: object = {}) =>
  introspectionChecks(json, { now, ...more }).map((it) => `${it.check} ${it.outcome}: ${it.says}`);
const expected = { expected: { issuer: 'https://id.test', audiences: ['orders'], from: 'the sign-in admin' } };

test('not active, and anything that is not true', () => {
  for (const active of [false, 'true', 1, undefined, null])
    assert.match(lines({ active }).join('\n'), /^active wrong: The issuer says that it is not active: [^\n]*$/);
});

test('active, with what else the issuer says', () => {
  assert.deepEqual(lines({ active: true, scope: 'a b', exp: now + 600 }), [
    'active fine: The issuer says that it is active. It ends in 10 minutes (2026-11-22 19:14:11 UTC). Its scopes: a b.',
  ]);
  assert.deepEqual(lines({ active: true, iss: 'https://id.test', aud: 'shop' }, expected), [
    'active fine: The issuer says that it is active.',
    'iss fine: iss is https://id.test, as the sign-in admin names it.',
    'aud wrong: aud is shop; the sign-in admin asks for orders.',
  ]);
  assert.equal(lines({ active: true, nbf: now + 60 })[1]?.split(':', 1)[0], 'nbf wrong');
});

test('userinfo: whom it stands for', () => {
  assert.match(userInfoChecks({ sub: 'ada' })[0]?.says ?? '', /stands for ada\.$/);
  assert.match(userInfoChecks({ sub: 7 })[0]?.says ?? '', /takes it\.$/);
});
