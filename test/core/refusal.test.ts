import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpResponse } from '../../src/core/exchange.ts';
import { isRefusal, leadsToLogin, mayStandIn } from '../../src/core/refusal.ts';

function answer(status: number, location?: string, body?: string): HttpResponse {
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    headers: location === undefined ? [] : [{ name: 'Location', value: location }],
    ...(body === undefined ? {} : { body: { text: body, size: body.length, mimeType: 'application/json' } }),
  };
}

test('four statuses are refusals by themselves', () => {
  for (const status of [401, 403, 407, 419]) assert.ok(isRefusal(answer(status)), `${status}`);
  for (const status of [200, 302, 400, 404, 418, 500]) assert.ok(!isRefusal(answer(status)), `${status}`);
});

test('a redirect to a login page stands in, another one does not', () => {
  for (const location of ['/login?next=/x', 'https://id.test/oauth2/authorize?x=1', '/users/sign_in', '/saml/sso']) {
    assert.ok(leadsToLogin(answer(302, location)), location);
    assert.ok(mayStandIn(answer(302, location)), location);
  }
  for (const location of ['/items/7', 'https://www.test/', '/authors/9'])
    assert.ok(!mayStandIn(answer(302, location)), location);
  assert.ok(!leadsToLogin(answer(200, '/login')));
});

test('a success stands in only with an error about access in its body', () => {
  assert.ok(mayStandIn(answer(200, undefined, '{"errors":[{"message":"Not permitted: permission missing"}]}')));
  assert.ok(!mayStandIn(answer(200, undefined, '{"errors":[{"message":"Out of stock"}]}')));
  assert.ok(!mayStandIn(answer(200, undefined, '{"items":[]}')));
});

test('a gRPC answer tells in its trailers, not in its status', () => {
  const grpc = (headers: HttpResponse['headers'], text = ''): HttpResponse => ({
    ...answer(200),
    headers: [{ name: 'content-type', value: 'application/grpc-web+proto' }, ...headers],
    body: { text, size: text.length, mimeType: 'application/grpc-web+proto' },
  });
  assert.ok(mayStandIn(grpc([{ name: 'grpc-status', value: '16' }])));
  assert.ok(!mayStandIn(grpc([{ name: 'grpc-status', value: '0' }])));
  assert.ok(mayStandIn(grpc([], '\u0080\0\0\0Agrpc-message: no%20token\r\ngrpc-status: 16\r\n')));
  assert.ok(!mayStandIn(grpc([], '\u0080\0\0\0\u000fgrpc-status: 0\r\n')));
});

test('errors of token endpoints inside a 200', () => {
  const answered = (text: string) => mayStandIn(answer(200, undefined, text));
  assert.ok(answered('error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired.'));
  assert.ok(answered('{"ok":false,"error":"bad_client_secret"}'));
  assert.ok(answered('{"error":"redirect_uri_mismatch","error_description":"The redirect_uri MUST match"}'));
  assert.ok(!answered('{"error":"authorization_pending"}'));
  assert.ok(!answered('{"ok":true,"error":""}'));
});
