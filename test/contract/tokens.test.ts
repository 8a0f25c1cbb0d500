import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInFields } from '../../src/core/auth/signInFields.ts';
import { read } from './sources.ts';

test('docs/tokens.md lists every field of a sign-in, in the words of the source', () => {
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
    assert.ok(says.startsWith(field.says), field.name);
    for (const value of 'values' in field ? field.values : []) assert.ok(says.includes(`\`${value}\``), field.name);
  }
});
