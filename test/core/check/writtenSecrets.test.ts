import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { secretFinding } from '../../../src/core/check/writtenSecrets.ts';
import { plain } from '../../../src/core/text.ts';
import { jwt } from '../../check.ts';
import { checkedFile } from './checked.ts';

const key = 'q7Zk2Vx9Lm4Tn8Rb3Wc6';
const github = 'ghp_R7mK2vX9qL4nT8wB3zC6yH1jF5dS0aG7pE2u';
const token = jwt({ exp: 3600, sub: 'vic' });

/** The marked texts, each with the name of its variable. */
function secretsIn(text: string): string[] {
  return checkedFile(text).secrets.map((it) => `${it.name}: ${text.slice(it.span.start, it.span.end)}`);
}

suite('secrets that a file writes', () => {
  const get = (line: string, url = 'https://api.acme.io/') => `GET ${url}\n${line}\n`;
  const cases: readonly [string, string, string[]][] = [
    ['a bearer token', get(`Authorization: Bearer ${token}`), [`token: ${token}`]],
    ['a key of a service', get(`Authorization: token ${github}`), [`token: ${github}`]],
    ['a key in its own header', get(`X-Api-Key: ${key}`), [`apiKey: ${key}`]],
    ['the password of a shorthand', get('Authorization: Basic vic correct-horse-9'), ['password: correct-horse-9']],
    [
      'Basic',
      get(`Authorization: Basic ${btoa('vic:correct-horse-9')}`),
      [`basicCredentials: ${btoa('vic:correct-horse-9')}`],
    ],
    ['a definition', `@apiToken = ${key}\n###\n${get('X: {{apiToken}}')}`, [`apiToken: ${key}`]],
    [
      'a password in a definition',
      `@db_password = correct-horse-9\n###\n${get('X: y')}`,
      ['db_password: correct-horse-9'],
    ],
    ['a definition in quotes, with its scheme', `@auth = "Bearer ${token}"\n###\n${get('X: y')}`, [`auth: ${token}`]],
    ['the query', get('X: y', `https://api.acme.io/?a=1&api_key=${key}`), [`apiKey: ${key}`]],
    ['the URL', get('X: y', 'https://vic:correct-horse-9@api.acme.io/'), ['password: correct-horse-9']],
    [
      'a form',
      `POST https://id.acme.io/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_secret=${key}\n`,
      [`clientSecret: ${key}`],
    ],
    [
      'JSON',
      `POST https://id.acme.io/\nContent-Type: application/json\n\n{"client_secret": "${key}"}\n`,
      [`clientSecret: ${key}`],
    ],
  ];
  for (const [name, text, expected] of cases) test(name, () => assert.deepEqual(secretsIn(text), expected));

  test('none: references, placeholders, examples, words, what is over, what anybody has', () => {
    const lines = [
      'Authorization: Bearer {{token}}',
      'Authorization: Bearer <token>',
      'Authorization: Bearer YOUR_API_TOKEN_HERE',
      'Authorization: Bearer my-secret-token-12345',
      'Authorization: Basic user:pass',
      'Authorization: Basic admin:password123',
      `Authorization: Basic ${btoa('user:password')}`,
      'X-Api-Key: xxxxxxxxxxxxxxxxxxxxxxxx',
      'X-Api-Key: 1234567890abcdef1234567890abcdef',
      'X-Api-Key: 0e37df36-f698-11e6-8dd4-cb9ced3df976',
      'X-Api-Key: pk_test_8f3kQ20fkd93kf03kfd93',
      `Authorization: Bearer ${jwt({ exp: -60 })}`,
      'Authorization: Digest username="vic", realm="r", nonce="n8f3k20fkd93kf03kf", uri="/", response="6629fae49393a05397450978507c4ef1"',
      'Content-Type: application/json',
    ];
    for (const line of lines) assert.deepEqual(secretsIn(get(line)), [], line);
    assert.deepEqual(secretsIn(get('Authorization: Basic vic correct-horse-9', 'http://localhost:3000/')), []);
    for (const line of ['@password = keycloak', '@clientSecret = some_client_secret', '@secret = {{$guid}}'])
      assert.deepEqual(secretsIn(`${line}\n${get('X: y')}`), [], line);
    assert.deepEqual(secretsIn(`@token_url = https://id.acme.io/oauth2/token1\n${get('X: y')}`), []);
  });

  test('what is said names the file and shows nothing of it', () => {
    const [secret] = checkedFile(get(`Authorization: Bearer ${github}`)).secrets;
    assert.ok(secret);
    const { message, severity, fix } = secretFinding(secret, 'api.http');
    assert.equal(severity, 'warning');
    assert.equal(
      plain(message),
      'Git tracks `api.http`, and the secret of `Authorization` stands in it: whoever can read the repository can use it.',
    );
    assert.equal(fix?.kind, 'move-secret');
  });
});
