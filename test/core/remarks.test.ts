import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../src/core/exchange.ts';
import { certificateRemark } from '../../src/core/remarks.ts';
import { plain } from '../../src/core/text.ts';

const answer: Exchange = {
  request: { method: 'GET', url: 'https://api.test/me', httpVersion: 'HTTP/1.1', headers: [] },
  response: { status: 200, statusText: '', httpVersion: 'HTTP/1.1', headers: [] },
  earlier: [],
  dropped: [],
  source: 'sent',
};

test('an answer over an unverified connection says so, and why', () => {
  const remark = certificateRemark({ ...answer, unverified: 'It is self-signed.' });
  assert.equal(
    remark && plain(remark),
    "The server's certificate was not verified, as the settings say for this host: `It is self-signed.`",
  );
  assert.equal(certificateRemark(answer), undefined);
});
