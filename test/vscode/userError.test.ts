import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UserError } from '../../src/vscode/userError.ts';

test('a link in what a message quotes stays text', () => {
  const { message } = new UserError('Not found: [click here](command:workbench.action.quit).');
  assert.equal(message, 'Not found: [click here] (command:workbench.action.quit).');
});
