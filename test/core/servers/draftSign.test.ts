import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFacts } from '../../../src/core/facts.ts';
import { draftSign } from '../../../src/core/servers/draftSign.ts';
import { exchange, now } from '../../check.ts';
import { explainBy, own } from '../ownRules.ts';

const draft = (wire: string) => draftSign(readFacts(exchange(wire), now * 1000));
const answer = (status: number, body: string) => `GET https://api.test:8443/orders/1001\n\n${status}\n\n${body}`;

test('a code of the answer tells it from others', () => {
  const wire = answer(403, '{"error":"Forbidden","code":"ORD-4012","message":"No"}');
  assert.deepEqual(draft(wire), {
    id: 'api-test',
    name: 'api.test',
    host: '^api\\.test$',
    marks: { status: [403], code: ['ORD-4012'] },
  });
});

test('else its words, numbers being others the next time', () => {
  assert.deepEqual(draft(answer(403, '{"message":"Order 1001 is closed (by 7)."}'))?.marks, {
    status: [403],
    says: 'Order \\d+ is closed \\(by \\d+\\)\\.',
  });
});

test('else the path', () => {
  assert.deepEqual(draft(answer(403, '{"message":"Forbidden"}'))?.marks, { status: [403], path: '^/orders/\\d+$' });
});

test('no secret is put into a rule', () => {
  const canary = 'canary5f2b8c7e9d13a4f6canary';
  const wire = `GET https://api.test/\nX-Api-Key: ${canary}\n\n401\n\n{"code":"${canary}","message":"${canary} is over"}`;
  assert.ok(!JSON.stringify(draft(wire)).includes(canary));
});

test('a request that was not recorded has no host to go by', () => {
  const { requestNotShown: _, ...it } = { ...exchange(answer(403, 'no')), requestNotShown: true as const };
  assert.equal(draftSign(readFacts({ ...it, requestNotShown: true }, now * 1000)), undefined);
});

test('the rule holds for the refusal that it was read off', () => {
  for (const body of [
    '{"code":"ORD-4012"}',
    '{"message":"Order 1001 is closed."}',
    'Closed for today',
    '{}',
    '<h1>Closed</h1>',
  ]) {
    const made = draft(answer(403, body));
    assert.ok(made, body);
    const rules = own([{ ...made.marks, cause: 'not-owner', shows: 'Yes' }], { recognize: { host: made.host } });
    assert.equal(explainBy(rules, answer(403, body)).findings[0]?.id, 'not-owner', body);
  }
});
