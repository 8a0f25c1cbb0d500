import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logLine } from '../../src/vscode/logLine.ts';

const token = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('{"sub":"vic"}').toString('base64url')}.c2lnbmF0dXJl`;

test('the log names the request and what came of it', () => {
  const outcome = { kind: 'failed', code: 'refused', message: 'Nobody listens at `a.test`.', earlier: [] } as const;
  assert.equal(
    logLine({ label: 'GET http://a.test/{{id}}', at: 0, outcome }),
    'GET http://a.test/{{id}}: no answer · Nobody listens at a.test.',
  );
});

test('a token in a label or in a message does not get into the log', () => {
  const outcome = { kind: 'failed', code: 'other', message: `It said ${token}.`, earlier: [] } as const;
  const line = logLine({ label: `GET http://a.test/?t=${token}`, at: 0, outcome });
  assert.ok(!line.includes(token), line);
  assert.doesNotMatch(line, /c2lnbmF0dXJl/);
});
