import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBody } from '../../../src/core/facts/body.ts';
import { offeredLink } from '../../../src/core/facts/offeredLink.ts';
import { exchange } from '../../check.ts';

const offered = (wire: string) => {
  const { headers, body } = exchange(`GET https://a.test/\n\n403\n${wire}`).response;
  return offeredLink(headers, readBody(body), /sso|activation_?url/i);
};

test('a header that names the page', () => {
  const link = offered('X-GitHub-SSO: required; url=https://github.com/orgs/acme/sso?authorization_request=AB');
  assert.equal(link?.url, 'https://github.com/orgs/acme/sso?authorization_request=AB');
  assert.equal(link?.host, 'github.com');
  assert.deepEqual(link?.at, { in: 'response-header', name: 'X-GitHub-SSO' });
});

test('a field of the body, however deep', () => {
  const body = '{"error":{"details":[{"metadata":{"activationUrl":"https://console.test/apis?project=1"}}]}}';
  const link = offered(`Content-Type: application/json\n\n${body}`);
  assert.deepEqual([link?.name, link?.host], ['activationUrl', 'console.test']);
});

test('nothing but a web address without a user in it', () => {
  for (const value of [
    'command:evil',
    'javascript:alert(1)',
    'https://github.com@evil.test/',
    'file:///etc/passwd',
    '',
  ])
    assert.equal(offered(`X-SSO: url=${value}`), undefined, value);
});
