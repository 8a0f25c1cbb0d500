import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import { kindWords, tokenToMarkdown } from '../../../src/core/print/tokenMarkdown.ts';
import { Secret } from '../../../src/core/secret.ts';
import { makeJwt } from '../jwt/makeJwt.ts';

const now = Date.UTC(2026, 10, 22, 12) / 1000;

function print(raw: string): string {
  return tokenToMarkdown(inspectToken(raw), new Secret(raw), now);
}

test('says what it is, what is wrong, and what the claims mean', () => {
  const markdown = print(makeJwt({ sub: 'vic', exp: now - 3 * 3600 }));
  assert.match(markdown, /^\*\*JSON Web Token\*\* `eyJ/);
  assert.match(markdown, /- It expired 3 hours ago/);
  assert.match(markdown, /\| Expires `exp` \| `3 hours ago \(2026-11-22 09:00:00 UTC\)` \|/);
});

test('shows no more of the token than its ends', () => {
  const raw = makeJwt({ sub: 'vic' });
  assert.ok(!print(raw).includes(raw.slice(0, 12)));
  assert.ok(!print('a-password-of-somebody').includes('password'));
});

test('nothing in a claim becomes markup', () => {
  const evil = '`x` | y [a](command:b) <img src=x> **z**\n| c | d |';
  const markdown = print(makeJwt({ [evil]: evil, sub: evil }));
  const rows = markdown.split('\n').filter((it) => it.startsWith('|'));
  assert.equal(rows.length, 4, markdown);
  const outside = markdown.replace(/(`+)(?:(?!\1)[\s\S])*?\1(?!`)/g, '');
  assert.doesNotMatch(outside, /\]\(command|<img|\*\*z/);
});

test('a long token is cut after thirty claims', () => {
  const claims = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`c${i}`, i]));
  assert.match(print(makeJwt(claims)), /\| and 20 more \| \|/);
});

test('the kind in words', () => {
  assert.equal(kindWords(inspectToken(makeJwt({ token_use: 'id' }))), 'JSON Web Token, an ID token');
  assert.equal(kindWords(inspectToken('mF_9.B5f-4.1JqM')), 'Opaque token');
  assert.match(kindWords(inspectToken(`ghp_${'a1B2'.repeat(9)}`)), /^A GitHub /);
});

test('the times come first, then who and for whom, then the rest as it stands', () => {
  const markdown = print(makeJwt({ scope: 'a', jti: 'x', aud: 'api', iss: 'i', acr: '1', exp: now + 60 }));
  const names = [...markdown.matchAll(/`(scope|jti|aud|iss|acr|exp)` \|/g)].map((it) => it[1]);
  assert.deepEqual(names, ['exp', 'iss', 'aud', 'scope', 'jti', 'acr']);
});
