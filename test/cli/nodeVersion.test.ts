import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tooOldToSend } from '../../src/cli/nodeVersion.ts';

test('sending says which Node it needs', () => {
  assert.match(tooOldToSend('20.20.2') ?? '', /22\.19 or later; this is Node 20\.20\.2/);
  assert.match(tooOldToSend('22.18.0') ?? '', /22\.19/);
  for (const version of ['22.19.0', '24.21.0', '26.0.0']) assert.equal(tooOldToSend(version), undefined);
});
