import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../src/core/exchange.ts';
import { certificateRemark, remarksOn } from '../../src/core/remarks.ts';
import { plain } from '../../src/core/text.ts';

function answer(status: number, headers: Exchange['response']['headers'] = [], more: Partial<Exchange> = {}): Exchange {
  return {
    request: { method: 'GET', url: 'https://api.test/me', httpVersion: 'HTTP/1.1', headers: [] },
    response: { status, statusText: '', httpVersion: 'HTTP/1.1', headers },
    earlier: [],
    dropped: [],
    source: 'sent',
    ...more,
  };
}

test('an answer over an unverified connection says so, and why', () => {
  const remark = certificateRemark(answer(200, [], { unverified: 'It is self-signed.' }));
  assert.equal(
    remark && plain(remark),
    "The server's certificate was not verified, as the settings say for this host: `It is self-signed.`",
  );
  assert.equal(certificateRemark(answer(200)), undefined);
  assert.equal(remarksOn(answer(403, [], { unverified: 'x' }), undefined).length, 1);
});

test('401 without WWW-Authenticate is remarked on; with it, not', () => {
  const challenge = { name: 'WWW-Authenticate', value: 'Bearer' };
  assert.match(plain(remarksOn(answer(401), 'credentials-missing')[0] ?? { parts: [] }), /without `WWW-Authenticate`/);
  assert.deepEqual(remarksOn(answer(401, [challenge]), 'credentials-missing'), []);
});

test('the two statuses mixed up', () => {
  const challenge = { name: 'WWW-Authenticate', value: 'Bearer' };
  assert.match(plain(remarksOn(answer(401, [challenge]), 'role-missing')[0] ?? { parts: [] }), /401 where 403/);
  assert.match(plain(remarksOn(answer(403), 'credentials-missing')[0] ?? { parts: [] }), /403 where 401/);
  assert.deepEqual(remarksOn(answer(403), 'role-missing'), []);
});
