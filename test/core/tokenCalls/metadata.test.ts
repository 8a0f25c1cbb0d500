import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../../src/core/exchange.ts';
import { explain } from '../../../src/core/explain.ts';
import { plain } from '../../../src/core/text.ts';

const now = Date.UTC(2026, 5, 1, 12);

function exchange(method: string, url: string, body: string, status: number, answer: object, auth = ''): Exchange {
  const text = JSON.stringify(answer);
  const form = [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }];
  return {
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      headers: [...form, ...(auth ? [{ name: 'Authorization', value: auth }] : [])],
      ...(body ? { body: { text: body, size: body.length, mimeType: 'application/x-www-form-urlencoded' } } : {}),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: { text, size: text.length, mimeType: 'application/json' },
    },
    sentAt: now,
    earlier: [],
    dropped: [],
    source: 'sent',
  };
}

const metadata = exchange('GET', 'https://id.test/.well-known/openid-configuration', '', 200, {
  issuer: 'https://id.test',
  token_endpoint: 'https://id.test/token',
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  scopes_supported: ['openid', 'reports'],
});
const basic = `Basic ${btoa('app1:a-secret-of-app1')}`;

function best(it: Exchange) {
  const [finding] = explain({ ...it, earlier: [metadata] }, now).findings;
  assert.ok(finding);
  return { id: finding.id, certainty: finding.certainty, summary: plain(finding.summary) };
}

test('a method that the issuer’s metadata does not list is proven to be wrong', () => {
  const refused = { error: 'invalid_client' };
  const call = exchange('POST', 'https://id.test/token', 'grant_type=client_credentials', 401, refused, basic);
  assert.deepEqual(best(call), {
    id: 'client-invalid',
    certainty: 'proven',
    summary:
      'The request authenticates the client `app1` by Basic (client_secret_basic), and the issuer takes `client_secret_post` and `private_key_jwt`.',
  });
  const post = 'grant_type=client_credentials&client_id=app1&client_secret=a-secret-of-app1';
  assert.notEqual(best(exchange('POST', 'https://id.test/token', post, 401, refused)).certainty, 'proven');
});

test('the scope that the metadata does not list is the one that is refused', () => {
  const post = 'grant_type=client_credentials&client_id=app1&client_secret=a-secret-of-app1&scope=reports+admin';
  const found = best(exchange('POST', 'https://id.test/token', post, 400, { error: 'invalid_scope' }));
  assert.equal(found.id, 'scope-missing');
  assert.match(found.summary, /does not give `admin` to/);
});

test('metadata of another server says nothing', () => {
  const other = {
    ...metadata,
    request: { ...metadata.request, url: 'https://else.test/.well-known/openid-configuration' },
  };
  const call = exchange(
    'POST',
    'https://id2.test/token',
    'grant_type=client_credentials',
    401,
    { error: 'invalid_client' },
    basic,
  );
  const [finding] = explain({ ...call, earlier: [other] }, now).findings;
  assert.notEqual(finding?.certainty, 'proven');
});
