import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizationToMarkdown } from '../../../src/core/print/authorizationMarkdown.ts';

test('Basic, encoded or not: the user, never the password', () => {
  for (const value of ['Basic dmljOnZpZXctb25seQ==', 'Basic vic view-only', 'Basic vic:view-only']) {
    const markdown = authorizationToMarkdown(value);
    assert.match(markdown, /\*\*Basic\*\*[\s\S]*User `vic`, password of 9 characters/);
    assert.doesNotMatch(markdown, /view-only|dmljOnZpZXctb25seQ/);
  }
});

test('what is broken is said', () => {
  assert.match(authorizationToMarkdown('Bearer Bearer abcdefghijklmnopqrstuvwxyz'), /stands in it twice/);
  assert.match(authorizationToMarkdown('Basic %%%'), /- /);
});

test('credentials that are computed are not shown', () => {
  assert.match(authorizationToMarkdown('Digest vic view-only'), /\*\*Digest\*\*, user `vic`/);
  const aws = authorizationToMarkdown('AWS AKIAEXAMPLE wJalrXUtnFEMIsecret');
  assert.match(aws, /access key `AKIAEXAMPLE`/);
  assert.doesNotMatch(aws, /wJalr/);
});

test('a token that is obtained is said to be', () => {
  assert.match(
    authorizationToMarkdown('openid code kc token_exchange x'),
    /\*\*Bearer\*\*.*variables of `kc`, exchanged by those of `x`/,
  );
  assert.doesNotMatch(authorizationToMarkdown('oauth2 q7Zk2Vx9Lm4Tn8Rb3Wc6'), /Zk2Vx9/);
});

test('nothing in it becomes markup', () => {
  const outside = authorizationToMarkdown('Basic ![x](http://evil.test/x) ![y](http://evil.test/y)').replace(
    /`+[^`]*`+/g,
    '',
  );
  assert.doesNotMatch(outside, /[^\\]\]\(/);
});
