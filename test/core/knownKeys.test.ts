import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { knownKey } from '../../src/core/knownKeys.ts';
import { maskSecretsIn } from '../../src/core/redact.ts';

const body = 'a1B2c3D4e5F6g7H8i9J0';

test('a key is known by its prefix, the longest one first', () => {
  const rows: [value: string, what: string][] = [
    [`github_pat_${body}`, 'a GitHub fine-grained personal access token'],
    [`sk-${body}`, 'a secret key in the form that OpenAI and others use'],
    [`sk-proj-${body}`, 'an OpenAI project key'],
    [`sk-ant-api03-${body}`, 'an Anthropic API key'],
    [`sk_test_${body}`, 'a Stripe test secret key'],
    [`xoxe.xoxp-1-${body}`, 'a rotating Slack token'],
    [`SG.${body}.${body}`, 'a SendGrid API key'],
    [`secret_${body}`, 'an integration secret in the form that Notion uses'],
    ['ATATT3xFfGF0abcdefgh_1', 'an Atlassian API token'],
  ];
  for (const [value, what] of rows) assert.equal(knownKey(value)?.what, what, value);
});

test('where another way of sending is the rule, it is told', () => {
  assert.equal(knownKey(`sk-ant-api03-${body}`)?.sentAs, 'x-api-key: …');
  assert.equal(knownKey(`ghp_${body}`)?.sentAs, undefined);
});

test('names that only begin like a key are none', () => {
  for (const value of [
    '',
    'sk-',
    'sk-learn',
    'key-vault-01.example.com',
    'secret_of_success',
    'npm_config_cache',
    'AKIA',
    'SG.md',
    'dapi',
  ]) {
    assert.equal(knownKey(value), undefined, value);
  }
});

test('what is known is also masked in running text', () => {
  const prefix = fc.constantFrom(
    'ghp_',
    'glpat-',
    'sk_live_',
    'sk-',
    'xoxb-',
    'AKIA',
    'ya29.',
    'hvs.',
    'npm_',
    'hf_',
    'shpat_',
    'pk.eyJ',
  );
  const rest = fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 16, maxLength: 40 });
  fc.assert(
    fc.property(prefix, rest, (start, end) => {
      const value = start + end;
      if (knownKey(value)) assert.ok(!maskSecretsIn(`with ${value}.`).includes(end));
    }),
  );
});
