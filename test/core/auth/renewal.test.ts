import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayRepeat, renewalOf } from '../../../src/core/auth/renewal.ts';
import type { Exchange } from '../../../src/core/exchange.ts';
import { explainRefusals } from '../../../src/core/explainAll.ts';

const now = Date.UTC(2026, 5, 1, 12);

function refused(
  status: number,
  headers: Record<string, string>,
  body = '',
  sent: Record<string, string> = {},
): Exchange {
  const fields = (it: Record<string, string>) => Object.entries(it).map(([name, value]) => ({ name, value }));
  return {
    request: { method: 'POST', url: 'https://a.test/orders', httpVersion: 'HTTP/1.1', headers: fields(sent) },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: fields(headers),
      ...(body ? { body: { text: body, size: body.length, mimeType: 'application/json' } } : {}),
    },
    sentAt: now,
    earlier: [],
    dropped: [],
    source: 'sent',
  };
}

function renewal(exchange: Exchange) {
  const report = explainRefusals([exchange], now)[0]?.report;
  assert.ok(report);
  return renewalOf(report, exchange);
}

const bearer = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' };

test('an expired token can be renewed, and a 401 proves that nothing was done', () => {
  const challenge = 'Bearer error="invalid_token", error_description="The token expired"';
  const found = renewal(refused(401, { 'WWW-Authenticate': challenge }, '', bearer));
  assert.deepEqual(found, { cause: 'token-expired', how: 'fresh-credential', notDone: true });
});

test('an old CSRF token can be renewed, and a 403 proves nothing', () => {
  const found = renewal(
    refused(403, {}, '{"message":"CSRF token mismatch"}', { Cookie: 'sid=1', 'X-CSRF-Token': 'old' }),
  );
  assert.deepEqual(found, { cause: 'csrf-failed', how: 'fresh-credential', notDone: false });
});

test('a nonce that the answer brings is enough', () => {
  const found = renewal(
    refused(401, { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"', 'DPoP-Nonce': 'n-1' }, '', {
      Authorization: 'DPoP abcdefghijklmnopqrstuvwxyz0123456789',
      DPoP: 'eyJ.eyJ.x',
    }),
  );
  assert.deepEqual(found, { cause: 'proof-of-possession-invalid', how: 'again', notDone: true });
});

test('a new token does not help against a missing scope or role', () => {
  const scope = 'Bearer error="insufficient_scope", scope="orders:write"';
  assert.equal(renewal(refused(403, { 'WWW-Authenticate': scope }, '', bearer)), undefined);
  assert.equal(renewal(refused(403, {}, '{"message":"The role admin is required"}', bearer)), undefined);
});

test('only what is harmless or proven undone is repeated unasked', () => {
  const by = (method: string, earlier: readonly Exchange[] = []): Exchange => {
    const it = refused(401, {});
    return { ...it, request: { ...it.request, method }, earlier };
  };
  const undone = { cause: 'token-expired', how: 'fresh-credential', notDone: true } as const;
  const unclear = { ...undone, notDone: false };
  assert.equal(mayRepeat(undone, 'auto', by('POST')), true);
  assert.equal(mayRepeat(unclear, 'auto', by('POST')), false);
  assert.equal(mayRepeat(unclear, 'auto', by('PATCH')), false);
  assert.equal(mayRepeat(unclear, 'auto', by('DELETE')), true);
  assert.equal(mayRepeat(undone, 'ask', by('GET')), false);
  assert.equal(mayRepeat(undone, 'off', by('GET')), false);
  assert.equal(mayRepeat(unclear, 'auto', by('GET', [by('POST')])), false, 'a redirect led from a POST to a page');
});

test('a POST that led to a page was carried out, whatever the page answers', () => {
  const page = refused(401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }, '', bearer);
  const led = (status: number) => ({ ...page, earlier: [refused(status, { Location: '/page' }, '', bearer)] });
  assert.equal(renewal(led(303))?.notDone, false);
  assert.equal(renewal(led(302))?.notDone, false);
  // The same request was to be made elsewhere, and it is that one which was refused.
  assert.equal(renewal(led(307))?.notDone, true);
});
