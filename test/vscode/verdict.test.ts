import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import type { RunOutcome } from '../../src/run/run.ts';
import type { HistoryEntry } from '../../src/vscode/history.ts';
import { verdict } from '../../src/vscode/verdict.ts';

const now = Date.UTC(2026, 10, 22, 12);

function answered(status: number, statusText: string): HistoryEntry {
  const exchange: Exchange = {
    request: { method: 'GET', url: 'https://api.test/me', httpVersion: 'HTTP/1.1', headers: [] },
    response: { status, statusText, httpVersion: 'HTTP/1.1', headers: [{ name: 'WWW-Authenticate', value: 'Bearer' }] },
    timings: { total: 44.6 },
    earlier: [],
    dropped: [],
    source: 'sent',
  };
  const report = status === 401 ? { report: explain(exchange, now) } : {};
  return { ...entry({ kind: 'answered', exchange, ranFirst: [], used: [] }), exchange, ...report };
}

function entry(outcome: RunOutcome): HistoryEntry {
  return { label: 'GET https://api.test/me', at: now, outcome };
}

test('a success says status and time', () => assert.equal(verdict(answered(200, 'OK')), '200 OK · 45 ms'));

test('a success whose tests failed says how many', () => {
  const it = answered(200, 'OK');
  assert.ok(it.outcome.kind === 'answered');
  const tests = [true, false, false].map((passed) => ({ of: 'test' as const, name: 'a', passed }));
  assert.equal(verdict({ ...it, outcome: { ...it.outcome, tests } }), '200 OK · 45 ms · 2 tests failed');
});

test('a status without words stands alone', () => assert.equal(verdict(answered(204, '')), '204 · 45 ms'));

test('a refusal says its cause', () => assert.match(verdict(answered(401, 'Unauthorized')), /^401 · [A-Z]/));

test('what was not sent or not answered says why', () => {
  const unsendable: RunOutcome = {
    kind: 'unsendable',
    problems: [{ message: '`{{a}}` has no value, so nothing was sent.' }],
  };
  assert.equal(verdict(entry(unsendable)), 'not sent · {{a}} has no value.');
  const failed: RunOutcome = { kind: 'failed', code: 'refused', message: 'Nobody listens.', earlier: [] };
  assert.equal(verdict(entry(failed)), 'no answer · Nobody listens.');
  assert.equal(verdict(entry({ kind: 'cancelled' })), 'cancelled');
});
