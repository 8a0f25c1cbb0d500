import assert from 'node:assert/strict';
import { test } from 'node:test';
import { says as saysOf } from '../../build/docs/signInFields.ts';
import { signInFields } from '../../src/core/auth/signInFields.ts';
import { read } from './sources.ts';

test('docs/tokens.md lists every field of a sign-in, in the words that the editor shows', () => {
  const rows = new Map(
    read('docs/tokens.md')
      .split('\n')
      .flatMap((line) => {
        const [, name = '', says = ''] = /^\| `([^`]+)` \| (.*) \|$/.exec(line) ?? [];
        return name === '' ? [] : [[name, says.replaceAll('\\|', '|')]];
      }),
  );
  for (const field of signInFields) {
    const says = rows.get(field.name) ?? '';
    assert.ok(says.startsWith(saysOf[field.name]), field.name);
    for (const value of 'values' in field ? field.values : []) assert.ok(says.includes(`\`${value}\``), field.name);
  }
});

test('the editor completes the fields of a sign-in in environment files', () => {
  const manifest: { contributes: { jsonValidation: { fileMatch: string[]; url: string }[] } } = JSON.parse(
    read('package.json'),
  );
  const validation = manifest.contributes.jsonValidation.find((it) => it.url === './media/environments.schema.json');
  assert.deepEqual(validation?.fileMatch, ['http-client.env.json', 'http-client.private.env.json']);
});
